"""A clause is said back only where it is sure to read well: whole, unmistakable, no slip in it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from bot.counseling.address import Address
from bot.counseling.reflection import reflect
from bot.counseling.segments import read
from bot.counseling.sound import has_slip, is_sound
from bot.counseling.told import tell
from bot.language import Language
from tests.counseling.said import ONE_TOLD, addresses, any_text, first_persons

EN, KAMU, BAPAK = Address("en"), Address("id"), Address("id", "bapak", "Hendra")


def said(message: str, address: Address) -> set[str]:
    return {reflect(message, address, ONE_TOLD, random.Random(seed)).text.lower() for seed in range(30)}


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("my house is so full I cant evn seh teh floor", EN, "teh floor"),
        ("i jsut wnat to slepe but my hed is ful", EN, "hed is"),
        ("my knees hurt dear and I can't get up the stairs any more", EN, "dear"),
        ("the house is so quiet since he died, dear", EN, "dear"),
        ("I have no more to say, dear. my son never rings", EN, "no more to say"),
        ("My husband started gambling again after promising me he was done.", EN, "after promising you."),
        ("can't afford to close can't afford to stay open", EN, "you can't afford to close can't"),
        ("i want friends but the second someone gets close i pull away", EN, "the second someone gets close."),
        ("homesick. only been here a week", EN, "but you've only"),
        ("Rejected from 11 internships", EN, "you feel rejected from"),
        ("Today would have been our fiftieth anniversary.", EN, "you today"),
        ("hari ini hampa aja rasanya", Address("id", "anda"), "anda hampa saja rasanya"),
        ("aku udah ga cinta sama dia tp kasian", KAMU, "kamu kasian"),
        ("tugas kelompok yg ngerjain aku doang", BAPAK, "mengerjakan bapak saja"),
        ("sebulan lagi nikah tp makin ragu", BAPAK, "sedang nikah"),
        ("hp anakku kucek ternyata isinya chat sama cowo umur 25", KAMU, "kamu cek ternyata"),
        ("gue terus brani nolak ajakan lembur", KAMU, "kamu terus brani nolak"),
        ("kamar kosong, ibu stroke dan di rumah cuma ada aku sama adek yg masih smp", KAMU, "adek yang masih"),
    ],
)
def test_what_is_not_sure_to_read_well_is_not_said_back(message: str, address: Address, never: str) -> None:
    assert not any(never in text for text in said(message, address))


@pytest.mark.parametrize(
    ("message", "address", "kept"),
    [
        ("im scared theyll find out", EN, "you're scared they'll find out"),
        ("I'm frightened I'll never have children", EN, "you're frightened you'll never have children"),
        ("baru ditinggal tunangan 2 minggu sebelum akad", KAMU, "kamu baru ditinggal tunangan 2 minggu sebelum akad"),
        ("aku takut ngomong ke bapak", KAMU, "kamu takut ngomong ke bapak kamu"),
    ],
)
def test_what_is_sure_is_said_back(message: str, address: Address, kept: str) -> None:
    assert any(kept in text for text in said(message, address))


@pytest.mark.parametrize(("word", "language"), [("negri", "id"), ("brani", "id"), ("freind", "en"), ("becuase", "en")])
def test_a_word_one_letter_off_a_known_one_is_a_slip(word: str, language: Language) -> None:
    assert has_slip(["aku", word], language)


@pytest.mark.parametrize(
    ("words", "language"),
    [("dada sesak memikirkan tunanganku", "id"), ("nyesel ngejalaninnya", "id"), ("she blew the next exams", "en")],
)
def test_words_that_people_write_are_none(words: str, language: Language) -> None:
    assert not has_slip(words.split(), language)


def test_clauses_parted_by_nothing_are_known_as_torn() -> None:
    torn = [clause.torn for clause in read("it is fine at work today I just want to sleep", "en")]
    assert any(torn)
    assert not any(clause.torn for clause in read("I can't sleep, I can't eat, but I go to work", "en"))


@settings(deadline=None)
@given(any_text, addresses)
def test_what_is_sound_holds_no_first_person(message: str, address: Address) -> None:
    told = tell(message, address)
    for place, one in enumerate(told):
        if one.echo and is_sound(told, place, address):
            assert not first_persons(one.echo.text, address.language)
