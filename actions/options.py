"""The client's own ideas, and which one to try."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.menus import option_buttons
from bot.counseling.saying import say_back, say_list
from bot.services import options

# With these the client wants to go on and not to be shown something.
IN_A_HURRY = ("skip", "faster")


class TakeOption(TurnAction):
    """Result some, or enough when there are plenty."""

    results = ("some", "enough")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        enough = options.ENOUGH_WHEN_FAST if tracker.get_slot("pace") == "fast" else options.ENOUGH_OPTIONS
        kept = self.write(
            turn, lambda rows, session, now: options.take_option(rows, session, now, text=turn.text, enough=enough)
        )
        if len(kept["options"]) == 1:
            said = say_back(kept["options"][0], turn.address)
            dispatcher.utter_message(response="utter_option_taken", option=said)
        else:
            said = say_list(kept["options"], turn.address)
            dispatcher.utter_message(response="utter_options_taken", option=said)
        return {"result": kept["result"]}


class CountOptions(TurnAction):
    """Result one or several; with none named, new where the bot may still ask whether to show its ideas, or nothing."""

    results = ("nothing", "new", "one", "several")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        kept = self.write(turn, options.count_options)
        offered = tracker.get_slot("ideas_refused") or tracker.get_slot("ideas_shown")
        if kept["result"] == "nothing" and not offered and turn.act not in IN_A_HURRY:
            return {"result": "new"}
        return kept


class ListOptions(TurnAction):
    """Asks which one, with the options as buttons."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        dispatcher.utter_message(response="utter_ask_choose_option", buttons=option_buttons(self, turn))
        return {}


class ChooseOption(TurnAction):
    """Result some, or unclear."""

    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        text = turn.text or str(turn.entity("option") or "")
        kept = self.write(turn, lambda rows, session, now: options.choose_option(rows, session, now, text=text))
        if "options" in kept:
            said = "”, “".join(say_back(option, turn.address) for option in kept["options"])
            dispatcher.utter_message(response="utter_choice_taken", option=said)
        return {"result": kept["result"]}
