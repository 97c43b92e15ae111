"""How many ideas are shown at once, and that the list ends."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.ideas import OfferIdeas
from bot.bootstrap import Services
from bot.counseling.ideas import all_areas


def asks_for_ideas(services: Services, asked: str = "options", times: int = 1, **slots: Any) -> tuple[Any, list[Any]]:
    """The slots that are set and the messages after the client asks for ideas."""
    message = {
        "event": "user",
        "text": "ada tips biar bisa tidur?",
        "message_id": "1",
        "parse_data": {"intent": {"name": "ask_ideas", "confidence": 0.9}},
    }
    events = [{"event": "action", "name": f"utter_ask_{asked}"}, *[message] * times]
    tracker = Tracker("s", slots, message["parse_data"], events, False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    changed = OfferIdeas(services).run(dispatcher, tracker, {})
    return {event["name"]: event["value"] for event in changed}, dispatcher.messages


@pytest.mark.parametrize(("pace", "count"), [(None, 3), ("fast", 3), ("slow", 2)])
def test_the_menu_is_shorter_for_somebody_who_wants_it_slow(services: Services, pace: str | None, count: int) -> None:
    slots, messages = asks_for_ideas(services, pace=pace)
    assert slots["result"] == "some"
    assert len(slots["ideas_menu"]) == count
    assert [button["payload"] for button in messages[0]["buttons"]][-2:] == ["/ask_ideas", "/refuse_ideas"]


def test_ideas_are_about_what_was_asked_and_none_comes_twice(services: Services) -> None:
    sleep = next(area for area in all_areas() if area.name == "sleep")
    shown: list[str] = []
    while (slots := asks_for_ideas(services, ideas_shown=shown)[0])["result"] == "some":
        shown = slots["ideas_shown"]
    assert slots["result"] == "nothing"
    assert shown == [idea.name for idea in sleep.ideas]


@pytest.mark.parametrize(
    ("asked", "times", "result"),
    [("problem", 1, "new"), ("problem", 2, "some"), ("consent", 2, "new"), ("step", 1, "some")],
)
def test_ideas_come_after_the_goal_unless_somebody_insists(
    services: Services, asked: str, times: int, result: str
) -> None:
    assert asks_for_ideas(services, asked, times)[0]["result"] == result
