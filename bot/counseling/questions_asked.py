"""What a message does besides telling: it asks, or tells what nobody was told before."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from bot.counseling.segments import Clause
from bot.counseling.wording import load
from bot.language import Language

# "Gimana ya, …" asks nothing.
_SAID_IN_PASSING = 2
# A question at the end of a story, and a `why` put to nobody, are part of the telling.
_MOST_OF_IT = 0.6
_WHY = frozenset({"why", "kenapa", "mengapa", "kok", "knp"})
_TOLD_OF = frozenset({"nanya", "nanyain", "bertanya", "ditanya", "ditanyain", "asks", "asked", "asking"})


def is_asked(clauses: Sequence[Clause], language: Language) -> bool:
    """Whether the message ends on a question, or is one without its mark (`how do I stop caring`)."""
    if not clauses:
        return False
    last = [clause for clause in clauses if clause.sentence == clauses[-1].sentence]
    # "My son keeps asking where daddy is" asks nothing.
    last = [clause for clause in last if _TOLD_OF.isdisjoint(clause.said)]
    if not last:
        return False
    asked = any(clause.question and (clause is last[-1] or len(clause.said) > _SAID_IN_PASSING) for clause in last)
    if _counts(clauses, last) < _MOST_OF_IT or not _WHY.isdisjoint(last[0].said[:2]):
        return False
    return asked or bool(_unmarked(language).search(" ".join(last[0].said)))


def _counts(clauses: Sequence[Clause], last: Sequence[Clause]) -> float:
    return sum(len(clause.said) for clause in last) / sum(len(clause.said) for clause in clauses)


def is_kept_secret(message: str, language: Language) -> bool:
    """Whether the person says that they tell this for the first time."""
    return bool(_first_time(language).search(" ".join(message.lower().replace("’", "'").split())))


@functools.cache
def _unmarked(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(load("risks")[language]["asks_unmarked"]))


@functools.cache
def _first_time(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(load("risks")[language]["first_time_told"]))
