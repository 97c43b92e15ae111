"""Opening a talk, consent and age."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, address_slots, crisis_lines
from actions.preferences import preference_slots
from actions.returning import Begin
from bot.counseling.address import Address, introduced_name, name_beside_age, title_form
from bot.counseling.ages import AGE_OF_MAJORITY, age_told, is_minor, says_age
from bot.counseling.consent import half_hearted
from bot.counseling.questions import NOTHING_ASKED, PREFIX, to_resume
from bot.counseling.yes_no import yes_or_no
from bot.services import clients

# The phases in which a client who comes back is told where the talk was.
PLACES = ("problem", "understanding", "goal", "options", "plan", "agreement", "review")
# An act heard in a longer answer to the age is of something else ("not sure really. just feel a bit flat").
MOST_WORDS_OF_A_YES = 4
# Buttons and plain answers; of any other act the words say whether there is a yes in it.
CONSENT_BY_ACT = {"affirm": True, "commit": True, "deny": False, "disagree": False, "skip": False, "dont_know": False}


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
            **crisis_lines(known["country"], known["minor"]),
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
    """Result some (it may be kept), nothing (it may not), or unclear; a name or an age beside it is taken as well."""

    results = ("some", "nothing", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        said = CONSENT_BY_ACT.get(turn.act, yes_or_no(turn.text))
        asked = sum(said.asked == "consent" for said in turn.conversation.said)
        if asked == 1 and half_hearted(turn.text):
            said = None  # asked once more
        age, name = own_age(turn), introduced_name(turn.text, turn.language)
        form = title_form(turn.text, name, turn.language)
        minor = None if age is None else age < AGE_OF_MAJORITY
        known = self.write(
            turn,
            lambda rows, session, now: clients.record_consent(
                rows, session, now, given=said, minor=minor, name=name, form=form
            ),
        )
        return introduced(known, turn)


class RecordAge(TurnAction):
    """Result complete, minor, or unclear, where nothing is said about age; that is asked once more and then left open.
    A name beside it is taken as well."""

    results = ("complete", "minor", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        said = yes_or_no(turn.text)
        by_act = turn.act in ("affirm", "commit", "deny") and len(turn.text.split()) <= MOST_WORDS_OF_A_YES
        answered = by_act or says_age(turn.text) or said is not None
        minor = is_minor(turn.text, said_no=turn.act == "deny" or said is False) if answered else None
        name = introduced_name(turn.text, turn.language) or name_beside_age(turn.text, turn.language)
        form = title_form(turn.text, name, turn.language)
        known = self.write(
            turn, lambda rows, session, now: clients.record_age(rows, session, now, minor=minor, name=name, form=form)
        )
        first_time = sum(said.asked == "age" for said in turn.conversation.said) == 1
        return introduced({**known, "result": "unclear"} if not answered and first_time else known, turn)


class AskAboutClient(TurnAction):
    """Asks what is still open of age, name and how they want to be talked with; of who was here before, nothing: they
    were only asked anew whether their talks may be kept."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if turn.conversation.latest.asked == "consent" and self.services.read(turn.session_id, clients.was_here_before):
            return Begin(self._services).act(turn, dispatcher, tracker)
        age = own_age(turn)
        if turn.conversation.latest.asked == "consent" and age is not None and age < AGE_OF_MAJORITY:
            dispatcher.utter_message(response="utter_minor")
        known = {
            "age": age is not None or "age" in turn.conversation.questions,
            "name": turn.address.name is not None,
        }
        question = next((question for question, told in known.items() if not told), "style")
        dispatcher.utter_message(response=f"{PREFIX}{question}")
        return {}


def own_age(turn: Turn) -> int | None:
    """The client's age, where a message so far has told it."""
    ages = (age_told(said.text) for said in reversed(turn.conversation.said) if said.typed)
    return next((age for age in ages if age is not None), None)


def introduced(known: Mapping[str, Any], turn: Turn) -> dict[str, Any]:
    """The slots that a name and an age change, and the result."""
    return {
        **address_slots(Address(language=turn.language, form=known["form"], name=known["name"])),
        **crisis_lines(known["country"], known["minor"]),
        "result": known["result"],
    }
