"""What a request for a session of practice may hold."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.errors import BadSeed, say
from bot.channels.practice import seed_of
from bot.language import LANGUAGES
from bot.services.opening import MOST_SEED


@pytest.mark.parametrize("seed", [0, 7, MOST_SEED])
def test_a_whole_number_is_a_seed(seed: int) -> None:
    assert seed_of({"mode": "practice", "case": "thesis", "seed": seed}) == seed


def test_a_seed_may_be_left_out() -> None:
    assert seed_of({"mode": "practice", "case": "thesis"}) is None
    assert seed_of({"seed": None}) is None


@pytest.mark.parametrize("seed", ["7", 7.0, 7.5, True, -1, MOST_SEED + 1, [7], {}])
def test_what_is_no_whole_number_of_that_size_is_refused(seed: Any) -> None:
    with pytest.raises(BadSeed):
        seed_of({"mode": "practice", "case": "thesis", "seed": seed})


def test_a_seed_without_practice_is_refused_with_words_in_both_languages() -> None:
    with pytest.raises(BadSeed) as refused:
        seed_of({"language": "id", "seed": 7})
    assert refused.value.status == 400
    assert all(str(MOST_SEED) in say(refused.value.code, language) for language in LANGUAGES)
