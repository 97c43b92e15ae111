"""How near a counselor's words are in meaning to what a simulated client could say, is asked, or would do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.language import LANGUAGES, Language
from bot.nlu.encoder import CachedEncoder, Encoder, Vectors
from bot.practice.case import Case, all_cases
from bot.practice.hearing import examples
from bot.settings import load_settings

# Questions and statements differ more from each other than meanings do, so each kind has a mean of its own.
_SAMPLE = 40
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_MOST_PARTS = 6


@dataclass(frozen=True)
class _Known:
    """What a case holds in one language: keys, vectors about their mean, and whether each is a question."""

    keys: tuple[str, ...]
    vectors: Vectors
    asked: np.ndarray


class Likeness:
    """Likeness 0-1 of a message to everything in a case.

    Vectors of a case are made once and kept on disk; a message costs its own vectors alone.

    Args:
        encoder: gives unit vectors.
        keep: whether vectors of cases are kept on disk (in the data folder, beside those of training).
    """

    def __init__(self, encoder: Encoder, keep: bool = True) -> None:
        self._encoder = encoder
        cache = load_settings().data_dir / "cache" / "cases.npz"
        self._kept: Encoder = CachedEncoder(encoder, cache) if keep else encoder
        self._means: dict[Language, tuple[Vectors, Vectors]] = {}
        self._known: dict[tuple[str, int, Language], _Known] = {}

    def prepare(self, cases: Sequence[Case]) -> None:
        """Make what the cases need, ahead of the first message."""
        for case in cases:
            for language in LANGUAGES:
                self._of(case, language)

    def near(self, case: Case, language: Language, text: str, vectors: Mapping[str, Vectors] | None = None) -> dict[str, float]:
        """Likeness to each line, topic, plan and example (keys as in `Heard.near`).

        Args:
            vectors: vectors of the text or its sentences that are ready, by their text.
        """
        parts = sentences(text)
        if not parts:
            return {}
        ready = dict(vectors or {})
        missing = [part for part in parts if part not in ready]
        if missing:
            ready.update(zip(missing, self._encoder.encode(missing)))
        known = self._of(case, language)
        asking = [part.rstrip().endswith("?") for part in parts]
        rows = np.stack([ready[part] for part in parts])
        similar = self._similar(rows, known, language)
        found = _highest(known.keys, similar.max(axis=0))
        questions = [place for place, asks in enumerate(asking) if asks]
        if questions and len(questions) < len(parts):
            told = _highest(known.keys, similar[questions].max(axis=0))
            found.update({f"asked:{key}": value for key, value in told.items() if key in case.by_id})
        return found

    def _similar(self, rows: Vectors, known: _Known, language: Language) -> np.ndarray:
        """Cosines about the mean of questions with questions, about that of statements with statements."""
        stated, asked = self._mean(language)
        to_asked, to_stated = _unit(rows - asked), _unit(rows - stated)
        return np.where(known.asked, to_asked @ known.vectors.T, to_stated @ known.vectors.T)

    def _of(self, case: Case, language: Language) -> _Known:
        at = (case.name, id(case), language)
        if at not in self._known:
            stated, asked = self._mean(language)
            rows = list(_texts(case, language))
            vectors = self._kept.encode([text for _, text, _ in rows])
            is_asked = np.array([question for _, _, question in rows])
            about = _unit(vectors - np.where(is_asked[:, None], asked, stated))
            self._known[at] = _Known(tuple(key for key, _, _ in rows), about, is_asked)
        return self._known[at]

    def _mean(self, language: Language) -> tuple[Vectors, Vectors]:
        if language not in self._means:
            lines = [line for case in all_cases().values() for line in case.lines if line.asks[language]][:: 5]
            texts = [line.text[language] for line in lines]
            asks = [line.asks[language][0] for line in lines]
            vectors = self._kept.encode([*texts, *asks])
            self._means[language] = (vectors[: len(texts)].mean(axis=0), vectors[len(texts) :].mean(axis=0))
        return self._means[language]


def sentences(text: str) -> list[str]:
    """The sentences of a message, at most six, the message itself first where it has several."""
    whole = " ".join(text.split())
    parts = [part.strip() for part in _SENTENCE.findall(whole) if re.search(r"\w", part)]
    return [whole, *parts[:_MOST_PARTS]] if len(parts) > 1 else parts


def _texts(case: Case, language: Language) -> list[tuple[str, str, bool]]:
    rows = [(line.id, line.text[language], False) for line in case.by_id.values()]
    rows += [(line.id, asked, True) for line in case.lines for asked in line.asks[language]]
    rows += [(f"accepts:{place}", plan[language], False) for place, plan in enumerate(case.accepts)]
    rows += [(f"never:{place}", plan[language], False) for place, plan in enumerate(case.never)]
    rows += [
        (f"topic:{topic.name}", text, False)
        for topic in case.topics
        for text in (", ".join(topic.words[language]),)
    ]
    rows += [
        (f"move:{name}", text, text.rstrip().endswith("?"))
        for name, by_language in examples().items()
        for text in by_language[language]
    ]
    return rows


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-9)


def _highest(keys: Sequence[str], values: np.ndarray) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, value in zip(keys, values.tolist()):
        found[key] = max(found.get(key, 0.0), min(1.0, value))
    return found
