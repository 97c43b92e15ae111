"""Splitting a text into pieces of the vocabulary: the likeliest way by a unigram model (Kudo 2018).

tokenizers and sentencepiece can do it as well; for this vocabulary they take 70–100 MB and half a second of each
start, this takes 20 MB and a tenth (ADR 0006).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

SPACE = "▁"
# How much worse than the worst piece a character is that no piece holds.
UNKNOWN_PENALTY = 10.0
_SPACES = re.compile(" {2,}")


class Splitter:
    """Splits texts.

    Args:
        pieces, scores: the vocabulary: its pieces with their log probabilities.
        normal: what a character is written as before splitting.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], normal: Mapping[str, str]) -> None:
        self._number = {piece: number for number, piece in enumerate(pieces) if piece}
        self._scores = list(scores)
        self._normal = str.maketrans(dict(normal))
        self._longest = max(map(len, pieces))
        self._unknown = min(self._scores) - UNKNOWN_PENALTY

    def split(self, text: str) -> list[int | None]:
        """Give the numbers of the pieces; None for a character that no piece holds."""
        written = _SPACES.sub(" ", text.translate(self._normal))
        written = (written if written.startswith(" ") else f" {written}").replace(" ", SPACE)
        # For each place: how likely the best way there is, its last piece, and where that piece began.
        best: list[tuple[float, int | None, int]] = [(0.0, None, 0), *[(-1e30, None, 0)] * len(written)]
        for begin in range(len(written)):
            so_far = best[begin][0]
            if so_far + self._unknown > best[begin + 1][0]:
                best[begin + 1] = (so_far + self._unknown, None, begin)
            for end in range(begin + 1, min(begin + self._longest, len(written)) + 1):
                number = self._number.get(written[begin:end])
                if number is not None and so_far + self._scores[number] > best[end][0]:
                    best[end] = (so_far + self._scores[number], number, begin)
        found: list[int | None] = []
        place = len(written)
        while place:
            _, number, place = best[place]
            found.append(number)
        return found[::-1]
