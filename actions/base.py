"""What all actions share: reading the turn, the one write, and slots for the form of address."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, replace
from typing import Any, ClassVar, cast

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.bootstrap import Services, get_services
from bot.counseling.address import Address, Form
from bot.counseling.conversation import Conversation, read_events
from bot.language import Language
from bot.logs import note_talk
from bot.metrics import get_metrics
from bot.safety.handoff import contacts
from bot.services.writing import Change, Outcome

Events = list[dict[str, Any]]
TRIES_FOR_A_NUMBER = 3


@dataclass(frozen=True)
class Turn:
    """The message being answered and what is known around it."""

    session_id: str
    turn_id: str
    text: str
    act: str
    conversation: Conversation
    address: Address
    entities: tuple[dict[str, Any], ...]
    menu: tuple[str, ...] = ()  # the ideas on show, by name

    @property
    def language(self) -> Language:
        return self.address.language

    def entity(self, name: str) -> Any | None:
        """The value of the first entity of that name in the message, or None."""
        return next((found["value"] for found in self.entities if found.get("entity") == name), None)


def read_turn(tracker: Tracker) -> Turn:
    conversation = read_events(tracker.events)
    latest = conversation.latest
    return Turn(
        session_id=tracker.sender_id,
        turn_id=latest.turn_id,
        text=latest.text if latest.typed else "",
        act=latest.act,
        conversation=conversation,
        address=Address(
            language=cast(Language, tracker.get_slot("language") or "id"),
            form=cast(Form, tracker.get_slot("form") or "kamu"),
            name=tracker.get_slot("name"),
        ),
        entities=tuple((tracker.latest_message or {}).get("entities") or ()),
        menu=tuple(tracker.get_slot("ideas_menu") or ()),
    )


class ActionFailedError(RuntimeError):
    """An action failed. It says where, and none of the words it failed on: those must not reach a log."""


class TurnAction(Action):
    """An action that reads the turn; subclasses say what to utter and which slots to set in `act`.

    `results` are the words by which the rules of data/stories can go on from it.
    """

    results: ClassVar[tuple[str, ...]] = ()

    def __init__(self, services: Services | None = None) -> None:
        self._services = services

    @property
    def services(self) -> Services:
        return self._services or get_services()

    def name(self) -> str:
        """action_take_goal for class TakeGoal."""
        letters = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in type(self).__name__)
        return f"action{letters}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        figures, begun = get_metrics().actions, time.perf_counter()
        note_talk(tracker.sender_id, self.services.keys[0])
        try:
            slots = self.act(read_turn(tracker), dispatcher, tracker)
            assert slots.get("result") in (None, *self.results), f"no rule knows {slots['result']!r}"
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            figures.labels(self.name(), "failed").observe(time.perf_counter() - begun)
            raise ActionFailedError(
                f"{self.name()}: {type(error).__name__} in {where.name}, line {where.lineno}"
            ) from None
        figures.labels(self.name(), "done").observe(time.perf_counter() - begun)
        # The rules go by what this turn has set, so `result` is told even when it is the same as last time.
        return [
            SlotSet(name, value) for name, value in slots.items() if name == "result" or tracker.get_slot(name) != value
        ]

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        raise NotImplementedError

    def write(self, turn: Turn, change: Change) -> Outcome:
        """Make the one write of this turn; see `bot.services.writing.write_once`.

        The session takes on the language of the turn, which a first message in the other language may have changed.
        """

        def change_in_language(rows: Any, session: Any, now: Any) -> Outcome:
            session.language = turn.language
            return change(rows, session, now)

        return self.services.write(turn.session_id, turn.turn_id, change_in_language)


def number_result(result: str, turn: Turn) -> str:
    """The result of a question for a number: where it stays unclear, it is left open after a few tries."""
    return "nothing" if result == "unclear" and turn.conversation.tries_here() >= TRIES_FOR_A_NUMBER else result


def address_slots(address: Address) -> dict[str, Any]:
    """The words by which responses in domain.yml speak to the client and of the bot.

    Only Indonesian ones need pronouns, and they stay in place while English is spoken: a client who changes back
    is not called "you" in an Indonesian sentence.
    """
    indonesian = replace(address, language="id")
    you, me = indonesian.you, indonesian.me
    return {
        "form": address.form,
        "name": address.name,
        "kamu": you,
        "kamu_start": you[:1].upper() + you[1:],
        "mu": "mu" if address.form == "kamu" else f" {you}",
        "aku": me,
        "aku_start": me[:1].upper() + me[1:],
        "vocative": f", {_called(address)}" if _called(address) else "",
    }


def crisis_lines(country: str, minor: bool) -> dict[str, str]:
    """The first contact, in one line; in both languages, since a client may change theirs at any message."""
    names: dict[str, Language] = {"crisis_line": "id", "crisis_line_en": "en"}
    return {name: contacts(language, country, minor)[0].label for name, language in names.items()}


def _called(address: Address) -> str:
    """How the client is called: "Dewi", "Bu Rina" … or nothing."""
    if address.language == "en" or address.form in ("kamu", "anda"):
        return address.name or ""
    if address.title:
        return address.you
    title = {"bapak": "Pak", "ibu": "Bu", "kak": "Kak"}[address.form]
    return f"{title} {address.name}" if address.name else {"Pak": "Bapak", "Bu": "Ibu"}.get(title, title)
