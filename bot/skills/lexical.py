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


def _any_of(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_KNOWN = yaml.safe_load((Path(__file__).parent / "signs.yml").read_text(encoding="utf-8"))
_LEADING = rf"(?:(?:{_any_of(_KNOWN['leading'])})[,\s]+)*"
_STARTING = [re.compile(rf"{_LEADING}(?:{_any_of(known)})\b", re.IGNORECASE) for known in _KNOWN["starts"].values()]
_FOUND = [re.compile(rf"(?<!\w)(?:{_any_of(known)})(?!\w)", re.IGNORECASE) for known in _KNOWN["anywhere"].values()]
_NUMBER = re.compile(r"\d+")
_MIRRORED: dict[str, str] = _KNOWN["mirrored"]
_GENERAL = 11
SIGNS = _GENERAL + 3 * len(_STARTING) + len(_FOUND)


def words(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


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
    found = [[bool(pattern.match(part)) for part in parts] for pattern in _STARTING]
    starting = [share for row in found for share in (row[0], row[-1], any(row))]
    anywhere = [min(1.0, len(pattern.findall(text)) / 2) for pattern in _FOUND]
    return np.array([*general, *starting, *anywhere], np.float32)


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
