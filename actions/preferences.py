"""Name, form of address, and how the talk should go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, address_slots
from bot.counseling.address import Address, introduces, parse_form, parse_name
from bot.counseling.languages import wanted_language
from bot.counseling.meant import asks_to_be_asked, wants_questions
from bot.counseling.preferences import BY_ACT, act_for_fewer, asks_too_much, is_all_the_same, parse_preferences
from bot.counseling.telling import is_long
from bot.services import clients

# What is said when a preference is taken, so that the client hears what changes.
TAKEN = {
    "slow": "utter_slower",
    "fast": "utter_faster",
    "gentle": "utter_gentler",
    "direct": "utter_more_direct",
    "listen": "utter_listen_more",
    "ask": "utter_lead_with_questions",
}


class TakeName(TurnAction):
    """The name and the form of address. Any words may be a name where it was asked for; elsewhere only what is said to
    be one."""

    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        name, form = parse_name(turn.text, turn.language), parse_form(turn.text, turn.language)
        if turn.conversation.latest.asked != "name" and not introduces(turn.text):
            name = form = None
        kept = self.write(turn, lambda rows, session, now: clients.take_name(rows, session, now, name=name, form=form))
        address = Address(language=turn.language, form=kept["form"], name=kept["name"])
        return {"result": kept["result"], **address_slots(address)}


class TakePreference(TurnAction):
    """What an act asks for: slower, faster, gentler, more direct, only to be heard; or that questions are asked."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if wants_questions(turn.text):
            slots = take_preferences(self, turn, {"lead": "ask"})
            say_taken(dispatcher, {"lead": "ask"})
            return slots
        # Fewer questions: where people tell, none; elsewhere only those that are needed.
        heard = act_for_fewer(turn.conversation.latest.asked) if asks_too_much(turn.text) else turn.act
        kind, choice = BY_ACT[heard]
        slots = take_preferences(self, turn, {kind: choice})
        if heard == "just_talk":
            dispatcher.utter_message(response="utter_just_talk")
        else:
            say_taken(dispatcher, {kind: choice})
        return slots


class TakeStyle(TurnAction):
    """The answer to how the talk should go, by a button or in their words, and what changes by it.

    Result some, nothing where it is all the same to them, or unclear where they tell something else.
    """

    results = ("some", "nothing", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        lead, by_act = turn.entity("lead"), BY_ACT.get(turn.act)
        if asks_to_be_asked(turn.text) or is_all_the_same(turn.text):
            by_act = None  # "ask me stuff" sounds like a wish for directness
        if not lead and not by_act and is_long(turn.text) and not asks_to_be_asked(turn.text):
            return {"result": "unclear"}
        wanted = {"lead": str(lead)} if lead else parse_preferences(turn.text)
        if wanted:
            by_act = None  # said in so many words: "just get on with it", "I'd be glad of guidance, please ask me"
        if by_act:
            wanted = {**wanted, by_act[0]: by_act[1]}
        if not wanted:
            return {"result": "nothing"}
        slots = take_preferences(self, turn, wanted)
        say_taken(dispatcher, wanted)
        return {"result": "some", **slots}


class Pace(TurnAction):
    """Result fast, where questions that can be done without are left out, listen, where the talk only goes on to a
    goal by the client's leave, or some."""

    results = ("some", "fast", "listen")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if tracker.get_slot("pace") == "fast":
            return {"result": "fast"}
        return {"result": "listen" if tracker.get_slot("lead") == "listen" else "some"}


class SwitchLanguage(TurnAction):
    """To the language that is named, else to the other one; result unclear for one that is not spoken here."""

    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        language = wanted_language(turn.text, turn.language)
        if language is None:
            return {"result": "unclear"}
        kept = self.write(
            turn,
            lambda rows, session, now: clients.switch_language(rows, session, now, language=language),
        )
        address = Address(language=language, form=turn.address.form, name=turn.address.name)
        return {**kept, **address_slots(address)}


def take_preferences(action: TurnAction, turn: Turn, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Keep them, and give the slots for those that are in force now."""
    kept = action.write(turn, lambda rows, session, now: clients.take_preferences(rows, session, now, wanted=wanted))
    return preference_slots(kept["preferences"])


def preference_slots(preferences: Mapping[str, str]) -> dict[str, Any]:
    """Pace, tone and lead for responses and actions; the tone is gentle unless they want it direct."""
    return {"pace": preferences.get("pace"), "tone": preferences.get("tone", "gentle"), "lead": preferences.get("lead")}


def say_taken(dispatcher: CollectingDispatcher, wanted: Mapping[str, str]) -> None:
    for choice in wanted.values():
        dispatcher.utter_message(response=TAKEN[choice])
