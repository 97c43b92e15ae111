"""What can go wrong at the gate, each with its HTTP status and its words in both languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.language import Language

WORDS = Path(__file__).parent / "words.yml"


class GateError(Exception):
    """A message or a request that is not answered as asked.

    Attributes:
        code: a short name, the same in every language.
        status: the HTTP status.
        messages: what is shown all the same (a hand-off).
    """

    code = "unavailable"
    status = 503

    def __init__(self, messages: list[dict[str, Any]] | None = None) -> None:
        super().__init__(self.code)
        self.messages = messages or []


class Malformed(GateError):
    code, status = "malformed", 400


class Empty(GateError):
    code, status = "empty", 400


class NoToken(GateError):
    code, status = "token", 401


class UnknownCode(GateError):
    code, status = "return_code", 404


class UnknownClass(GateError):
    code, status = "class_code", 404


class NotPractice(GateError):
    code, status = "not_practice", 409


class NotThere(GateError):
    """What a supervisor asks for is not there, or not theirs to see; which of the two is not told."""

    code, status = "not_there", 404


class NotSignedIn(GateError):
    code, status = "supervisor_token", 401


class WrongSignIn(GateError):
    code, status = "sign_in", 401


class BadName(GateError):
    code, status = "name", 400


class UnknownCase(GateError):
    code, status = "case", 404


class BadSeed(GateError):
    code, status = "seed", 400


class Deleted(GateError):
    code, status = "deleted", 410


class TooLong(GateError):
    code, status = "too_long", 413


class Unavailable(GateError):
    code, status = "unavailable", 503


class ForeignOrigin(GateError):
    code, status = "origin", 403


class Waiting(GateError):
    """Refused for now.

    Attributes:
        retry_after: the seconds after which it may be tried again.
    """

    def __init__(self, retry_after: float) -> None:
        super().__init__()
        self.retry_after = retry_after


class TooMany(Waiting):
    code, status = "too_many", 429


class TooManyCodes(Waiting):
    code, status = "too_many_codes", 429


class TooManyTries(Waiting):
    code, status = "too_many_tries", 429


class Busy(Waiting):
    code, status = "busy", 503


def say(key: str, language: Language) -> str:
    return _words()[key][language]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words
