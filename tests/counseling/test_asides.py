"""A question to the bot beside an answer."""

from __future__ import annotations

import pytest

from bot.counseling.asides import (
    before_leave,
    may_stand_beside,
    split_language,
    split_question,
    stays_at_leave,
    without_question,
)


@pytest.mark.parametrize(
    ("text", "answer", "question"),
    [
        ("No, don't keep it. who can read this anyway?", "No, don't keep it", "who can read this anyway?"),
        ("besok jam 9 pagi di perpus. kenapa harus sedetail ini?", "besok jam 9 pagi di perpus",
         "kenapa harus sedetail ini?"),
        ("boleh, tapi siapa yang baca", "boleh", "siapa yang baca"),
        ("who reads this? but yes, keep it", "but yes, keep it", "who reads this?"),
    ],
)  # fmt: skip
def test_an_answer_and_a_question_are_told_apart(text: str, answer: str, question: str) -> None:
    assert (answer, question) in split_question(text)


@pytest.mark.parametrize("text", ["ok, why do you ask?", "bentar. ini siapa?", "siapa yang baca?", "besok, di kamar"])
def test_a_question_alone_stays_whole(text: str) -> None:
    assert split_question(text) == []


def test_wondering_while_telling_asks_the_bot_nothing() -> None:
    assert may_stand_beside("when", "state_time", "why_ask")
    assert not may_stand_beside("problem", "describe_problem", "why_ask")
    assert may_stand_beside("problem", "describe_problem", "ask_bot_identity")
    assert not may_stand_beside("when", "state_time", "ask_ideas")


def test_a_question_that_is_answered_already_is_not_asked_again() -> None:
    assert without_question("Things with a time happen more often. Roughly when, and where?") == (
        "Things with a time happen more often."
    )
    assert without_question("Jadi, kapan dan di mana?") == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("its honestly just the gym bag anyway gotta go", "its honestly just the gym bag"),
        ("tomorrow at 10. Anyway, gotta run", "tomorrow at 10"),
        ("8 but I really have to go now, sorry", "8"),
        ("my sister will text me, ok so I'm off now bye", "my sister will text me"),
        ("because of the kids - gtg", "because of the kids"),
        (
            "20 mins on receipts after lunch. Sorry the bread man's at the door, got to go, bye",
            "20 mins on receipts after lunch.",
        ),
        ("besok jam 9 aja. maaf anakku bangun, pamit dulu", "besok jam 9 aja."),
        ("buat anak-anak. maaf harus pergi dulu ya", "buat anak-anak"),
        ("Yes, I agree. Thank you, and good-bye.", "Yes, I agree. Thank you"),
        ("Yes, I agree. Good-bye. I need no reminders.", "Yes, I agree. I need no reminders."),
        ("setuju. dadah. gausah diingetin ya", "setuju. gausah diingetin ya"),
    ],
)
def test_what_is_said_before_a_leave_is_told_from_it(text: str, answer: str) -> None:
    assert before_leave(text) == answer


@pytest.mark.parametrize(
    "text",
    ["gotta go", "ok sorry gotta go", "oh well, I have to go now", "tomorrow I have to go by bus", "besok jam 9"],
)
def test_a_leave_alone_holds_no_answer(text: str) -> None:
    assert before_leave(text) is None


@pytest.mark.parametrize(
    ("text", "answer", "wish"),
    [
        ("can we do this in Indonesian? my boss yells at me", "my boss yells at me", "can we do this in Indonesian?"),
        ("skripsiku macet dan aku takut, pake english aja ya", "skripsiku macet dan aku takut", "pake english aja ya"),
        ("8, but english please", "8", "english please"),
    ],
)
def test_an_answer_and_a_wish_about_the_language_are_told_apart(text: str, answer: str, wish: str) -> None:
    assert (answer, wish) in split_language(text)


@pytest.mark.parametrize("text", ["english please", "ok, english please", "my English teacher says, my English is bad"])
def test_a_wish_about_the_language_alone_stays_whole(text: str) -> None:
    assert split_language(text) == []


def test_a_yes_to_the_plan_stands_before_a_leave() -> None:
    assert stays_at_leave("agreement", "affirm", "yes thanks")
    assert stays_at_leave("agreement", "commit", "ok, I agree")
    assert not stays_at_leave("agreement", "affirm", "ok")
    assert not stays_at_leave("another_step", "affirm", "yes thanks")
