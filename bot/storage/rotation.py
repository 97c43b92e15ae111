"""Sealing everything anew with the newest key, so that the older ones can be thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import func, select, tuple_, update
from sqlalchemy.engine import Connection, Engine

from bot.settings import Settings
from bot.storage import engine as engines
from bot.storage import trackers
from bot.storage.encryption import Cipher, CipherError, read_keys, write_keys
from bot.storage.keys import raw_table, sealed_columns

BATCH = 200


@dataclass
class Resealed:
    """How many values were sealed anew, and how many open with none of the keys."""

    done: int = 0
    lost: int = 0


def begin(settings: Settings) -> tuple[str, ...]:
    """Give the keys with the one to seal with first; in a key file with a single key, a new one is put before it.

    Several keys are a rotation that was begun and not ended: it goes on with the newest.

    Raises:
        CipherError: the keys cannot be used, or come from the environment and there is but one.
    """
    if settings.keys:
        if len(settings.keys) == 1:
            raise CipherError(
                "REMBUK_KEYS holds one key. Put a new one (`python -m bot new-key`) and a comma before it, restart, "
                "and rotate then."
            )
        return settings.keys
    keys = read_keys(settings.key_file)
    Cipher(keys)  # says so where one is malformed
    if len(keys) == 1:
        keys = (Fernet.generate_key().decode(), *keys)
        write_keys(settings.key_file, keys)
    return keys


def count(settings: Settings, keys: tuple[str, ...]) -> int:
    """How many rows there are to look at."""
    with _tables(settings, keys) as tables:
        total = 0
        for engine, name, ids, sealed in tables:
            with engine.connect() as connection:
                total += connection.execute(select(func.count()).select_from(raw_table(name, ids, sealed))).scalar_one()
        return total


def reseal(settings: Settings, keys: tuple[str, ...], step: Callable[[], None]) -> Resealed:
    """Seal all with the first key, in batches of one transaction each; what is done already is left alone.

    Args:
        step: called after each row.
    """
    newest, ring, result = Fernet(keys[0].encode()), MultiFernet([Fernet(key.encode()) for key in keys]), Resealed()
    with _tables(settings, keys) as tables:
        for engine, name, ids, sealed in tables:
            table = raw_table(name, ids, sealed)
            order = [table.c[one] for one in ids]
            last: tuple[Any, ...] | None = None
            while True:
                # Held, so that what is written meanwhile is not written over.
                asked = select(table).order_by(*order).limit(BATCH).with_for_update()
                asked = asked if last is None else asked.where(tuple_(*order) > tuple_(*last))
                with engine.begin() as connection:
                    rows = connection.execute(asked).all()
                    for row in rows:
                        last = tuple(getattr(row, one) for one in ids)
                        _reseal_row(connection, table, dict(zip(ids, last)), row, sealed, newest, ring, result)
                for _ in rows:
                    step()
                if len(rows) < BATCH:
                    break
        for engine in {engine for engine, *_ in tables}:
            trackers.checkpoint(engine)
    return result


def end(settings: Settings, keys: tuple[str, ...]) -> None:
    """Throw the older keys away."""
    if not settings.keys:
        write_keys(settings.key_file, keys[:1])


def _reseal_row(
    connection: Connection, table: Any, row_id: dict[str, Any], row: Any, sealed: list[str], newest: Fernet,
    ring: MultiFernet, result: Resealed,
) -> None:  # fmt: skip
    values = {}
    for column in sealed:
        value = row._mapping[table.c[column]]
        if value is None or _opens(newest, value):
            continue
        try:
            values[column] = ring.rotate(value)
            result.done += 1
        except InvalidToken:
            result.lost += 1
    if values:
        same = [table.c[name] == value for name, value in row_id.items()]
        connection.execute(update(table).where(*same).values({table.c[name]: value for name, value in values.items()}))


def _opens(key: Fernet, value: bytes) -> bool:
    try:
        key.decrypt(value)
    except InvalidToken:
        return False
    return True


@contextmanager
def _tables(settings: Settings, keys: tuple[str, ...]) -> Iterator[list[tuple[Engine, str, list[str], list[str]]]]:
    """Every table with encrypted columns: its engine, name, primary key and those columns."""
    cipher = Cipher(keys)
    rows, events = engines.create(settings.database_url, cipher), engines.create(settings.tracker_url, cipher)
    try:
        wanted = [(rows, name, *columns) for name, columns in sealed_columns().items()]
        wanted.append((events, trackers.EVENTS.name, ["id"], ["data"]))
        yield [entry for entry in wanted if sqlalchemy.inspect(entry[0]).has_table(entry[1])]
    finally:
        rows.dispose()
        events.dispose()
