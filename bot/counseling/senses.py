"""What may stand between the lines of a clause: said only as a guess, and only where the words point to it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from bot.counseling.segments import Clause
from bot.counseling.subjects import subject_of
from bot.counseling.wording import load
from bot.language import Language

_WELL = frozenset({"aman", "lancar", "beres", "lunas", "fine", "okay"})


def sense(clause: Clause, language: Language) -> tuple[int, str] | None:
    """The meaning that the clause points to, as a phrasing with slots, and its rank (the lower the more
    telling); None where its words point nowhere."""
    if clause.question or not _WELL.isdisjoint(clause.said):
        return None
    text = " ".join(clause.said)
    others = subject_of(clause.words, language) == "person"
    fitting = (
        (rank, say)
        for rank, (say, cues, own) in enumerate(_senses(language))
        if cues.search(text) and not (own and others)
    )
    return next(fitting, None)


def most_telling(clauses: Sequence[Clause], language: Language, among: Iterable[int]) -> tuple[int, str] | None:
    """The place of the clause that points most clearly to a meaning (the later of two alike), and the
    meaning; only the places `among` count."""
    places = [place for place in among if 0 <= place < len(clauses)]
    found = [(said, place) for place in places if (said := sense(clauses[place], language))]
    if not found:
        return None
    (_, say), place = min(found, key=lambda entry: (entry[0][0], -entry[1]))
    return place, say


@functools.cache
def _senses(language: Language) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(
        (
            entry["say"],
            re.compile(rf"(?<![\w-])(?:{'|'.join(entry['cues'])})(?![\w-])"),
            bool(entry.get("own")),
        )
        for entry in load("senses")[language]
    )
