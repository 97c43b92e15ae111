"""Figures into docs/benchmarks.md: each benchmark writes its own part, and leaves the words around it alone."""

from __future__ import annotations

import os
import platform
import re
import statistics
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.settings import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"


def put(name: str, body: str, page: Path = PAGE) -> None:
    """Put `body`, with the date and the machine, between the marks of that name.

    Raises:
        ValueError: the page has no such marks.
    """
    text = page.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"{page} has no place for {name!r}")
    filled = f"*{date.today()}, {machine()}*\n\n{body.strip()}\n"
    page.write_text(marks.sub(lambda found: found[1] + filled + found[2], text), encoding="utf-8")
    print(f"written to {page.name}: {name}", flush=True)


def machine() -> str:
    """Cores, kind and Python, and how busy the machine was: figures of a busy one compare only with one another."""
    busy = os.getloadavg()[0]
    return f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}, load {busy:.1f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spread(values: Sequence[float], form: str = ".1f") -> str:
    """The median, and the range where there are several."""
    middle = format(statistics.median(values), form)
    return middle if len(values) < 2 else f"{middle} ({min(values):{form}}–{max(values):{form}})"


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
