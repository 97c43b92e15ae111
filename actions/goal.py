"""Purpose of the talk, goal, importance, confidence, and what makes it matter."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from bot.counseling.saying import say_back
from bot.services import goals


class TakePurpose(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: goals.take_purpose(rows, session, now, text=turn.text))


class TakeGoal(TurnAction):
    """Result some, or several where three goals are open already."""

    results = ("some", "several")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        kept = self.write(turn, lambda rows, session, now: goals.take_goal(rows, session, now, text=turn.text))
        if "goal" in kept:
            dispatcher.utter_message(response="utter_goal_taken", goal=say_back(kept["goal"], turn.address))
        return {"result": kept["result"]}


class DropGoal(TurnAction):
    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, goals.drop_goal)


class RateImportance(TurnAction):
    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        rating = turn.entity("rating")
        kept = self.write(
            turn,
            lambda rows, session, now: goals.rate_importance(rows, session, now, rating=rating),
        )
        if "importance" in kept:
            kept = {**kept, "importance": f"{kept['importance']:g}"}
        return kept


class TakeValue(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: goals.take_value(rows, session, now, text=turn.text))


class RateConfidence(TurnAction):
    results = ("some", "low", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        rating = turn.entity("rating")
        return self.write(
            turn,
            lambda rows, session, now: goals.rate_confidence(rows, session, now, rating=rating),
        )
