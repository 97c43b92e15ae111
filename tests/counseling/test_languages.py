"""Which language is asked for, and which one words are in."""

from __future__ import annotations

import pytest

from bot.counseling.address import Address
from bot.counseling.languages import language_of, wanted_language
from bot.counseling.saying import say_back
from bot.language import Language


@pytest.mark.parametrize(
    ("current", "text", "wanted"),
    [
        ("id", "bukan, aku mau bahasa Indonesia", "id"),
        ("id", "jangan pakai bahasa inggris", "id"),
        ("id", "pakai bahasa indonesia aja jangan inggris", "id"),
        ("id", "kok jadi inggris?", "id"),
        ("id", "tetep bahasa ini aja", "id"),
        ("id", "aku nggak ngerti bahasa inggris", "id"),
        ("id", "nggak, pake inggris aja", "en"),
        ("id", "ganti bahasa", "en"),
        ("id", "bisa bahasa jawa?", None),
        ("en", "no, keep English please", "en"),
        ("en", "don't switch to Indonesian", "en"),
        ("en", "English, not Indonesian", "en"),
        ("en", "why is this in Indonesian?", "en"),
        ("en", "no Indonesian please", "en"),
        ("en", "stay in this language", "en"),
        ("en", "not English, Indonesian please", "id"),
        ("en", "switch language", "id"),
    ],
)
def test_a_language_that_is_turned_down_is_not_spoken(current: Language, text: str, wanted: Language | None) -> None:
    assert wanted_language(text, current) == wanted


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        ("aku mau tidur nyenyak di rumahku", "en", "id"),
        ("I want to sleep in my own bed", "id", "en"),
        ("my boss marahin aku", "id", "id"),
        ("tidur nyenyak", "en", "en"),
    ],
)
def test_words_are_in_the_other_language_only_where_all_of_them_are(
    text: str, otherwise: Language, language: Language
) -> None:
    assert language_of(text, otherwise) == language


def test_what_was_said_before_the_language_changed_keeps_its_own_pronouns() -> None:
    assert say_back("aku mau tidur nyenyak di rumahku", Address("en")) == "tidur nyenyak di rumahmu"
    assert say_back("I want to sleep in my own bed", Address("id")) == "sleep in your own bed"
    assert say_back("I want to sleep in my own bed", Address("id", "ibu")) == "sleep in your own bed"
