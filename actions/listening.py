"""Reflections and the summary: the client's own words said back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, address_slots
from bot.counseling.address import Address, infer_form, is_introduction
from bot.counseling.corrections import addition
from bot.counseling.looking_ahead import asks_to_work
from bot.counseling.preferences import parse_preferences
from bot.counseling.reflection import reflect
from bot.counseling.summary import summarise
from bot.counseling.telling import has_content, is_enough, is_long, measure_for, only_invites

TOLD_UNDER = ("problem", "age", "name", "style", "listening", "difference", "none")
CORRECTED_UNDER = ("summary", "correction")
# With these acts "bapak udah nanya kapan wisuda" is told and asks for no questions.
TELLS = ("describe_problem", "express_feeling", "ambivalence")
# The forms of so many reflections do not come again; the list is kept anew with each of them.
MOST_FORMS = 100


class Reflect(TurnAction):
    """Says a reflection; result enough when there is enough to sum up or they ask to work on it, listen when only an
    invitation should follow.

    How much is enough, and how often it asks, is up to the client's preferences.
    """

    results = ("some", "listen", "enough")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        address = self._address(turn, tracker)
        used = tracker.get_slot("reflection_forms") or []
        chance = random.Random(f"{turn.session_id}/{turn.turn_id}")
        told = told_so_far(turn)
        reflection = reflect(turn.text, address, used, chance, [text for text in told if text != turn.text])
        dispatcher.utter_message(response="utter_reflection", reflection=reflection.text)
        return {
            "result": "enough" if asks_to_work(turn.text) else self._goes_on(told, tracker),
            "reflection_forms": [*used, reflection.form][-MOST_FORMS:],
            **address_slots(address),
        }

    def _goes_on(self, told: Sequence[str], tracker: Tracker) -> str:
        preferences = {kind: tracker.get_slot(kind) for kind in ("pace", "lead")}
        if is_enough(told, measure_for(preferences)):
            return "enough"
        return "listen" if only_invites(told, preferences) else "some"

    def _address(self, turn: Turn, tracker: Tracker) -> Address:
        """While the client has not chosen a form, theirs (aku, saya) says which one fits."""
        inferred = infer_form(turn.text) if turn.language == "id" else None
        if inferred is None or turn.address.form != "kamu" or "name" not in turn.conversation.questions:
            return turn.address
        return Address(language=turn.language, form=inferred, name=turn.address.name)


class Summarise(TurnAction):
    """Says the summary; result nothing when nothing was told."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return say_summary(turn, dispatcher, corrections=())


class SayHeard(TurnAction):
    """Where the talk was only to be heard: what was told, in the client's words; nothing where it was summed up before
    or nothing was told."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        told = told_so_far(turn)
        if told and "summary" not in turn.conversation.questions:
            chance = random.Random(f"{turn.session_id}/{turn.turn_id}")
            dispatcher.utter_message(response="utter_heard", summary=summarise(told, turn.address, chance))
        return {}


class TakeCorrection(TurnAction):
    """Sums up anew with the correction first; result unclear when the message does not say what is wrong."""

    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if not has_content(turn.text, turn.language):
            return {"result": "unclear"}
        said = turn.conversation.corrections(CORRECTED_UNDER)
        earlier = [text for text in said if has_content(text, turn.language) and text != turn.text]
        return say_summary(turn, dispatcher, (*earlier, turn.text))


class TakeAddition(TurnAction):
    """A yes to the summary that adds something: result some (summed up anew with it), or nothing."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if addition(turn.text) is None:
            return {"result": "nothing"}
        return say_summary(turn, dispatcher, turn.conversation.corrections(CORRECTED_UNDER))


def told_so_far(turn: Turn) -> list[str]:
    """What the client has told, without what only said how the talk should go."""
    about_the_talk = {
        said.text
        for said in turn.conversation.said
        if said.asked == "style" and said.act not in TELLS and not is_long(said.text) and parse_preferences(said.text)
    }
    who = {said.text for said in turn.conversation.said if said.asked == "age" and is_introduction(said.text)}
    return [text for text in turn.conversation.told(TOLD_UNDER) if text not in about_the_talk | who]


def say_summary(turn: Turn, dispatcher: CollectingDispatcher, corrections: tuple[str, ...]) -> dict[str, Any]:
    told = told_so_far(turn)
    if not told and not corrections:
        return {"result": "nothing"}
    chance = random.Random(f"{turn.session_id}/{turn.turn_id}")
    summary = summarise(told, turn.address, chance, corrections)
    dispatcher.utter_message(response="utter_summary", summary=summary)
    return {"result": "some"}
