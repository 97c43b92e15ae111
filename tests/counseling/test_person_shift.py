"""aku becomes kamu, I becomes you, and nothing of the first person is left."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.counseling.address import Address
from bot.counseling.person_shift import shift_person
from tests.counseling.said import addresses, any_text, first_persons

KAMU, BAPAK, DEWI, EN = Address("id"), Address("id", "bapak"), Address("id", "kak", "Dewi"), Address("en")


@pytest.mark.parametrize(
    ("text", "kamu", "bapak"),
    [
        ("aku takut skripsiku gagal", "kamu takut skripsimu gagal", "Bapak takut skripsi Bapak gagal"),
        ("belum kusentuh", "belum kamu sentuh", "belum Bapak sentuh"),
        ("Gue benci bos gue", "Kamu benci bos kamu", "Bapak benci bos Bapak"),
        ("kitapun capek", "kalian pun capek", "Bapak pun capek"),
        ("akupun capek", "kamu pun capek", "Bapak pun capek"),
        ("anaku sakit", "anakmu sakit", "anak Bapak sakit"),
        ("HPku rusak", "HPmu rusak", "HP Bapak rusak"),
        ("gw gk bisa", "kamu gk bisa", "Bapak gk bisa"),
        ("my boss marahin aku", "boss kamu marahin kamu", "boss Bapak marahin Bapak"),
        ("kata ibuku aku egois", "kata ibumu kamu egois", "kata ibu Bapak, Bapak egois"),
    ],
)
def test_indonesian_turns_to_the_person(text: str, kamu: str, bapak: str) -> None:
    assert (shift_person(text, KAMU), shift_person(text, BAPAK)) == (kamu, bapak)


@pytest.mark.parametrize(
    "word", ["buku", "laku", "perilaku", "kuliah", "kuat", "kurang", "sebangku", "kaku", "kucing", "kursi"]
)
def test_ku_inside_a_word_stays(word: str) -> None:
    assert shift_person(word, KAMU) == word


def test_we_is_many_among_familiars_and_a_couple_beside_anda() -> None:
    assert shift_person("kami sering ribut", KAMU) == "kalian sering ribut"
    assert shift_person("kami sering ribut, saya dan suami", Address("id", "anda")).startswith(
        "Anda berdua sering ribut"
    )


def test_kak_with_a_name_says_the_name_once() -> None:
    assert shift_person("aku takut suamiku marah", DEWI) == "Kak Dewi takut suami Kakak marah"


@pytest.mark.parametrize(
    ("text", "shifted"),
    [
        ("I am tired and my boss hates me", "You are tired and your boss hates you"),
        ("i was late and i wasn't ready", "you were late and you weren't ready"),
        ("I went home and was sad", "You went home and were sad"),
        ("my dad shouted and was drunk", "your dad shouted and was drunk"),
        ("I'm the one, I've tried, I'd go", "You're the one, you've tried, you'd go"),
        ("My wife and I fight", "You and your wife fight"),
        ("we fight and our kids hear us", "you fight and your kids hear you"),
        ("idk what im doing", "you don't know what you're doing"),
        ("I'm angry at me", "You're angry at yourself"),
        ("3 am in the US", "3 am in the US"),
    ],
)
def test_english_turns_to_the_person_and_the_verb_agrees(text: str, shifted: str) -> None:
    assert shift_person(text, EN) == shifted


def test_markup_is_dropped() -> None:
    assert shift_person("<b>aku</b> lelah", KAMU) == "kamu lelah"


@given(any_text, addresses)
def test_no_first_person_is_left(text: str, address: Address) -> None:
    shifted = shift_person(text, address)
    left = [word for word in first_persons(shifted, address.language) if word.lower() not in address.you.lower()]
    assert not left
