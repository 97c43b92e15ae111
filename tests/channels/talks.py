"""Talks through a gate of which only Rasa is a fake."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.channels.errors import Unavailable
from bot.channels.gate import Gate
from bot.services import clients
from bot.storage.models import Turn
from bot.storage.unit_of_work import UnitOfWork

DANGER = "aku mau bunuh diri malam ini"


class FakeTalker:
    """Answers everything with one question; can be down."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any] | None, dict[str, Any]]] = []
        self.replies: dict[str, list[dict[str, Any]]] = {}
        self.down = False
        self.buttons = True

    def expect(self, text: str, practised: bool) -> None:
        pass

    async def hear(self, text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        return ("ask_privacy" if "?" in text else "affirm"), 0.9

    async def answer(
        self, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if self.down:
            raise Unavailable
        self.heard.append((text, act, metadata))
        buttons = [{"title": "Ya", "payload": "/affirm"}, {"title": "Dua", "payload": '/propose_option{"option": "2"}'}]
        if not self.buttons:
            buttons = []
        self.replies[turn_id] = [
            {"text": "Hmm."},
            {"text": "Lalu?", "buttons": buttons, "utter_action": "utter_ask_problem"},
        ]
        return self.replies[turn_id]

    async def answered(self, session_id: str, turn_id: str) -> list[dict[str, Any]]:
        return self.replies.get(turn_id, [])


async def opened(gate: Gate, **request: Any) -> str:
    opening = await gate.open({"language": "id", **request})
    return gate.tokens.read(opening.token)


def consent(gate: Gate, session_id: str, given: bool = True) -> None:
    gate.services.write(
        session_id, "consent", lambda rows, session, now: clients.record_consent(rows, session, now, given=given)
    )


def later(gate: Gate, **time: float) -> None:
    moment = gate.services.clock() + timedelta(**time)
    gate.services = replace(gate.services, clock=lambda: moment)


def turns(gate: Gate, session_id: str) -> list[Turn]:
    with UnitOfWork(gate.services.engine) as work:
        return work.rows.last_turns(session_id, 100)
