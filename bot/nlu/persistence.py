"""Trained estimators in and out of Rasa's model storage as plain JSON and arrays: no code runs on loading.

skops would do the same in general; its import alone looks through every type of scikit-learn and NumPy, which took a
third of the start (measured: 9 of 27 s under a profiler).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from bot.nlu.word_rows import WordRows

# sublinear_tf, norm and binary are as `WordRows` has them.
PARAMETERS = ("analyzer", "ngram_range", "lowercase", "token_pattern")


def save_vectorizers(folder: Path, vectorizers: Sequence[TfidfVectorizer]) -> None:
    """Keep fitted vectorizers in `folder`."""
    kept = [
        {
            "parameters": {name: vectorizer.get_params()[name] for name in PARAMETERS},
            "terms": vectorizer.get_feature_names_out().tolist(),
        }
        for vectorizer in vectorizers
    ]
    (folder / "words.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    np.savez(folder / "words.npz", *(vectorizer.idf_ for vectorizer in vectorizers))


def load_vectorizers(folder: Path) -> list[WordRows]:
    """Give what transforms as the vectorizers did that `save_vectorizers` kept.

    Raises:
        FileNotFoundError: nothing was kept there.
    """
    vectorizers = []
    with np.load(folder / "words.npz") as idf:
        for number, kept in enumerate(json.loads((folder / "words.json").read_text(encoding="utf-8"))):
            parameters = {**kept["parameters"], "ngram_range": tuple(kept["parameters"]["ngram_range"])}
            vectorizers.append(WordRows(TfidfVectorizer(**parameters), kept["terms"], idf[f"arr_{number}"]))
    return vectorizers


def save_pipeline(storage: ModelStorage, resource: Resource, pipeline: Pipeline) -> None:
    """Keep a fitted TfidfVectorizer followed by a fitted LogisticRegression."""
    vectorizer, regression = (step for _, step in pipeline.steps)
    with storage.write_to(resource) as folder:
        save_vectorizers(folder, [vectorizer])
        np.savez(
            folder / "regression.npz",
            coef=regression.coef_,
            intercept=regression.intercept_,
            classes=np.array(regression.classes_.tolist()),
        )


def load_pipeline(storage: ModelStorage, resource: Resource) -> Pipeline | None:
    """Give what `save_pipeline` kept, or None where the component never learned anything."""
    try:
        with storage.read_from(resource) as folder, np.load(folder / "regression.npz") as arrays:
            regression = LogisticRegression()
            regression.coef_, regression.intercept_ = arrays["coef"], arrays["intercept"]
            regression.classes_ = arrays["classes"]
            return make_pipeline(*load_vectorizers(folder), regression)
    except (ValueError, FileNotFoundError):
        return None
