"""The act that the words of an answer settle."""

from __future__ import annotations

import pytest

from bot.counseling.address import parse_name
from bot.counseling.meant import act_meant
from bot.counseling.ratings import parse_rating


@pytest.mark.parametrize("text", ["idc", "whatever", "terserah", "skip", "idk lol", "bodo amat", "gatau"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_it_is_all_the_same_is_no_name(text: str, language: str) -> None:
    assert act_meant("name", text, "tell_name") == "skip"
    assert parse_name(text, language) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number"),
    [("About a 7 dear", 7), ("7 id say", 7), ("10 duh", 10), ("around 4 only", 4), ("7 kira-kira", 7), ("8 jelas", 8)],
)
def test_a_number_with_a_word_after_it_is_one(text: str, number: float) -> None:
    assert parse_rating(text) == number


@pytest.mark.parametrize("text", ["my kids are 9 and 6", "cuz my kids are 9 and 6", "anak-anakku 9 sama 6", "anakku 5"])
def test_the_numbers_of_a_reason_rate_nothing(text: str) -> None:
    assert parse_rating(text) is None
    assert act_meant("importance_reason", text, "rate") == "answer"


@pytest.mark.parametrize("text", ["7", "eh 7 deh", "actually make it 9", "8 out of 10"])
def test_another_number_is_one(text: str) -> None:
    assert act_meant("importance_reason", text, "rate") is None
