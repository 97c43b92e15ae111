"""The heads: one linear layer over an utterance's numbers, and the file that it is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.pooling import Floats
from bot.skills.codes import CODES, INPUTS, MAINS, TALKS
from bot.skills.features import Row

NONE = "none"
# Of each of these an utterance has one label; of the codes any number.
CHOICES: dict[str, tuple[str, ...]] = {
    "main": MAINS,
    "question": (NONE, "open", "closed"),
    "reflection": (NONE, "simple", "complex"),
    "input": (NONE, *INPUTS),
    "talk": TALKS,
}
COLUMNS = (*(f"{choice}:{label}" for choice, labels in CHOICES.items() for label in labels), *CODES)
PARAMETERS = Path(__file__).parent / "parameters.npz"


def columns_of(choice: str) -> slice:
    """Give the columns that a choice's labels have."""
    start = COLUMNS.index(f"{choice}:{CHOICES[choice][0]}")
    return slice(start, start + len(CHOICES[choice]))


CODE_COLUMNS = slice(len(COLUMNS) - len(CODES), len(COLUMNS))


@dataclass(frozen=True)
class Heads:
    """Trained heads.

    Attributes:
        encoder: the name of the encoder whose states they were trained on.
        looks, mean, apart: see `bot.skills.features.Reader`.
        dense: numbers x columns; `words`: buckets x columns; `bias`: one a column.
        thresholds: one a code, the chance from which on it is given.
        share: how much the likeliest sentence counts for a code beside the whole utterance, 0-1.
    """

    encoder: str
    looks: Floats
    mean: Floats
    apart: Floats
    dense: Floats
    words: Floats
    bias: Floats
    thresholds: Floats
    share: float

    def margins(self, row: Row) -> Floats:
        """Give one number a column of COLUMNS: the log odds of a code, and what a softmax takes for a choice."""
        return np.asarray(row.dense @ self.dense + row.weights @ self.words[row.buckets] + self.bias, np.float32)

    def save(self, file: Path) -> None:
        """Keep everything in one file of plain arrays, weights in 16 bits."""
        np.savez_compressed(
            file,
            encoder=np.array(self.encoder),
            looks=self.looks.astype(np.float16),
            mean=self.mean,
            apart=self.apart,
            dense=self.dense.astype(np.float16),
            words=self.words.astype(np.float16),
            bias=self.bias,
            thresholds=self.thresholds,
            share=np.array(self.share),
            columns=np.array(COLUMNS),
        )


def load_heads(file: Path = PARAMETERS) -> Heads:
    """Read what `save` kept.

    Raises:
        FileNotFoundError: nothing was kept there.
        ValueError: it was kept by another version, for other codes.
    """
    with np.load(file, allow_pickle=False) as kept:
        if tuple(kept["columns"].tolist()) != COLUMNS:
            raise ValueError(f"{file} is for other codes; `python -m bot train-coder` makes it anew")
        return Heads(
            encoder=str(kept["encoder"]),
            looks=kept["looks"].astype(np.float32),
            mean=kept["mean"],
            apart=kept["apart"],
            dense=kept["dense"].astype(np.float32),
            words=kept["words"].astype(np.float32),
            bias=kept["bias"],
            thresholds=kept["thresholds"],
            share=float(kept["share"]),
        )


def softmax(margins: Floats) -> Floats:
    odds = np.exp(margins - margins.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True), np.float32)


def sigmoid(margins: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(margins, -30, 30))), np.float32)


def chances(choice: str, margins: NDArray[np.float32]) -> dict[str, float]:
    """Give the probability of each label of a choice."""
    return dict(zip(CHOICES[choice], softmax(margins[columns_of(choice)]).tolist()))
