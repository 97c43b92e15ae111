"""The feelings a person has now, and only theirs."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.counseling.feelings import find_feelings, wording_of
from bot.language import Language
from tests.counseling.said import any_text


def names(text: str, language: Language) -> list[str]:
    return [feeling.name for feeling in find_feelings(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aku takut", ["takut"]),
        ("anak saya rewel, saya capek", ["capek"]),
        ("ibu mertua bikin aku stres", ["stres"]),
        ("aku sedih karena suami marah", ["sedih"]),
        ("cape bgt", ["capek"]),
        ("kesel sama bos, sedih juga", ["kesal", "sedih"]),
        ("gue jengkel dan capek", ["jengkel", "capek"]),
        ("kerjaan numpuk bikin aku stress", ["stres"]),
        ("Hati saya hancur.", ["hancur"]),
        ("nggak cuma sedih", ["sedih"]),
        ("rasanya kosong aja", ["kosong"]),
        ("nggak enak sama ibu", ["nggak enak hati"]),
    ],
)
def test_indonesian_feelings_are_named_in_the_word_to_say_back(text: str, found: list[str]) -> None:
    assert names(text, "id") == found


@pytest.mark.parametrize(
    "text",
    [
        "nggak takut",
        "aku ga sedih kok",
        "bukan marah",
        "pengen bahagia",
        "biar tenang",
        "suamiku marah",
        "istri saya sedih",
        "bos gue kecewa",
        "ortu khawatir",
        "anak saya cemas banget",
        "dia takut sama aku",
        "anakku nggak mau sekolah, takut sama gurunya",
        "dulu aku takut gelap",
        "kalau aku sedih gimana",
        "kamu sedih?",
        "nonton film sedih",
        "kata mama aku kurang bersyukur",
    ],
)
def test_what_is_denied_wished_over_or_another_persons_is_not_theirs_in_indonesian(text: str) -> None:
    assert names(text, "id") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm so anxious", ["anxious"]),
        ("scared of my dad", ["scared"]),
        ("i feel guilty and tired", ["guilty", "tired"]),
        ("it makes me sad", ["sad"]),
        ("I am worried sick about him", ["worried"]),
        ("not only sad, numb", ["sad", "numb"]),
        ("feeling kinda lost", ["lost"]),
    ],
)
def test_english_feelings_are_named_in_the_word_to_say_back(text: str, found: list[str]) -> None:
    assert names(text, "en") == found


@pytest.mark.parametrize(
    "text",
    [
        "I'm not scared",
        "i don't feel sad",
        "I want to be happy",
        "my boss is angry",
        "she's worried about me",
        "I lost my job",
        "I watched a sad film",
        "if I get anxious I eat",
        "are you sad?",
    ],
)
def test_what_is_denied_wished_supposed_or_another_persons_is_not_theirs_in_english(text: str) -> None:
    assert names(text, "en") == []


def test_the_span_is_the_word_as_it_was_typed() -> None:
    text = "duh, gue CAPEEEK bgt 😭"
    (feeling,) = find_feelings(text, "id")
    assert text[slice(*feeling.span)] == "CAPEEEK"


@given(any_text)
def test_any_text_is_read_and_every_feeling_has_words(text: str) -> None:
    languages: tuple[Language, ...] = ("id", "en")
    for language in languages:
        for feeling in find_feelings(text, language):
            start, end = feeling.span
            assert 0 <= start < end <= len(text)
            assert wording_of(feeling.name, language).state
