"""An utterance, or a part of one, as the numbers that the heads weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.language import Language
from bot.nlu.e5 import Encoding
from bot.pooling import Floats, pool, within
from bot.skills import lexical
from bot.skills.sentences import Span, sentences


@dataclass(frozen=True)
class Row:
    """What the heads weigh.

    Attributes:
        dense: the part's mean state and what the learned questions find in it, the means of the two utterances before
            (zeros where there is none), the signs.
        buckets, weights: its words and their pieces, see `bot.skills.lexical`.
    """

    dense: Floats
    buckets: NDArray[np.int32]
    weights: Floats


@dataclass(frozen=True)
class Parts:
    """An utterance as a whole and sentence by sentence."""

    whole: Row
    spans: list[Span]
    sentences: list[Row]


class Reader:
    """Makes rows.

    Args:
        looks: learned questions x width; which tokens count (may be none).
        mean: of the mean states of many utterances, subtracted from each: states of one encoder point the same way.
        apart: how far Indonesian states stand from English ones of the same lines, on the mean.
    """

    def __init__(self, looks: Floats, mean: Floats, apart: Floats) -> None:
        self._looks = looks
        self._mean = mean
        self._apart = apart

    def read(
        self,
        text: str,
        encoding: Encoding | None,
        previous: str = "",
        before: Sequence[Encoding | None] = (),
        parts: bool = True,
        language: Language | None = None,
    ) -> Parts:
        """Give the rows of an utterance.

        Args:
            encoding: None where there is no encoder; the numbers that it would give are zero then.
            previous: what the other said just before.
            before: the two utterances before, nearest first; None or nothing where there is none.
            parts: the sentences, too; there are none where the whole is one sentence.
            language: where it is told, the states are brought to where they would stand in English.
        """
        if language == "id":
            encoding, *before = (one and self._as_in_english(one) for one in (encoding, *before))
        context = np.concatenate([self._context(before[n] if n < len(before) else None) for n in (0, 1)])
        spans = sentences(text) or [(0, len(text))]
        counts = [lexical.counts(text[start:end]) for start, end in spans]
        everything: Counter[str] = Counter()
        for some in counts:
            everything.update(some)
        whole = self._row(None if encoding is None else encoding.states, context, text, previous, everything)
        if len(spans) == 1 or not parts:
            return Parts(whole, spans if len(spans) == 1 else [], [whole] if len(spans) == 1 else [])
        rows = []
        for (start, end), some in zip(spans, counts):
            rows.append(self._row(_states(encoding, (start, end)), context, text[start:end], previous, some))
        return Parts(whole, spans, rows)

    def _row(self, states: Floats | None, context: Floats, text: str, previous: str, counts: Counter[str]) -> Row:
        buckets, weights = lexical.pieces(counts)
        dense = np.concatenate([self.pool(states), context, lexical.signs(text, previous)])
        return Row(dense, buckets, weights)

    def pool(self, states: Floats | None) -> Floats:
        """Give the mean state, less the common one, and what each learned question finds."""
        if states is None:
            return np.zeros(len(self._mean) * (1 + len(self._looks)), np.float32)
        return pool(states, self._looks, self._mean)

    def _as_in_english(self, encoding: Encoding) -> Encoding:
        return replace(encoding, states=encoding.states - self._apart)

    def contributions(self, encoding: Encoding, span: Span, weights: Floats) -> Floats:
        """Give what each token of a sentence adds to a head with these weights; zero for tokens outside."""
        inside = within(encoding.places, *span)
        states = encoding.states - self._mean
        width = len(self._mean)
        found = states @ weights[:width] / max(1, int(inside.sum()))
        if len(self._looks):
            marks = np.where(inside[:, None], encoding.states @ self._looks.T, -np.inf)
            shares = np.exp(marks - marks.max(axis=0))
            parts = states @ weights[width : width * (1 + len(self._looks))].reshape(len(self._looks), width).T
            found = found + (shares / shares.sum(axis=0) * parts).sum(axis=1)
        return np.asarray(np.where(inside, found, 0), np.float32)

    def _context(self, encoding: Encoding | None) -> Floats:
        if encoding is None:
            return np.zeros(len(self._mean) + 1, np.float32)
        return np.append(encoding.states.mean(axis=0) - self._mean, np.float32(1))


def _states(encoding: Encoding | None, span: Span) -> Floats | None:
    if encoding is None:
        return None
    inside = within(encoding.places, *span)
    return encoding.states[inside] if inside.any() else encoding.states
