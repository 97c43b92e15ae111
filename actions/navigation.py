"""Asking again, going back, taking up, and what was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Events, Turn, TurnAction
from actions.menus import buttons_of
from bot.counseling.questions import NOTHING_ASKED, PREFIX, before_current, to_resume


def ask(action: TurnAction, question: str | None, turn: Turn, dispatcher: CollectingDispatcher) -> None:
    """Ask a question again; nothing where nothing was asked."""
    if question is None or question == NOTHING_ASKED:
        return
    dispatcher.utter_message(response=f"{PREFIX}{question}", **buttons_of(question, action, turn))


class AskAgain(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        questions = turn.conversation.questions
        ask(self, questions[-1] if questions else None, turn, dispatcher)
        return {}


class Resume(TurnAction):
    """Takes up the question from before an interlude or a pause."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        ask(self, to_resume(turn.conversation.questions) or "problem", turn, dispatcher)
        return {}


class GoBack(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        questions = turn.conversation.questions
        ask(self, before_current(questions) or to_resume(questions), turn, dispatcher)
        return {}


class NotUnderstood(TurnAction):
    """Rasa's fallback: says so, asks again, and takes the message back so that no rule waits for a next action."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        return [*super().run(dispatcher, tracker, domain), UserUtteranceReverted()]

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        dispatcher.utter_message(response="utter_not_understood")
        questions = turn.conversation.questions
        ask(self, questions[-1] if questions else None, turn, dispatcher)
        return {}
