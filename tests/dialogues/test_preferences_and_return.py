"""How the client wants to be talked with changes the talk; coming back takes up what was."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest

from bot.language import LANGUAGES
from bot.storage.models import Client
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.dialogues.test_clients import _hash, a_week_passes, look
from tests.server import RunningRembuk

LISTEN, ASK, OPEN = 0, 1, 2
TELLS = {language: STRAIGHT[language]["problem"][:3] for language in LANGUAGES}


def start(server: RunningRembuk, language: str, style: int | str) -> ScriptedClient:
    """Consent, age and name, then the answer to how the talk should go."""
    client = ScriptedClient(server.url, language)
    client.press(0)
    client.press(0)
    client.say("Dewi")
    assert client.asked == "preferences"
    if isinstance(style, int):
        client.press(style)
    else:
        client.say(style)
    return client


def tell_until_summary(client: ScriptedClient) -> int:
    """How many messages it takes until the bot sums up."""
    for count, text in enumerate(itertools.cycle(TELLS[client.language]), start=1):
        client.say(text)
        if client.asked == "summary":
            return count
        assert client.asked == "problem"
        assert count < 9
    raise AssertionError


def preferences(client: ScriptedClient) -> Any:
    return client.export()["sessions"][-1]["preferences"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("style", "least", "most"), [(LISTEN, 5, 6), (ASK, 1, 2), (OPEN, 2, 3)])
def test_who_wants_to_be_listened_to_is_heard_longer(
    server: RunningRembuk, language: str, style: int, least: int, most: int
) -> None:
    client = start(server, language, style)
    assert client.asked == "problem"
    assert least <= tell_until_summary(client) <= most


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_wants_to_be_listened_to_is_asked_before_looking_ahead(server: RunningRembuk, language: str) -> None:
    client = start(server, language, LISTEN)
    tell_until_summary(client)
    client.press(0)
    assert (client.asked, client.phase) == ("goal", "understanding")
    client.press(1)
    assert client.asked == "problem"
    assert client.export()["goals"] == []


@pytest.mark.parametrize(
    ("language", "text"), [("id", "langsung ke intinya aja, cepat"), ("en", "just be direct and quick")]
)
def test_a_direct_and_fast_talk_has_fewer_questions(server: RunningRembuk, language: str, text: str) -> None:
    client = start(server, language, text)
    assert preferences(client) == {"pace": "fast", "tone": "direct"}
    assert tell_until_summary(client) <= 2
    client.press(0)
    said = STRAIGHT[language]
    client.say(said["goal"][1])
    assert client.asked == "importance", "what the talk is for is not asked"
    client.say("8")
    assert client.asked == "confidence", "nor why it is an 8"
    client.go_on(said, until="obstacle")
    client.say(said["obstacle"][0])
    assert client.asked == "support", "nor what to do then"
    assert client.export()["goals"][0]["text"] == said["goal"][1]


@pytest.mark.parametrize(("language", "slower"), [("id", "pelan-pelan dong"), ("en", "slow down please")])
def test_a_wish_in_the_middle_is_kept_and_the_question_stands(
    server: RunningRembuk, language: str, slower: str
) -> None:
    client = start(server, language, OPEN)
    client.say(TELLS[language][0])
    client.say(slower)
    assert client.asked == "problem"
    assert preferences(client) == {"pace": "slow"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_tells_instead_is_simply_heard(server: RunningRembuk, language: str) -> None:
    client = start(server, language, STRAIGHT[language]["problem"][0])
    assert client.asked == "problem"
    assert preferences(client) == {}


def back_after_a_week(server: RunningRembuk, client: ScriptedClient) -> ScriptedClient:
    a_week_passes(server, client)
    return ScriptedClient(server.url, client.language, return_code=client.return_code)


def with_plan(server: RunningRembuk, language: str, rating: str) -> ScriptedClient:
    client = ScriptedClient(server.url, language)
    client.go_on({**STRAIGHT[language], "rating": [rating]}, until="none")
    return client


@pytest.mark.parametrize(
    ("language", "rating", "missing"),
    [("id", "didengar 3, tujuan 8", "kebanyakan nanya"), ("en", "heard 3, goals 8", "too many questions")],
)
def test_a_low_rating_changes_the_next_talk(server: RunningRembuk, language: str, rating: str, missing: str) -> None:
    client = back_after_a_week(server, with_plan(server, language, rating))
    assert (client.asked, client.phase) == ("preferences", "preferences")
    client.say(missing)
    assert client.asked == "followup", "then the plan is looked at"
    first, second = client.export()["sessions"]
    assert (first["missing"], first["preferences"]) == (missing, {})
    assert second["preferences"] == {"lead": "listen"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_today_is_for_is_asked_first_where_the_last_talk_missed_it(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="problem")
    client.say({"id": "udah dulu ya", "en": "I have to stop here"}[language])

    def rate(rows: Repository, row: Client) -> None:
        from bot.storage.models import Rating

        row.sessions[0].rating = Rating(goals=2.0)

    change(server, client, rate)
    client = back_after_a_week(server, client)
    client.press(0)
    assert (client.asked, client.phase) == ("goal", "problem")
    client.say(STRAIGHT[language]["goal"][0])
    assert client.asked == "problem"
    assert client.export()["sessions"][-1]["purpose"] == STRAIGHT[language]["goal"][0]


LEARNED = {
    "id": ["bareng Rina jadi semangat", "aku yang ngajak dia duluan", "mulai buka drakor sebelum jam 9",
           "chat Rina minta ditemenin"],
    "en": ["having her on the phone with me", "I was the one who wrote first", "scrolling before breakfast",
           "text my sister right away"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_that_was_done_is_learned_from(server: RunningRembuk, language: str) -> None:
    client = back_after_a_week(server, with_plan(server, language, "9"))
    client.press(0)
    for text in LEARNED[language]:
        assert client.asked == "followup"
        client.say(text)
    client.press(0)
    assert client.asked == "problem"
    (goal,) = client.export()["goals"]
    (review,) = goal["plan"]["steps"][0]["reviews"]
    assert [review[kind] for kind in ("helped", "own_part", "slip_sign", "slip_answer")] == LEARNED[language]
    assert (goal["status"], goal["history"][-1]["by"]) == ("achieved", "client")


@pytest.mark.parametrize(
    ("language", "button", "asked", "plan"),
    [("id", 0, "step", "agreed"), ("en", 1, "step", "agreed"), ("id", 2, "problem", "dropped")],
)
def test_a_step_that_was_not_done_is_renegotiated(
    server: RunningRembuk, language: str, button: int, asked: str, plan: str
) -> None:
    client = back_after_a_week(server, with_plan(server, language, "9"))
    client.press(1)
    client.say({"id": "hari pertama jalan, pas pagi masih seger", "en": "the first day went well"}[language])
    client.say({"id": "besoknya lembur terus", "en": "then work ate everything"}[language])
    assert client.asked == "step"
    client.press(button)
    assert client.asked == asked
    (goal,) = client.export()["goals"]
    assert (goal["status"], goal["plans"][0]["status"]) == ("agreed", plan)
    (review,) = goal["plans"][0]["steps"][0]["reviews"]
    assert review["outcome"] == "partly"
    assert review["helped"]


def change(server: RunningRembuk, client: ScriptedClient, what: Any) -> None:
    engine = server.engine()
    with UnitOfWork(engine) as work:
        row = work.rows.client_by_code(_hash(client.return_code))
        assert row is not None
        what(work.rows, row)
        work.commit()
    engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_several_plans_the_client_says_which_to_look_at(server: RunningRembuk, language: str) -> None:
    client = with_plan(server, language, "9")
    other = {"id": "tidur cukup tiap malam", "en": "sleep through the night"}[language]

    def add(rows: Repository, row: Client) -> None:
        from bot.storage.models import Goal, Plan, Step

        at = row.goals[0].plans[0].created_at
        goal = Goal(client_id=row.id, session_id=row.sessions[0].id, text=other, status="agreed", created_at=at)
        step = Step(number=1, action="hp", status="open", review_on=row.goals[0].plans[0].steps[0].review_on)
        goal.plans = [Plan(status="agreed", created_at=at - timedelta(minutes=1), steps=[step])]
        row.goals.append(goal)

    change(server, client, add)
    client = back_after_a_week(server, client)
    assert client.asked == "followup"
    assert len(client.buttons) == 3, "two goals and something else"
    client.say(other)
    client.press(2)
    statuses = {goal["text"]: goal["plan"]["steps"][0]["status"] for goal in client.export()["goals"]}
    assert statuses == {STRAIGHT[language]["goal"][1]: "open", other: "not_done"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_hours_the_client_is_told_where_they_were(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="when")
    hello = {"id": "halo", "en": "hello"}[language]
    client.say(hello)
    at_once = len(client.messages)
    assert client.asked == "when"

    def age(rows: Repository, row: Client) -> None:
        for turn in row.sessions[0].turns:
            turn.at -= timedelta(hours=5)

    change(server, client, age)
    client.say(hello)
    assert client.asked == "when"
    assert len(client.messages) == at_once + 1, "where they were is said as well"
    assert look(server, client, lambda rows, row: row.sessions[0].phase) == "plan"
