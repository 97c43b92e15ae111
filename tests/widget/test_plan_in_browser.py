"""The phases, the scale, the plan beside the talk, and kindness when it goes too fast: in a real browser."""

from __future__ import annotations

import time
from typing import Any

import pytest

from .browser import Page
from .fake_server import FakeRembuk, failure
from .test_chat_in_browser import begin, texts, wait_for_messages, write

STEP = {"action": "send Priya a message", "when": "tomorrow at 10", "if_then": "", "review_on": "2026-12-01"}
KEPT: dict[str, Any] = {
    "schema": 1,
    "client": {"values": ["friends <b>near</b>"]},
    "goals": [
        {"text": "an old one", "status": "dropped", "options": []},
        {
            "text": "have <i>one</i> friend here",
            "status": "agreed",
            "importance": 8,
            "confidence": None,
            "options": [{"text": "ask Priya", "chosen": True}, {"text": "join a club", "chosen": False}],
            "plan": {"status": "draft", "steps": [STEP]},
        },
    ],
}


def answered(text: str, phase: str, asked: str) -> list[dict[str, Any]]:
    return [{"text": text, "custom": {"phase": phase, "asked": asked, "language": "en"}}]


def reach(page: Page, fake: FakeRembuk, text: str, phase: str, asked: str) -> None:
    """Bring a begun talk to a question."""
    begin(page)
    fake.answer_next(200, answered(text, phase, asked))
    write(page, "go on")
    wait_for_messages(page, 4)


def test_a_phase_left_behind_can_be_clicked_to_go_back(page: Page, fake: FakeRembuk) -> None:
    reach(page, fake, "Which of these?", "options", "choose_option")
    page.wait("document.querySelectorAll('#steps button:not(:disabled)').length === 2")
    page.click("#steps [value=goal]")
    wait_for_messages(page, 6)
    assert fake.sent()[-1]["text"] == "Back to the goal"


def test_what_lies_ahead_cannot_be_clicked(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    assert page.js("document.querySelectorAll('#steps button:not(:disabled)').length") == 0


@pytest.mark.parametrize("asked", ["importance", "confidence", "plan_confidence", "rating"])
def test_a_number_can_be_touched(page: Page, fake: FakeRembuk, asked: str) -> None:
    reach(page, fake, "From 0 to 10, how much?", "goal", asked)
    page.click("#scale button:nth-child(8)")
    wait_for_messages(page, 6)
    assert fake.sent()[-1]["text"] == "7"
    assert page.js("document.querySelector('#scale')") is None


def test_a_question_for_words_shows_no_scale(page: Page, fake: FakeRembuk) -> None:
    reach(page, fake, "Why 7, and not a lower number?", "goal", "importance")
    assert page.js("document.querySelector('#scale')") is None


def test_the_scale_is_there_again_after_a_reload(page: Page, fake: FakeRembuk) -> None:
    reach(page, fake, "From 0 to 10, how much?", "goal", "importance")
    page.goto(fake.page)
    page.wait("document.querySelectorAll('#scale button').length === 11")


def test_goal_and_plan_stand_beside_the_talk(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    page.size(1280, 800)
    reach(page, fake, "When?", "plan", "when")
    page.wait("document.querySelector('#plan').getClientRects().length")
    shown = page.js("document.querySelector('#plan-body').innerText")
    for text in ("have <i>one</i> friend here", "ask Priya", "send Priya a message", "tomorrow at 10"):
        assert text in shown
    assert "friends <b>near</b>" in shown
    assert "an old one" not in shown and "join a club" not in shown
    assert page.js("document.querySelectorAll('#plan-body i, #plan-body b').length") == 0
    # Beside it, and not over it.
    assert page.js("document.querySelector('#plan').getBoundingClientRect().left >"
                   " document.querySelector('.message.client .text').getBoundingClientRect().right")  # fmt: skip


def test_a_way_is_changed_by_talking_about_it(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    page.size(1280, 800)
    reach(page, fake, "When?", "plan", "when")
    page.click("#plan-body [aria-label='Change: The way you chose']")
    wait_for_messages(page, 6)
    assert fake.sent()[-1]["text"] == "Back to the options"


@pytest.mark.parametrize(("part", "present", "back"), [
    ("Goal", "have <i>one</i> friend here", "Back to the goal"),
    ("Step", "send Priya a message", "Back to the step"),
    ("When", "tomorrow at 10", "Back to the time"),
])  # fmt: skip
@pytest.mark.parametrize("width", [1280, 390])
def test_goal_and_plan_are_edited_where_they_stand(
    page: Page, fake: FakeRembuk, width: int, part: str, present: str, back: str
) -> None:
    fake.kept = KEPT
    page.size(width, 800)
    reach(page, fake, "When?", "plan", "when")
    if width < 1000:
        page.click("#plan-open")
    page.click(f"#plan-body [aria-label='Change: {part}']")
    page.wait(f"document.activeElement.matches('#plan-body textarea') && document.activeElement.ariaLabel === '{part}'")
    assert page.js("document.activeElement.value") == present
    assert fake.sent()[-1]["text"] == "go on", "nothing is sent before it is saved"
    page.js("document.activeElement.select()")
    page.type("  ring my sister ")
    page.press("Enter")
    wait_for_messages(page, 8)
    assert [body["text"] for body in fake.sent()[-2:]] == [back, "ring my sister"]
    assert page.js("document.querySelector('#plan-body textarea')") is None
    assert page.js("document.querySelector('#plan').matches(':modal')") is False


def test_leaving_a_field_or_its_words_as_they_are_sends_nothing(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    reach(page, fake, "When?", "plan", "when")
    page.click("#plan-open")
    for leave in ("Escape", "Enter"):
        page.click("#plan-body [aria-label='Change: Goal']")
        page.wait("document.activeElement.matches('#plan-body textarea')")
        page.type("" if leave == "Enter" else "something else")
        page.press(leave)
        page.wait("document.activeElement.matches('[aria-label=\\'Change: Goal\\']')")
        assert page.js("document.querySelector('#plan').open"), "the drawer stays"
        assert page.js("document.querySelector('#plan-body p').textContent") == "have <i>one</i> friend here"
    assert fake.sent()[-1]["text"] == "go on"


def test_a_reply_meanwhile_leaves_an_open_field_alone(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    page.size(1280, 800)
    reach(page, fake, "When?", "plan", "when")
    page.click("#plan-body [aria-label='Change: Step']")
    page.wait("document.activeElement.matches('#plan-body textarea')")
    page.type("ring")
    fake.kept = {**KEPT, "goals": [{**KEPT["goals"][1], "text": "a newer goal"}]}
    fake.answer_next(200, answered("Where?", "plan", "when"))
    page.click("#box")
    write(page, "tomorrow")
    wait_for_messages(page, 6)
    page.wait("performance.getEntriesByType('resource').filter((e) => e.name.includes('/export')).length >= 2")
    assert "ring" in page.js("document.querySelector('#plan-body textarea').value")
    page.click("#plan-body .edit .plain")
    page.wait_for_text("a newer goal")


def test_what_is_over_is_not_changed(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    page.size(1280, 800)
    reach(page, fake, "Take care.", "rating", "none")
    page.wait("document.querySelector('#plan').getClientRects().length")
    assert page.js("document.querySelectorAll('#plan-body .link').length") == 0


def test_on_a_phone_the_plan_is_a_drawer(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    reach(page, fake, "When?", "plan", "when")
    page.click("#plan-open")
    page.wait("document.querySelector('#plan').matches(':modal')")
    page.press("Escape")
    page.wait("!document.querySelector('#plan').open")
    assert page.js("document.activeElement.id") == "plan-open"


def test_before_a_goal_there_is_no_plan_to_show(page: Page, fake: FakeRembuk) -> None:
    fake.kept = KEPT
    begin(page)
    assert page.js("document.querySelector('#plan-open').hidden && !document.querySelector('#plan').open")
    assert "/export" not in [path.partition("?")[0] for _, path, _ in fake.received]


def test_too_many_messages_wait_and_go_out_by_themselves(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.answer_next(429, failure("busy", ""), Retry_After="1")
    write(page, "hello")
    page.wait_for_text("goes out by itself in 1 seconds")
    wait_for_messages(page, 4)
    assert len({body["message_id"] for body in fake.sent()}) == 1
    assert texts(page, "client") == ["hello"]


def test_a_wait_that_is_over_does_not_send_twice(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.answer_next(429, failure("busy", ""), Retry_After="1")
    write(page, "hello")
    page.click(".mark button")
    wait_for_messages(page, 4)
    time.sleep(1.2)
    assert [body["text"] for body in fake.sent()] == ["hello", "hello"]


def test_the_page_follows_the_language_of_the_talk(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    reply = answered("Baik, kita pakai bahasa Indonesia.", "problem", "problem")
    reply[0]["custom"]["language"] = "id"
    fake.answer_next(200, reply)
    write(page, "pakai bahasa Indonesia ya")
    wait_for_messages(page, 4)
    assert page.js("[document.documentElement.lang, document.querySelector('#send').textContent]") == ["id", "Kirim"]
