"""What a person does on the chat page, in a real browser against a stand-in for the server."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .browser import SHIFT, Browser, Page
from .fake_server import FakeRembuk, failure


def begin(page: Page) -> None:
    page.click("#start")
    page.wait("document.querySelectorAll('.answer').length === 3")
    page.click("#box")


def write(page: Page, text: str) -> None:
    page.type(text)
    page.press("Enter")


def texts(page: Page, who: str) -> list[str]:
    found: list[str] = page.js(f"[...document.querySelectorAll('.message.{who} .text')].map((n) => n.textContent)")
    return found


def wait_for_messages(page: Page, count: int) -> None:
    page.wait(f"document.querySelectorAll('.message').length === {count}")


def until(true: Callable[[], Any]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.03)


def test_a_newcomer_chooses_a_language_and_is_greeted_in_it(page: Page, fake: FakeRembuk) -> None:
    page.click("#arrival [data-language=id]")
    begin(page)
    assert fake.received[0][2]["language"] == "id"
    assert fake.received[0][2]["mode"] == "self_help"
    assert "return_code" not in fake.received[0][2]
    assert page.js("[document.documentElement.lang, document.querySelector('#log').lang]") == ["id", "id"]
    assert texts(page, "bot")[0].startswith("Halo")
    assert page.js("document.querySelector('#return-code').textContent") == "KOPI-7421-SENJA"
    assert page.js("document.querySelector('[aria-current=step]').textContent") == "Kenalan"


def test_the_language_is_remembered(page: Page, fake: FakeRembuk) -> None:
    page.goto(fake.page)
    assert page.js("document.documentElement.lang") == "en"


def test_someone_coming_back_gives_their_code(page: Page, fake: FakeRembuk) -> None:
    page.click("#have-code summary")
    page.click("#code")
    page.type(" TEH-1-PAGI ")
    page.press("Enter")
    page.wait_for_text("Your return code")
    assert fake.received[0][2]["return_code"] == "TEH-1-PAGI"


def test_starting_can_fail_and_be_tried_again(page: Page, fake: FakeRembuk) -> None:
    page.offline(True)
    page.click("#start")
    page.wait_for_text("Couldn't start")
    page.offline(False)
    begin(page)


def test_a_button_sends_its_title_and_payload_and_the_buttons_go(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click(".answer:nth-child(2)")
    wait_for_messages(page, 4)
    sent = fake.sent()[0]
    assert (sent["text"], sent["payload"]) == ("I just want to talk", "pick:I just want to talk")
    assert page.js("document.querySelectorAll('.answer').length") == 0
    assert page.js("document.querySelector('[aria-current=step]').textContent") == "Your story"


def test_enter_sends_and_shift_enter_starts_a_line(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.type("one")
    page.press("Enter", SHIFT)
    page.type("two 🙂 /restart")
    page.press("Enter")
    wait_for_messages(page, 4)
    assert fake.sent()[0]["text"] == "one\ntwo 🙂 /restart"
    assert "payload" not in fake.sent()[0]
    assert page.js("document.querySelector('#box').value") == ""


def test_an_empty_message_goes_nowhere(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    write(page, "   ")
    assert fake.sent() == []


def test_markup_is_shown_as_text(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    markup = "<img src=x onerror=alert(1)> <b>bold</b>"
    fake.answer_next(200, [{"text": markup, "buttons": [{"title": markup, "payload": "p"}]}])
    write(page, markup)
    wait_for_messages(page, 4)
    assert [texts(page, "client")[-1], texts(page, "bot")[-1]] == [markup, markup]
    assert page.js("document.querySelector('.answer').textContent") == markup
    assert page.js("document.querySelectorAll('#log img, #log b').length") == 0


def test_messages_written_in_a_row_go_one_after_the_other(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.delay = 0.2
    for text in ("so", "here is", "the thing"):
        write(page, text)
    page.wait_for_text("Rembuk is writing")
    wait_for_messages(page, 2 + 3 + 3)
    assert [body["text"] for body in fake.sent()] == ["so", "here is", "the thing"]
    assert len({body["message_id"] for body in fake.sent()}) == 3


def test_a_lost_answer_is_asked_for_again_under_the_same_id(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.lose_next()
    fake.lose_next()
    write(page, "are you there?")
    page.wait_for_text("can't be reached")
    page.click(".mark button")
    wait_for_messages(page, 4)
    assert len({body["message_id"] for body in fake.sent()}) == 1
    assert texts(page, "client") == ["are you there?"]
    assert page.js("document.querySelectorAll('.mark').length") == 0


@pytest.mark.parametrize(
    ("status", "said", "shown"),
    [
        (429, "Slow down a little, please.", "Slow down a little, please."),
        (503, "", "Rembuk is having trouble."),
    ],
)
def test_a_busy_server_is_named_and_tried_again(
    page: Page, fake: FakeRembuk, status: int, said: str, shown: str
) -> None:
    begin(page)
    fake.answer_next(status, failure("busy", said))
    write(page, "hello")
    page.wait_for_text(shown)
    write(page, "still here")
    wait_for_messages(page, 2 + 2 + 2)
    assert [body["text"] for body in fake.sent()] == ["hello", "hello", "still here"]


def test_an_answer_that_is_empty_counts_as_none(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.answer_next(200, [])
    write(page, "hello")
    page.wait_for_text("didn't come through")


def test_being_offline_is_said_and_the_message_goes_out_later(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.offline(True)
    page.wait_for_text("You're offline")
    write(page, "from the train")
    page.wait("document.querySelector('.mark')")
    page.offline(False)
    wait_for_messages(page, 4)
    assert not page.js("document.body.innerText.includes('offline')")


def test_a_refused_message_goes_back_into_the_box(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.answer_next(400, failure("malformed", "That can't be read."))
    write(page, "odd")
    page.wait_for_text("That can't be read.")
    assert page.js("document.querySelector('#box').value") == "odd"
    assert texts(page, "client") == []


def test_a_message_that_is_too_long_stays_and_is_screened(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    hand_off = [{"text": "Please call 119, then press 8."}]
    fake.answer_next(413, {**failure("too_long", "At most 4,000 characters."), "messages": hand_off})
    long = "🙂" * 4001
    write(page, long)
    page.wait_for_text("At most 4,000 characters.")
    assert texts(page, "bot")[-1] == "Please call 119, then press 8."
    assert page.js("document.querySelector('#box').value") == long
    assert texts(page, "client") == []
    assert "4,001 of 4,000" in page.js("document.querySelector('#count').textContent")


@pytest.mark.parametrize("status", [401, 429, 503])
def test_a_hand_off_that_comes_with_a_refusal_is_shown(page: Page, fake: FakeRembuk, status: int) -> None:
    begin(page)
    hand_off = [{"text": "Please call 119, then press 8."}]
    fake.answer_next(status, {**failure("busy", "Not taken in."), "messages": hand_off})
    write(page, "I can't go on")
    page.wait_for_text("Not taken in.")
    assert texts(page, "bot")[-1] == "Please call 119, then press 8."


def test_four_thousand_characters_are_not_too_long(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    write(page, "🙂" * 4000)
    wait_for_messages(page, 4)


def test_a_reload_finds_the_conversation_again(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click(".answer")
    wait_for_messages(page, 4)
    for text in ("stuck", "afraid"):
        write(page, text)
    wait_for_messages(page, 8)
    before = texts(page, "bot")
    page.goto(fake.page)
    wait_for_messages(page, 8)
    assert texts(page, "bot") == before
    assert page.js("document.querySelectorAll('.answer').length") == 2
    assert page.js("document.querySelector('[aria-current=step]').textContent") == "Your story"
    page.wait("document.querySelector('#log').getAttribute('aria-live') === 'polite'")


def test_a_reload_in_the_middle_of_a_message_loses_and_doubles_nothing(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.delay = 0.5
    write(page, "just as it breaks")
    until(fake.sent)
    page.goto(fake.page)
    wait_for_messages(page, 4)
    assert texts(page, "client") == ["just as it breaks"]
    assert len({body["message_id"] for body in fake.sent()}) == 1
    assert page.js("JSON.parse(sessionStorage['rembuk.session']).outbox") == []


def test_an_expired_conversation_offers_a_new_one_and_keeps_the_words(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.talks.clear()
    write(page, "hello again")
    page.wait_for_text("no longer open")
    page.click("#notice button")
    assert page.js("document.querySelector('#code').value") == "KOPI-7421-SENJA"
    begin(page)
    assert page.js("document.querySelector('#box').value") == "hello again"
    assert texts(page, "client") == []


def test_an_expired_conversation_is_named_after_a_reload(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    fake.talks.clear()
    page.goto(fake.page)
    page.wait_for_text("no longer open")
    assert page.js("document.querySelector('#code').value") == "KOPI-7421-SENJA"


def test_a_deleted_conversation_is_forgotten(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    next(iter(fake.talks.values())).deleted = True
    write(page, "hello?")
    page.wait_for_text("has been deleted")
    assert page.js("Object.keys(sessionStorage)") == []
    assert page.js("document.querySelector('#code').value") == ""


def test_deleting_asks_first(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    for answer in ("no", "yes"):
        page.click("#menu summary")
        page.click("#menu-delete")
        page.wait_for_text("Delete all your data?")
        deletions = [path for method, path, _ in fake.received if method == "DELETE"]
        assert deletions == []
        page.click(f"#ask [value={answer}]")
    page.wait_for_text("has been deleted")
    assert page.js("Object.keys(sessionStorage)") == []


def test_forgetting_shows_the_code_and_leaves_the_data(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click("#forget")
    page.wait("document.querySelector('#ask-code').textContent === 'KOPI-7421-SENJA'")
    page.click("#ask-yes")
    page.wait_for_text("no longer remembers")
    assert page.js("Object.keys(sessionStorage)") == []
    assert not any(talk.deleted for talk in fake.talks.values())


def test_a_new_conversation_takes_the_code_along_and_one_can_go_back(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click("#menu summary")
    page.click("#menu-new")
    assert page.js("document.querySelector('#code').value") == "KOPI-7421-SENJA"
    page.click("#back")
    page.wait("document.querySelector('#box').getClientRects().length")
    wait_for_messages(page, 2)


@pytest.mark.parametrize("kind", ["json", "html"])
def test_the_data_can_be_downloaded(page: Page, fake: FakeRembuk, tmp_path: Path, kind: str) -> None:
    begin(page)
    page.allow_downloads(tmp_path)
    page.click("#menu summary")
    page.click(f"[data-download={kind}]")
    until(lambda: list(tmp_path.glob(f"rembuk-*.{kind}")))
    assert json.loads(next(tmp_path.iterdir()).read_text()) == {"schema": 1}
    page.wait_for_text("has been downloaded")


def test_the_language_of_the_page_changes_and_the_talk_stays(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.click("#menu summary")
    page.click("#menu [data-language=id]")
    assert page.js("[document.documentElement.lang, document.querySelector('#log').lang]") == ["id", "en"]
    assert page.js("document.querySelector('#send').textContent") == "Kirim"
    assert texts(page, "bot")[0].startswith("Hi")


def test_crisis_help_opens_with_the_server_down(page: Page, fake: FakeRembuk) -> None:
    begin(page)
    page.offline(True)
    page.click("#crisis summary")
    page.wait_for_text("116 123")
    page.press("Escape")
    page.wait("!document.querySelector('#crisis').open")
    assert page.js("document.activeElement === document.querySelector('#crisis summary')")


def test_crisis_help_opens_without_any_script(browser: Browser, fake: FakeRembuk) -> None:
    page = browser.page()
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.goto(fake.page)
    page.click("#crisis summary")
    page.wait("document.querySelector('.number').getClientRects().length")
    page.close()


def test_quick_exit_leaves_nothing_in_the_tab(browser: Browser, fake: FakeRembuk) -> None:
    page = browser.page()
    page.goto(fake.page)
    begin(page)
    page.click("#exit")
    page.wait("location.host !== '127.0.0.1' && !location.href.includes('/chat')")
    assert any(url.startswith("https://www.google.com") for url in page.requested())
    history = page.call("Page.getNavigationHistory")["entries"]
    assert not any("/chat" in entry["url"] for entry in history)
    page.goto(fake.page)
    page.wait("!document.querySelector('#arrival').hidden")
    assert [path for _, path, _ in fake.received].count("/history") == 0
    page.close()


def test_all_can_be_reached_with_the_keyboard(page: Page, fake: FakeRembuk) -> None:
    page.goto(fake.page)
    seen: list[str] = []
    while "start" not in seen:
        assert len(seen) < 12
        page.press("Tab")
        seen.append(page.js("document.activeElement.id || document.activeElement.parentElement.id"))
    assert seen[:2] == ["crisis", "exit"]
    page.press("Enter")
    page.wait("document.querySelectorAll('.answer').length === 3")
    page.wait("document.activeElement.id === 'box'")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (180, 400), (640, 256)])
def test_nothing_runs_off_a_narrow_screen(page: Page, language: str, width: int, height: int) -> None:
    page.size(width, height)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    page.click(f"#arrival [data-language={language}]")
    page.click("#have-code summary")
    assert page.js(fits)
    page.click("#start")
    page.wait("document.querySelectorAll('.answer').length === 3")
    page.click("#box")
    page.type("w" * 5000)
    page.press("Enter")
    page.wait("document.querySelector('#notice p')")
    assert page.js(fits)
    for panel in ("#crisis", "#menu"):
        page.click(f"{panel} summary")
        assert page.js(fits)
        # A panel stays with the header, so what lies below the window could never be reached.
        page.wait(f"document.querySelector('{panel} .panel').getBoundingClientRect().bottom <= innerHeight")
