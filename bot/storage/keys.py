"""Whether the keys are the ones the data was written with, said before anything is written with others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import LargeBinary, select
from sqlalchemy.engine import Engine, make_url

from bot.settings import Settings
from bot.storage.encryption import Cipher, CipherError, EncryptedText, cipher_of, load_keys
from bot.storage.models import metadata


def make_cipher(settings: Settings) -> Cipher:
    """Make the cipher of an installation; the very first time, its key.

    Raises:
        CipherError: the keys cannot be used, or are missing while there is data.
    """
    if settings.keys:
        return Cipher(settings.keys)
    if not settings.key_file.exists() and (database := _file_of(settings.database_url)) is not None:
        raise CipherError(
            f"The key file {settings.key_file} is missing, and {database} cannot be read without it. Put the key file "
            "back. If it is lost for good, so is what people wrote: move the data folder away to begin anew."
        )
    return Cipher(load_keys(settings.key_file), settings.key_file)


def check_keys(engine: Engine, settings: Settings) -> None:
    """Open one value of each kind that is kept.

    Raises:
        CipherError: the keys do not open it.
    """
    cipher = cipher_of(engine)
    for sealed in _samples(engine):
        try:
            cipher.open(sealed)
        except CipherError:
            where = "REMBUK_KEYS" if settings.keys else str(settings.key_file)
            raise CipherError(
                f"The keys in {where} do not open what is kept in {engine.url.database}. Put the key that it was "
                "written with there as well, the newest key first."
            ) from None


def sealed_columns() -> dict[str, tuple[list[str], list[str]]]:
    """Table -> names of its primary key and of its encrypted columns."""
    found = {}
    for table in metadata.sorted_tables:
        sealed = [column.name for column in table.columns if isinstance(column.type, EncryptedText)]
        if sealed:
            found[table.name] = ([column.name for column in table.primary_key.columns], sealed)
    return found


def raw_table(name: str, ids: list[str], sealed: list[str]) -> Any:
    """A table whose encrypted columns are read and written as the bytes that they are."""
    plain = (sqlalchemy.column(one) for one in ids)
    return sqlalchemy.table(name, *plain, *(sqlalchemy.column(one, LargeBinary) for one in sealed))


def _samples(engine: Engine) -> Iterator[bytes]:
    """The first and the last value of each encrypted column, in the order of the ids."""
    present = sqlalchemy.inspect(engine)
    for name, (ids, sealed) in sealed_columns().items():
        if not present.has_table(name):
            continue
        table = raw_table(name, ids, sealed)
        with engine.connect() as connection:
            for column in sealed:
                for order in (table.c[ids[0]], table.c[ids[0]].desc()):
                    asked = select(table.c[column]).where(table.c[column].is_not(None)).order_by(order).limit(1)
                    yield from connection.execute(asked).scalars()


def _file_of(url: str) -> Path | None:
    """The file of a SQLite database that is there already."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    file = Path(parsed.database)
    return file if file.exists() and file.stat().st_size else None
