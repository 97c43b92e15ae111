"""The two ways of a dilemma, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.dilemma import find_dilemma
from bot.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("language", "text", "sides"),
    [
        ("id", "aku bingung mau resign atau bertahan", ("resign", "bertahan")),
        ("id", "galau, ambil beasiswa ke luar apa nikah dulu", ("ambil beasiswa ke luar", "nikah")),
        ("id", "bimbang mau cerai apa nggak", ("cerai", "tidak cerai")),
        ("id", "bingung antara kuliah sama kerja", ("kuliah", "kerja")),
        ("en", "I'm torn between staying and leaving", ("staying", "leaving")),
        ("en", "I can't decide whether to quit my job or stay", ("quit my job", "stay")),
        ("en", "I don't know if I should tell him or keep it to myself", ("tell him", "keep it to myself")),
    ],
)
def test_two_ways_are_found(language: Language, text: str, sides: tuple[str, str]) -> None:
    assert find_dilemma(text, language) == sides


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "pengen resign tapi takut ga dapet kerja lagi"),
        ("id", "bingung mau ngapain atau gimana"),
        ("id", "mau kopi atau teh"),
        ("en", "I want to quit but I'm scared"),
        ("en", "torn between my mum and my wife"),
        ("en", "two or three times a week"),
    ],
)
def test_being_torn_or_saying_or_is_no_dilemma(language: Language, text: str) -> None:
    assert find_dilemma(text, language) is None


@given(st.text(max_size=100), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: Language) -> None:
    sides = find_dilemma(text, language)
    assert sides is None or all(sides)
