"""The client's own ideas, and which one to try."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.menus import option_buttons
from bot.counseling.choices import option_named_again, place_taken, places_named, places_taken_back
from bot.counseling.said_before import without_pointing
from bot.counseling.saying import say_back, say_list
from bot.counseling.ways import names_way
from bot.counseling.yes_no import says_all
from bot.services import options

# With these the client wants to go on and not to be shown something.
IN_A_HURRY = ("skip", "faster")
OF_WAYS = ("options", "ideas_offer")


class TakeOption(TurnAction):
    """Result some, enough when there are plenty, one where one of those named before is picked ("cukup, yang pertama"),
    or other where one is taken back or nothing is named."""

    results = ("some", "enough", "one", "other")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        texts = self.services.read(turn.session_id, options.list_options) or []
        if gone := places_taken_back(turn.text, texts):
            return take_back(self, turn, dispatcher, gone)
        if picked := picked_before(turn.text, texts):
            return pick(self, turn, dispatcher, picked)
        if re.fullmatch(r"\W*\d+(?:[.,]\d+)?\W*", turn.text):
            return {"result": "other"}  # a number that is no place is no way either
        enough = options.ENOUGH_WHEN_FAST if tracker.get_slot("pace") == "fast" else options.ENOUGH_OPTIONS
        kept = self.write(
            turn,
            lambda rows, session, now: options.take_option(
                rows, session, now, text=without_pointing(turn.text), enough=enough, earlier=ways_told_before(turn)
            ),
        )
        if len(kept["options"]) == 1:
            said = say_back(kept["options"][0], turn.address)
            dispatcher.utter_message(response="utter_option_taken", option=said)
        else:
            said = say_list(kept["options"], turn.address)
            dispatcher.utter_message(response="utter_options_taken", option=said)
        return {"result": kept["result"]}


class CountOptions(TurnAction):
    """Result one (or one was picked) or several; with none named, new where the bot may still ask whether to show its
    ideas, or nothing; other where one is taken back."""

    results = ("nothing", "new", "one", "several", "other")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        texts = self.services.read(turn.session_id, options.list_options) or []
        if gone := places_taken_back(turn.text, texts):
            return take_back(self, turn, dispatcher, gone)
        if picked := picked_before(turn.text, texts):
            return pick(self, turn, dispatcher, picked)
        earlier = ways_told_before(turn)
        kept = self.write(turn, lambda rows, session, now: options.count_options(rows, session, now, earlier=earlier))
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
    """Result some, other where one is taken back, or unclear."""

    results = ("some", "other", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        texts = self.services.read(turn.session_id, options.list_options) or []
        if gone := places_taken_back(turn.text, texts):
            return take_back(self, turn, dispatcher, gone)
        text = turn.text or str(turn.entity("option") or "")
        if turn.text and says_all(turn.text):
            return {"result": "unclear"}
        kept = self.write(turn, lambda rows, session, now: options.choose_option(rows, session, now, text=text))
        if "options" in kept:
            say_chosen(kept["options"], turn, dispatcher)
        return {"result": kept["result"]}


def picked_before(text: str, texts: Sequence[str]) -> list[int]:
    """The one of the ways named so far that a message picks where more of them are asked for."""
    return places_named(text, len(texts)) or place_taken(text, len(texts)) or option_named_again(text, texts)


def ways_told_before(turn: Turn) -> list[str]:
    """What the client said would make them surer, as far as it is something to do; only in the first answer about ways,
    so that what is taken back later stays away."""
    first = sum(said.asked in OF_WAYS for said in turn.conversation.said) == 1
    told = [said.text for said in turn.conversation.said if said.asked == "confidence_raise" and said.tells]
    return [text for text in told if names_way(text, "")] if first else []


def pick(action: TurnAction, turn: Turn, dispatcher: CollectingDispatcher, numbers: Sequence[int]) -> dict[str, Any]:
    """Choose these options, and say which."""
    kept = action.write(turn, lambda rows, session, now: options.pick_options(rows, session, now, numbers=numbers))
    say_chosen(kept["options"], turn, dispatcher)
    return {"result": kept["result"]}


def take_back(
    action: TurnAction, turn: Turn, dispatcher: CollectingDispatcher, numbers: Sequence[int]
) -> dict[str, Any]:
    """Strike out these options, and say which."""
    kept = action.write(turn, lambda rows, session, now: options.take_back(rows, session, now, numbers=numbers))
    said = "”, “".join(say_back(option, turn.address) for option in kept["options"])
    dispatcher.utter_message(response="utter_option_taken_back", option=said)
    return {"result": kept["result"]}


def say_chosen(chosen: Sequence[str], turn: Turn, dispatcher: CollectingDispatcher) -> None:
    said = "”, “".join(say_back(option, turn.address) for option in chosen)
    dispatcher.utter_message(response="utter_choice_taken", option=said)
