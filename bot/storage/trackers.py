"""Erasing what Rasa keeps of a conversation."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy
from sqlalchemy.engine import Engine

from bot.storage import engine as engines


def erase(tracker_url: str, engine: Engine, session_ids: Sequence[str]) -> None:
    """Erase the trackers of those sessions, and what SQLite's write-ahead logs still hold of them and their rows."""
    trackers = engines.create(tracker_url, engine.dialect.rembuk_cipher)
    try:
        if sqlalchemy.inspect(trackers).has_table("events"):
            events = sqlalchemy.table("events", sqlalchemy.column("sender_id"))
            with trackers.begin() as connection:
                connection.execute(sqlalchemy.delete(events).where(events.c.sender_id.in_(session_ids)))
        _checkpoint(trackers)
        _checkpoint(engine)
    finally:
        trackers.dispose()


def _checkpoint(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
