"""A number that does not come is left open after a few tries, and an age that is not said is asked for once more."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TurnAction
from actions.goal import RateConfidence, RateImportance
from actions.opening import RecordAge
from actions.plan import RatePlan
from actions.review import RateTalk
from bot.bootstrap import Services


def after(action: TurnAction, question: str, act: str, *said: str) -> str:
    """What the action makes of the last of these messages, which all came under one question."""
    events: list[dict[str, Any]] = []
    for number, text in enumerate(said):
        parse = {"intent": {"name": act, "confidence": 0.9}}
        events.append({"event": "action", "name": f"utter_ask_{question}"})
        events.append({"event": "user", "text": text, "message_id": str(number), "parse_data": parse})
    message = {"intent": {"name": act, "confidence": 0.9}, "entities": [], "text": said[-1]}
    tracker = Tracker("s", {"language": "en"}, message, events, False, None, {}, "action_listen")
    changed = action.run(CollectingDispatcher(), tracker, {})
    return str(next(event["value"] for event in changed if event["name"] == "result"))


@pytest.mark.parametrize(
    ("action", "question"),
    [
        (RateImportance, "importance"),
        (RateConfidence, "confidence"),
        (RatePlan, "plan_confidence"),
        (RateTalk, "rating"),
    ],
)
def test_a_number_is_asked_for_three_times_at_most(services: Services, action: type[TurnAction], question: str) -> None:
    assert after(action(services), question, "rate", "well", "hm") == "unclear"
    assert after(action(services), question, "rate", "well", "hm", "who knows") == "nothing"


def test_nothing_about_age_makes_nobody_an_adult_at_once(services: Services) -> None:
    assert after(RecordAge(services), "age", "answer", "straight to the point please") == "unclear"
    assert after(RecordAge(services), "age", "answer", "straight to the point please", "hm") == "complete"


def test_an_age_beside_a_name_is_taken(services: Services) -> None:
    assert after(RecordAge(services), "age", "tell_name", "I'm 16, call me Sam") == "minor"
