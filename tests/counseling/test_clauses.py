"""Chat text in clauses, in two sides, and without its run-up."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.counseling.clauses import both_sides, clauses, strip_opening
from bot.language import Language
from tests.counseling.said import any_text


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        (
            "skripsiku macet 4 bln, tiap buka laptop malah nonton. ortu nanya terus",
            "id",
            ["skripsiku macet 4 bulan", "tiap buka laptop malah nonton", "ortu nanya terus"],
        ),
        ("aku capek krn bosku galak", "id", ["aku capek", "bosku galak"]),
        ("kalau aku cerita, dia marah", "id", ["kalau aku cerita, dia marah"]),
        ("mama, papa, sama adik nggak setuju", "id", ["mama, papa, sama adik nggak setuju"]),
        ("jujur ya kak, aku tuh bingung sih wkwk", "id", ["aku bingung"]),
        ("anak anak rewel 😭 aku lelah", "id", ["anak-anak rewel", "aku lelah"]),
        (
            "my thesis is stuck and every time i open it i just watch tv",
            "en",
            ["my thesis is stuck", "every time I open it I just watch tv"],
        ),
        ("my wife and I argue, tbh", "en", ["my wife and I argue"]),
        ("I went home and cried", "en", ["I went home and cried"]),
        ("when we talk, it ends in a fight", "en", ["when we talk, it ends in a fight"]),
        ("I-I'm tired lol", "en", ["I'm tired"]),
        ("", "en", []),
    ],
)
def test_clauses_are_cut_and_tidied(text: str, language: Language, parts: list[str]) -> None:
    assert clauses(text, language) == parts


@pytest.mark.parametrize(
    ("text", "language", "sides"),
    [
        ("pengen resign tapi takut nganggur", "id", ("pengen resign", "takut nganggur")),
        ("aku sayang dia tp capek", "id", ("aku sayang dia", "capek")),
        ("di satu sisi aku mau pergi, di sisi lain kasihan ibu", "id", ("aku mau pergi", "kasihan ibu")),
        ("I want to leave but I'm scared", "en", ("I want to leave", "I'm scared")),
        (
            "part of me wants to stay and part of me wants to run",
            "en",
            ("part of me wants to stay", "part of me wants to run"),
        ),
    ],
)
def test_both_sides_of_a_torn_person_are_found(text: str, language: Language, sides: tuple[str, str]) -> None:
    assert both_sides(text, language) == sides


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kemarin hujan tapi panas", "id"),
        ("aku capek", "id"),
        ("dia baik tapi miskin", "id"),
        ("he is nice but poor", "en"),
        ("", "en"),
    ],
)
def test_a_but_alone_makes_nobody_torn(text: str, language: Language) -> None:
    assert both_sides(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("aku tuh sebenernya pengen lulus juli", "id", "lulus juli"),
        ("mungkin jogging tiap pagi deh kak", "id", "jogging tiap pagi"),
        ("tujuanku biar bisa tidur", "id", "bisa tidur"),
        ("saya ingin istri saya percaya lagi", "id", "istri saya percaya lagi"),
        ("nggak mau telat lagi", "id", "nggak telat lagi"),
        ("mau jujur sama ortu", "id", "jujur sama ortu"),
        ("nabung 500rb/bulan 😊", "id", "nabung 500rb/bulan"),
        ("I think I want to sleep better", "en", "sleep better"),
        ("my first step is to call my sister", "en", "call my sister"),
        ("I don't want to shout at my kids lol", "en", "not shout at my kids"),
        ("maybe I could go for a walk?", "en", "go for a walk"),
        ("the second one", "en", "the second one"),
        ("I want", "en", "I want"),
    ],
)
def test_a_goal_or_step_stands_without_its_run_up(text: str, language: Language, kept: str) -> None:
    assert strip_opening(text, language) == kept


@given(any_text)
def test_any_text_is_read(text: str) -> None:
    languages: tuple[Language, ...] = ("id", "en")
    for language in languages:
        assert all(clauses(text, language))
        both_sides(text, language)
        if clauses(text, language):
            assert strip_opening(text, language)
