"""How well the crisis screen finds what it has not seen: `python -m benchmarks.screen`.

On `tests/review/safety*.csv`, three sets whose authors saw no training data: by wording, with the lexicon alone, with
what was learned, and with words alone (no encoder). Then how long a message takes.
"""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from statistics import median, quantiles

from bot.language import LANGUAGES
from bot.nlu.encoder import find_encoder
from bot.safety.context import Mode
from bot.safety.lexicon import Level
from bot.safety.screener import Screener
from bot.screening import make_screener
from bot.settings import ROOT

REVIEW = ROOT / "tests" / "review"
SETS = ("safety", "safety_later", "safety_third")
Judge = Callable[[str, Mode], Level]
# name -> (which rows are meant, what counts)
FIGURES: dict[str, tuple[Callable[[dict[str, str]], bool], Callable[[str], bool]]] = {
    "explicit at L2+": (lambda row: row["wording"] == "explicit", lambda got: got >= "L2"),
    "implicit at L2+": (lambda row: row["wording"] == "implicit", lambda got: got >= "L2"),
    "slang at L2+": (lambda row: row["wording"] == "slang", lambda got: got >= "L2"),
    "trainees' own at L2+": (lambda row: row["wording"] == "own", lambda got: got >= "L2"),
    "L3 at L3": (lambda row: row["level"] == "L3", lambda got: got == "L3"),
    "L1 at L1": (lambda row: row["level"] == "L1", lambda got: got == "L1"),
    "L1 raised to L2+": (lambda row: row["level"] == "L1", lambda got: got >= "L2"),
    "false L2+ on L0": (lambda row: row["level"] == "L0" and row["wording"] != "counsel", lambda got: got >= "L2"),
    "counselors' lines at L2+": (lambda row: row["wording"] == "counsel", lambda got: got >= "L2"),
}


def rows(of: str, language: str) -> list[dict[str, str]]:
    with (REVIEW / f"{of}_{language}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(judge: Judge, of: str, language: str) -> dict[str, tuple[int, int]]:
    """Give for each figure (what counts, out of how many)."""
    found: dict[str, list[bool]] = defaultdict(list)
    for row in rows(of, language):
        got = judge(row["text"], row["mode"])  # type: ignore[arg-type]
        for name, (meant, counts) in FIGURES.items():
            if meant(row):
                found[name].append(counts(got))
    return {name: (sum(values), len(values)) for name, values in found.items()}


def timed(judge: Judge, text: str, times: int = 200) -> tuple[float, float]:
    """Give the median and the 99th percentile, in milliseconds; every message is another one."""
    took = []
    for number in range(times):
        started = time.perf_counter()
        judge(f"{text} {number}", "self_help")
        took.append((time.perf_counter() - started) * 1000)
    return median(took), quantiles(took, n=100)[98]


def main() -> None:
    encoder = find_encoder(ROOT / "models", "talks")
    screeners = {
        "lexicon": Screener(None),
        "words alone": make_screener(None),
        "as it ships": make_screener(encoder),
    }
    judges: dict[str, Judge] = {
        name: (lambda text, mode, one=one: one.screen([text], mode).level)  # type: ignore[misc]
        for name, one in screeners.items()
    }
    for of, language in product(SETS, LANGUAGES):
        figures = {name: measure(judge, of, language) for name, judge in judges.items()}
        print(f"{of + ' ' + language:28s}", *(f"{name:>12s}" for name in figures))
        for figure in FIGURES:
            cells = (f"{found[figure][0]}/{found[figure][1]}" for found in figures.values())
            print(f"{figure:28s}", *(f"{cell:>12s}" for cell in cells))
    ordinary = "aku capek banget hari ini, dosen minta revisi lagi dan aku belum mulai. "
    for length in (60, 300, 4000):
        text = (ordinary * (length // len(ordinary) + 1))[:length]
        print(f"{length} characters:", "; ".join(
            f"{name} {middle:.1f} ms, p99 {worst:.1f}"
            for name, (middle, worst) in ((name, timed(judge, text)) for name, judge in judges.items())
        ))  # fmt: skip


if __name__ == "__main__":
    main()
