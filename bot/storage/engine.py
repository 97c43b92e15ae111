"""Engines: SQLite set up for several processes and for real deletion, or any other database as it is."""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

from bot.storage.encryption import Cipher


def create(url: str, cipher: Cipher) -> Engine:
    """Make an engine whose encrypted columns are sealed by `cipher`."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    # SQLAlchemy would open and close a SQLite file for every transaction, and the last one to close it writes the
    # whole write-ahead log back: 5 ms each time (measured).
    kept_open = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if is_sqlite else {}
    # An error that could not seal a value would otherwise carry it, unsealed, into a log.
    engine = sqlalchemy.create_engine(url, future=True, hide_parameters=True, **kept_open)
    engine.dialect.rembuk_cipher = cipher
    if is_sqlite:
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    # pysqlite's own transaction handling begins late and deferred; we begin ourselves (see below).
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",  # readers do not wait for the writer
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "busy_timeout = 5000",
        "secure_delete = ON",  # deleted text is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    # A deferred transaction that later writes fails at once when another has written; this one waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
