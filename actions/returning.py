"""Coming back: what the last rating changes, and what this talk begins with."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.preferences import preference_slots, say_taken
from actions.review import say_plan_to_review
from bot.counseling.choices import match_choices
from bot.counseling.preferences import parse_preferences
from bot.counseling.questions import PREFIX
from bot.counseling.saying import say_back
from bot.counseling.values import say_values
from bot.services import clients, returning

# Where one of these was asked, the talk has begun already.
UNDER_WAY = {"problem", "followup", "which_goal", "agreement"}
# With these acts alone nothing is said about what was missing.
LEFT_OPEN = {"skip", "deny", "dont_know", "affirm", "greet", "refuse_ideas"}
BUTTON_WORDS = 8


class HearRating(TurnAction):
    """Says that the last talk was not good for the client, and what is different now."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        low = self.services.read(turn.session_id, returning.rating_taken_up) or []
        dispatcher.utter_message(response="utter_rating_remembered")
        for kind in [kind for kind in low if kind != "overall"]:
            dispatcher.utter_message(response=f"utter_different_{kind}")
        return {}


class TakeMissing(TurnAction):
    """What was missing last time; what it says about how to talk is followed at once. It may be left open.

    Result low where the way of talking did not suit and they have not said what would, or some.
    """

    results = ("some", "low")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        wanted = parse_preferences(turn.text)
        low = self.services.read(turn.session_id, returning.rating_taken_up) or []
        result = {"result": "low" if "approach" in low and not wanted else "some"}
        if turn.act in LEFT_OPEN and not wanted:
            return result
        kept = self.write(
            turn,
            lambda rows, session, now: {
                **returning.take_missing(rows, session, now, text=turn.text),
                **clients.take_preferences(rows, session, now, wanted=wanted),
            },
        )
        if wanted:
            say_taken(dispatcher, wanted)
        else:
            dispatcher.utter_message(response="utter_missing_taken")
        return {**result, **preference_slots(kept["preferences"])}


class Begin(TurnAction):
    """Asks what the talk goes on with: the plan of an earlier talk, which of several, what today is for where the
    last talk missed that, or the open question."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        questions = {*turn.conversation.questions}
        begins = questions.isdisjoint(UNDER_WAY)
        goals = (self.services.read(turn.session_id, returning.goals_to_review) or []) if begins else []
        if len(goals) == 1:
            say_plan_to_review(self, turn, dispatcher)
        if begins:
            self._say_values(turn, dispatcher)
        low = self.services.read(turn.session_id, returning.rating_taken_up) or []
        question = (
            "which_goal" if len(goals) > 1
            else "followup" if goals
            else "purpose_first" if "goals" in low and "purpose_first" not in questions
            else "problem"
        )  # fmt: skip
        buttons = {"buttons": goal_buttons(self, turn)} if question == "which_goal" else {}
        dispatcher.utter_message(response=f"{PREFIX}{question}", **buttons)
        return {}

    def _say_values(self, turn: Turn, dispatcher: CollectingDispatcher) -> None:
        values = self.services.read(turn.session_id, returning.earlier_values) or []
        said = say_values(values, turn.address)
        if said:
            dispatcher.utter_message(response="utter_value_then", value=said)


class ListGoals(TurnAction):
    """Asks which goal to look at, with a button for each."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        dispatcher.utter_message(response="utter_ask_which_goal", buttons=goal_buttons(self, turn))
        return {}


class ChooseGoal(TurnAction):
    """Result some, or unclear."""

    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        goals = self.services.read(turn.session_id, returning.goals_to_review) or []
        numbers = match_choices(turn.text or str(turn.entity("option") or ""), goals)
        if not numbers:
            return {"result": "unclear"}
        number = numbers[0]
        return self.write(turn, lambda rows, session, now: returning.choose_goal(rows, session, now, number=number))


def goal_buttons(action: TurnAction, turn: Turn) -> list[dict[str, str]]:
    """One button a goal with a plan to look at: its number goes back. (Something else today is in domain.yml.)"""
    goals = action.services.read(turn.session_id, returning.goals_to_review) or []
    return [
        {"title": _title(say_back(goal, turn.address)), "payload": f'/answer{{"option": "{number}"}}'}
        for number, goal in enumerate(goals, start=1)
    ]


def _title(text: str) -> str:
    words = text.split()
    return " ".join(words[:BUTTON_WORDS]) + (" …" if len(words) > BUTTON_WORDS else "")
