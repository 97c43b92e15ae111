"""What a client's words show beyond change and sustain talk: yes and no, how firmly, when and where, what about.

The words are in signs.yml; both languages are read together.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "signs.yml"
# Strength of a commitment, after Amrhein and others (2003): a promise counts for more than a wish, a wish for more
# than a maybe. The figures are the project's own.
STRONG, MEDIUM, WEAK, PLAIN = 1.0, 0.6, 0.3, 0.5
# Texts whose words are known: those of the talk at hand are asked for several times.
MOST_KNOWN = 256
SHORTEST_TOPIC = 4
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Indonesian endings that hide that it is the same word: skripsiku, skripsinya, pekerjaannya.
_ENDING = re.compile(r"(?:nya|ku|mu|in|kan|lah|an|s|ing|ed)$")


def hums(text: str) -> bool:
    """Whether the turn only keeps the counselor talking ("mm-hm")."""
    return _pattern("hums").fullmatch(text.strip(" .,…!-")) is not None


def assents(text: str) -> float:
    """How far the turn opens with a yes: 1, 0.5 for a yes that is taken back ("iya, tapi …"), 0 without."""
    opening = _pattern("assents").match(_bare(text))
    if opening is None or objects(text):
        return 0.0
    return 0.5 if _pattern("takes_back").search(_bare(text), opening.end()) else 1.0


def objects(text: str) -> bool:
    """Whether the turn says that the counselor has it wrong, or that it does not work."""
    return _pattern("objects").search(text) is not None


def refuses(text: str) -> bool:
    """Whether the turn opens with a no. After a plain question that is an answer; the caller knows what went before."""
    return _pattern("refuses").match(_bare(text)) is not None


def strength(text: str) -> float:
    """How firmly words for change are meant, 0-1; the weakest word decides ("mungkin besok aku mau coba")."""
    if _pattern("weak").search(text):
        return WEAK
    if _pattern("strong").search(text):
        return STRONG
    return MEDIUM if _pattern("medium").search(text) else PLAIN


def plans(text: str) -> bool:
    """Whether the turn says what its speaker will do: a firm word, or a wish with a time."""
    firm = _pattern("strong").search(text) is not None
    return firm or (_pattern("medium").search(text) is not None and "when" in specifics(text))


def wishes(text: str) -> bool:
    """Whether the turn says what its speaker wants."""
    return _pattern("wishes").search(text) is not None


def asks_for_telling(text: str) -> bool:
    """Whether the client asks for advice or information."""
    return _pattern("asks_for_telling").search(text) is not None


def asks_for_gaps(text: str) -> bool:
    """Whether the counselor asks what is wrong or missing ("ada yang kurang pas?")."""
    return _pattern("asks_for_gaps").search(text) is not None


def specifics(text: str) -> frozenset[str]:
    """Which of when, if_then, obstacle and support the words hold."""
    return frozenset(name for name in ("when", "if_then", "obstacle", "support") if _pattern(name).search(text))


@functools.lru_cache(maxsize=MOST_KNOWN)
def topic_words(text: str) -> tuple[str, ...]:
    """The words that carry what is talked about, in the order said, cut to a stem."""
    empty = _empty()
    found = []
    for word in plain_words(text):
        stem = _ENDING.sub("", word.split("'")[0]) if len(word) > SHORTEST_TOPIC + 1 else word
        if len(stem) >= SHORTEST_TOPIC and word not in empty and stem not in empty:
            found.append(stem)
    return tuple(found)


def plain_words(text: str) -> list[str]:
    """The words in lower case, without marks."""
    return [match.group().replace("’", "'") for match in _TOKEN.finditer(text.lower())]


def _bare(text: str) -> str:
    return re.sub(r"^(?:\W|(?:well|um+|uh+|hm+|mm+|oh+|ah+|eh|ya ampun|aduh|duh|so|and)\b)+", "", text, flags=re.I)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    either = "|".join(_words()[name]).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(_words()["empty"].split())


@functools.cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded
