"""Signed tokens: each opens one session until it expires; and other secrets that come of the encryption key."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime

import jwt

from bot.channels.errors import NoToken
from bot.settings import Settings

ALGORITHM = "HS256"
# With this header our Rasa shows the action server that a call is its own.
ACTION_HEADER = "X-Rembuk-Actions"


def secret_for(purpose: str, key: str) -> bytes:
    """Give a secret of its own for each purpose, from the newest encryption key; both sides of a call can make it."""
    return hashlib.sha256(purpose.encode() + b"\0" + key.encode()).digest()


def action_secret(settings: Settings, key: str) -> str:
    """What our Rasa shows the action server. Keys change while both run, so `make run` draws one for both."""
    return settings.action_secret or secret_for("rembuk action call", key).hex()


class TokenSigner:
    """Signs tokens with a secret derived from the newest encryption key and from what they are for, and reads those of
    the older keys too: while keys are changed, one replica after the other learns of the new one."""

    def __init__(self, keys: tuple[str, ...], purpose: str = "rembuk session token") -> None:
        """Args: keys: a tuple, since a single key would pass for a sequence of keys of one letter each."""
        if isinstance(keys, str):
            raise TypeError("a ring of keys is wanted, not one key")
        self._secrets = [secret_for(purpose, key) for key in keys]

    def sign(self, session_id: str, expires_at: datetime) -> str:
        return jwt.encode({"sub": session_id, "exp": expires_at}, self._secrets[0], algorithm=ALGORITHM)

    def read(self, token: str) -> str:
        """Give the session id.

        Raises:
            NoToken: no token of ours, or one that has expired.
        """
        for secret in self._secrets:
            with suppress(jwt.InvalidTokenError, UnicodeError):
                claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options={"require": ["exp", "sub"]})
                return str(claims["sub"])
        raise NoToken
