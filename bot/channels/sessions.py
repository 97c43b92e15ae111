"""What is kept of a talk, read for whom its token lets in."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import Services
from bot.channels.errors import Deleted, NoToken
from bot.channels.text import plain
from bot.channels.turns import unavailable
from bot.language import Language
from bot.storage.models import Session
from bot.storage.unit_of_work import UnitOfWork

Message = dict[str, Any]
Reader = tuple[Language, str, bool]
DEFAULT_LANGUAGE: Language = "id"


@dataclass(frozen=True)
class Pressed:
    """A button that was pressed, with the act behind it."""

    payload: str
    act: dict[str, Any]


class Sessions:
    """Sessions by their id, as their tokens name them."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def check(self, session_id: str) -> None:
        """Raises: Deleted, NoToken: this session opens nothing (any more)."""
        with UnitOfWork(self._services.engine) as work:
            self.one(work, session_id)

    def one(self, work: UnitOfWork, session_id: str) -> Session:
        """Give the session of a token.

        Raises:
            Deleted: there is a tombstone.
            NoToken: there is no such session, or it has expired.
        """
        session = work.rows.session(session_id)
        if session is None and work.rows.is_deleted(session_id):
            raise Deleted
        if session is None or session.expires_at <= self._services.clock():
            raise NoToken
        return session

    def history(self, session_id: str) -> list[dict[str, Any]]:
        """What was said in this session, oldest first, with what a page is told beside it; times in UTC."""
        with UnitOfWork(self._services.engine) as work:
            session = self.one(work, session_id)
            lines: list[dict[str, Any]] = []
            for turn in session.turns:
                at = turn.at.isoformat()
                if turn.text:
                    lines.append({"who": "client", "text": turn.text, "at": at})
                for message in turn.reply or ():
                    beside = {"custom": message["custom"]} if "custom" in message else {}
                    lines.append({"who": "bot", "text": message["text"], "at": at, **beside})
            return lines

    def last_reply(self, session_id: str) -> list[Message]:
        """The last reply with its buttons, for a page that was loaded again."""
        with UnitOfWork(self._services.engine) as work:
            self.one(work, session_id)
            return work.rows.last_reply(session_id)

    def language_of(self, session_id: str) -> Language | None:
        with suppress(Exception), UnitOfWork(self._services.engine) as work:
            session = work.rows.session(session_id)
            return session.language if session is not None else None
        return None

    def reader(self, session_id: str) -> Reader:
        """The language, country and minority of who reads a hand-off; an Indonesian adult where it cannot be known."""
        # Not only the database may fail: a row that no key opens must not keep a hand-off from being shown.
        with suppress(Exception), UnitOfWork(self._services.engine) as work:
            session = work.rows.session(session_id)
            if session is not None:
                return session.language, session.client.country, session.client.minor
        return DEFAULT_LANGUAGE, "ID", False

    def pressed(self, session_id: str, typed: str, payload: str | None) -> Pressed | None:
        """Give the button of the last reply that was pressed, or whose title was typed out.

        A session that is over has buttons yet: who goes on finds out that it is.

        Raises:
            Unavailable
        """
        try:
            with UnitOfWork(self._services.engine) as work:
                reply = work.rows.last_reply(session_id)
        except SQLAlchemyError as error:
            raise unavailable(error) from error
        buttons = [button for message in reply for button in message.get("buttons", ())]
        if not payload:
            said = plain(typed)
            payload = next((button["payload"] for button in buttons if said and plain(button["title"]) == said), None)
        if payload not in {button["payload"] for button in buttons}:
            return None
        assert payload is not None
        name, _, values = payload.lstrip("/").partition("{")
        entities = json.loads("{" + values) if values else {}
        return Pressed(
            payload,
            {
                "intent": {"name": name, "confidence": 1.0},
                "entities": [{"entity": key, "value": value} for key, value in entities.items()],
            },
        )
