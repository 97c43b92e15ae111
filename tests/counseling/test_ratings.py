from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.meant import act_meant
from bot.counseling.numbers import read_number
from bot.counseling.ratings import find_rating, mark_in_words, parse_rating, parse_ratings

WORDS = {
    "id": ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("7", 7),
        ("7/10", 7),
        ("tujuh setengah", 7.5),
        ("lumayan, enam lah", 6),
        ("8 dari 10", 8),
        ("kayaknya 6-7", 6.5),
        ("seven and a half", 7.5),
        ("a solid 8", 8),
        ("70%", 7),
        ("nol", 0),
        ("sepuluh!!", 10),
        ("7,5", 7.5),
        ("7½", 7.5),
        ("enam koma lima", 6.5),
        ("six point five", 6.5),
        ("eight and a half out of ten", 8.5),
        ("6,5/10", 6.5),
        ("7️⃣", 7),
        ("７", 7),
        ("8😊", 8),
        ("7-an", 7),
        ("7ish", 7),
        ("3/5", 6),
        ("80 dari 100", 8),
        ("lima puluh persen", 5),
        ("aku kasih nilai 8", 8),
        ("6 kali ya", 6),
        ("7 menurutku", 7),
        ("7 hari ini", 7),
        ("I'm at a 7", 7),
        ("8 because I feel heard", 8),
        ("7 sih, soalnya 2 minggu ini capek", 7),
    ],
)
def test_reads_a_rating_as_people_write_it(text: str, rating: float) -> None:
    assert parse_rating(text) == rating


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("antara 6 dan 7", 6.5),
        ("6 atau 7", 6.5),
        ("between six and seven", 6.5),
        ("enam tujuh", 6.5),
        ("mungkin 4 atau 5 ya", 4.5),
    ],
)
def test_a_range_gives_its_middle(text: str, rating: float) -> None:
    assert parse_rating(text) == rating


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("dari 3 jadi 6", 6),
        ("5 -> 7", 7),
        ("went from 3 to 6", 6),
        ("tadinya 3 sekarang 6", 6),
        ("sekarang 7, minggu lalu 4", 7),
        ("was a 3, now a 6", 6),
        ("bukan 7 tapi 5", 5),
        ("not a 7, more like 5", 5),
        ("7, eh 6", 6),
        ("7, karena belum 10", 7),
        ("it was an 8", 8),
    ],
)
def test_what_holds_now_counts(text: str, rating: float) -> None:
    assert parse_rating(text) == rating


@pytest.mark.parametrize(
    ("text", "rating"), [("on a scale of 1 to 10, 6", 6), ("kalau skala 0-10, aku 6", 6), ("0-10", None)]
)
def test_naming_the_scale_is_no_rating(text: str, rating: float | None) -> None:
    assert parse_rating(text) == rating


@pytest.mark.parametrize(
    "text",
    [
        "-3",
        "−3",
        "minus 3",
        "25",
        "sebelas",
        "110%",
        "jam 7",
        "at 7",
        "7.30",
        "7 hari",
        "7 days",
        "3 kali seminggu",
        "3x",
        "2 minggu lagi",
        "7 orang",
        "aku punya 3 anak",
        "anakku tiga",
        "kelas 7",
        "7th",
        "7rb",
        "Rp 7",
        "$7",
        "covid-19",
        "anak ke-3",
        "12/3",
        "7/8",
        "salah satu",
        "satu hal lagi",
        "this one",
        "the landlord one",
        "no one",
        "one day",
        "two of us",
        "bukan 7",
        "",
        "ya",
        "setengah",
        "nggak tahu",
    ],
)
def test_other_numbers_are_no_rating(text: str) -> None:
    assert parse_rating(text) is None


@pytest.mark.parametrize(
    ("text", "ratings"),
    [
        (
            "didengar 8, tujuan 7, cara 6, keseluruhan 8",
            {"heard": 8, "goals": 7, "approach": 6, "overall": 8},
        ),
        ("heard 8 goals 7 approach 6 overall 9", {"heard": 8, "goals": 7, "approach": 6, "overall": 9}),
        (
            "8 for being heard, 7 for the goals, 6 for the approach and 9 overall",
            {"heard": 8, "goals": 7, "approach": 6, "overall": 9},
        ),
        ("didengar dan tujuan 8, cara 6", {"heard": 8, "goals": 8, "approach": 6}),
        ("caranya 4 sih, tapi merasa didengar 9", {"approach": 4, "heard": 9}),
        ("8 semua kecuali cara 5", {"overall": 8, "approach": 5}),
        ("overall 7 but the approach was a 4", {"overall": 7, "approach": 4}),
        ("tujuan: tujuh\ncara: enam", {"goals": 7, "approach": 6}),
        ("tujuan dari 3 jadi 7", {"goals": 7}),
    ],
)
def test_reads_several_ratings_by_name(text: str, ratings: dict[str, float]) -> None:
    assert parse_ratings(text) == ratings


@pytest.mark.parametrize("text", ["8,7,6,9", "8 7 6 9", "8, 7, 6, 9", "delapan tujuh enam sembilan"])
def test_four_bare_numbers_are_all_four(text: str) -> None:
    assert parse_ratings(text) == {"heard": 8, "goals": 7, "approach": 6, "overall": 9}


@pytest.mark.parametrize(("text", "ratings"), [("7 aja", {"overall": 7}), ("jam 7", {}), ("biasa aja", {})])
def test_one_number_without_a_name_is_overall(text: str, ratings: dict[str, float]) -> None:
    assert parse_ratings(text) == ratings


@given(st.integers(0, 10), st.sampled_from(["id", "en"]), st.sampled_from(["{}", "{}!", "  {} ", "{} deh", "maybe {}"]))
def test_digits_and_words_mean_the_same(number: int, language: str, frame: str) -> None:
    assert parse_rating(frame.format(number)) == parse_rating(frame.format(WORDS[language][number])) == number


@given(st.text(alphabet="0123456789 .,/-–%½jamdri tujuhsetengah\n", max_size=60))
def test_any_text_gives_a_rating_within_bounds_or_none(text: str) -> None:
    rating = find_rating(text)
    assert rating is None or (0 <= rating.value <= 10 and 0 <= rating.start < rating.end <= len(text))
    assert all(0 <= value <= 10 for value in parse_ratings(text).values())


@pytest.mark.parametrize(
    ("words", "value"), [("dua puluh lima", 25), ("dua belas", 12), ("twenty-five", 25), ("a hundred", 100)]
)
def test_numbers_in_words_have_their_value(words: str, value: float) -> None:
    assert read_number(words) == value


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="tujuan"):
        read_number("tujuan")


@pytest.mark.parametrize(
    "text",
    ["lumayan lah", "puas banget", "kurang, kayak robot", "biasa aja sih", "nilai A", "apik kok", "cukup membantu"],
)
def test_a_mark_may_be_in_words(text: str) -> None:
    assert mark_in_words(text)
    assert act_meant("rating", text, "express_feeling") == "rate"


@pytest.mark.parametrize("text", ["8", "bagus, 8", "gak tau", "makasih", "aku takut besok", "bintang lima"])
def test_a_number_or_something_else_is_no_mark_in_words(text: str) -> None:
    assert not mark_in_words(text)


@pytest.mark.parametrize(("text", "value"), [("bintang lima", 10), ("4 bintang deh", 8), ("five stars", 10)])
def test_stars_are_out_of_five(text: str, value: float) -> None:
    assert parse_ratings(text) == {"overall": value}


@pytest.mark.parametrize(("text", "number"), [("5 mebbe", 5.0), ("8 ah reckon", 8.0), ("7 hen", 7.0)])
def test_a_number_with_a_dialect_s_word_beside_it_is_one(text: str, number: float) -> None:
    assert parse_rating(text) == number
