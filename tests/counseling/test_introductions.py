"""What somebody says of themselves beside a yes or a no: age and name."""

from __future__ import annotations

import pytest

from bot.counseling.address import introduced_name, name_beside_age
from bot.counseling.ages import age_told, is_minor, says_age
from bot.counseling.yes_no import yes_or_no
from bot.language import Language


@pytest.mark.parametrize(
    ("text", "said_no", "minor"),
    [
        ("udah gede gue", True, False),
        ("no, I'm an adult", True, False),
        ("belum", True, True),
        ("belum dewasa", True, True),
        ("masih SMA kak", False, True),
        ("I'm in high school", False, True),
        ("34", False, False),
        ("17", False, True),
        ("iya 18", False, False),
    ],
)
def test_which_side_of_18(text: str, said_no: bool, minor: bool) -> None:
    assert is_minor(text, said_no=said_no) is minor


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Yes please keep it, I'm 34 and call me Priya", 34),
        ("boleh, namaku Rina umur 22", 22),
        ("aku 16 tahun", 16),
        ("saya 12 tahun kerja di sini", None),
        ("I'm 14 weeks behind", None),
        ("suami saya umur 40", None),
    ],
)
def test_an_age_told_in_passing(text: str, age: int | None) -> None:
    assert age_told(text) == age


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Yes please keep it, I'm 34 and call me Priya", "en", "Priya"),
        ("boleh, panggil aja Rina", "id", "Rina"),
        ("I am sixty-one, and you may address me as Margaret", "en", "Margaret"),
        ("iya simpan, nama saya Budi umur 40", "id", "Budi"),
        ("boleh, aku capek", "id", None),
        ("sure, I'm tired", "en", None),
        ("yes, my son's name is Tom", "en", None),
        ("boleh, suami saya namanya Andi", "id", None),
        ("boleh, panggil Mbak Sari", "id", "Mbak Sari"),
    ],
)
def test_a_name_given_in_so_many_words(text: str, language: Language, name: str | None) -> None:
    assert introduced_name(text, language) == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yes please keep it, I'm 34", True), ("boleh, namaku Rina", True), ("ok, call me Sam", True),
        ("No, don't keep it", False), ("jangan disimpan ya", False), ("oke tapi jangan disimpan", False),
        ("namaku Rina", None),
    ],
)  # fmt: skip
def test_a_message_opens_with_yes_or_no(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said


@pytest.mark.parametrize(
    ("text", "minor"),
    [("I am fifty-eight.", False), ("I'm sixteen", True), ("tiga puluh dua", False), ("aku lima belas tahun", True)],
)
def test_an_age_in_words_is_one(text: str, minor: bool) -> None:
    assert says_age(text)
    assert is_minor(text, said_no=False) is minor


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tyler, 21", "Tyler"),
        ("34, Dana", "Dana"),
        ("Dana, 34.", "Dana"),
        ("I am Graciela and I have 46 years", "Graciela"),
        ("saya Budi, 45 tahun", "Budi"),
        ("nurse, 45", None),
        ("yes, 45", None),
        ("umur, 20", None),
        ("21", None),
        ("over 18", None),
        ("im 34, two kids", None),
    ],
)
def test_a_name_that_stands_alone_beside_an_age_is_taken(text: str, name: str | None) -> None:
    assert name_beside_age(text, "en") == name_beside_age(text, "id") == name
