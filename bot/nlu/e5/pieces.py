"""Splitting a text into pieces of the vocabulary: the likeliest way by a unigram model (Kudo 2018).

tokenizers and sentencepiece can do it as well; for this vocabulary they take 70–100 MB and half a second of each
start, this takes 20 MB and a tenth (ADR 0006).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SPACE = "▁"
# How much worse than the worst piece a character is that no piece holds.
UNKNOWN_PENALTY = 10.0


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
        return [number for number, _, _ in self.places(text)]

    def places(self, text: str) -> list[tuple[int | None, int, int]]:
        """Give the pieces as `split` does, each with where in `text` it begins and ends (exclusive)."""
        written, origin = self._written(text)
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
        found: list[tuple[int | None, int, int]] = []
        place = len(written)
        while place:
            _, number, begin = best[place]
            # A piece that opens with a space begins with what comes after it.
            first = begin + 1 if written[begin] == SPACE and begin + 1 < place else begin
            found.append((number, max(0, origin[first]), origin[place - 1] + 1))
            place = begin
        return found[::-1]

    def _written(self, text: str) -> tuple[str, list[int]]:
        """Give the text as it is split, and the place in `text` of each of its characters."""
        plain = text.translate(self._normal)
        if plain == text and "  " not in text:
            written, origin = text, list(range(len(text)))
        else:
            pairs: list[tuple[str, int]] = []
            for place, letter in enumerate(text):
                for sign in letter.translate(self._normal):
                    if sign != " " or not pairs or pairs[-1][0] != " ":
                        pairs.append((sign, place))
            written, origin = "".join(sign for sign, _ in pairs), [place for _, place in pairs]
        if not written.startswith(" "):
            written, origin = f" {written}", [-1, *origin]  # this space is none of the text's
        return written.replace(" ", SPACE), origin
