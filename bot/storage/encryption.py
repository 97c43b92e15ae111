"""Encryption of what people wrote, column by column."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.types import TypeDecorator

# The dialect is all that a column's type is given of its engine.
_CARRIED = "rembuk_cipher"


class CipherError(RuntimeError):
    """The keys are missing, malformed or not the ones the data was written with."""


class Cipher:
    """Seals and opens text with a ring of Fernet keys; the first one seals, all of them open.

    Attributes:
        keys: the ring it was made with.
    """

    def __init__(self, keys: Sequence[str], key_file: Path | None = None) -> None:
        """Take the keys of `key_file` from then on, whenever it changes: while they are rotated, programs go on."""
        self.keys = tuple(keys)
        self._ring = _make_ring(self.keys)
        self._file = key_file
        self._seen = _stamp(key_file)

    def seal(self, text: str) -> bytes:
        """Encrypt; lone surrogates, which UTF-8 cannot hold, are replaced."""
        return self._newest_ring().encrypt(text.encode("utf-8", "replace"))

    def open(self, sealed: bytes) -> str:
        """Decrypt.

        Raises:
            CipherError: none of the keys fits, or the bytes were altered.
        """
        try:
            return self._newest_ring().decrypt(sealed).decode("utf-8")
        except InvalidToken as error:
            raise CipherError("The data was written with another encryption key.") from error

    def _newest_ring(self) -> MultiFernet:
        stamp = _stamp(self._file)
        if stamp != self._seen:
            # A file that is gone or spoilt while programs run takes nothing from them.
            with suppress(OSError, CipherError):
                assert self._file is not None
                self._ring = _make_ring(read_keys(self._file))
                self._seen = stamp
        return self._ring


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


def carry(engine: Engine, cipher: Cipher) -> None:
    """Let the engine's encrypted columns be sealed and opened by this cipher."""
    setattr(engine.dialect, _CARRIED, cipher)


def cipher_of(engine: Engine) -> Cipher:
    """Give the cipher that an engine carries: here alone, since nothing is known of the types of an engine's parts.

    Raises:
        CipherError: it carries none.
    """
    return _cipher(engine.dialect)


def load_keys(key_file: Path, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the keys: those passed in, else those of `key_file`, else one that is made and kept there (0600).

    Raises:
        CipherError: the file is there but holds no key, or others may read it.
    """
    if keys:
        return tuple(keys)
    made = Fernet.generate_key().decode()
    try:
        handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_keys(key_file)
    with os.fdopen(handle, "w") as file:
        file.write(made + "\n")
    return (made,)


def read_keys(key_file: Path) -> tuple[str, ...]:
    """Give the keys of a file, the newest first.

    Raises:
        CipherError: it holds no key, or others may read it.
        OSError: it cannot be read.
    """
    if key_file.stat().st_mode & 0o077:
        raise CipherError(f"{key_file} may be read by others; run: chmod 600 {key_file}")
    try:
        found = tuple(line.strip() for line in key_file.read_text().splitlines() if line.strip())
    except UnicodeDecodeError as error:
        raise CipherError(f"{key_file} holds no keys; put the right file back.") from error
    if not found:
        raise CipherError(f"{key_file} holds no key; put the right file back.")
    return found


def write_keys(key_file: Path, keys: Sequence[str]) -> None:
    """Put keys in the place of those in a file, all or none of them, so that a crash loses no key."""
    new = key_file.with_name(f"{key_file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("".join(f"{key}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, key_file)
    folder = os.open(key_file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _make_ring(keys: Sequence[str]) -> MultiFernet:
    if not keys:
        raise CipherError("No encryption key: set REMBUK_KEYS or REMBUK_KEY_FILE.")
    try:
        return MultiFernet([Fernet(key.encode()) for key in keys])
    except ValueError as error:
        raise CipherError("An encryption key is malformed; make one with `python -m bot new-key`.") from error


def _stamp(file: Path | None) -> tuple[int, int, int] | None:
    """Tell one state of a file from another; None without a file."""
    try:
        found = file.stat() if file is not None else None
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found is not None else None


def _cipher(dialect: Dialect) -> Cipher:
    cipher = getattr(dialect, _CARRIED, None)
    if not isinstance(cipher, Cipher):
        raise CipherError("This engine carries no cipher; make it with bot.storage.engine.create.")
    return cipher
