"""Encryption of what people wrote, column by column."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class CipherError(RuntimeError):
    """The keys are missing, malformed or not the ones the data was written with."""


class Cipher:
    """Seals and opens text with a ring of Fernet keys; the first one seals, all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise CipherError("No encryption key: set REMBUK_KEYS or REMBUK_KEY_FILE.")
        try:
            self._ring = MultiFernet([Fernet(key.encode()) for key in keys])
        except ValueError as error:
            raise CipherError("An encryption key is malformed; make one with `python -m bot new-key`.") from error
        self.keys = tuple(keys)

    def seal(self, text: str) -> bytes:
        """Encrypt; lone surrogates, which UTF-8 cannot hold, are replaced."""
        return self._ring.encrypt(text.encode("utf-8", "replace"))

    def open(self, sealed: bytes) -> str:
        """Decrypt.

        Raises:
            CipherError: none of the keys fits, or the bytes were altered.
        """
        try:
            return self._ring.decrypt(sealed).decode("utf-8")
        except InvalidToken as error:
            raise CipherError("The data was written with another encryption key.") from error


class EncryptedText(TypeDecorator):
    """A text column whose bytes are sealed by the cipher that the engine carries (see `engine.create`)."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _cipher(dialect).seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else _cipher(dialect).open(value)


class EncryptedJson(EncryptedText):
    """The same for a JSON value."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else _cipher(dialect).seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(_cipher(dialect).open(value))


def load_keys(key_file: Path, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the keys: those passed in, else those of `key_file`, else one that is made and kept there (0600).

    Raises:
        CipherError: the file is there but holds no key, or others may read it.
    """
    if keys:
        return tuple(keys)
    try:
        handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if key_file.stat().st_mode & 0o077:
            raise CipherError(f"{key_file} may be read by others; run: chmod 600 {key_file}") from None
        found = tuple(line.strip() for line in key_file.read_text().splitlines() if line.strip())
        if not found:
            raise CipherError(f"{key_file} holds no key.") from None
        return found
    made = Fernet.generate_key().decode()
    with os.fdopen(handle, "w") as file:
        file.write(made + "\n")
    return (made,)


def _cipher(dialect: Dialect) -> Cipher:
    cipher = getattr(dialect, "rembuk_cipher", None)
    if not isinstance(cipher, Cipher):
        raise CipherError("This engine carries no cipher; make it with bot.storage.engine.create.")
    return cipher
