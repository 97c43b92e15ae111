"""Fitting all heads at once: softmax and logistic regressions that share one matrix of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from bot.pooling import Floats
from bot.skills.codes import CODES
from bot.skills.examples import Example
from bot.skills.features import Row
from bot.skills.heads import CHOICES, CODE_COLUMNS, COLUMNS, columns_of, sigmoid, softmax
from bot.skills.lexical import BUCKETS

ROUNDS = 80
# How long the parts of a row are made on the whole, beside the words whose length is one; see `block_scales`.
LENGTHS = {"mean": 1.5, "looks": 2.0, "context": 1.2, "signs": 1.5}
# Talk of change is in a few words of an utterance more than in the whole of it.
LENGTHS_FOR_TALK = {**LENGTHS, "mean": 0.7}
# The choices learn from transcripts, which the tuned encoder has learned by heart: they are held closer than the codes.
PENALTY, TALK_PENALTY, CODES_PENALTY = 30.0, 100.0, 3.0
# The choices are AnnoMI's words, which its coders used more loosely than ours; the codes stand in our examples alone.
OWN_WEIGHT = 0.15
# Classes count by this power of the inverse of how many there are: what is rare is worth finding, but not at any price.
USUAL_BALANCE, BALANCE = 0.3, {"reflection": 0.5}
POSITIVE = 2.0


@dataclass(frozen=True)
class Table:
    """Rows ready for fitting."""

    dense: Floats
    words: csr_matrix

    def __getitem__(self, rows: NDArray[np.int64]) -> Table:
        return Table(self.dense[rows], self.words[rows])

    def margins(self, dense: Floats, words: Floats, bias: Floats) -> Floats:
        return np.asarray(self.dense @ dense + self.words @ words + bias, np.float32)


def stack(tables: Sequence[Table]) -> Table:
    return Table(np.concatenate([t.dense for t in tables]), vstack([t.words for t in tables]).tocsr())


def table(rows: Sequence[Row]) -> Table:
    ends = np.cumsum([0, *(len(row.buckets) for row in rows)])
    words = csr_matrix(
        (np.concatenate([row.weights for row in rows]), np.concatenate([row.buckets for row in rows]), ends),
        shape=(len(rows), BUCKETS), dtype=np.float32,
    )  # fmt: skip
    return Table(np.stack([row.dense for row in rows]), words)


@dataclass(frozen=True)
class Truth:
    """What is known: a label's number for each choice (-1: not known), a matrix of codes (nan: not known).

    `weights` tell how much each example counts for the choices.
    """

    choices: Mapping[str, NDArray[np.int64]]
    codes: Floats
    weights: Floats

    def __getitem__(self, rows: NDArray[np.int64]) -> Truth:
        return Truth(
            {name: labels[rows] for name, labels in self.choices.items()}, self.codes[rows], self.weights[rows]
        )


def truth(examples: Sequence[Example]) -> Truth:
    choices = {
        name: np.array([labels.index(getattr(e, name)) if getattr(e, name) else -1 for e in examples])
        for name, labels in CHOICES.items()
    }
    codes = np.array(
        [[np.nan if e.codes is None else float(code in e.codes) for code in CODES] for e in examples], np.float32
    )
    weights = np.array([1.0 if example.topic else OWN_WEIGHT for example in examples], np.float32)
    return Truth(choices, codes, weights)


def fit(
    data: Table, known: Truth, scales: Floats, scales_for_talk: Floats, rounds: int = ROUNDS
) -> tuple[Floats, Floats, Floats]:
    """Give (dense, words, bias): the weights under which what is known is likeliest, less a penalty on their length.

    Each choice, and the codes, are fitted by themselves: together they would all stop where the first of them is done.
    """
    width = len(scales)
    found = np.zeros((width + BUCKETS + 1, len(COLUMNS)), np.float32)
    for head in _heads(known):
        own = scales_for_talk if head.columns == columns_of("talk") else scales
        found[:, head.columns] = _fit_head(Table(data.dense[head.rows] * own, data.words[head.rows]), head, rounds)
        found[:width, head.columns] *= own[:, None]
    return found[:width], found[width:-1], found[-1]


@dataclass(frozen=True)
class _Head:
    """Columns that are fitted together: where something is known of them, what, how much each counts."""

    columns: slice
    rows: NDArray[np.int64]
    wanted: Floats
    counts: Floats
    penalty: float


def _fit_head(data: Table, head: _Head, rounds: int) -> Floats:
    dense, words = data.dense, data.words
    width, columns = dense.shape[1], head.wanted.shape[1]
    wanted, counts = head.wanted, head.counts

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = values.reshape(-1, columns).astype(np.float32)
        margins = dense @ weights[:width] + words @ weights[width:-1] + weights[-1]
        if head.columns == CODE_COLUMNS:
            found = sigmoid(margins)
            likely = wanted * np.log(found + 1e-9) + (1 - wanted) * np.log(1 - found + 1e-9)
        else:
            found = softmax(margins)
            likely = wanted * np.log(found + 1e-9)
        error = counts * (found - wanted)
        slope = np.concatenate([dense.T @ error, words.T @ error, error.sum(axis=0, keepdims=True)])
        slope[:-1] += head.penalty * weights[:-1]
        length = 0.5 * head.penalty * float((weights[:-1].astype(np.float64) ** 2).sum())
        return length - float((counts * likely).sum()), slope.astype(np.float64).reshape(-1)

    best = minimize(
        loss,
        np.zeros((width + BUCKETS + 1) * columns),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": rounds, "maxcor": 12},
    )
    return np.asarray(best.x.reshape(-1, columns), np.float32)


def _heads(known: Truth) -> Iterator[_Head]:
    for name, labels in known.choices.items():
        rows = np.flatnonzero(labels >= 0)
        if not len(rows):
            continue
        wanted = np.eye(len(CHOICES[name]), dtype=np.float32)[labels[rows]]
        weights = known.weights[rows, None]
        sizes = (wanted * weights).sum(axis=0)
        rare = (sizes.sum() / np.maximum(sizes, 1)) ** BALANCE.get(name, USUAL_BALANCE)
        counts = weights * (wanted @ (rare / (rare * sizes).sum() * sizes.sum()))[:, None]
        penalty = TALK_PENALTY if name == "talk" else PENALTY
        yield _Head(columns_of(name), rows, wanted, np.asarray(counts, np.float32), penalty)
    rows = np.flatnonzero(~np.isnan(known.codes).any(axis=1))
    if len(rows):
        wanted = known.codes[rows]
        counts = np.where(wanted > 0, POSITIVE, 1).astype(np.float32)
        yield _Head(CODE_COLUMNS, rows, wanted, counts, CODES_PENALTY)


def block_scales(dense: Floats, blocks: Mapping[str, slice], lengths: Mapping[str, float] = LENGTHS) -> Floats:
    """Give a factor a number, so that each block of numbers has its typical length (root mean square over rows)."""
    scales = np.ones(dense.shape[1], np.float32)
    for name, where in blocks.items():
        typical = float(np.sqrt((dense[:, where] ** 2).sum(axis=1).mean()))
        scales[where] = lengths[name] / max(typical, 1e-6)
    return scales
