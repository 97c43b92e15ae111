"""Charts as SVG, drawn by matplotlib, which is loaded with the first of them (docs/decisions/0013).

They are as wide as a phone, tell things apart by shape and dash before colour, and are read out by title and
description; a page puts the same figures beside them as a table.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reports.svg import for_page

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, QUIET, LINE, ACCENT, SECOND, PALE = "#2c2a26", "#625c52", "#ddd5c7", "#2f5f53", "#8f5a2e", "#dcebe2"
# Points: an inch has 72. Letters of 11 in a drawing of 340 are some 11 pixels on a phone.
WIDTH, LETTERS, SMALL = 340.0, 11.0, 9.5
# The series of a chart: colour, dash and mark.
_LOOKS = ((ACCENT, "-", "o"), (SECOND, "--", "s"), ("#3b5b8c", ":", "^"), ("#7a4171", "-.", "D"))
_ROW = 33.0
# matplotlib is not made for several threads at a time.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Bar:
    """A row of `bars`: `value` 0-1 or None, and how it is written."""

    label: str
    value: float | None
    written: str


@dataclass(frozen=True)
class Scale:
    """A row of `scales`: a value between `low` and `high` with two marks on the way, each with its words."""

    label: str
    value: float | None
    written: str
    low: float
    high: float
    marks: tuple[tuple[float, str], tuple[float, str]]


@dataclass(frozen=True)
class Pair:
    """A row of `pairs`: two values 0-1, None where there is none."""

    label: str
    first: float | None
    second: float | None
    written: str


@dataclass(frozen=True)
class Series:
    """A line of `lines`: values from place to place, None where there is none."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Words:
    """What a chart is called in the page (`name`, an id), what it is titled, and what can be seen in it."""

    name: str
    title: str
    description: str


def bars(rows: Sequence[Bar], words: Words, *, marks: Sequence[tuple[float, str]] = ()) -> str:
    """A bar a row, its label above it; `marks` are values to hold them against, named on top."""

    def draw(axes: Axes) -> None:
        for place, row in enumerate(rows):
            _row_label(axes, place, row.label, row.written)
            axes.barh(place, 1, height=0.26, color="none", edgecolor=LINE, linewidth=0.8)
            if row.value is not None:
                axes.barh(place, row.value, height=0.26, color=ACCENT)
        for value, name in marks:
            for place in range(len(rows)):
                axes.plot([value, value], [place - 0.19, place + 0.19], color=INK, linewidth=1)
            axes.text(value, -0.95, name, ha="center", va="center", size=SMALL, color=QUIET)
        _rows(axes, len(rows), top=-1.15 if marks else -0.75)

    return _drawn(draw, len(rows) * _ROW + (18 if marks else 4), words)


def scales(rows: Sequence[Scale], words: Words) -> str:
    """A scale a row, with two marks on it and a diamond where the value is."""

    def draw(axes: Axes) -> None:
        for place, row in enumerate(rows):
            _row_label(axes, place, row.label, row.written)
            axes.plot([0, 1], [place, place], color=LINE, linewidth=5, solid_capstyle="butt")
            for (value, name), side in zip(row.marks, ("right", "left")):
                x = (value - row.low) / (row.high - row.low)
                axes.plot([x, x], [place - 0.13, place + 0.2], color=INK, linewidth=1)
                shift = -0.008 if side == "right" else 0.008
                axes.text(x + shift, place + 0.28, name, ha=side, va="center", size=SMALL, color=QUIET)
            if row.value is not None:
                x = min(1.0, max(0.0, (row.value - row.low) / (row.high - row.low)))
                axes.plot([x], [place], marker="D", markersize=8, color=ACCENT, markeredgecolor="white", clip_on=False)
        _rows(axes, len(rows), top=-0.65)

    return _drawn(draw, len(rows) * 54.0, words)


def pairs(rows: Sequence[Pair], names: tuple[str, str], words: Words) -> str:
    """A row each with a hollow and a full mark on one line: before and after."""

    def draw(axes: Axes) -> None:
        for place, row in enumerate(rows):
            _row_label(axes, place, row.label, row.written)
            axes.plot([0, 1], [place, place], color=LINE, linewidth=1)
            if row.first is not None and row.second is not None:
                axes.plot([row.first, row.second], [place, place], color=ACCENT, linewidth=3.5, alpha=0.45)
            if row.first is not None:
                axes.plot([row.first], [place], clip_on=False, **_HOLLOW)
            if row.second is not None:
                axes.plot([row.second], [place], clip_on=False, **_FULL)
        axes.plot([], [], label=names[0], **_HOLLOW)
        axes.plot([], [], label=names[1], **_FULL)
        _rows(axes, len(rows), top=-0.7)
        _legend(axes, 2)

    return _drawn(draw, len(rows) * _ROW + 24, words, above=24)


def lines(
    places: Sequence[str],
    series: Sequence[Series],
    words: Words,
    *,
    top: float = 1.0,
    ticks: Sequence[tuple[float, str]],
    events: Sequence[tuple[float, str]] = (),
    below: str = "",
    room: float = 26,
    columns: int = 2,
) -> str:
    """A line a series over the places, from 0 to `top`; `ticks` are values with how they are written, `events` places
    with words at an upright line; `below` names the places; `room` is kept for the ticks, in points; the
    series are named in so many `columns`."""

    def draw(axes: Axes) -> None:
        for value, _ in ticks:
            axes.axhline(value, color=LINE, linewidth=0.8, zorder=0)
        for place, name in events:
            axes.axvline(place, color=QUIET, linewidth=0.8, linestyle=(0, (1, 2)))
            late = place > len(places) * 0.6
            axes.annotate(
                name, (place, top), xytext=(-3 if late else 3, 0), textcoords="offset points",
                ha="right" if late else "left", va="bottom", size=SMALL, color=QUIET, annotation_clip=False,
            )  # fmt: skip
        few = len(places) <= 24
        for one, (color, dash, mark) in zip(series, _LOOKS):
            known = [(place, value) for place, value in enumerate(one.values) if value is not None]
            axes.plot(
                [place for place, _ in known], [value for _, value in known], label=one.label, color=color,
                linestyle=dash, linewidth=1.8, marker=mark, markersize=4.5 if few else 3, clip_on=False,
                markevery=1 if few else max(1, len(known) // 12),
            )  # fmt: skip
        _quiet_axes(axes, places, ticks, top)
        axes.set_xlabel(below, size=SMALL, color=QUIET)
        if len(series) > 1:
            _legend(axes, columns, above=bool(events))

    legend = 19 * -(-len(series) // columns) if len(series) > 1 else 0
    return _drawn(draw, 170.0 + legend, words, left=room, bottom=32, above=legend + (16 if events else 6))


_HOLLOW = {"marker": "o", "markersize": 8, "linestyle": "", "color": "white", "markeredgecolor": ACCENT,
           "markeredgewidth": 1.8}  # fmt: skip
_FULL = {"marker": "o", "markersize": 8, "linestyle": "", "color": ACCENT}


def _drawn(
    draw: Callable[[Axes], None],
    height: float,
    words: Words,
    *,
    left: float = 6,
    bottom: float = 4,
    above: float = 4,
) -> str:
    """Have one pair of axes drawn on; `left`, `bottom` and `above` are points kept free around them."""
    with _ONE_AT_A_TIME:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
        from matplotlib.text import Text

        # Letters stay letters: they can be read out, searched, and are the page's own.
        how = {"svg.fonttype": "none", "svg.hashsalt": words.name, "font.size": LETTERS, "text.color": INK}
        with rc_context(how):
            figure = Figure(figsize=(WIDTH / 72, height / 72))
            FigureCanvasSVG(figure)
            box = (left / WIDTH, bottom / height, (WIDTH - left - 8) / WIDTH, (height - bottom - above) / height)
            draw(figure.add_axes(box))
            for text in figure.findobj(Text):
                text.set_parse_math(False)  # "$5 to $10" is no formula
            written = io.StringIO()
            figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    return for_page(written.getvalue(), words.name, words.title, words.description)


def _row_label(axes: Axes, place: int, label: str, written: str) -> None:
    axes.text(0, place - 0.38, label, va="center", size=LETTERS)
    axes.text(1, place - 0.38, written, ha="right", va="center", size=LETTERS, weight="bold")


def _rows(axes: Axes, count: int, top: float) -> None:
    axes.set_xlim(-0.012, 1.012)
    axes.set_ylim(count - 0.55, top)
    axes.axis("off")


def _legend(axes: Axes, columns: int, above: bool = False) -> None:
    axes.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 1.1 if above else 1.0), ncol=columns, frameon=False, borderaxespad=0,
        fontsize=LETTERS, handlelength=2.4, columnspacing=1.2,
    )  # fmt: skip


def _quiet_axes(axes: Axes, places: Sequence[str], ticks: Sequence[tuple[float, str]], top: float) -> None:
    axes.set_ylim(-0.02 * top, top)
    axes.set_xlim(-0.4, max(len(places) - 0.6, 0.6))
    axes.set_yticks([value for value, _ in ticks], [name for _, name in ticks])
    every = max(1, -(-len(places) // 8))
    shown = range(0, len(places), every)
    axes.set_xticks(list(shown), [places[place] for place in shown])
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=QUIET)
    for side in axes.spines.values():
        side.set_visible(False)
