"""Passwords: kept as Argon2id alone, and compared in the same time whether or not there is one to compare with."""

from __future__ import annotations

import functools
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Nobody is made to use signs of every kind: length is what counts (NIST SP 800-63B, OWASP).
LEAST_LETTERS = 12
MOST_LETTERS = 200
# OWASP's least for Argon2id (19 MiB, two passes) with a pass more: a tenth of a second, and some memory, on a laptop.
MEMORY_KIB, PASSES, LANES = 19_456, 3, 1


class WeakPasswordError(ValueError):
    """A password is too short or too long; the message says which."""


def hash_password(password: str) -> str:
    """Give what is kept of a password.

    Raises:
        WeakPasswordError
    """
    said = _plain(password)
    if not LEAST_LETTERS <= len(said) <= MOST_LETTERS:
        raise WeakPasswordError(f"A password has {LEAST_LETTERS} to {MOST_LETTERS} characters.")
    return str(_hasher().hash(said))


def is_password(kept: str | None, password: str) -> bool:
    """Whether this is the password; without a kept one it takes as long and is not."""
    said = _plain(password)
    try:
        return bool(_hasher().verify(_nobodys() if kept is None else kept, said)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with other costs than today's."""
    return bool(_hasher().check_needs_rehash(kept))


def _plain(password: str) -> str:
    # Keyboards write the same letter in more than one way.
    return unicodedata.normalize("NFKC", password)


@functools.lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@functools.lru_cache(maxsize=1)
def _nobodys() -> str:
    return str(_hasher().hash("of nobody"))
