"""`python -m bot score` on many lines: `python -m benchmarks.scoring [--lines 10000]` (needs models/).

Makes transcripts out of the lines of `tests/review/skills_*.csv`, marked so that no two are the same, scores files of
two lengths in processes of their own, and compares lines a second and the most memory each took.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import put, table
from bot.settings import ROOT

LINES, SHORT = 10_000, 0.1
OF_A_TRANSCRIPT = 60
SPEAKERS = ("therapist", "client")


@dataclass(frozen=True)
class Scored:
    """What one run took."""

    lines: int
    wall_s: float
    cpu_s: float
    memory_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lines", type=int, default=LINES)
    longest = parser.parse_args().lines
    runs = []
    for lines in (int(longest * SHORT), longest):
        print(f"scoring {lines:,} lines", flush=True)
        runs.append(score(lines))
    head = ["lines", "lines a second", "processor ms a line", "most memory, MB"]
    rows = [
        [
            f"{one.lines:,}",
            f"{one.lines / one.wall_s:.0f}",
            f"{one.cpu_s * 1000 / one.lines:.1f}",
            f"{one.memory_mb:.0f}",
        ]
        for one in runs
    ]
    body = table(head, rows)
    print(body)
    put("scoring", body)


def score(lines: int) -> Scored:
    """Score a file of so many lines in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.json"
        write(source, lines)
        command = [sys.executable, "-m", "bot", "score", str(source), "--json", str(target)]
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"`{' '.join(command)}` ended with {status}")
        return Scored(
            lines, time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        )  # fmt: skip


def write(file: Path, lines: int) -> None:
    """Write transcripts of sixty lines, one after the other."""
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["transcript_id", "interlocutor", "utterance_text"])
        for number, text in enumerate(itertools.islice(texts(), lines)):
            writer.writerow([f"t{number // OF_A_TRANSCRIPT}", SPEAKERS[number % 2], text])


def texts() -> Iterator[str]:
    """The lines of the review sets over and over, with a number at the end."""
    known = []
    for file in sorted((ROOT / "tests" / "review").glob("skills_*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as handle:
            known += [row["text"] for row in csv.DictReader(handle)]
    for number, text in enumerate(itertools.cycle(known)):
        yield f"{text} {number}"


if __name__ == "__main__":
    main()
