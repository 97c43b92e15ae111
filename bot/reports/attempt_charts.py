"""The charts of a session of practice, and of several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from bot.practice.debrief import GROWING, STRONG, word
from bot.reports import charts
from bot.reports.attempt import THRESHOLDS, VALUES, Attempt
from bot.reports.words import Words

# From where to where each figure with thresholds is shown.
_RANGES = {
    "reflections_to_questions": (0, 3),
    "percent_complex": (0, 1),
    "relational": (1, 5),
    "technical": (1, 5),
}


def curve(attempt: Attempt) -> Markup:
    """The client's state from turn to turn."""
    words, states = attempt.words, attempt.states
    series = [charts.Series(words.name_of("state", name), [state[name] for state in states]) for name in VALUES]
    events = [
        (place, words.say("layer_opens", number=after["tier"] + 1))
        for place, (before, after) in enumerate(pairwise(states), 1)
        if after["tier"] > before["tier"]
    ]
    told = charts.Words("curve", words.say("curve"), _said(words, series))
    places = [str(place) for place in range(len(states))]
    return Markup(charts.lines(places, series, told, ticks=_unit(words), events=events, below=words.say("turn")))


def measures(attempt: Attempt, group: str) -> Markup:
    """N1-N8 or C1-C6 as bars, against where they count as growing and as strong."""
    rows = [
        charts.Bar(f"{one.code} {one.name}", one.score, attempt.score(one.score)) for one in attempt.measures(group)
    ]
    marks = [(GROWING, word("growing", attempt.language)), (STRONG, word("strong", attempt.language))]
    return Markup(charts.bars(rows, _told(group, word(group, attempt.language), rows), marks=marks))


def counts(attempt: Attempt) -> Markup:
    """How many volleys held each of MITI's behaviours."""
    found = attempt.counts()
    most = max((count for _, count in found), default=0) or 1
    rows = [charts.Bar(name, count / most, str(count)) for name, count in found]
    return Markup(charts.bars(rows, _told("counts", attempt.words.say("counts"), rows)))


def thresholds(attempt: Attempt) -> Markup:
    """MITI's figures on their scales, with what counts as fair and good."""
    words, rows = attempt.words, []
    for name in THRESHOLDS:
        value, limits = attempt.figure(name), attempt.scores["miti"]["thresholds"][name]
        marks = tuple(
            (limits[mark], words.say(f"{mark}_at", value=attempt.limit(name, limits[mark])))
            for mark in ("fair", "good")
        )
        label = words.name_of("figures", name)
        rows.append(charts.Scale(label, value, attempt.written(name, value), *_RANGES[name], (marks[0], marks[1])))
    return Markup(charts.scales(rows, _told("thresholds", words.say("thresholds"), rows)))


def pairs(first: Attempt, second: Attempt, group: str) -> Markup:
    """N1-N8 or C1-C6 of two sessions, a row each."""
    words = first.words
    rows = [
        charts.Pair(
            f"{one.code} {one.name}", one.score, other.score, f"{first.score(one.score)} → {first.score(other.score)}"
        )
        for one, other in zip(first.measures(group), second.measures(group))
    ]
    names = (words.say("session_number", number=first.number), words.say("session_number", number=second.number))
    return Markup(charts.pairs(rows, names, _told(f"pairs-{group}", word(group, first.language), rows)))


def trust_of(attempts: Sequence[Attempt]) -> Markup:
    """The client's trust in each of some sessions, from turn to turn."""
    words = attempts[0].words
    series = [
        charts.Series(words.say("session_number", number=one.number), [state["trust"] for state in one.states])
        for one in attempts
    ]
    told = charts.Words("trust", words.say("trust_curves"), _said(words, series))
    places = [str(place) for place in range(max(len(one.values) for one in series))]
    return Markup(charts.lines(places, series, told, ticks=_unit(words), below=words.say("turn")))


def trend(attempts: Sequence[Attempt]) -> Markup:
    """Figures between 0 and 1 from session to session."""
    words = attempts[0].words
    series = [
        charts.Series(words.name_of("figures", "quality"), [one.figure("quality") for one in attempts]),
        charts.Series(words.say("mean_negotiation"), [one.mean("negotiation") for one in attempts]),
        charts.Series(words.say("mean_ownership"), [one.mean("ownership") for one in attempts]),
        charts.Series(words.say("trust_curves"), [one.figure("trust") for one in attempts]),
    ]
    told = charts.Words("trend", words.say("trend_chart"), _said(words, series))
    return Markup(charts.lines(_numbers(attempts), series, told, ticks=_unit(words), below=words.say("session")))


def trend_ratio(attempts: Sequence[Attempt]) -> Markup:
    """Reflections to a question from session to session, against MITI's thresholds."""
    words = attempts[0].words
    series = [charts.Series(words.say("trend_ratio"), [one.figure("reflections_to_questions") for one in attempts])]
    top = max(2.5, *(value for value in series[0].values if value is not None), 0)
    ticks = [(0.0, "0"), (1.0, words.say("fair_at", value=1)), (2.0, words.say("good_at", value=2))]
    told = charts.Words("trend-ratio", words.say("trend_ratio"), _said(words, series))
    numbers = _numbers(attempts)
    return Markup(charts.lines(numbers, series, told, top=top, ticks=ticks, below=words.say("session"), room=44))


def _numbers(attempts: Sequence[Attempt]) -> list[str]:
    return [str(one.number) for one in attempts]


def _unit(words: Words) -> list[tuple[float, str]]:
    return [(0.0, "0"), (0.5, words.number(0.5)), (1.0, "1")]


def _said(words: Words, series: Sequence[charts.Series]) -> str:
    parts = []
    for one in series:
        known = [value for value in one.values if value is not None]
        if known:
            first, last = words.exact(known[0]), words.exact(known[-1])
            parts.append(words.say("curve_said", name=one.label, first=first, last=last))
    return "; ".join(parts) + "."


def _told(name: str, title: str, rows: Sequence[charts.Bar | charts.Scale | charts.Pair]) -> charts.Words:
    """The chart's words: its description is what its rows say."""
    return charts.Words(name, title, "; ".join(f"{row.label}: {row.written}" for row in rows) + ".")
