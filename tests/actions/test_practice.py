"""What the program says to a trainee's commands: the responses are there, with all they are filled with."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.practice import Practise
from bot.bootstrap import Services
from bot.settings import ROOT
from tests.practice.trainees import coded
from tests.services.test_practice import SAID, Trainee

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]


def typed(trainee: Trainee, text: str, number: int) -> list[str]:
    """The responses to what a trainee types, each with its text filled in."""
    told = {"coded": coded(text).to_json(), "near": {"topic:none": 0.3}, "act": ""}
    parsed = {"intent": {"name": "practise", "confidence": 1.0}, "practice": told}
    event = {"event": "user", "text": text, "message_id": f"m{number}", "parse_data": parsed}
    tracker = Tracker(trainee.session_id, {"language": "id"}, parsed, [event], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    Practise(trainee.services).run(dispatcher, tracker, {})
    for message in dispatcher.messages:
        for variant in RESPONSES[message["response"]]:
            for field in re.findall(r"\{(\w+)\}", variant["text"]):
                assert field in message, message["response"]
    return [message["response"].removeprefix("utter_").removeprefix("practice_") for message in dispatcher.messages]


@pytest.mark.parametrize(
    ("command", "during", "after"),
    [
        ("ulang", ["taken_back", "ask_practice"], ["taken_back", "ask_practice"]),
        ("ulang dari 2", ["branched", "ask_practice"], ["branched", "ask_practice"]),
        ("back to 9", ["no_such_turn", "ask_practice"], ["no_such_turn", "ask_practice_over"]),
        ("dari awal", ["started_over", "ask_practice"], ["started_over", "ask_practice"]),
        ("tren", ["trend", "ask_practice"], ["trend", "ask_practice_over"]),
        ("feedback off", ["feedback_off", "ask_practice"], ["feedback_off", "ask_practice_over"]),
    ],
)
def test_a_command_is_answered_during_the_session_and_after(
    services: Services, command: str, during: list[str], after: list[str]
) -> None:
    trainee = Trainee(services)
    for number, (text, _) in enumerate(SAID[:3]):
        assert typed(trainee, text, number) == ["feedback", "ask_practice"]
    assert typed(trainee, command, 10) == during
    assert typed(trainee, "feedback off", 11)[0] == "feedback_off"
    for number, (text, _) in enumerate(SAID[:3]):
        assert typed(trainee, text, 20 + number) == ["ask_practice"]
    assert typed(trainee, "selesai", 30) == ["debrief", "ask_practice_over"]
    assert typed(trainee, command, 31) == after
