"""How near a counselor's words are in meaning to what a simulated client could say, is asked, or would do."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language import LANGUAGES, Language
from bot.nlu.content_words import content_words
from bot.nlu.encoder import CachedEncoder, Encoder, Vectors
from bot.practice.asking import questions_in
from bot.practice.case import Case, all_cases
from bot.practice.hearing import examples
from bot.practice.wording import as_asked
from bot.settings import ROOT

Floats = NDArray[np.float32]

# Every so many lines of the cases go into the means.
_EVERY = 5
_MOST_PARTS = 6
# A part of fewer words ("Lama ya?") asks for something only beside the rest.
_LEAST_WORDS = 3
# Shares of meaning and of words. Tried on 50 questions a language that are none of the cues: vectors alone find a line
# that answers for two thirds, with the words for 80% (Indonesian) and 76% (English).
_MEANING, _WORDS, _ANSWER = 0.6, 0.4, 0.2
# The first of two questions in a sentence asks for a little less than the whole.
_OF_SEVERAL = 0.06
# Of the words asked for, those that stand in the answer and not in the cue.
_IN_ANSWER = 0.8
_ASKED, _STATED = 0, 1
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
# A sentence that only goes on with the one before ("Waktu itu gimana jadinya?") says nothing by itself.
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:dan|terus|trus|lalu|and|so|but)\W+)?(?:waktu itu\b"
    r"|(?:terus|lalu|trus) (?:g?imana|bagaimana|apa)\b|g?imana (?:jadinya|ceritanya|itu)\b"
    r"|berapa (?:kali|lama)(?: \w+)?\W*$|kenapa (?:begitu|gitu|itu)\b"
    r"|(?:how|what) (?:did|was|does|is|happened)(?: (?:that|it|then))?(?: (?:go|like|feel|happen|end))?\W*$"
    r"|what (?:was|is) that like|(?:and )?then what)",
    re.IGNORECASE,
)
# A greeting before a question is not what is asked: "Selamat siang Bu Lina, …".
_GREETING = re.compile(
    r"(?i:ass?alamu\W?alaikum|selamat (?:pagi|siang|sore|malam|datang)|hal+o+|hai|pagi|siang|sore|malam"
    r"|hi|hello|hey|good (?:morning|afternoon|evening))"
    r"(?:,? (?:(?i:pak|bu|ibu|bapak|mbak|mas|kak|dik|there)\b|[A-Z][a-z]+))*[,.!]+ (?=(?:\S+ ){2})"
)


@dataclass(frozen=True)
class _Row:
    """One text of a case under the key that it speaks for."""

    key: str
    text: str
    kind: int


@dataclass(frozen=True)
class _Known:
    """A case in one language: its rows, their vectors about the mean of their kind, and their words by weight."""

    rows: tuple[_Row, ...]
    kinds: NDArray[np.int_]
    vectors: Floats
    columns: Mapping[str, int]
    weights: Floats
    words: NDArray[np.bool_]
    answers: NDArray[np.int_]


class Likeness:
    """Likeness 0-1 of a message to everything in a case.

    Questions and statements differ more from each other than meanings do, so each kind is taken about a mean of its
    own; thereby unrelated texts come out near 0 and paraphrases above 0.5 in both languages.

    Args:
        encoder: gives unit vectors; without one (None) words alone are weighed.
        keep: whether vectors of cases are kept on disk, beside the model.
    """

    def __init__(self, encoder: Encoder | None, keep: bool = True) -> None:
        self._encoder = encoder
        self._cache = CachedEncoder(encoder, ROOT / "models" / "cases.npz") if encoder and keep else None
        self._kept = self._cache or encoder
        self._means: dict[Language, Floats] = {}
        self._known: dict[tuple[str, int, Language], _Known] = {}

    def prepare(self, cases: Sequence[Case]) -> None:
        """Make what the cases need, ahead of the first message."""
        if self._kept is not None:
            texts = {text for case in cases for language in LANGUAGES for _, text, _ in _texts(case, language)}
            self._kept.encode(sorted(texts))
        for case in cases:
            for language in LANGUAGES:
                self._of(case, language)
        if self._cache is not None:
            self._cache.forget()

    def near(
        self, case: Case, language: Language, text: str, vectors: Mapping[str, Vectors] | None = None
    ) -> dict[str, float]:
        """Likeness to each line, topic, plan and example; keys as in `bot.practice.hearing.Heard.near`.

        Args:
            vectors: vectors of the text or of its sentences that are there already, by their text.
        """
        told = sentences(as_asked(text, language))
        if not told:
            return {}
        # Of two questions in a sentence the second ("…, and when was the last time?") says nothing by itself.
        pieces = [first for part in told for first in questions_in(part)[:1] if first not in told][:_MOST_PARTS]
        parts = [*told, *pieces]
        known = self._of(case, language)
        meaning = self._meaning(parts, known, language, vectors)
        similar = _MEANING * meaning + _WORDS * self._shared(parts, known, language)
        similar[len(told) :] -= _OF_SEVERAL
        found = _highest(known.rows, similar.max(axis=0))
        questions = [place for place, part in enumerate(parts) if part.endswith("?")]
        if questions and len(questions) < len(parts):
            asked = _highest(known.rows, similar[questions].max(axis=0))
            found.update({f"asked:{key}": value for key, value in asked.items() if key in case.by_id})
        return found

    def _meaning(
        self, parts: Sequence[str], known: _Known, language: Language, vectors: Mapping[str, Vectors] | None
    ) -> Floats:
        """Cosines of each part with each row, what answers a question adding to it; shape (parts, rows)."""
        if self._encoder is None:
            return self._shared(parts, known, language)
        ready = dict(vectors or {})
        missing = [part for part in parts if part not in ready]
        if missing:
            ready.update(zip(missing, self._encoder.encode(missing)))
        said = np.stack([ready[part] for part in parts])
        about = [_unit(said - mean) @ known.vectors.T for mean in self._mean(language)]
        cosines = np.maximum(np.where(known.kinds == _ASKED, about[_ASKED], about[_STATED]), 0.0)
        answered = np.where(known.answers >= 0, cosines[:, known.answers], 0.0)
        return np.asarray(cosines + _ANSWER / _MEANING * answered, np.float32)

    def _shared(self, parts: Sequence[str], known: _Known, language: Language) -> Floats:
        """Share of the content of each part that stands in each row, or in the answer to it; shape (parts, rows)."""
        shares = np.zeros((len(parts), len(known.rows)), np.float32)
        for place, part in enumerate(parts):
            words = content_words(part, language)
            columns = [known.columns[word] for word in words if word in known.columns]
            if not columns:
                continue
            strange = len(words) - len(columns)
            whole = float(known.weights[columns].sum()) + strange * float(known.weights.max())
            own = known.words[:, columns].astype(np.float32)
            answered = np.where(known.answers[:, None] >= 0, _IN_ANSWER * own[known.answers], 0.0)
            shares[place] = np.maximum(own, answered) @ known.weights[columns] / whole
        return shares

    def _of(self, case: Case, language: Language) -> _Known:
        at = (case.name, id(case), language)
        if at not in self._known:
            self._known[at] = self._learned(case, language)
        return self._known[at]

    def _learned(self, case: Case, language: Language) -> _Known:
        rows = tuple(_Row(*row) for row in _texts(case, language))
        kinds = np.array([row.kind for row in rows])
        vectors = np.zeros((len(rows), 1), np.float32)
        if self._kept is not None:
            means = np.stack(self._mean(language))[kinds]
            vectors = _unit(self._kept.encode([row.text for row in rows]) - means)
        each = [content_words(row.text, language) for row in rows]
        often = Counter(word for words in each for word in words)
        columns = {word: place for place, word in enumerate(sorted(often))}
        weights = np.array([math.log(1 + len(rows) / (0.5 + often[word])) for word in columns], np.float32)
        table = np.zeros((len(rows), len(columns)), np.bool_)  # in floats they would be the most of this process
        for place, words in enumerate(each):
            table[place, [columns[word] for word in words]] = True
        stated = {row.key: place for place, row in enumerate(rows) if row.kind == _STATED}
        answers = np.array([stated.get(row.key, -1) if row.kind == _ASKED else -1 for row in rows])
        return _Known(rows, kinds, vectors, columns, weights, table, answers)

    def _mean(self, language: Language) -> tuple[Floats, Floats]:
        """The means of questions and of statements."""
        if language not in self._means and self._kept is not None:
            lines = [line for case in all_cases().values() for line in case.lines if line.asks[language]][::_EVERY]
            stated = self._kept.encode([line.text[language] for line in lines])
            asked = self._kept.encode([line.asks[language][0] for line in lines])
            self._means[language] = np.stack([asked.mean(axis=0), stated.mean(axis=0)])
        means = self._means[language]
        return means[_ASKED], means[_STATED]


def sentences(text: str) -> list[str]:
    """A message without a greeting before it, and, where it has several, its first six sentences of some words."""
    whole = (
        _GREETING.sub("", " ".join(text.split()), count=1) if _GREETING.match(text.strip()) else " ".join(text.split())
    )
    parts = [part.strip() for part in _SENTENCE.findall(whole) if re.search(r"\w", part)]
    if len(parts) < 2:
        return parts
    alone = (part for place, part in enumerate(parts) if not (place and _POINTS_BACK.search(part)))
    return [whole, *(part for part in alone if len(part.split()) >= _LEAST_WORDS)][: _MOST_PARTS + 1]


def _texts(case: Case, language: Language) -> Iterator[tuple[str, str, int]]:
    """Key, text and kind of everything that a message is compared with."""
    for line in case.by_id.values():
        yield line.id, line.text[language], _STATED
        for asked in line.asks[language]:
            yield line.id, asked, _ASKED
    for name, plans in (("accepts", case.accepts), ("never", case.never)):
        for place, plan in enumerate(plans):
            yield f"{name}:{place}", plan[language], _STATED
    for topic in case.topics:
        yield f"topic:{topic.name}", ", ".join(topic.words[language]), _STATED
    for name, by_language in examples().items():
        for text in by_language[language]:
            yield f"move:{name}", text, _ASKED if text.endswith("?") else _STATED


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _highest(rows: Sequence[_Row], values: Floats) -> dict[str, float]:
    """The best of each key's rows, 0-1."""
    found: dict[str, float] = {}
    for row, value in zip(rows, values.tolist()):
        found[row.key] = max(found.get(row.key, 0.0), min(1.0, value))
    return found
