"""The step, its when, obstacle, if-then and support, and the agreement."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from bot.counseling.saying import say_plan
from bot.services import plans


class TakeStep(TurnAction):
    """Result some, or complete when the message held the time as well."""

    results = ("some", "complete")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        kept = self.write(turn, lambda rows, session, now: plans.take_step(rows, session, now, text=turn.text))
        return {"result": kept["result"]}


class TakeWhen(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: plans.take_when(rows, session, now, text=turn.text))


class TakeObstacle(TurnAction):
    """Result some, or complete when the message held an if-then as well."""

    results = ("some", "complete")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: plans.take_obstacle(rows, session, now, text=turn.text))


class TakeIfThen(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: plans.take_if_then(rows, session, now, text=turn.text))


class TakeSupport(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: plans.take_support(rows, session, now, text=turn.text))


class RatePlan(TurnAction):
    """Result some, low when the step should be smaller, or unclear."""

    results = ("some", "low", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        rating = turn.entity("rating")
        shrinks = turn.conversation.questions.count("smaller_step")
        return self.write(
            turn,
            lambda rows, session, now: plans.rate_plan(rows, session, now, rating=rating, shrinks=shrinks),
        )


class ShowPlan(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        lines = self.services.read(turn.session_id, plans.plan_lines) or {}
        dispatcher.utter_message(response="utter_plan", plan=say_plan(lines, turn.address))
        return {}


class Agree(TurnAction):
    """Result some, or nothing when there is no step yet."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, plans.agree)
