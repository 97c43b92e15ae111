"""The encoder at run time."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from bot.nlu.e5 import LAYERS, PLACES, PREFIX, VOCABULARY, WORDS, Encoding, uncased
from bot.nlu.e5.pieces import Splitter
from bot.nlu.e5.weights import unpack

# From this many texts on it pays to share them among the cores, as in training.
MANY = 64
START, END, UNKNOWN, FIRST_PIECE = range(4)  # rows of the words file


@lru_cache(maxsize=1)
def _splitter(vocabulary: str) -> Splitter:
    """Give the one splitter of encoders that share a vocabulary; it takes 20 MB."""
    read = json.loads(vocabulary)
    return Splitter(read["pieces"], read["scores"], read["normal"])


class E5:
    """Turns texts into vectors of 384 numbers, each of length one; reads the files that `build` made.

    Capitals make no difference. Of a text beyond 512 tokens the beginning and the end are read.
    """

    def __init__(self, folder: Path) -> None:
        self._splitter = _splitter((folder / VOCABULARY).read_text(encoding="utf-8"))
        self._words = np.load(folder / WORDS, mmap_mode="r")
        self._places = np.load(folder / PLACES)
        options = onnxruntime.SessionOptions()
        # One thread: two that spin beside Rasa's own cost more than they give on two cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Memory is asked for anew each time instead of kept: 8 bits need little.
        options.enable_cpu_mem_arena = False
        cpu = ["CPUExecutionProvider"]
        self._layers = onnxruntime.InferenceSession(str(folder / LAYERS), options, providers=cpu)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row a text.

        Many texts share the cores, but each runs by itself: numbers are brought to 8 bits by the largest of a run, so
        that in company a text would get another vector than alone.
        """
        if len(texts) < MANY:
            means = [self._mean(text) for text in texts]
        else:
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                means = list(threads.map(self._mean, texts))
        vectors = np.concatenate(means)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    def _mean(self, text: str) -> NDArray[np.float32]:
        return self._run(self._rows(text), ["mean"])[0]

    def read(self, text: str) -> Encoding:
        """Give the same vector together with what each token has become."""
        tokens = self._tokens(text)
        mean, states = self._run([row for row, _, _ in tokens], ["mean", "states"])
        places = np.array([place for _, *place in tokens], np.int32)
        return Encoding(np.asarray(mean[0] / np.linalg.norm(mean[0]), np.float32), states[0], places)

    def _run(self, rows: list[int], outputs: list[str]) -> list[NDArray[np.float32]]:
        words = unpack(self._words[rows]) + self._places[: len(rows)]
        return list(self._layers.run(outputs, {"words": words[None]}))

    def _rows(self, text: str) -> list[int]:
        return [row for row, _, _ in self._tokens(text)]

    def _tokens(self, text: str) -> list[tuple[int, int, int]]:
        """Give each token's row of the words file, and where it stands in the text."""
        found = []
        for piece, start, end in self._splitter.places(PREFIX + uncased(text)):
            row = UNKNOWN if piece is None else FIRST_PIECE + piece
            found.append((row, max(0, start - len(PREFIX)), max(0, end - len(PREFIX))))
        room = len(self._places) - 2
        if len(found) > room:
            found = found[: room // 2] + found[-(room - room // 2) :]
        return [(START, 0, 0), *found, (END, 0, 0)]
