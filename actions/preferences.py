"""Name, form of address, and how the talk should go."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, address_slots
from bot.counseling.address import Address, parse_form, parse_name
from bot.counseling.languages import wanted_language
from bot.services import clients


class TakeName(TurnAction):
    results = ("some", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        name, form = parse_name(turn.text, turn.language), parse_form(turn.text, turn.language)
        kept = self.write(turn, lambda rows, session, now: clients.take_name(rows, session, now, name=name, form=form))
        address = Address(language=turn.language, form=kept["form"], name=kept["name"])
        return {"result": kept["result"], **address_slots(address)}


class TakePreference(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, lambda rows, session, now: clients.take_preference(rows, session, now, act=turn.act))


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
