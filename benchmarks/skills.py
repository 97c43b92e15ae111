"""How well skills are coded: `python -m benchmarks.skills [--annomi PATH]`.

With AnnoMI's part: a cross-validation over it, our own examples always among those learned from, by transcript and,
harder, by topic; in sessions (what came before known) and for the same lines alone. Then what ships, on the review
sets of both languages, whose authors saw no training data. The encoder's tuning (tools/tune_for_practice.py) has seen
all of AnnoMI's part: with a tuned encoder the cross-validation flatters; `--hold-out` of that script does not.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from bot.language import LANGUAGES
from bot.nlu.encoder import SmallE5
from bot.pooling import Floats
from bot.settings import ROOT
from bot.skills.coder import SkillCoder, decide
from bot.skills.codes import CODES, TALKS
from bot.skills.examples import Example, annomi_examples, own_example, own_examples
from bot.skills.heads import CHOICES, CODE_COLUMNS, columns_of, sigmoid
from bot.skills.training import Prepared, fit_rows, prepare

FOLDS = 5
TURN = (
    "So every evening you come home with nothing left, the children want you, and the drawing that used to be yours "
    "has slid off the end of the day. Part of you says that is just how it is now, and part of you is not done with "
    "it. If one evening next week were really yours, what would you do with it?"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annomi", type=Path, help="the AnnoMI part")
    annomi = parser.parse_args().annomi
    if annomi is not None:
        file = annomi / "annomi.csv" if annomi.is_dir() else annomi
        examples = [*annomi_examples(file), *own_examples()]
        data = prepare(examples, SmallE5(ROOT / "models", "practice"))
        for title, groups in (
            ("by transcript", [example.group for example in examples]),
            ("by topic", [example.topic or example.group for example in examples]),
        ):
            cross_validate(data, title, groups)
    coder = SkillCoder.load()
    for language in LANGUAGES:
        review(coder, language)
    print_time(coder)


def cross_validate(data: Prepared, title: str, groups: Sequence[str]) -> None:
    """Print macro-F1 over AnnoMI's utterances while their group was left out."""
    theirs = np.array([n for n, example in enumerate(data.examples) if example.topic])
    known, alone = (np.zeros((len(data.examples), data_width()), np.float32) for _ in range(2))
    for _, left in GroupKFold(FOLDS).split(theirs, groups=[groups[n] for n in theirs]):
        left = theirs[left]
        weights = fit_rows(data, np.setdiff1d(np.arange(len(data.examples)), left))
        known[left] = data.with_context[left].margins(*weights)
        alone[left] = data.alone[left].margins(*weights)
    for name, margins in (("in sessions", known), ("lines alone", alone)):
        print(f"\nAnnoMI's part, {FOLDS} folds {title}, {name}")
        print_choices([data.examples[n] for n in theirs], [guesses(margins[n]) for n in theirs])


def data_width() -> int:
    return sum(map(len, CHOICES.values())) + len(CODES)


def guesses(margins: Floats) -> dict[str, str]:
    odds = dict(zip(CODES, sigmoid(margins[CODE_COLUMNS]).tolist()))
    main_, found = decide(margins, odds)
    return {"main": main_, **found, "talk": TALKS[int(margins[columns_of("talk")].argmax())]}


def print_choices(examples: Sequence[Example], found: Sequence[dict[str, str]]) -> None:
    for choice, labels in CHOICES.items():
        pairs = [(getattr(e, choice), guess[choice]) for e, guess in zip(examples, found) if getattr(e, choice)]
        if pairs:
            scores = f1_score([w for w, _ in pairs], [g for _, g in pairs], labels=labels, average=None)
            each = "  ".join(f"{label} {score:.2f}" for label, score in zip(labels, scores))
            print(f"  {choice:11s} macro-F1 {np.mean(scores):.3f}   {each}")


def review(coder: SkillCoder, language: str) -> None:
    """Print what ships on one review set: the choices, and the F1 of each code."""
    with (ROOT / "tests" / "review" / f"skills_{language}.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    examples = [own_example(row, language, str(number)) for number, row in enumerate(rows)]
    found: list[dict[str, str]] = []
    wanted: list[NDArray[np.bool_]] = []
    given: list[NDArray[np.bool_]] = []
    for example in examples:
        previous = example.before[0] if example.before else ""
        if example.speaker == "client":
            shares = coder.talk(example.text, previous)
            found.append({**dict.fromkeys(CHOICES, ""), "talk": max(shares, key=lambda talk: shares[talk])})
            continue
        coded = coder.code(example.text, previous)
        found.append({choice: getattr(coded, choice, "") for choice in CHOICES})
        wanted.append(np.array([code in (example.codes or ()) for code in CODES]))
        given.append(np.array([code in coded.codes for code in CODES]))
    print(f"\nreview set {language} ({len(rows)} utterances)")
    print_choices(examples, found)
    scores = f1_score(np.array(wanted), np.array(given), average=None, zero_division=0)
    there = np.array(wanted).any(axis=0)
    print(f"  codes       macro-F1 {scores[there].mean():.3f}")
    for start in range(0, len(CODES), 4):
        print("    " + "  ".join(f"{CODES[n]:25s}{scores[n]:.2f}" for n in range(start, min(start + 4, len(CODES)))))


def print_time(coder: SkillCoder) -> None:
    """Print what coding a turn takes beside the encoder's run, which is shared."""
    encoding = SmallE5(ROOT / "models", "practice").read(TURN)
    coder.hear("I draw a bit.")
    seconds = []
    for _ in range(50):
        started = time.perf_counter()
        coder.code(TURN, "I draw a bit.", encoding=encoding)
        seconds.append(time.perf_counter() - started)
    print(f"\na turn of {len(TURN.split())} words takes {statistics.median(seconds) * 1000:.1f} ms beside the vector")


if __name__ == "__main__":
    main()
