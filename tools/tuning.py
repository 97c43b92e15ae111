"""What the two tunings of the encoder share (ADR 0022): how a tuning runs, what both learn, what is kept of it.

The matrices of the upper layers are tuned as they are; afterwards each one's difference to what it was is narrowed to
rank RANK, which is what ships. A few learned questions say which tokens of an utterance count (attention pooling).
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
import yaml
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from bot.nlu.e5.tuning import narrow, read_differences, widen
from bot.safety.plain import plain
from tools.safety_examples import Message
from tools.tuned_encoder import Tuned

RANK = 104
RATE, HEAD_RATE = 6e-5, 1e-3
DROP = 0.15
ACTS_WEIGHT, DANGER_WEIGHT, KINDS_WEIGHT = 0.5, 2.0, 0.5
T = TypeVar("T")


@dataclass(frozen=True)
class Act:
    """An example of `data/nlu`; `asked` is the question before it, or ""."""

    text: str
    name: str
    asked: str


class Course:
    """One run of tuning; whoever says what is learned in a step gives `parts`."""

    def __init__(
        self, model: Tuned, acts: Sequence[Act], dangers: Sequence[Message], steps: int, seed: int = 0
    ) -> None:
        self.model, self.acts, self.dangers, self.steps = model, acts, dangers, steps
        self.draw = random.Random(seed)
        self.act_names = sorted({act.name for act in acts})
        self.asked_names = sorted({act.asked for act in acts if act.asked})
        self.kind_names = kinds_of(dangers)
        layers = [p for p in model.layers.parameters() if p.requires_grad]
        heads = [p for n, p in model.named_parameters() if not n.startswith("layers.")]
        self.optimizer = torch.optim.AdamW(
            [{"params": layers, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, [self._share_of_layers, self._share])

    def parts(self) -> Mapping[str, Tensor]:
        """Give the losses of one step, by name, each with its weight in it."""
        raise NotImplementedError

    def run(self) -> None:
        started = time.monotonic()
        losses: dict[str, list[float]] = defaultdict(list)
        self.model.train()
        for step in range(self.steps):
            parts = self.parts()
            for name, value in parts.items():
                losses[name].append(value.item())
            self.optimizer.zero_grad()
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            if step % 10 == 9:
                shown = "  ".join(f"{name} {np.mean(values):.3f}" for name, values in losses.items())
                print(f"step {step + 1}/{self.steps}  {time.monotonic() - started:.0f} s  {shown}", flush=True)
                losses.clear()
        self.model.eval()

    def _share(self, step: int) -> float:
        warm = max(1, self.steps // 12)
        return min((step + 1) / warm, max(0.0, (self.steps - step) / (self.steps - warm)))

    def _share_of_layers(self, step: int) -> float:
        # Heads that know nothing yet would teach the layers nonsense.
        return self._share(step) * min(1.0, step / max(1, self.steps // 6))

    def endless(self, of: Sequence[T]) -> Iterator[T]:
        while True:
            order = list(range(len(of)))
            self.draw.shuffle(order)
            yield from (of[n] for n in order)

    def loss_of_acts(self, mean: Tensor, said: Sequence[Act]) -> Tensor:
        asked = torch.tensor([[float(name == act.asked) for name in self.asked_names] for act in said])
        rows = torch.cat([functional.dropout(mean / self.model.spread[: mean.shape[1]], DROP), asked], 1)
        return ACTS_WEIGHT * functional.cross_entropy(
            self.model.acts(rows), torch.tensor([self.act_names.index(act.name) for act in said])
        )

    def loss_of_dangers(self, mean: Tensor, found: Tensor, practice: Sequence[bool], truth: Tensor) -> Tensor:
        """Give the loss of the levels; `truth` is messages x 3, 1 where one is reached, 0 where not, -1 unknown."""
        rows = functional.dropout(danger_features(self.model, mean, found, practice), DROP)
        each = functional.binary_cross_entropy_with_logits(
            self.model.danger(rows), truth.clamp_min(0), reduction="none"
        )
        return DANGER_WEIGHT * (each * (truth >= 0)).sum() / (truth >= 0).sum() * truth.shape[1]

    def loss_of_kinds(self, mean: Tensor, found: Tensor, feared: Sequence[Message]) -> Tensor:
        # What an idiom and a farewell have in common with others of their kind, no level tells.
        known = [n for n, message in enumerate(feared) if message.kind]
        wanted = torch.tensor([self.kind_names.index(feared[n].kind) for n in known], dtype=torch.long)
        rows = functional.dropout(torch.cat([mean, found], 1)[known] / self.model.spread, DROP)
        loss = functional.cross_entropy(self.model.kinds(rows), wanted, reduction="sum")
        return KINDS_WEIGHT * loss / max(1, len(known))


def danger_features(model: Tuned, mean: Tensor, found: Tensor, practice: Sequence[bool]) -> Tensor:
    return torch.cat([torch.cat([mean, found], 1) / model.spread, torch.tensor(practice).float()[:, None]], 1)


def kinds_of(messages: Sequence[Message]) -> list[str]:
    return sorted({message.kind for message in messages if message.kind})


def reached(message: Message) -> list[float]:
    return [float(message.level >= level) for level in ("L1", "L2", "L3")]


def calm(count: int) -> Tensor:
    """Give the truth of what calls for no hand-off; whether it is L1 is not known of it."""
    return torch.tensor([[-1.0, 0.0, 0.0]]).expand(count, 3)


def read_acts(folder: Path) -> list[Act]:
    found = []
    for file in sorted(folder.rglob("*.yml")):
        for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", []):
            for example in part.get("examples") or []:
                if "intent" in part and isinstance(example, dict):
                    asked = (example.get("metadata") or {}).get("asked", "")
                    found.append(Act(example["text"].strip(), part["intent"], asked))
    return found


def model_for(weights: Path, acts: Sequence[Act], dangers: Sequence[Message]) -> tuple[Tuned, dict[str, Tensor]]:
    """Give the encoder with its heads, and the matrices that will be tuned as they were."""
    from bot.nlu.e5.weights import read_weights

    model = Tuned(
        read_weights(weights),
        acts=len({act.name for act in acts}),
        asked=len({act.asked for act in acts if act.asked}),
        kinds=len(kinds_of(dangers)),
    )
    return model, {name: weight.detach().clone() for name, weight in model.tuned_weights().items()}


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
def save(model: Tuned, first: Mapping[str, Tensor], file: Path) -> None:
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
