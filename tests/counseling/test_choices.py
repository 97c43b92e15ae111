"""Several options in one message, and which of them are meant."""

from __future__ import annotations

import pytest

from bot.counseling.choices import match_choices, split_options


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("olahraga, terus ngomong sama ibu, atau pindah kamar", ["olahraga", "ngomong sama ibu", "pindah kamar"]),
        ("exercise, talk to my mum, or move rooms", ["exercise", "talk to my mum", "move rooms"]),
        ("1. olahraga 2. tidur cepet", ["olahraga", "tidur cepet"]),
        ("- lari\n- masak", ["lari", "masak"]),
        ("telpon Rina atau tulis surat", ["telpon Rina", "tulis surat"]),
        ("ngobrol sama ibu dan bapak", ["ngobrol sama ibu dan bapak"]),
        ("jalan pagi, jam 6", ["jalan pagi, jam 6"]),
        ("kalau malam, matiin hp", ["kalau malam, matiin hp"]),
        ("maybe running, because it helped before", ["maybe running, because it helped before"]),
        ("nulis 15 menit tiap pagi sebelum buka hp", ["nulis 15 menit tiap pagi sebelum buka hp"]),
    ],
)
def test_a_list_is_several_options_and_one_thought_is_one(text: str, options: list[str]) -> None:
    assert split_options(text) == options


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("2", [1]), ("1 dan 3", [0, 2]), ("1,3", [0, 2]), ("yang pertama dan ketiga", [0, 2]), ("semua", [0, 1, 2]),
        ("the second one", [1]), ("first and last", [0, 2]), ("yang jurnal", [1]),
        ("jurnal sama cerita ke ibu", [1, 2]), ("7", []), ("iya", []), ("kayaknya mending pijat deh", []),
    ],
)  # fmt: skip
def test_choices_are_known_by_number_place_or_words(text: str, places: list[int]) -> None:
    assert match_choices(text, ["jalan sore", "tulis jurnal", "cerita ke ibu"]) == places
