"""Opening a talk, consent and age."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, address_slots, crisis_line
from bot.counseling.address import Address
from bot.counseling.ages import is_minor
from bot.counseling.questions import to_resume
from bot.services import clients


class Open(TurnAction):
    """Who is there; result new, back, review or, after a pause within this talk, resumed."""

    results = ("new", "back", "review", "resumed")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        # Not `self.write`: here the session says the language, and the turn does not know it yet.
        known = self.services.write(turn.session_id, turn.turn_id, clients.recall_opening)
        address = Address(language=known["language"], form=known["form"], name=known["name"])
        result = known["result"]
        open_question = to_resume(turn.conversation.questions)
        if open_question is not None:
            result = "back" if open_question == "rating" else "resumed"
        return {
            **address_slots(address),
            "result": result,
            "language": known["language"],
            "crisis_line": crisis_line(known["language"], known["country"], known["minor"]),
        }


class RecordConsent(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        given = turn.act in ("affirm", "commit")
        return self.write(turn, lambda rows, session, now: clients.record_consent(rows, session, now, given=given))


class RecordAge(TurnAction):
    results = ("complete", "minor")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        minor = is_minor(turn.text, said_no=turn.act == "deny")
        known = self.write(turn, lambda rows, session, now: clients.record_age(rows, session, now, minor=minor))
        return {
            "result": known["result"],
            "crisis_line": crisis_line(turn.language, known["country"], minor),
        }
