"""How a trainee's sessions go on from one to the next: in a line or two, and as a table; the words are in trend.yml."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from bot.language import Language
from bot.practice.debrief import name_of, number

WORDS = Path(__file__).parent / "trend.yml"
# A measure must have grown by so much (0-1) to be named.
LEAST_GROWTH = 0.1
MOST_ROWS = 12
UNKNOWN = "–"

Scores = Mapping[str, Any]


@dataclass(frozen=True)
class Held:
    """A session that is over: the trainee's day, the title of its case, and what `bot.practice.scoring.score` gave."""

    day: date
    case: str
    scores: Scores


def compare(now: Scores, earlier: Sequence[Scores], language: Language) -> list[str]:
    """Set a session beside the trainee's earlier ones: overall, reflections to questions, the measure that grew most.

    Args:
        now, earlier: what `bot.practice.scoring.score` gave; sessions in which the trainee said nothing do not count.

    Returns:
        at most two lines; none without earlier sessions.
    """
    before = [scores for scores in earlier if _spoke(scores)]
    if not before or not _spoke(now):
        return []
    words = _words()[language]
    figures = []
    for name, figure in (("quality", _quality), ("ratio", _ratio)):
        then, new = _mean([figure(scores) for scores in before]), figure(now)
        if then is not None and new is not None:
            figures.append(words[name].format(now=_written(new, language), before=_written(then, language)))
    beside = words["beside_one"] if len(before) == 1 else words["beside_many"].format(count=len(before))
    return [words["compared"].format(beside=beside, figures="; ".join(figures)), *_grown(now, before, language)]


def table(held: Sequence[Held], language: Language) -> str:
    """The newest sessions, a line each, oldest first: day, case, overall, reflections to questions, complex ones."""
    words = _words()[language]
    spoken = [session for session in held if _spoke(session.scores)]
    if not spoken:
        return str(words["none"])
    lines = [words["title"].format(shown=min(len(spoken), MOST_ROWS), count=len(spoken)), words["columns"]]
    for session in spoken[-MOST_ROWS:]:
        deep = session.scores["miti"]["percent_complex"]
        cells = (
            session.day.strftime(words["day"]),
            session.case,
            _written(session.scores["quality"], language),
            _written(_ratio(session.scores), language),
            UNKNOWN if deep is None else f"{round(100 * deep)}%",
        )
        lines.append(" · ".join(cells))
    return "\n".join(lines)


def _grown(now: Scores, before: Sequence[Scores], language: Language) -> list[str]:
    """The measure that grew most against the mean of before, where one grew enough."""
    grown = []
    for group in ("negotiation", "ownership"):
        for name, measure in now[group].items():
            then = _mean([scores[group][name]["score"] for scores in before])
            if then is not None and measure["score"] is not None:
                grown.append((measure["score"] - then, name, then, measure["score"]))
    growth, name, then, new = max(grown, default=(0.0, "", 0.0, 0.0))
    if growth < LEAST_GROWTH:
        return []
    values = {"before": _written(then, language), "now": _written(new, language)}
    return [_words()[language]["grown"].format(measure=name_of(name, language), **values)]


def _spoke(scores: Scores) -> bool:
    return bool(scores["miti"]["volleys"])


def _quality(scores: Scores) -> float | None:
    return float(scores["quality"])


def _ratio(scores: Scores) -> float | None:
    ratio: float | None = scores["miti"]["reflections_to_questions"]
    return ratio


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return mean(known) if known else None


def _written(value: float | None, language: Language) -> str:
    return UNKNOWN if value is None else number(value, language, 2)


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded
