"""Several options in one message, and which of them are meant."""

from __future__ import annotations

import pytest

from bot.counseling.choices import match_choices, places_named, places_taken_back, split_options
from bot.counseling.meant import act_meant


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
        ("gatau, ikut ekskul kali", ["ikut ekskul kali"]),
        ("hmm, not sure, maybe a walk", ["a walk"]),
        ("gatau", ["gatau"]),
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


def test_a_choice_is_known_by_another_form_of_its_word() -> None:
    assert match_choices("the message one", ["send her one of the messages", "ask my aunt to help"]) == [0]
    assert match_choices("surat aja", ["nyari kerja", "nulis suratnya"]) == [1]


def test_one_named_before_is_picked_by_its_place() -> None:
    assert places_named("cukup, pilih yang pertama", 2) == [0]
    assert places_named("that's enough, the second one", 2) == [1]
    assert places_named("the first thing is a walk", 2) == []
    assert places_named("cukup", 2) == []
    assert places_named("thats all, the second", 3) == [1]
    assert places_named("yang pertama", 0) == []
    assert places_named("the second one, not the gym", 2) == [1]
    assert places_named("yang pertama, bukan yang kedua", 2) == [0]
    assert places_named("cukup yang kedua", 2) == [1]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("yang kedua ga jadi deh", [1]), ("eh yg pertama ga jadi", [0]),
        ("coret yang tadi", [2]), ("eh yang jurnal batal aja", [1]),
        ("forget the last one", [2]), ("tulis jurnal", []), ("ga jadi", []),
    ],
)  # fmt: skip
def test_a_way_is_taken_back(text: str, places: list[int]) -> None:
    assert places_taken_back(text, ["jalan sore", "tulis jurnal", "cerita ke ibu"]) == places


def test_a_place_is_meant_before_a_word_of_an_option() -> None:
    assert places_taken_back("nah scratch the first one", ["save 200 a month", "tell my brother first"]) == [0]


@pytest.mark.parametrize(
    "text",
    ["take back the last one", "scratch that", "drop the first", "the second one, not the gym", "cukup yang kedua",
     "hapus yang terakhir"],
)  # fmt: skip
@pytest.mark.parametrize("act", ["go_back", "deny", "refuse_ideas"])
def test_a_place_in_a_list_is_one_of_the_ways(text: str, act: str) -> None:
    assert act_meant("options", text, act) == "propose_option"


@pytest.mark.parametrize("text", ["none of these", "go back", "that's enough", "cukup", "not the gym"])
def test_what_names_no_place_is_left(text: str) -> None:
    assert act_meant("options", text, "deny") is None


def test_a_way_that_begins_with_delete_is_chosen_and_not_struck() -> None:
    choices = ["hapus aplikasi belanja", "bikin batas jajan"]
    assert places_taken_back("hapus aplikasi belanja dulu, malem ini juga", choices) == []
    assert places_taken_back("yang kedua hapus aja", ["nabung", "bikin batas jajan"]) == [1]
