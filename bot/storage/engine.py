"""Engines: SQLite set up for several processes and for real deletion, PostgreSQL for several machines (ADR 0013)."""

from __future__ import annotations

import os
from typing import Any

import sqlalchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.storage.encryption import Cipher, carry

# A locked database is waited for this long, and everything else that the process does waits along.
LONGEST_WAIT_MS = 3000


# What a server in the network needs besides: not to be waited for without end, and to be found again after a restart.
_SERVER = {
    "pool_pre_ping": True,
    "pool_size": 10,
    "pool_timeout": LONGEST_WAIT_MS / 1000,
    "connect_args": {
        "connect_timeout": LONGEST_WAIT_MS // 1000,
        "keepalives_idle": 30,
        "application_name": "rembuk",
        "options": f"-c lock_timeout={LONGEST_WAIT_MS} -c idle_in_transaction_session_timeout=60000",
    },
}


class DatabaseGoneError(SQLAlchemyError):
    """The database's file is not where it was."""


def create(url: str, cipher: Cipher) -> Engine:
    """Make an engine whose encrypted columns are sealed by `cipher`."""
    backend = make_url(url).get_backend_name()
    is_sqlite = backend == "sqlite"
    # SQLAlchemy would open and close a SQLite file for every transaction, and the last one to close it writes the
    # whole write-ahead log back: 5 ms each time (measured).
    kept_open = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if is_sqlite else {}
    options: dict[str, Any] = _SERVER if backend == "postgresql" else kept_open
    # An error that could not seal a value would otherwise carry it, unsealed, into a log.
    engine = sqlalchemy.create_engine(url, future=True, hide_parameters=True, **options)
    carry(engine, cipher)
    if is_sqlite:
        event.listen(engine, "connect", _set_pragmas)
        path = make_url(url).database
        if path and not path.startswith("file:"):
            _watch_file(engine, path)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def hold(connection: Connection, name: str) -> None:
    """Wait until nobody else holds that name, and hold it until the transaction ends.

    In SQLite a transaction is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sqlalchemy.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def _set_pragmas(connection: Any, _record: Any) -> None:
    # pysqlite's own transaction handling begins late and deferred; we begin ourselves (see below).
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",  # readers do not wait for the writer
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {LONGEST_WAIT_MS}",
        "secure_delete = ON",  # deleted text is overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    # A deferred transaction that later writes fails at once when another has written; this one waits its turn.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _watch_file(engine: Engine, path: str) -> None:
    """Use no connection to a file that was deleted or replaced: SQLite would go on writing into what nobody can open
    any more, and all of it would be lost at the next start."""

    opened = False

    def stay_away(*_: Any) -> None:
        if opened and _file_id(path) is None:
            raise DatabaseGoneError(path)  # SQLite would make an empty one

    def note(connection: Any, record: Any) -> None:
        nonlocal opened
        opened = True
        record.info["file"] = _file_id(path)

    def check(connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != (found := _file_id(path)):
            raise DatabaseGoneError(path) if found is None else DisconnectionError(path)

    event.listen(engine, "do_connect", stay_away)
    event.listen(engine, "connect", note)
    event.listen(engine, "checkout", check)


def _file_id(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
