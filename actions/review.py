"""Rating of the talk, and what became of the plan."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, number_result
from bot.counseling.ratings import mark_in_words, parse_ratings
from bot.counseling.renegotiating import read_wish
from bot.counseling.reporting import share_done
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
    """Result some, low, unclear, partly where words take the place of a number, or nothing where it is left open."""

    results = ("some", "low", "unclear", "partly", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        ratings = parse_ratings(turn.text)
        kept = self.write(turn, lambda rows, session, now: reviews.rate_talk(rows, session, now, ratings=ratings))
        if kept["result"] == "unclear" and mark_in_words(turn.text):
            return {"result": "partly"}
        return {"result": number_result(kept["result"], turn)}


class RecallPlan(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        say_plan_to_review(self, turn, dispatcher)
        return {}


class ReviewStep(TurnAction):
    """Result complete (done), partly or low (not done)."""

    results = ("complete", "partly", "low")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        outcome = share_done(turn.text) or OUTCOMES[turn.act]
        return self.write(
            turn,
            lambda rows, session, now: reviews.review_step(rows, session, now, outcome=outcome, said=turn.text),
        )


class TakeReview(TurnAction):
    """What the client says about a step that was reviewed; which question they answer says where it is kept."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        question = turn.conversation.latest.asked
        return self.write(
            turn,
            lambda rows, session, now: reviews.take_review(rows, session, now, question=question, text=turn.text),
        )


class ReviewOn(TurnAction):
    """Result several where the plan has another step to look at, or complete."""

    results = ("several", "complete")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.services.read(turn.session_id, reviews.review_on) or {"result": "complete"}


class ReadRenegotiation(TurnAction):
    """What is to become of a step that was not done.

    Result partly (the same one, smaller), one (another one), nothing (let it go), some where they say the new step
    itself, or unclear.
    """

    results = ("partly", "one", "nothing", "some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        wish = str(turn.entity("option") or read_wish(turn.text))
        return {"result": {"smaller": "partly", "other": "one", "drop": "nothing", "step": "some"}.get(wish, "unclear")}


class LetStepGo(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, reviews.let_step_go)


class MarkAchieved(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: reviews.settle_goal(rows, session, now, achieved=True))


class LeaveGoal(TurnAction):
    """The goal goes on as it is, and the talk turns to something else."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: reviews.settle_goal(rows, session, now, achieved=False))


def say_plan_to_review(action: TurnAction, turn: Turn, dispatcher: CollectingDispatcher) -> None:
    kept = action.services.read(turn.session_id, reviews.recall_plan)
    if kept:
        dispatcher.utter_message(
            response="utter_recall_plan",
            step=say_back(kept["step"], turn.address),
            goal=say_back(kept["goal"], turn.address),
        )
