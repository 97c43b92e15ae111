"""Whole talks of clients of different voices over real HTTP, checked against the database."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language import LANGUAGES
from bot.storage.models import Client
from bot.storage.repository import Repository
from tests.dialogues.client import ScriptedClient
from tests.dialogues.test_clients import look
from tests.dialogues.voices import VOICES
from tests.server import RunningRembuk

ALL = [(language, voice) for language in LANGUAGES for voice in VOICES[language]]


def settled(rows: Repository, client: Client) -> dict[str, Any]:
    goal = client.goals[-1]
    plan = goal.plans[-1]
    return {
        "goal": (goal.text, goal.status),
        "by": {option.by for option in goal.options},
        "plan": (plan.status, plan.confidence),
        "steps": [(step.action, step.when, step.starts_at is not None, step.support) for step in plan.steps],
        "rating": client.sessions[-1].rating.overall,
    }


@pytest.mark.parametrize(("language", "voice"), ALL)
def test_every_voice_comes_to_an_agreed_plan_in_its_own_words(server: RunningRembuk, language: str, voice: str) -> None:
    answers = VOICES[language][voice]
    client = ScriptedClient(server.url, language)
    client.go_on(answers, until="none")
    kept = look(server, client, settled)
    assert kept["goal"] == (answers["goal"][1], "agreed")
    assert kept["by"] == {"client"}
    assert kept["plan"] == ("agreed", 8.0)
    (step,) = kept["steps"]
    assert step[2], f"{answers['when'][0]!r} names a day"
    assert step[1]
    assert step[1] in " ".join(answers["step"] + answers["when"]), "the time in the client's words"
    assert step[3]
    assert kept["rating"] == float(answers["rating"][0])


REFUSALS = {
    "id": ["ga ada ide gue", "ga usah, gue mikir sendiri aja"],
    "en": ["no idea", "nah i'll figure it out myself"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_refuses_ideas_and_has_a_plan_all_the_same(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(VOICES[language]["slang"], until="options")
    for text in REFUSALS[language]:
        client.say(text)
    assert client.asked in ("options", "step")
    answers = VOICES[language]["slang"]
    client.go_on({**answers, "options": [answers["options"][0], "#0"]}, until="none")
    kept = look(server, client, settled)
    assert kept["by"] <= {"client"}
    assert kept["plan"][0] == "agreed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_takes_an_idea_of_the_bot_after_leave_was_given(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(VOICES[language]["slang"], until="options")
    client.say({"id": "minta ide dong", "en": "got any ideas for me?"}[language])
    assert len(client.buttons) > 2, "a menu with others and none"
    client.press(0)
    enough = {"id": "cukup", "en": "that's enough"}[language]
    client.go_on({**VOICES[language]["slang"], "options": [enough]}, until="none")
    assert "bot" in look(server, client, settled)["by"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_the_goal_in_the_middle(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    answers = VOICES[language]["formal"]
    client.go_on(answers, until="when")
    client.say({"id": "Maaf, saya ingin mengganti tujuannya", "en": "I'm afraid I want to change the goal"}[language])
    new = {"id": "Saya ingin tidur sebelum pukul sebelas", "en": "I would like to sleep before eleven"}[language]
    for _ in range(4):
        if client.asked != "goal":
            break
        if client.buttons:
            client.press(0)
        else:
            client.say(new)
    client.go_on({**answers, "goal": [new]}, until="none")
    kept = look(server, client, settled)
    assert kept["goal"] == (new, "agreed")
    assert kept["plan"][0] == "agreed"


UNSURE = {"id": ["gatau", "bingung juga", "beneran ga tau"], "en": ["i don't know", "not sure really", "no clue"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_times_not_knowing_is_named_and_no_goal_is_made_up(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(VOICES[language]["slang"], until="goal")
    client.say(VOICES[language]["slang"]["goal"][0])
    assert client.asked == "goal"
    offered = []
    for text in UNSURE[language]:
        client.say(text)
        offered.append(len(client.buttons))
    assert max(offered) >= 3, "ways out are offered"
    assert look(server, client, lambda rows, row: len(row.goals)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_answers_in_one_message_fill_two_fields(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    answers = VOICES[language]["slang"]
    client.go_on(answers, until="step")
    client.say(
        {
            "id": "chat si Rian ntar malem jam 8, cewe gue nemenin",
            "en": "log off at 12:30 on sunday night, my bro will help me",
        }[language]
    )
    assert client.asked not in ("step", "when", "support")
    client.go_on(answers, until="none")
    (step,) = look(server, client, settled)["steps"]
    assert step[2]
    assert step[3]


def test_switches_to_indonesian_and_goes_on(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on(VOICES["en"]["learner"], until="goal")
    client.say("can we use bahasa indonesia please")
    assert client.asked == "goal"
    client.go_on(VOICES["id"]["slang"], until="none")
    assert look(server, client, settled)["plan"][0] == "agreed"
    assert look(server, client, lambda rows, row: row.sessions[0].language) == "id"
