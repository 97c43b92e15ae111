"""The numbers of a goal over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.reports import charts
from bot.reports.words import Words

# The kinds of numbers, with the words for them.
KINDS = {"importance": "importance", "confidence": "confidence", "plan": "plan_confidence"}
MOST = 10


@dataclass(frozen=True)
class OverTime:
    """A goal's numbers: the chart, what its columns are called, and a row a day: the day and a number each, or None."""

    chart: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]


def over_time(goal: Mapping[str, Any], place: int, words: Words) -> OverTime | None:
    """What a goal was rated from day to day; None where there is only one day, which a chart would not tell better.

    Args:
        goal: of an export.
        place: of the goal on its page, for names of its own.
    """
    ratings: Sequence[Mapping[str, Any]] = goal["ratings"]
    days = sorted({one["at"][:10] for one in ratings})
    if len(days) < 2:
        return None
    kinds = [kind for kind in KINDS if any(one["kind"] == kind for one in ratings)]
    # Of several on one day the last holds.
    last = {(one["at"][:10], one["kind"]): float(one["rating"]) for one in ratings}
    rows = tuple((day, tuple(last.get((day, kind)) for kind in kinds)) for day in days)
    names = tuple(words.say(KINDS[kind]) for kind in kinds)
    series = [charts.Series(name, [row[1][number] for row in rows]) for number, name in enumerate(names)]
    said = "; ".join(
        f"{one.label}: " + ", ".join(words.number(value) for value in one.values if value is not None) for one in series
    )
    told = charts.Words(f"goal-{place}", words.say("over_time"), f"{said}.")
    ticks = [(0.0, "0"), (5.0, "5"), (10.0, "10")]
    drawn = charts.lines([words.short_day(day)[:-5] for day in days], series, told, top=MOST, ticks=ticks, columns=1)
    return OverTime(Markup(drawn), names, rows)
