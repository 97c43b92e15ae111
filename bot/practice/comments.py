"""What a supervisor wrote about a talk, as lines of its debrief; the words around it are in comments.yml."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.language import Language
from bot.practice.volley import quote

WORDS = Path(__file__).parent / "comments.yml"


@dataclass(frozen=True)
class Commented:
    """A comment `text` of a supervisor `by`, on the trainee's `said` in their `turn` (from 1)."""

    turn: int
    said: str
    by: str
    text: str


def list_comments(comments: Sequence[Commented], language: Language) -> list[str]:
    """The comments in the order of the turns, a line each under a title; none without comments."""
    if not comments:
        return []
    words = _words()[language]
    lines = [
        words["line"].format(turn=one.turn, quote=quote(one.said), by=one.by, text=one.text)
        for one in sorted(comments, key=lambda one: one.turn)
    ]
    return [words["title"], *lines]


@functools.cache
def _words() -> dict[Language, dict[str, str]]:
    loaded: dict[Language, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded
