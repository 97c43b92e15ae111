"""What a message is for, where it is not only for telling: to ask leave, for help, whether something is strange, or to
bring good news."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from bot.counseling.sentences import sentences
from bot.counseling.wording import load
from bot.counseling.wording.tokens import Token
from bot.language import Language

_SHORT = 9
_BRIEF = 12
_LONGEST_COMPLAINT = 20


def asks_leave(message: str, language: Language) -> bool:
    """Whether the message only asks whether it may tell: `mau curhat boleh?`, `can i vent`."""
    return _is_short_and("leave", message, language)


def asks_help(message: str, language: Language) -> bool:
    """Whether the message only asks for help and tells nothing: `tolong saya`, `can you help me`."""
    return _is_short_and("help", message, language)


def knows_no_beginning(message: str, language: Language) -> bool:
    """Whether the message only says that they do not know where to begin."""
    return _is_short_and("start", message, language)


def wants_listening(message: str, language: Language) -> bool:
    """Whether the message asks only for company: `pengen didengerin aja`, `can you just talk to me`."""
    return len(message.split()) <= _BRIEF and _holds("listen", _spoken(message, language), language)


def asks_for(message: str, language: Language) -> bool:
    """Whether the message asks for help with something it names: `bantu aku menyusun jadwal`, `help me work out`."""
    return any(_holds("request", " ".join(_words(tokens)), language) for tokens, _ in sentences(message, language))


def asks_verdict(message: str, language: Language) -> bool:
    """Whether the last sentence asks if something is strange, normal or wrong: `aneh nggak sih`."""
    found = sentences(message, language)
    return bool(found) and _holds("judged", " ".join(token.word for token in found[-1][0]), language)


def complains(message: str, language: Language) -> bool:
    """Whether the message complains of Rembuk's own replies, or asks for a real one: `are you even reading this`."""
    if len(message.split()) > _LONGEST_COMPLAINT:
        return False
    spoken = _spoken(message, language)
    return _holds("complains", spoken, language) and not _holds("of_others", spoken, language)


def good_news(message: str, language: Language) -> str | None:
    """`good` for good news alone, `mixed` for good news with something that makes it less simple; None for none."""
    parts = [" ".join(token.word for token in tokens) for tokens, _ in sentences(message, language)]
    told = [place for place, part in enumerate(parts) if _is_good(part, language)]
    if not told:
        return None
    if _holds("turns", " ".join(parts), language):
        return "mixed"
    return "good" if len(parts) == 1 or sum(len(part.split()) for part in parts) <= _BRIEF else None


def _is_good(part: str, language: Language) -> bool:
    for pattern in _patterns("good", language):
        match = pattern.search(part)
        if match and not _holds("not_good", " ".join(part[: match.end()].split()[-6:]), language):
            return True
    return False


def _is_short_and(key: str, message: str, language: Language) -> bool:
    if len(message.split()) > _SHORT:
        return False
    spoken = _spoken(message, language)
    return 0 < len(spoken.split()) <= _SHORT and _holds(key, spoken, language)


def _spoken(message: str, language: Language) -> str:
    return " ".join(word for tokens, _ in sentences(message, language) for word in _words(tokens))


def _words(tokens: Sequence[Token]) -> list[str]:
    return [token.word for token in tokens if token.kind == "word"]


def _holds(key: str, text: str, language: Language) -> bool:
    return any(pattern.search(text) for pattern in _patterns(key, language))


@functools.cache
def _patterns(key: str, language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("purposes")[language][key])
