"""Saying a question otherwise: why it is asked, what it means, in few words, or with an easier way in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from bot.counseling.wording import load
from bot.language import Language

Way = Literal["why", "meaning", "again", "easier"]
# What is said when the one before has been said already, so that nobody hears the same words twice in a row.
_NEXT: dict[Way, Way] = {"why": "meaning", "meaning": "easier", "easier": "meaning"}


def say_question(question: str, way: Way, language: Language, words: Mapping[str, object]) -> str | None:
    """Give the question said that way, with the words for address and what it is about filled in.

    An easier way in that is not written falls back on the question in few words. None for a question that has
    only the words of its response.
    """
    entry = wordings().get(question)
    if entry is None:
        return None
    text = entry[language].get(way) or entry[language]["again"]
    said = {name: "" if value is None else value for name, value in words.items()}
    return text.format_map(defaultdict(str, said))


def wordings() -> dict[str, dict[Language, dict[str, str]]]:
    """Give how each question can be said, by language and way."""
    return {**load("questions"), **load("questions_plan")}


def way_after(way: Way, times: int) -> Way:
    """Give the way to take when a question was put that way `times` times before."""
    for _ in range(times):
        way = _NEXT[way]
    return way


def skip_button(language: Language) -> dict[str, str]:
    return {"title": load("buttons")["skip"][language], "payload": "/skip"}


def goal_change_titles(language: Language) -> dict[str, str]:
    """Give what a button that changes the goal says, by the kind of change."""
    titles: dict[str, str] = load("buttons")["goal_change"][language]
    return titles
