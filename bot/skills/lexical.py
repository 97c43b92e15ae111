"""What the words of an utterance say of its skill beside their meaning: signs of both languages, and hashed pieces."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.skills.sentences import sentences

BUCKETS = 1 << 13
_WORD = re.compile(r"\w+(?:['’]\w+)?|[?!]|--|-$|\.\.\.|…")
STEM = 5
BEGINNING = 80  # characters of a sentence that are looked at for how it begins


def words(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def _phrases(kinds: list[list[str]]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Give for each first word the phrases that begin with it, each with the number of its kind."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, phrases in enumerate(kinds):
        for phrase in phrases:
            said = tuple(words(phrase))
            found.setdefault(said[0], []).append((said, number))
    return found


_KNOWN = yaml.safe_load((Path(__file__).parent / "signs.yml").read_text(encoding="utf-8"))
_LEADING = _phrases([_KNOWN["leading"]])
_STARTING = _phrases(list(_KNOWN["starts"].values()))
_FOUND = _phrases(list(_KNOWN["anywhere"].values()))
_STARTS, _KINDS = len(_KNOWN["starts"]), len(_KNOWN["anywhere"])
_NUMBER = re.compile(r"\d+")
_MIRRORED: dict[str, str] = _KNOWN["mirrored"]
_GENERAL = 11
SIGNS = _GENERAL + 3 * _STARTS + _KINDS


def signs(text: str, previous: str = "") -> NDArray[np.float32]:
    """Give SIGNS numbers between 0 and about 1: lengths, question marks, how sentences begin, words of both languages.

    `previous` is what the other said just before: a reflection takes up its words.
    """
    said, heard = words(text), words(previous)
    spans = sentences(text)
    parts = [text[start:end] for start, end in spans] or [text]
    content = {word for word in said if len(word) > 3}
    taken = {_MIRRORED.get(word, word) for word in heard if len(word) > 3}
    asked = [part.rstrip("\"'”’) ").endswith("?") for part in parts]
    general = [
        min(1.0, np.log1p(len(said)) / 4.5),
        len(said) < 4,
        min(1.0, len(parts) / 6),
        "?" in text,
        asked[-1],
        asked[0],
        text.rstrip().endswith("-"),
        text.lstrip().startswith("-"),
        len(content & taken) / (len(content) + 1),
        previous.rstrip().endswith("?"),
        bool(_NUMBER.search(text)),
    ]
    found = [_begins(part) for part in parts]
    starting = [(kind in found[0], kind in found[-1], any(kind in here for here in found)) for kind in range(_STARTS)]
    times = Counter(kind for at in range(len(said)) for _, kind in _at(said, at, _FOUND))
    anywhere = [min(1.0, times[kind] / 2) for kind in range(_KINDS)]
    return np.array([*general, *(sign for row in starting for sign in row), *anywhere], np.float32)


def _begins(part: str) -> set[int]:
    """Give how a sentence begins: at its first word, or after any that only lead up to it."""
    said = [word for word in words(part[:BEGINNING]) if word[0].isalnum()]
    kinds: set[int] = set()
    at = 0
    while at < len(said):
        kinds.update(kind for _, kind in _at(said, at, _STARTING))
        lengths = [length for length, _ in _at(said, at, _LEADING)]
        if not lengths:
            break
        at += max(lengths)
    return kinds


def _at(said: list[str], at: int, known: dict[str, list[tuple[tuple[str, ...], int]]]) -> list[tuple[int, int]]:
    """Give the (length, kind) of each known phrase that stands at a place."""
    return [
        (len(phrase), kind)
        for phrase, kind in known.get(said[at], ())
        if len(phrase) == 1 or tuple(said[at : at + len(phrase)]) == phrase
    ]


def counts(text: str) -> Counter[str]:
    """Count the words, the pairs of words, and how longer words begin (Indonesian ones end in many ways)."""
    said = words(text)
    found = Counter(said)
    found.update(f"{one} {other}" for one, other in zip(["^", *said], [*said, "$"]))
    found.update("#" + word[:STEM] for word in said if len(word) > STEM)
    return found


def pieces(found: Counter[str]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Give the buckets that what was counted falls into, with their weights.

    Counts are damped (1 + log) and the whole has length one.
    """
    if not found:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    buckets = np.array([zlib.crc32(key.encode("utf-8", "replace")) % BUCKETS for key in found], np.int32)
    weights = 1 + np.log(np.array(list(found.values()), np.float32))
    return buckets, np.asarray(weights / np.linalg.norm(weights), np.float32)
