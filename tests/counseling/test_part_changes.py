"""A part of the plan that is named and said anew, and what counts as the same thing."""

from __future__ import annotations

import pytest

from bot.counseling.likeness import same_thing
from bot.counseling.part_changes import part_anew


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("the support should be my brother, not my wife", "support", "my brother"),
        ("the obstacle is wrong, it is my phone", "obstacle", "my phone"),
        ("the obstacle is wrong, its that i chicken out", "obstacle", "i chicken out"),
        ("halangannya bukan males, tapi capek", "obstacle", "capek"),
        ("hambatannya salah, harusnya hape", "obstacle", "hape"),
        ("yang bantu harusnya kakakku, bukan suami", "support", "kakakku"),
        ("langkahnya jadi nelpon ibu aja", "step", "nelpon ibu"),
    ],
)
def test_the_words_of_the_part_are_told_from_those_around_it(text: str, part: str, words: str) -> None:
    assert part_anew(text) == (part, words)


@pytest.mark.parametrize(
    "text", ["halangannya", "langkahnya kegedean", "the step is too big", "the support is fine", "jamnya diganti sore"]
)
def test_a_part_that_is_only_named_is_still_to_be_asked_for(text: str) -> None:
    assert part_anew(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nelpon dosen", "chat dosen aja", True),
        ("jogging setiap pagi", "jog twice a week", True),
        ("lose 5 kilos", "lose 2 kilos", True),
        ("jalan pagi 10 menit", "cari kerja", False),
        ("sleep before midnight", "talk to my dad", False),
    ],
)
def test_two_wordings_are_of_one_thing_where_they_share_what_it_is_about(one: str, other: str, same: bool) -> None:
    assert same_thing(one, other) is same
