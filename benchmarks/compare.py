"""Rembuk beside Rasa's default recipe, in one run: `make bench`, or `python -m benchmarks.compare [--quick]`.

Both answer the same messages with the same actions on a database of the same kind; docs/benchmarks.md says what is the
same and what is not, and takes the table. The two are started in turn, round after round, and what counts is the
ratio within a round, with its spread: the seconds themselves tell as much of the machine. The baseline is trained once,
which takes long, and kept under results/.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.rasa_default import EPOCHS, Baseline, Line, environment, record_lines, train
from benchmarks.report import put, quantile, spread, table
from benchmarks.sides import RasaDefault, Rembuk, Side, talk
from benchmarks.understanding import REVIEWS, Case, Verdict, load_review, macro_f1
from bot.counseling.acts import ACTS
from bot.language import LANGUAGES
from bot.settings import ROOT

USERS = (1, 10, 50)
# Turns of each person; the talk from hello to the rating is some thirty long.
TURNS = {1: 60, 10: 30, 50: 12}
QUICK_TURNS = {1: 25, 10: 6, 50: 2}
ROUNDS = 3

Figures = dict[str, list[float]]


@dataclass
class Measured:
    """What was measured of one side, a value a round."""

    figures: Figures = field(default_factory=lambda: defaultdict(list))
    unanswered: int = 0
    turns: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one round of few turns, without training Rembuk anew")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="of the baseline (default: as `rasa init` has it)")
    options = parser.parse_args()
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True)

    tell(f"Rasa's default recipe, {options.epochs} epochs")
    baseline = train(options.epochs)
    tell("recording the talk that both are to hold")
    lines = record_lines()
    rounds = 1 if options.quick else options.rounds
    with tempfile.TemporaryDirectory() as folder:
        sides: list[Side] = [Rembuk(Path(folder) / "rembuk"), RasaDefault(Path(folder) / "rasa", baseline.model)]
        measured = {side.name: Measured() for side in sides}
        for side in sides:
            tell(f"{side.name}: first start, which makes the tables")
            with side:
                if isinstance(side, RasaDefault):
                    tell("reading the review sets")
                    understood = judge(side)
        for number in range(1, rounds + 1):
            # Who goes first changes, in case the machine gets busier or less so.
            for side in sides if number % 2 else reversed(sides):
                tell(f"round {number} of {rounds}: {side.name}")
                measure(side, measured[side.name], lines, QUICK_TURNS if options.quick else TURNS)
        trained = None if options.quick else train_rembuk(Path(folder), tell)
    tell("Rembuk on the review sets")
    body = "\n\n".join(
        (
            speed_table(measured, rounds),
            understanding_table(understood, judge_rembuk()),
            training_lines(baseline, trained),
        )
    )
    print(f"\n{body}\n")
    put("side by side", body)


def measure(side: Side, measured: Measured, lines: dict[str, list[Line]], turns: dict[int, int]) -> None:
    """Start one side, let people talk to it, and add a round to what was measured."""
    figures = measured.figures
    with side:
        figures["second start, s"].append(side.start_s)
        asyncio.run(talk(side, lines, 2, 12))  # what loads late
        for users in USERS:
            ran, used = side.actions(), side.cpu_s()
            seconds, unanswered, wall = asyncio.run(talk(side, lines, users, turns[users]))
            count, within = (after - before for after, before in zip(side.actions(), ran))
            figures[f"turn, {_users(users)}: median, ms"].append(statistics.median(seconds) * 1000)
            figures[f"turn, {_users(users)}: p95, ms"].append(quantile(seconds, 0.95) * 1000)
            figures[f"turns a second, {_users(users)}"].append(len(seconds) / wall)
            if users == USERS[1]:
                figures["processor time of a turn, ms"].append((side.cpu_s() - used) * 1000 / len(seconds))
                figures["actions in a turn"].append(count / len(seconds))
                figures["an action, where it runs, ms"].append(within * 1000 / count if count else 0.0)
            measured.unanswered += unanswered
            measured.turns += len(seconds)
        figures["memory of all processes (PSS), MB"].append(side.memory_mb())


def _users(users: int) -> str:
    return "1 person" if users == 1 else f"{users} people"


def speed_table(measured: dict[str, Measured], rounds: int) -> str:
    """Medians of the rounds, and how the two compare within each; above 1 is to Rembuk's favour."""
    ours, theirs = measured[Rembuk.name], measured[RasaDefault.name]
    rows = []
    for name, own in ours.figures.items():
        other = theirs.figures[name]
        more_is_better = name.startswith("turns a second")
        pairs = zip(own, other) if more_is_better else zip(other, own)
        ratios = [one / two for one, two in pairs if two]
        compared = "" if name in ("actions in a turn",) else f"**{spread(ratios, '.2f')}**"
        rows.append([name, spread(own), spread(other), compared])
    head = ["", Rembuk.name, RasaDefault.name, "times better"]
    failed = ", ".join(f"{name} {one.unanswered} of {one.turns}" for name, one in measured.items())
    many = "s" if rounds > 1 else ""
    note = f"{rounds} round{many}, the two in turn: median (range). Turns without an answer: {failed}."
    return f"{table(head, rows)}\n\n{note}"


# ---- understanding --------------------------------------------------------------------------------------------------


def judge(side: RasaDefault) -> dict[str, dict[str, float]]:
    """Macro-F1 of the baseline by review set and language; its best act, also where it would fall back."""
    return {review: _scores(review, [_best(one) for one in side.understand([c.text for c in load_review(review)])])
            for review in REVIEWS}  # fmt: skip


def judge_rembuk() -> dict[str, dict[str, float]]:
    """The same of the current model, by the command for CSV files; with the words of the question and without."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for review in REVIEWS:
            for alone in (True, False):
                source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
                cases = load_review(review)
                with source.open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file)
                    writer.writerow(["text", "bot_prompt"])
                    writer.writerows([c.text, "" if alone else c.metadata.get("bot_prompt", "")] for c in cases)
                command = [sys.executable, "-m", "bot", "understand", str(source), str(target)]
                subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
                with target.open(encoding="utf-8", newline="") as file:
                    acts = [row["intent"] for row in csv.DictReader(file)]
                found[f"{review}, {'the message alone' if alone else 'after the question'}"] = _scores(review, acts)
    return found


def _scores(review: str, acts: list[str]) -> dict[str, float]:
    cases: list[Case] = load_review(review)
    verdicts = [Verdict(act, 1.0, case.language) for act, case in zip(acts, cases)]
    return {language: macro_f1(cases, verdicts, language) for language in LANGUAGES}


def _best(ranking: list[dict[str, Any]]) -> str:
    return next((str(one["name"]) for one in ranking if one["name"] in ACTS), "")


def understanding_table(theirs: dict[str, dict[str, float]], ours: dict[str, dict[str, float]]) -> str:
    rows = [
        [f"{RasaDefault.name}: {name}", *(f"{scores[language]:.3f}" for language in LANGUAGES)]
        for name, scores in theirs.items()
    ]
    rows += [
        [f"{Rembuk.name}: {name}", *(f"{scores[language]:.3f}" for language in LANGUAGES)]
        for name, scores in ours.items()
    ]
    return table(["macro-F1 over the acts, by review set", *LANGUAGES], rows)


# ---- training -------------------------------------------------------------------------------------------------------


def train_rembuk(folder: Path, tell: Any) -> dict[str, tuple[float, float]]:
    """Wall and processor seconds of training our model, without vectors of earlier trainings and with them."""
    found = {}
    command = [sys.executable, "-m", "rasa", "train", "--force", "--skip-validation", "--fixed-model-name", "model"]
    own = {**environment(), "REMBUK_DATA_DIR": str(folder / "training")}
    for kind in ("cold", "vectors cached"):
        tell(f"training Rembuk's model, {kind}")
        before, started = _children(), time.monotonic()
        subprocess.run(
            [*command, "--out", str(folder / "model")], cwd=ROOT, env=own, check=True, capture_output=True
        )  # fmt: skip
        found[kind] = time.monotonic() - started, _children() - before
    return found


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def training_lines(baseline: Baseline, ours: dict[str, tuple[float, float]] | None) -> str:
    head = ["training", "seconds", "processor seconds", "times better (processor)"]
    told = f"{RasaDefault.name}, {baseline.epochs} epochs ({baseline.stories} stories, {baseline.rules} rules)"
    rows = [[told, f"{baseline.wall_s:.0f}", f"{baseline.cpu_s:.0f}", ""]]
    for kind, (wall, cpu) in (ours or {}).items():
        rows.append([f"{Rembuk.name}, {kind}", f"{wall:.0f}", f"{cpu:.0f}", f"**{baseline.cpu_s / cpu:.1f}**"])
    return table(head, rows)


if __name__ == "__main__":
    main()
