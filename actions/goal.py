"""Purpose of the talk, goal, importance, confidence, and what makes it matter."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, number_result
from actions.listening import CORRECTED_UNDER, told_so_far
from bot.counseling.clauses import strip_opening
from bot.counseling.framing import wish_said
from bot.counseling.goal_change import goal_beside
from bot.counseling.goal_checks import at_odds, doubt_about, is_goal_already, may_be_goal
from bot.counseling.looking_ahead import asks_to_work
from bot.counseling.questions import QUESTIONS
from bot.counseling.said_before import said_before, without_pointing
from bot.counseling.saying import say_back
from bot.counseling.scales import read_scales, reason_given
from bot.counseling.ways import names_way
from bot.counseling.wished import wish_told
from bot.services import goals, options
from bot.services.writing import Outcome

# How many values are said back at once, the newest ones.
MOST_VALUES = 2


class AskPurpose(TurnAction):
    """Asks what the talk is for; where a wish was told that could be the goal, whether it is that."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        wish = wish_so_far(turn)
        if wish is None:
            dispatcher.utter_message(response="utter_ask_purpose")
            return {}
        said = say_back(wish, turn.address)
        dispatcher.utter_message(response="utter_ask_wished", wished=said)
        return {"wished": said}


class AskGoal(TurnAction):
    """Asks for the goal; where what the talk is for, or a wish that was told, may be that, whether it is, once in a
    talk."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        purpose = self.services.read(turn.session_id, goals.purpose_of) or wish_so_far(turn) or ""
        if "goal_named" in turn.conversation.questions or not may_be_goal(purpose, turn.language):
            dispatcher.utter_message(response="utter_ask_goal")
            return {}
        said = say_back(purpose, turn.address)
        dispatcher.utter_message(response="utter_ask_goal_named", wished=said)
        return {"wished": said}


class TakeToldWish(TurnAction):
    """A yes when asked about the wish that was told, or about what the talk is for: result complete where it is the
    goal now, some where it is what the talk is for, nothing where none was named."""

    results = ("complete", "some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        named = turn.conversation.questions[-1:]
        wish = wish_so_far(turn) if named == ("wished",) else None
        if named == ("goal_named",):
            wish = self.services.read(turn.session_id, goals.purpose_of) or wish_so_far(turn)
        if not wish:
            return {"result": "nothing"}
        kept = self.write(
            turn, lambda rows, session, now: goals.take_purpose(rows, session, now, text=wish, as_goal=True)
        )
        say_goal(kept, turn, dispatcher)
        return {"result": "complete" if "goal" in kept else "some"}


def wish_so_far(turn: Turn) -> str | None:
    """The wish that the client told, or said beside the summary."""
    beside = [said.text for said in turn.conversation.said if said.asked in CORRECTED_UNDER and said.typed]
    return wish_told([*told_so_far(turn), *beside], turn.language)


class TakePurpose(TurnAction):
    """What the talk is for; result complete where that is a goal for longer already, which then need not be asked
    for, or some."""

    results = ("some", "complete")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        text = wish_said(without_pointing(turn.text), turn.language)
        # Before anything was told there is no goal to name yet.
        as_goal = turn.conversation.latest.asked != "purpose_first" and is_goal_already(text, turn.language)
        if turn.conversation.questions[-1:] == ("goal_named",):
            as_goal = doubt_about(text, turn.language) is None  # said in other words
        kept = self.write(
            turn, lambda rows, session, now: goals.take_purpose(rows, session, now, text=text, as_goal=as_goal)
        )
        say_goal(kept, turn, dispatcher)
        return {"result": "complete" if "goal" in kept else "some"}


class TakeWish(TurnAction):
    """Somebody who was only to be heard says what they want: result some where they ask to work on it, which is then
    what the talk is for, or nothing."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if not asks_to_work(turn.text):
            return {"result": "nothing"}
        self.write(turn, lambda rows, session, now: goals.take_purpose(rows, session, now, text=turn.text))
        return {"result": "some"}


class TakeGoal(TurnAction):
    """Result some; several where three goals are open already; where the goal was asked for, partly when it lies in
    somebody else's hands and unclear when nobody could notice it. Each is asked about once in a talk.

    A message that only points at what was said before ("I just told you") means what the talk is for.
    """

    results = ("some", "several", "partly", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        text = self._text(turn)
        if not text:
            return {"result": "unclear"}
        doubted = self._doubt(text, turn)
        kept = self.write(
            turn,
            lambda rows, session, now: goals.take_goal(rows, session, now, text=text, doubted=doubted is not None),
        )
        if kept["result"] == "some" and doubted is not None:
            return {"result": doubted}
        say_goal(kept, turn, dispatcher)
        return {"result": kept["result"]}

    def _text(self, turn: Turn) -> str:
        pointed = said_before(turn.text) if turn.conversation.latest.asked == "goal" else None
        if pointed != "":
            return wish_said(pointed or without_pointing(turn.text), turn.language)
        return self.services.read(turn.session_id, goals.purpose_of) or wish_so_far(turn) or ""

    def _doubt(self, text: str, turn: Turn) -> str | None:
        if turn.conversation.latest.asked != "goal":
            return None
        doubt = doubt_about(text, turn.language)
        asked = turn.conversation.questions
        if doubt == "others" and "in_own_hands" not in asked:
            return "partly"
        return "unclear" if doubt == "vague" and "signs" not in asked else None


class SettleGoal(TurnAction):
    """What the client makes of the bot's doubt: their own part in place of the first words, or how they
    would notice."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        text = wish_said(turn.text, turn.language)
        whole = turn.conversation.questions[-1] == "in_own_hands" or strip_opening(text, turn.language) != text
        kept = self.write(
            turn,
            lambda rows, session, now: goals.sharpen_goal(rows, session, now, text=text, whole=whole),
        )
        say_goal(kept, turn, dispatcher)
        return {}


class KeepGoal(TurnAction):
    """The client's words stand."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        say_goal(self.write(turn, goals.keep_goal), turn, dispatcher)
        return {}


class RecallValues(TurnAction):
    """Names what matters to the client, in their words: once at the goal and once at the plan."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        values = self.services.read(turn.session_id, goals.values_of)
        asked = QUESTIONS.get(turn.conversation.questions[-1]) if turn.conversation.questions else None
        response = f"utter_recall_values_{'goal' if asked and asked.phase == 'goal' else 'plan'}"
        if values and response not in turn.conversation.uttered:
            said = [f"“{say_back(value, turn.address)}”" for value in values[-MOST_VALUES:]]
            dispatcher.utter_message(response=response, values=", ".join(said))
        return {}


class RateImportance(TurnAction):
    """Result some, complete when the reason was said as well, unclear, or nothing where it is left open."""

    results = ("some", "complete", "unclear", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        beside = goal_beside(turn.text)
        scales = read_scales(turn.text)
        # A number that is said to be the confidence is not the importance.
        rating = scales.get("importance", None if "confidence" in scales else turn.entity("rating"))
        said = beside[1] if beside else turn.text
        reason = reason_given(said, turn.language) if "confidence" not in scales else None
        kept = self.write(
            turn,
            lambda rows, session, now: goals.rate_importance(
                rows,
                session,
                now,
                rating=rating,
                confidence=scales.get("confidence"),
                reason=reason,
                reworded=beside[0] if beside else None,
            ),
        )
        if beside:
            say_goal({"goal": beside[0]}, turn, dispatcher)
        number = {"importance": f"{kept['importance']:g}"} if "importance" in kept else {}
        return {"result": number_result(kept["result"], turn), **number}


class TakeValue(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: goals.take_value(rows, session, now, text=turn.text))


class AskConfidence(TurnAction):
    """Asks how sure the client is or, where a message has said so already, what comes after that."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        known = self.services.read(turn.session_id, goals.ratings_of) or {}
        confidence = known.get("confidence")
        if confidence is None:
            dispatcher.utter_message(response="utter_ask_confidence")
        elif confidence < goals.UNSURE:
            return ask_what_would_raise(known, dispatcher)
        else:
            dispatcher.utter_message(response="utter_ask_options")
        return {}


class RateConfidence(TurnAction):
    """Result some, low, partly (then what would help is asked), other where a way is named instead, which is kept as
    one, unclear, or nothing where it is left open."""

    results = ("some", "low", "partly", "other", "unclear", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        rating = turn.entity("rating")
        if rating is None and names_way(turn.text, turn.act):
            self.write(turn, lambda rows, session, now: options.take_option(rows, session, now, text=turn.text))
            dispatcher.utter_message(response="utter_option_taken", option=say_back(turn.text, turn.address))
            return {"result": "other"}
        kept = self.write(
            turn,
            lambda rows, session, now: goals.rate_confidence(rows, session, now, rating=rating),
        )
        return {"result": number_result(kept["result"], turn)}


class AskConfidenceRaise(TurnAction):
    """Asks what would make the client surer; where much matters and little is believed in, what lies between."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return ask_what_would_raise(self.services.read(turn.session_id, goals.ratings_of) or {}, dispatcher)


def ask_what_would_raise(known: Outcome, dispatcher: CollectingDispatcher) -> dict[str, Any]:
    importance, confidence = known.get("importance"), known.get("confidence")
    numbers = {name: f"{value:g}" for name, value in known.items() if value is not None}
    question = "confidence_gap" if at_odds(importance, confidence) else "confidence_raise"
    dispatcher.utter_message(response=f"utter_ask_{question}", **numbers)
    return numbers


def say_goal(kept: Outcome, turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """Say the goal back in the client's words, where one was kept."""
    if "goal" in kept:
        dispatcher.utter_message(response="utter_goal_taken", goal=say_back(kept["goal"], turn.address))
