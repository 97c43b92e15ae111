"""What goes to the action server: small, and yet all that actions read."""

from __future__ import annotations

import json
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa_sdk import Tracker

from actions.base import read_turn
from bot.channels.action_call import slim

RANKING = [{"name": f"act{number}", "confidence": 0.1} for number in range(10)]


def call() -> dict[str, Any]:
    tracker = DialogueStateTracker.from_events("s", [], domain=Domain.empty())
    for number in range(5):
        parse = {
            "intent": {"name": "describe_problem", "confidence": 0.9},
            "entities": [{"entity": "rating", "value": 7}],
            "text": f"capek {number}",
            "intent_ranking": RANKING,
            "text_tokens": [(place, place + 1) for place in range(30)],
        }
        for event in (
            SessionStarted() if number == 0 else SlotSet("result", "some"),
            UserUttered(f"capek {number}", parse["intent"], parse["entities"], parse, message_id=f"m{number}"),
            ActionExecuted("action_reflect", policy="AskedRulePolicy", confidence=1.0),
            BotUttered("Ya.", metadata={"utter_action": "utter_ask_problem", "condition": [{"name": "language"}]}),
        ):
            tracker.update(event)
    state = tracker.current_state(EventVerbosity.ALL)
    return {"next_action": "action_reflect", "sender_id": "s", "tracker": state, "version": "3.6.21"}


def test_actions_read_the_same_turn_from_it() -> None:
    whole, small = call(), slim(call())
    assert read_turn(Tracker.from_dict(whole["tracker"])) == read_turn(Tracker.from_dict(small["tracker"]))
    assert small["next_action"] == "action_reflect"


def test_it_is_a_fraction_of_the_whole() -> None:
    assert len(json.dumps(slim(call()))) < len(json.dumps(call())) / 3


def test_the_call_itself_stays_as_it_was() -> None:
    whole = call()
    before = json.dumps(whole)
    slim(whole)
    assert json.dumps(whole) == before
