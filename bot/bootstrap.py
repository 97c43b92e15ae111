"""The one place where the parts are put together; nothing is made before it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from typing import TypeVar

from sqlalchemy.engine import Engine

from bot.services import consent, deletion
from bot.services.writing import Change, Outcome, write_once
from bot.settings import Settings, load_settings
from bot.storage import engine as engines
from bot.storage import sharing, trackers
from bot.storage.encryption import cipher_of
from bot.storage.keys import make_cipher
from bot.storage.models import Session
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Services:
    """The rows of this installation and the clock."""

    engine: Engine
    settings: Settings
    clock: Callable[[], datetime]

    @property
    def keys(self) -> tuple[str, ...]:
        """The ring of keys, the newest first."""
        return cipher_of(self.engine).keys

    def write(self, session_id: str, turn_id: str, change: Change) -> Outcome:
        return write_once(self.engine, session_id, turn_id, change, self.clock())

    def read(self, session_id: str, query: Callable[[Repository, Session], Answer]) -> Answer | None:
        """Ask about a session; None where there is none (any more)."""
        with UnitOfWork(self.engine) as work:
            session = work.rows.session(session_id)
            return query(work.rows, session) if session is not None else None

    def delete(self, session_id: str) -> list[str]:
        """Delete everything about the client of a session; give the ids of all their sessions."""
        ids = deletion.delete_client(self.engine, session_id, self.clock())
        if ids:
            self.erase_trackers(ids)
        return ids

    def delete_by_code(self, return_code: str) -> list[str]:
        """The same for the client with a return code. Raises: UnknownCodeError."""
        ids = deletion.delete_by_code(self.engine, return_code, self.clock())
        self.erase_trackers(ids)
        return ids

    def forget_unkept(self) -> list[str]:
        """Delete what may not outlive its talk; give the ids of the sessions."""
        ids = deletion.forget_unkept(self.engine, self.clock())
        if ids:
            self.erase_trackers(ids)
        return ids

    def withdraw_consent(self, session_id: str) -> list[str] | None:
        """Take the client's consent back; the ids of the sessions that went at once, None where there was none."""
        ids = consent.withdraw_consent(self.engine, session_id, self.clock())
        if ids is not None:
            self.erase_trackers(ids)
        return ids

    def erase_trackers(self, session_ids: Sequence[str]) -> None:
        trackers.erase(self.settings.tracker_url, self.engine, session_ids)
        sharing.forget(self.settings.redis_url, session_ids)


def make_services(settings: Settings, clock: Callable[[], datetime] | None = None) -> Services:
    """Put the services together; makes the data folder and, the first time, the key.

    Raises:
        CipherError: the keys cannot be used.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Services(engines.create(settings.database_url, make_cipher(settings)), settings, clock or _now)


@lru_cache(maxsize=1)
def get_services() -> Services:
    """The services of this process, out of its environment."""
    return make_services(load_settings())


def _now() -> datetime:
    return datetime.now(timezone.utc)
