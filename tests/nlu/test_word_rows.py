"""Rows of words for one message are those of scikit-learn's vectorizer for many."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.persistence import load_vectorizers, save_vectorizers
from bot.nlu.text_classifier import WORD

TEXTS = ["aku capek, capek banget.", "aku mau istirahat dulu", "I am tired of it all", "kapan? besok jam 7", "jam 7."]
VECTORIZERS = [
    TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2).fit(TEXTS),
    TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2), sublinear_tf=True, min_df=2).fit(TEXTS),
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vectorizers")
    save_vectorizers(folder, VECTORIZERS)
    return folder


@given(text=st.one_of(st.text(max_size=40), st.sampled_from(TEXTS)))
def test_what_was_kept_gives_the_rows_of_what_was_fitted(kept: Path, text: str) -> None:
    for fitted, loaded in zip(VECTORIZERS, load_vectorizers(kept)):
        for texts in ([text], [text, "", "jam 7 aku capek"]):
            expected, got = fitted.transform(texts), loaded.transform(texts)
            assert got.shape == expected.shape
            assert np.allclose(got.toarray(), expected.toarray(), atol=1e-12)
