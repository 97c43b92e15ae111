"""The client's own ideas, and which one to try."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from bot.counseling.saying import say_back
from bot.services import options


class TakeOption(TurnAction):
    """Result some, or enough when there are plenty."""

    results = ("some", "enough")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        enough = options.ENOUGH_WHEN_FAST if tracker.get_slot("pace") == "fast" else options.ENOUGH_OPTIONS
        kept = self.write(
            turn, lambda rows, session, now: options.take_option(rows, session, now, text=turn.text, enough=enough)
        )
        dispatcher.utter_message(response="utter_option_taken", option=say_back(kept["option"], turn.address))
        return {"result": kept["result"]}


class CountOptions(TurnAction):
    """Result nothing, one or several."""

    results = ("nothing", "one", "several")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, options.count_options)


class ListOptions(TurnAction):
    """Asks which one, with the client's ideas as buttons."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        dispatcher.utter_message(response="utter_ask_choose_option", buttons=option_buttons(self, turn))
        return {}


class ChooseOption(TurnAction):
    """Result some, or unclear."""

    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        text = turn.text or str(turn.entity("option") or "")
        kept = self.write(turn, lambda rows, session, now: options.choose_option(rows, session, now, text=text))
        if "option" in kept:
            dispatcher.utter_message(response="utter_choice_taken", option=say_back(kept["option"], turn.address))
        return {"result": kept["result"]}


def option_buttons(action: TurnAction, turn: Turn) -> list[dict[str, str]]:
    """One button an option: its number goes back, its words are shown."""
    texts = action.services.read(turn.session_id, options.list_options) or []
    return [
        {"title": say_back(text, turn.address), "payload": f'/propose_option{{"option": "{number}"}}'}
        for number, text in enumerate(texts, start=1)
    ]
