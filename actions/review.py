"""Rating of the talk, and what became of the plan."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from bot.counseling.ratings import parse_ratings
from bot.counseling.saying import say_back
from bot.services import reviews

OUTCOMES = {
    "report_done": "done",
    "affirm": "done",
    "report_partly": "partly",
    "report_not_done": "not_done",
    "deny": "not_done",
}


class RateTalk(TurnAction):
    """Result some, low or unclear."""

    results = ("some", "low", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        ratings = parse_ratings(turn.text)
        return self.write(turn, lambda rows, session, now: reviews.rate_talk(rows, session, now, ratings=ratings))


class RecallPlan(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        kept = self.services.read(turn.session_id, reviews.recall_plan)
        if kept:
            dispatcher.utter_message(
                response="utter_recall_plan",
                step=say_back(kept["step"], turn.address),
                goal=say_back(kept["goal"], turn.address),
            )
        return {}


class ReviewStep(TurnAction):
    """Result complete (done), partly or low (not done)."""

    results = ("complete", "partly", "low")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        outcome = OUTCOMES[turn.act]
        return self.write(
            turn,
            lambda rows, session, now: reviews.review_step(rows, session, now, outcome=outcome, said=turn.text),
        )


class TakeReview(TurnAction):
    """Result complete, or low when the plan is to be made anew."""

    results = ("complete", "low")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: reviews.take_review(rows, session, now, text=turn.text))
