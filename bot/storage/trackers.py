"""Erasing what Rasa keeps of a conversation."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, Column, Float, Integer, String, delete, func, select
from sqlalchemy.engine import Connection, Engine

from bot.storage import engine as engines
from bot.storage.encryption import EncryptedText, cipher_of
from bot.storage.erasure import MOST_IDS

logger = logging.getLogger(__name__)

# As Rasa's SQLTrackerStore has it, with the data sealed, and numbers that do not run out.
EVENTS: Any = sqlalchemy.Table(
    "events",
    sqlalchemy.MetaData(),
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", EncryptedText),
)


def make_table(engine: Engine) -> None:
    """Make the table of events where there is none; several processes may do so at once."""
    with engine.begin() as connection:
        engines.hold(connection, "events")
        EVENTS.metadata.create_all(connection)


def erase(tracker_url: str, engine: Engine, session_ids: Sequence[str]) -> None:
    """Erase the trackers of those sessions, and what SQLite's write-ahead logs still hold of them and their rows."""
    with _opened(tracker_url, engine) as trackers:
        if sqlalchemy.inspect(trackers).has_table(EVENTS.name):
            with trackers.begin() as connection:
                erase_events(connection, session_ids)
        checkpoint(trackers)
        checkpoint(engine)


def erase_events(connection: Connection, session_ids: Sequence[str]) -> None:
    for start in range(0, len(session_ids), MOST_IDS):
        connection.execute(delete(EVENTS).where(EVENTS.c.sender_id.in_(session_ids[start : start + MOST_IDS])))


def quiet_since(tracker_url: str, engine: Engine, before: datetime) -> list[str]:
    """The ids of the conversations whose newest event is older than that."""
    with _opened(tracker_url, engine) as trackers:
        if not sqlalchemy.inspect(trackers).has_table(EVENTS.name):
            return []
        with trackers.begin() as connection:
            newest = func.max(EVENTS.c.timestamp)
            asked = select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id).having(newest < before.timestamp())
            return [str(sender_id) for sender_id in connection.execute(asked).scalars()]


def checkpoint(engine: Engine) -> None:
    """Write SQLite's write-ahead log back and empty it: deleted rows still stand in it until then."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    if busy:
        logger.warning("The write-ahead log is in use and could not be emptied; the next deletion or purge does it.")


@contextmanager
def _opened(tracker_url: str, engine: Engine) -> Iterator[Engine]:
    trackers = engines.create(tracker_url, cipher_of(engine))
    try:
        yield trackers
    finally:
        trackers.dispose()
