"""A part of the plan that is named and said anew, and what counts as the same thing."""

from __future__ import annotations

import pytest

from bot.counseling.likeness import same_thing
from bot.counseling.part_changes import part_anew, said_instead


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
        ("What gets in the way is rain", "obstacle", "rain"),
        ("whats in the way is my phone", "obstacle", "my phone"),
        ("in the way: my kids wake up early", "obstacle", "my kids wake up early"),
        ("the thing that gets in the way is the bus", "obstacle", "the bus"),
        ("What could stop me is the rain.", "obstacle", "the rain"),
        ("What I'd do then is wait a week", "if_then", "wait a week"),
        ("If that happens I'll wait a week", "if_then", "I'll wait a week"),
        ("yes but in that case I'd go on Sunday", "if_then", "I'd go on Sunday"),
        ("kalau itu terjadi, aku tunggu seminggu", "if_then", "aku tunggu seminggu"),
        ("the time should be 8am", "when", "8am"),
        ("who helps me should be Pete", "support", "Pete"),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it should say wait a week", "wait a week"),
        ("yes but it shd say ring Pete", "ring Pete"),
        ("That was supposed to be twice a week.", "twice a week"),
        ("please put wait a week instead", "wait a week"),
        ("harusnya tulis tunggu seminggu", "tunggu seminggu"),
        ("it should be different", None),
        ("it should be smaller please", None),
        ("the support should be my brother", None),
        ("I should say yes", None),
    ],
)
def test_what_is_to_be_put_in_is_heard_without_the_name_of_its_part(text: str, words: str | None) -> None:
    assert said_instead(text) == words
