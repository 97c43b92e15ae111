"""What is guessed between the lines, whom he and she mean, which of several clauses is said back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.reflection import reflect
from bot.counseling.segments import read
from bot.counseling.senses import most_telling
from bot.counseling.wording import load
from bot.language import LANGUAGES, Language
from tests.counseling.said import ADDRESSES, MESSAGES

KAMU, IBU, BAPAK, KAK = Address("id"), Address("id", "ibu"), Address("id", "bapak"), Address("id", "kak", "Dewi")
EN = Address("en")


def texts(message: str, address: Address) -> list[str]:
    return [reflect(message, address, (), random.Random(seed)).text for seed in range(20)]


@pytest.mark.parametrize(
    ("message", "language", "guess"),
    [
        ("I have told no one about it", "en", "carrying this on your own"),
        ("my coworker keeps taking credit for my slides", "en", "isn't being seen"),
        ("istri belum tahu soal hutang ini", "id", "menyimpan ini sendirian"),
        ("udah ngelamar 87 tempat, yg manggil cuma 4", "id", "sudah lama berusaha"),
    ],
)
def test_a_clause_can_point_to_what_it_does_not_say(message: str, language: Language, guess: str) -> None:
    clauses = read(message, language)
    found = most_telling(clauses, language, range(len(clauses)))
    assert found is not None and guess in found[1]


def test_the_silence_of_another_is_not_the_persons() -> None:
    clauses = read("suami diam saja", "id")
    assert most_telling(clauses, "id", range(len(clauses))) is None


def test_a_guess_stands_beside_the_persons_own_words_and_leaves_room() -> None:
    message = "my coworker keeps taking credit for my slides"
    said = [reflect(message, EN, (), random.Random(seed)).text for seed in range(60)]
    assert all("your coworker keeps taking credit for your slides" in text.lower() for text in said)
    assert any("maybe" in text.lower() or "perhaps" in text.lower() for text in said)


def test_she_is_named_only_where_one_can_be_meant() -> None:
    assert all("Your mother" in text or "your mother" in text for text in texts("My mother called. She cried.", EN))
    assert not any("your mother cried" in text.lower() for text in texts("My mother met my sister. She cried.", EN))


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("i stay with him bc being alone sucks", EN, "you're being alone"),
        ("Landlord come inside my room without calling me", EN, "your Landlord"),
        ("my bf checks my location all day and says its cause he loves me", EN, "loves you"),
        ("every time the phone rings I think it's the hospital", EN, "think, it's"),
        ("everyone says im so mature and thats cause nobody else in my house is", EN, "in your house is."),
        ("lost 40 grand on crypto", EN, "feel lost"),
        ("idk i just feel like if i stopped texting first nobody would notice", EN, "you don't know you"),
        ("Capek tapi kalo berhenti takut ngecewain semua orang", KAMU, "kamu Capek"),
        ("kalo aku protes dia bilang aku nyembunyiin sesuatu", KAMU, "bilang, kamu"),
        ("ibu saya maunya saya nikah", BAPAK, "Ibu Bapak"),
        ("kakakku nikahan di Medan minggu depan", KAK, "Kakak Kak"),
        ("lama2 mikir emang gue yg bego", KAMU, "bego"),
        ("pulang2 saya diem di mobil sejam an", KAMU, "sejam an"),
    ],
)
def test_what_once_read_wrong_is_not_said(message: str, address: Address, never: str) -> None:
    assert not any(never in text for text in texts(message, address))


@pytest.mark.parametrize(
    ("message", "address", "strength"),
    [
        ("capek, tapi aku tetap berangkat kerja demi anak", KAMU, "kasih sayang"),
        ("akhirnya aku berani ngomong ke bapak", KAMU, "keberanian"),
        ("I finally told my sister everything", EN, "courage"),
    ],
)
def test_a_strength_is_called_by_its_name(message: str, address: Address, strength: str) -> None:
    assert any(strength in text for text in texts(message, address))


def test_a_figure_of_speech_is_said_as_what_it_means() -> None:
    said = texts("2 hr commute each way is killing me", EN)
    assert all("wearing you out" in text for text in said)


def test_two_clauses_without_a_mark_are_not_said_as_one() -> None:
    said = texts("dont wanna go to school tmrw they put my pic in the group chat", EN)
    assert not any("tomorrow they" in text for text in said)


def test_the_clause_that_moves_them_is_chosen_over_the_setting() -> None:
    message = "I own a small bakery and since the supermarket opened I've been paying my girls out of my own savings"
    assert all("paying your girls out of your own savings" in text for text in texts(message, EN))


@settings(deadline=None)
@given(st.lists(st.integers(0, 17), min_size=2, max_size=10), st.sampled_from(ADDRESSES), st.integers(0, 50))
def test_no_form_comes_twice_in_a_session(numbers: list[int], address: Address, seed: int) -> None:
    used: list[str] = []
    rng = random.Random(seed)
    for number in numbers:
        used.append(reflect(MESSAGES[address.language][number], address, used, rng).form)
    assert len(used) == len(set(used))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meaning_fits_into_a_sentence_that_leaves_it_open(language: Language) -> None:
    for entry in load("senses")[language]:
        assert entry["say"][0].islower() or entry["say"].startswith("{")
        assert entry["say"][-1] not in ".?!" and entry["cues"]
