"""Signed tokens: each opens one session until it expires."""

from __future__ import annotations

import hashlib
from datetime import datetime

import jwt

from bot.channels.errors import NoToken

ALGORITHM = "HS256"


class TokenSigner:
    """Signs and reads tokens with a secret derived from the encryption key."""

    def __init__(self, key: str) -> None:
        self._secret = hashlib.sha256(b"rembuk session token\0" + key.encode()).digest()

    def sign(self, session_id: str, expires_at: datetime) -> str:
        return jwt.encode({"sub": session_id, "exp": expires_at}, self._secret, algorithm=ALGORITHM)

    def read(self, token: str) -> str:
        """Give the session id.

        Raises:
            NoToken: no token of ours, or one that has expired.
        """
        try:
            claims = jwt.decode(token, self._secret, algorithms=[ALGORITHM], options={"require": ["exp", "sub"]})
        except jwt.InvalidTokenError as error:
            raise NoToken from error
        return str(claims["sub"])
