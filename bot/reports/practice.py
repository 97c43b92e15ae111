"""The reports of practice as pages: the debrief of a session, the trend, two attempts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, zip_longest
from typing import Any

from bot.language import Language
from bot.practice.debrief import word
from bot.reports.annotated import KINDS
from bot.reports.attempt import GROUPS, SHARES, THRESHOLDS, VALUES, Attempt, write_figure
from bot.reports.page import render_page
from bot.reports.words import Words, load_words

KEY_FIGURES = (
    "turns", "quality", "reflections_to_questions", "percent_complex", "open_share", "mi_adherent", "mi_non_adherent",
    "change_talk_share", "trust",
)  # fmt: skip
TREND_FIGURES = ("turns", "quality", "reflections_to_questions", "percent_complex", "trust")
# Of a shorter list of pairs nobody loses sight.
MOST_PAIRS = 6

Records = Sequence[Mapping[str, Any]]


class NoReport(LookupError):
    """There is no session to make the report of."""


def practice_page(
    records: Records,
    language: Language,
    *,
    session: int | None = None,
    static: str = "",
    pages: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Give the debrief of a session as a page: highlights, the client's state, MITI, N1-N8, C1-C6, the coded talk.

    Args:
        records: the trainee's sessions of practice, oldest first, each as `bot.services.export.export_practice` gives
            it; `comments` of a turn (`{"by", "text"}` each) are shown with it.
        session: its number among them, from 1; None for the newest.
        static: where our style sheet and script lie, seen from the page; without it the page is one file.
        pages: the reports beside this one: `{"href", "name", "here"}` each; shown where there is `static`.

    Raises:
        NoReport: there is no such session, or its client never came in.
    """
    from bot.reports import attempt_charts

    one = _chosen(attempts_of(records, language), session)
    charts: dict[str, Any] = {}
    if one.spoke:
        charts = {
            "curve": attempt_charts.curve(one),
            "thresholds": attempt_charts.thresholds(one),
            "counts": attempt_charts.counts(one),
            **{group: attempt_charts.measures(one, group) for group in GROUPS},
        }
    return render_page(
        "practice.html", language, static, pages,
        one=one, charts=charts, values=VALUES, groups=GROUPS, thresholds=THRESHOLDS, kinds=KINDS,
        word=partial(word, language=language),
    )  # fmt: skip


def trend_page(
    records: Records, language: Language, *, static: str = "", pages: Sequence[Mapping[str, Any]] = ()
) -> str:
    """Give the trainee's sessions that are over, side by side over time; see `practice_page` for the arguments."""
    from bot.reports import attempt_charts

    over = [one for one in attempts_of(records, language) if one.ended and one.spoke]
    charts = {"trend": attempt_charts.trend(over), "ratio": attempt_charts.trend_ratio(over)} if over else {}
    return render_page(
        "trend.html", language, static, pages,
        attempts=over, charts=charts, columns=TREND_FIGURES, before=_attempt_before(over),
    )  # fmt: skip


def compare_page(
    records: Records,
    language: Language,
    *,
    first: int | None = None,
    second: int | None = None,
    static: str = "",
    pages: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Give two sessions with the same client side by side; see `practice_page` for the arguments.

    Args:
        first, second: numbers of the sessions; None for the newest two of one case.

    Raises:
        NoReport: there are no such two.
    """
    from bot.reports import attempt_charts

    spoken = {one.number: one for one in attempts_of(records, language) if one.spoke}
    couples = list(_couples(list(spoken.values())))
    if first is None and second is None and couples:
        first, second = couples[-1]
    if first not in spoken or second not in spoken or first == second:
        raise NoReport
    one, other = spoken[first], spoken[second]
    if one.record["case"] != other.record["case"]:
        raise NoReport
    same_case = [couple for couple in couples if spoken[couple[0]].record["case"] == one.record["case"]]
    return render_page(
        "compare.html", language, static, pages,
        first=one, second=other, columns=KEY_FIGURES, groups=GROUPS, kinds=KINDS, zip=zip,
        rows=list(zip_longest(one.turns, other.turns)), states=list(zip_longest(one.states, other.states)),
        others=[couple for couple in same_case if couple != (first, second)][-MOST_PAIRS:],
        charts={
            "trust": attempt_charts.trust_of([one, other]),
            **{group: attempt_charts.pairs(one, other, group) for group in GROUPS},
        },
        word=partial(word, language=language), difference=partial(_difference, load_words(language)),
    )  # fmt: skip


def attempts_of(records: Records, language: Language) -> list[Attempt]:
    """The sessions in which a client came in, numbered by their places."""
    numbered = enumerate(records, 1)
    return [Attempt(number, record, language) for number, record in numbered if record["opening"]]


def can_compare(records: Records) -> bool:
    """Whether there are two sessions with one client in which the trainee said something."""
    return any(True for _ in _couples([one for one in attempts_of(records, "en") if one.spoke]))


def _chosen(attempts: Sequence[Attempt], number: int | None) -> Attempt:
    for one in reversed(attempts):
        if number is None or one.number == number:
            return one
    raise NoReport


def _couples(attempts: Sequence[Attempt]) -> Iterator[tuple[int, int]]:
    """Numbers of two sessions with the same client, the newest last."""
    for one, other in sorted(combinations(attempts, 2), key=lambda couple: (couple[1].number, couple[0].number)):
        if one.record["case"] == other.record["case"]:
            yield one.number, other.number


def _attempt_before(attempts: Sequence[Attempt]) -> dict[int, int]:
    """For each session the number of the one before it with the same client, 0 without."""
    newest: dict[str, int] = {}
    before = {}
    for one in attempts:
        before[one.number] = newest.get(one.record["case"], 0)
        newest[one.record["case"]] = one.number
    return before


def _difference(words: Words, name: str, first: float | None, second: float | None) -> str:
    if first is None or second is None:
        return words.say("unknown")
    by = round(second, 2) - round(first, 2)  # of what is written beside it
    if abs(by) < 0.005:
        return words.say("same")
    written = words.say("points", number=round(100 * abs(by))) if name in SHARES else write_figure(words, name, abs(by))
    return words.say("up" if by > 0 else "down", by=written)
