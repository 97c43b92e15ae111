"""Asking again, going back, taking up, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events, Turn, TurnAction
from actions.menus import buttons_of
from actions.plan import show_plan
from bot.counseling.asking import Way, say_question
from bot.counseling.going_back import question_named, way_here
from bot.counseling.questions import INTERLUDES, NOTHING_ASKED, PREFIX, before_current, to_resume
from bot.counseling.scales import number_put_right
from bot.services import goals

OF_IMPORTANCE = ("importance", "importance_reason")
GOAL_NUMBERS = (*OF_IMPORTANCE, "confidence", "confidence_raise")


def ask(
    action: TurnAction,
    question: str | None,
    turn: Turn,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    way: Way | None = None,
    buttons: Sequence[dict[str, str]] = (),
) -> None:
    """Ask a question again, in the words of its response or, where `way` says so, otherwise; nothing without one.

    It is uttered in the name of its response either way, so what was asked can be read off the conversation.
    """
    if question is None or question == NOTHING_ASKED:
        return
    text = say_question(question, way, turn.language, tracker.current_slot_values()) if way else None
    own = buttons_of(question, action, turn)
    dispatcher.utter_message(response=f"{PREFIX}{question}", text=text, buttons=[*own, *buttons])


class AskAgain(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        ask(self, question_meant(turn), turn, dispatcher, tracker, way="again")
        return {}


class Resume(TurnAction):
    """Takes up the question from before an interlude, in few words, or from before a pause."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        questions = turn.conversation.questions
        way: Way | None = "again" if open_question(turn) in INTERLUDES else None
        ask(self, to_resume(questions) or "problem", turn, dispatcher, tracker, way=way)
        return {}


class GoBack(TurnAction):
    """To the question that is named, as far as it was asked, or one further back on the way here each time."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        way = way_here(turn.conversation.uttered)
        named = question_named(turn.text, set(turn.conversation.questions) - {turn.conversation.questions[-1]})
        question = named or before_current(way) or to_resume(way)
        if question == "agreement":
            show_plan(self, turn, dispatcher)
        ask(self, question, turn, dispatcher, tracker)
        return {}


class NotUnderstood(TurnAction):
    """Rasa's fallback: says so, asks again, and takes the message back so that no rule waits for a next action.

    A number that is put right after the talk went on is kept first, and met as heard.
    """

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return [*super().run(dispatcher, tracker, domain), UserUtteranceReverted()]

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        heard = self._put_right(turn)
        dispatcher.utter_message(response="utter_noted" if heard else "utter_not_understood")
        ask(self, open_question(turn), turn, dispatcher, tracker, way="again")
        return {}

    def _put_right(self, turn: Turn) -> bool:
        number = number_put_right(turn.text)
        given = [said.asked for said in turn.conversation.said if said.asked in GOAL_NUMBERS]
        if number is None or not given:
            return False
        keep = goals.rate_importance if given[-1] in OF_IMPORTANCE else goals.rate_confidence
        self.write(turn, lambda rows, session, now: keep(rows, session, now, rating=number))
        return True


def open_question(turn: Turn) -> str | None:
    """The question that is open now, or None."""
    questions = turn.conversation.questions
    return questions[-1] if questions and questions[-1] != NOTHING_ASKED else None


def question_meant(turn: Turn) -> str | None:
    """The open question; for a button offered at a disagreement the question that it is about."""
    question = open_question(turn)
    pressed = question == "difference" and not turn.conversation.latest.typed
    return to_resume(turn.conversation.questions) if pressed else question
