"""Signs and hashed words."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.skills import lexical


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_gives_numbers_between_none_and_one(text: str, previous: str) -> None:
    signs = lexical.signs(text, previous)
    assert signs.shape == (lexical.SIGNS,)
    assert ((signs >= 0) & (signs <= 1)).all()
    buckets, weights = lexical.pieces(lexical.counts(text))
    assert ((buckets >= 0) & (buckets < lexical.BUCKETS)).all()
    assert np.isclose(np.linalg.norm(weights), 1, atol=1e-4)


def test_taking_up_the_other_s_words_shows() -> None:
    mirrored = lexical.signs("Your laptop stays closed", "my laptop stays closed all day")
    assert (mirrored >= lexical.signs("Your laptop stays closed", "")).all()
    assert (mirrored > lexical.signs("Your laptop stays closed", "")).any()


def test_the_languages_share_the_signs() -> None:
    assert np.array_equal(lexical.signs("What helps you?")[11:20], lexical.signs("Apa yang membantu?")[11:20])
