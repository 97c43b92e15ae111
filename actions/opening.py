"""Opening a talk, consent and age."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, address_slots, crisis_line
from actions.preferences import preference_slots
from bot.counseling.address import Address
from bot.counseling.ages import is_minor
from bot.counseling.questions import NOTHING_ASKED, to_resume
from bot.services import clients

# The phases in which a client who comes back is told where the talk was.
PLACES = ("problem", "understanding", "goal", "options", "plan", "agreement", "review")


class Open(TurnAction):
    """Who is there; result new, back, low where their last talk was not good or, after a pause within this talk,
    resumed."""

    results = ("new", "back", "low", "resumed")

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
            **preference_slots(known["preferences"]),
            "result": result,
            "language": known["language"],
            "crisis_line": crisis_line(known["language"], known["country"], known["minor"]),
        }


class WelcomeBack(TurnAction):
    """Greets somebody in the middle of a talk or after leaving it; after hours it says where the talk was."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        known = self.services.read(
            turn.session_id, lambda rows, session: clients.where_it_was(rows, session, self.services.clock())
        )
        if known and known["away"] and known["phase"] in PLACES:
            dispatcher.utter_message(response="utter_welcome_back")
            dispatcher.utter_message(response=f"utter_back_at_{known['phase']}")
        else:
            left = turn.conversation.latest.asked == NOTHING_ASKED
            dispatcher.utter_message(response="utter_resume" if left else "utter_hello")
        return {}


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
