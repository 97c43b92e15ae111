"""A linear classifier of short texts over their words, their sentence vectors and what was asked before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.encoder import Vectors
from bot.nlu.persistence import load_vectorizers, save_vectorizers
from bot.nlu.word_rows import WordRows

# Punctuation counts: "kapan?" and "kapan." are different acts.
WORD = r"(?u)\w+|[^\w\s]"
# Margins of a support vector machine are no probabilities: they are multiplied by the one of these that makes
# held-out labels most likely, and then go through a softmax (temperature scaling, Guo et al. 2017).
SHARPNESS = np.geomspace(0.5, 20.0, 60)
HELD_OUT = 5  # every fifth text


@dataclass(frozen=True)
class Features:
    """What a text becomes: pieces of its words, words with their neighbours, its vector, what was asked.

    Attributes:
        words: TF-IDF vectorizers (`WordRows` once they were kept); each one's part of a row has length one, or zero
            where it knows nothing.
        mean: of the training vectors, subtracted (all vectors of an encoder point much the same way); empty where
            training had none.
        scale: factor on what is left of a vector.
        asked: how many numbers say what was asked.
    """

    words: Sequence[TfidfVectorizer | WordRows]
    mean: Vectors
    scale: float
    asked: int

    def rows(self, texts: Sequence[str], vectors: Vectors | None, asked: Vectors | None) -> csr_matrix:
        """Give one row a text. A vector of zeros, or vectors None, stand for unknown; `asked` likewise."""
        return hstack([csr_matrix(part) for part in self.parts(texts, vectors, asked)]).tocsr()

    def parts(
        self, texts: Sequence[str], vectors: Vectors | None, asked: Vectors | None
    ) -> list[csr_matrix | NDArray[np.float32]]:
        """Give what `rows` puts side by side: words are sparse, the rest is not. In the type that weights have."""
        parts: list[csr_matrix | NDArray[np.float32]] = [
            vectorizer.transform(texts).astype(np.float32) for vectorizer in self.words
        ]
        if len(self.mean):
            known = np.zeros((len(texts), len(self.mean)), np.float32)
            if vectors is not None and vectors.shape == known.shape:
                there = vectors.any(axis=1)
                known[there] = (vectors[there] - self.mean) * self.scale
            parts.append(known)
        if self.asked:
            none = np.zeros((len(texts), self.asked), np.float32)
            parts.append(none if asked is None else asked.astype(np.float32))
        return parts


def learn_features(
    texts: Sequence[str], vectors: Vectors | None, asked: Vectors | None, vector_length: float
) -> Features:
    """Learn the words that occur in two texts or more, and the mean of the vectors.

    `vector_length` is the typical length of a vector beside the words, whose length is one.

    Raises:
        ValueError: no word occurs in two texts.
    """
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    words = TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    mean, scale = np.zeros(0, np.float32), 0.0
    if vectors is not None:
        mean = vectors.mean(axis=0)
        scale = vector_length / max(1e-6, float(np.sqrt(((vectors - mean) ** 2).sum(axis=1).mean())))
    return Features([pieces.fit(texts), words.fit(texts)], mean, scale, 0 if asked is None else asked.shape[1])


@dataclass(frozen=True)
class TextClassifier:
    """A trained classifier.

    Attributes:
        features: what it looks at.
        weights: features x labels.
        bias: one number a label.
        labels: names in the order of the columns.
        sharpness: factor from margins to logits.
    """

    features: Features
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    labels: tuple[str, ...]
    sharpness: float

    def chances(
        self, texts: Sequence[str], vectors: Vectors | None = None, asked: Vectors | None = None
    ) -> NDArray[np.float64]:
        """Give the probability of each label, one row a text; rows sum to 1."""
        margins, first = np.tile(self.bias, (len(texts), 1)), 0
        # Part by part: to put one message's parts side by side takes longer than all the rest.
        for part in self.features.parts(texts, vectors, asked):
            margins += part @ self.weights[first : first + part.shape[1]]
            first += part.shape[1]
        return softmax(margins * self.sharpness)


def train_classifier(
    texts: Sequence[str],
    labels: Sequence[str],
    vectors: Vectors | None = None,
    asked: Vectors | None = None,
    *,
    c: float,
    vector_length: float,
    unasked_weight: float = 0.0,
) -> TextClassifier:
    """Learn to tell the labels of texts.

    Args:
        texts, labels: one each an example; two labels or more.
        vectors, asked: one row an example, or None.
        c: inverse strength of regularisation.
        vector_length: see `learn_features`.
        unasked_weight: an example with something asked is learned from once more without it, at this weight, so
            that the words stand on their own when nothing is known of the question.
    """
    features = learn_features(texts, vectors, asked, vector_length)
    names = np.array(labels)
    rows, example, weights = features.rows(texts, vectors, asked), np.arange(len(texts)), np.ones(len(texts))
    if asked is not None and unasked_weight and asked.any():
        known = np.flatnonzero(asked.any(axis=1))
        again = features.rows([texts[i] for i in known], None if vectors is None else vectors[known], None)
        rows, example = vstack([rows, again]).tocsr(), np.concatenate([example, known])
        weights = np.concatenate([weights, np.full(len(known), unasked_weight)])
    model = _fit(rows, names[example], weights, c)
    return TextClassifier(
        features=features,
        weights=np.ascontiguousarray(model.coef_.T, dtype=np.float32),
        bias=model.intercept_.astype(np.float32),
        labels=tuple(str(label) for label in model.classes_),
        sharpness=_sharpness(rows, names[example], weights, _held_out(texts)[example], c),
    )


def softmax(logits: NDArray[Any]) -> NDArray[np.float64]:
    """Give probabilities row by row."""
    raised = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def _fit(rows: csr_matrix, labels: NDArray[np.str_], weights: NDArray[np.float64], c: float) -> LinearSVC:
    model = LinearSVC(C=c, random_state=0).fit(rows, labels, sample_weight=weights)
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        model.coef_ = np.vstack([-model.coef_, model.coef_])
        model.intercept_ = np.concatenate([-model.intercept_, model.intercept_])
    return model


def _held_out(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Mark every fifth text; the same text is on one side only."""
    place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return np.array([place[text] % HELD_OUT == 0 for text in texts])


def _sharpness(
    rows: csr_matrix, labels: NDArray[np.str_], weights: NDArray[np.float64], held_out: NDArray[np.bool_], c: float
) -> float:
    """Give the factor under which the held-out labels are most likely for a model that has not seen them."""
    if set(labels[~held_out]) != set(labels):
        return 1.0  # too few examples to hold any out
    model = _fit(rows[~held_out], labels[~held_out], weights[~held_out], c)
    margins = rows[held_out] @ model.coef_.T + model.intercept_
    cells = np.arange(len(margins)), np.searchsorted(model.classes_, labels[held_out])
    likelihoods = [weights[held_out] @ np.log(softmax(margins * factor)[cells] + 1e-12) for factor in SHARPNESS]
    return float(SHARPNESS[int(np.argmax(likelihoods))])


def save_classifier(storage: ModelStorage, resource: Resource, model: TextClassifier) -> None:
    """Keep a model as JSON and plain arrays, so that loading runs no code."""
    with storage.write_to(resource) as folder:
        save_vectorizers(folder, model.features.words)
        np.savez(
            folder / "classifier.npz",
            mean=model.features.mean,
            scale=model.features.scale,
            asked=model.features.asked,
            weights=model.weights,
            bias=model.bias,
            labels=np.array(model.labels),
            sharpness=model.sharpness,
        )


def load_classifier(storage: ModelStorage, resource: Resource) -> TextClassifier | None:
    """Give the model that was kept, or None where there was nothing to learn."""
    try:
        with storage.read_from(resource) as folder, np.load(folder / "classifier.npz") as arrays:
            words = load_vectorizers(folder)
            return TextClassifier(
                features=Features(words, arrays["mean"], float(arrays["scale"]), int(arrays["asked"])),
                weights=arrays["weights"],
                bias=arrays["bias"],
                labels=tuple(arrays["labels"].tolist()),
                sharpness=float(arrays["sharpness"]),
            )
    except (ValueError, FileNotFoundError):
        return None
