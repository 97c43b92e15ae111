"""Turns of improvised talks that went astray, over HTTP and against what is kept."""

from __future__ import annotations

import pytest

from tests.dialogues.test_ideas_and_plans import goal, step, talk
from tests.server import RunningRembuk


@pytest.mark.parametrize(("language", "text"), [("id", "8, 6"), ("en", "importance 8 confidence 6")])
def test_importance_and_confidence_come_in_one_message(server: RunningRembuk, language: str, text: str) -> None:
    client = talk(server, language, until="importance")
    client.say(text)
    assert (goal(client)["importance"], goal(client)["confidence"]) == (8.0, 6.0)


@pytest.mark.parametrize(
    ("language", "text"), [("id", "tadi salah, harusnya 4"), ("en", "sorry, that was wrong, I meant 4")]
)
def test_a_number_is_put_right_after_the_talk_went_on(server: RunningRembuk, language: str, text: str) -> None:
    client = talk(server, language, until="confidence")
    client.say("8")
    client.say(text)
    assert goal(client)["confidence"] == 4.0
    assert client.asked == "options"


def test_what_would_make_them_surer_stands_among_the_ways(server: RunningRembuk) -> None:
    client = talk(server, "id", until="confidence")
    for text in ("3", "latihan bilang nanti dulu", "itu aja"):
        client.say(text)
    assert [(o["text"], o["chosen"]) for o in goal(client)["options"]] == [("latihan bilang nanti dulu", True)]


def test_one_part_put_right_leaves_the_others(server: RunningRembuk) -> None:
    client = talk(server, "id", until="agreement")
    client.say("tempatnya di perpus aja")
    client.say("Waktu lain")
    client.say("jam 8 malam")
    kept = step(client)
    assert (kept["when"], kept["where"], kept["support"]) == (
        "besok jam 8 malam", "di perpus", "Rina mau nemenin lewat telepon",
    )  # fmt: skip


def test_a_nearly_is_a_change_and_thanks_are_none(server: RunningRembuk) -> None:
    client = talk(server, "en", until="agreement")
    client.say("nearly, I also want to bring my sister along")
    assert goal(client)["plans"][-1]["status"] == "draft"
    assert step(client)["action"].endswith("bring my sister along")
    client.say("yes, I agree, thank you")
    assert goal(client)["plans"][-1]["status"] == "agreed"


def test_a_change_that_was_not_caught_is_named(server: RunningRembuk) -> None:
    client = talk(server, "id", until="agreement")
    client.say("kayaknya ada yang kurang")
    client.say("itu loh yang soal adikku")
    client.say("setuju")
    assert "soal adikku" in client.messages[0]["text"]
    assert client.asked == "agreement"


def test_a_smaller_step_that_is_another_thing_begins_anew(server: RunningRembuk) -> None:
    client = talk(server, "en", until="plan_confidence")
    client.say("3")
    client.say("just water the plants on the balcony")
    kept = step(client)
    assert (kept["when"], kept["obstacle"], kept["if_then"]) == (None, None, None)
    assert client.asked == "when"


@pytest.mark.parametrize(("language", "text"), [("id", "berhenti nanya terus"), ("en", "stop asking questions")])
def test_too_many_questions_ease_the_asking(server: RunningRembuk, language: str, text: str) -> None:
    client = talk(server, language, until="importance")
    client.say(text)
    assert client.asked == "importance"
    client = talk(server, language, until="problem")
    client.say(text)
    assert client.asked == "problem"


@pytest.mark.parametrize(("language", "text"), [("id", "ya gitu lah"), ("en", "meh I guess")])
def test_half_a_yes_is_asked_for_once_more(server: RunningRembuk, language: str, text: str) -> None:
    client = talk(server, language, until="consent")
    client.say(text)
    assert client.asked == "consent"
    client.press(0)
    assert client.asked != "consent" or len(client.buttons) == 2  # the age is asked for with consent
