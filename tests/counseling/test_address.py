"""How a person is spoken to, and what they are called."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.counseling.address import LONGEST_NAME, Address, Form, infer_form, introduced_name, parse_form, parse_name
from bot.language import Language
from tests.counseling.said import any_text


@pytest.mark.parametrize(
    ("address", "you", "goal", "me"),
    [
        (Address("id"), "kamu", "tujuanmu", "aku"),
        (Address("id", "anda", "Budi"), "Anda", "tujuan Anda", "saya"),
        (Address("id", "bapak", "Budi"), "Bapak", "tujuan Bapak", "saya"),
        (Address("id", "ibu"), "Ibu", "tujuan Ibu", "saya"),
        (Address("id", "kak", "Dewi"), "Kak Dewi", "tujuan Kak Dewi", "saya"),
        (Address("id", "kak"), "Kakak", "tujuan Kakak", "saya"),
        (Address("id", "kak", "Mbak Sari"), "Mbak Sari", "tujuan Mbak Sari", "saya"),
        (Address("id", "kak", "Mas"), "Mas", "tujuan Mas", "saya"),
    ],
)
def test_indonesian_pronouns_follow_the_form(address: Address, you: str, goal: str, me: str) -> None:
    assert (address.you, address.your("tujuan"), address.me) == (you, goal, me)


def test_english_knows_one_form() -> None:
    address = Address("en", "anda", "Sam")
    assert (address.you, address.your("goal"), address.me) == ("you", "your goal", "I")


def test_a_short_title_stands_alone_as_its_longer_form() -> None:
    assert (Address("id", "kak", "Teh Nia").short, Address("id", "kak", "Mbak Sari").short) == ("Teteh", "Mbak")
    assert Address("id", "kak", "Kang").you == "Akang"


def test_a_noun_of_two_words_takes_its_suffix_at_the_end() -> None:
    assert Address("id").your("orang tua") == "orang tuamu"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("gue capek", "kamu"),
        ("skripsiku macet", "kamu"),
        ("Saya ingin bercerita", "anda"),
        ("sy bingung", "anda"),
        ("capek banget", None),
        ("bukunya laku", None),
        ("kata saya sih aku aja", None),
    ],
)
def test_the_form_is_inferred_from_how_people_speak_of_themselves(text: str, form: Form | None) -> None:
    assert infer_form(text) == form


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("panggil aja Dewi", "id", "Dewi"),
        ("nama saya Pak Budi", "id", "Budi"),
        ("dewi", "id", "Dewi"),
        ("Rizky :)", "id", "Rizky"),
        ("nama gw andika, panggil aja dika", "id", "Dika"),
        ("Halo, saya Sari dari Bandung", "id", "Sari"),
        ("namaku nur-aini", "id", "Nur-Aini"),
        ("mas agus aja", "id", "Mas Agus"),
        ("Tuti. saya ibu rumah tangga", "id", "Tuti"),
        ("Asep atuh", "id", "Asep"),
        ("panggil aja Rina yak", "id", "Rina"),
        ("nama saya Budi pak", "id", "Budi"),
        ("name's Bob mate", "en", "Bob"),
        ("Ners Ima", "id", "Ners Ima"),
        ("Mbak Sari", "id", "Mbak Sari"),
        ("panggil Teh Nia ya", "id", "Teh Nia"),
        ("jangan ibu, mbak aja", "id", "Mbak"),
        ("Mr. Harris", "en", "Mr Harris"),
        ("call me Mrs Lee please", "en", "Mrs Lee"),
        ("it's Dr. Patel to you", "en", "Dr Patel"),
        ("panggil Ratih, bapak saya namanya Joko", "id", "Ratih"),
        ("Siti Nur Aisyah", "id", "Siti Nur Aisyah"),
        ("I'm Sam", "en", "Sam"),
        ("my name is mary ann", "en", "Mary Ann"),
        ("you can call me Jo", "en", "Jo"),
        ("Hi, I'm Priya and i need help", "en", "Priya"),
        ("O'Neil", "en", "O'Neil"),
        ("McDonald", "en", "McDonald"),
        ("SAM", "en", "Sam"),
    ],
)
def test_a_name_is_found(text: str, language: Language, name: str) -> None:
    assert parse_name(text, language) == name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("rahasia", "id"),
        ("terserah", "id"),
        ("nggak mau", "id"),
        ("saya lagi stres", "id"),
        ("skripsiku macet udah 4 bulan", "id"),
        ("ibu saya sakit", "id"),
        ("nama suamiku Joko", "id"),
        ("adik saya namanya Rudi", "id"),
        ("tetangga Tono", "id"),
        ("kakakku Rara", "id"),
        ("Mas, aku takut", "id"),
        ("my neighbor Tom", "en"),
        ("neighbor Tom", "en"),
        ("my son's name is Tom", "en"),
        ("hamba Allah", "id"),
        ("😊", "id"),
        ("<b>Dewi</b>", "id"),
        ("", "id"),
        ("x" * 41, "id"),
        ("I'd rather not say", "en"),
        ("I'm tired", "en"),
        ("my wife left me last week", "en"),
        ("no", "en"),
    ],
)
def test_what_is_no_name_is_not_taken_for_one(text: str, language: Language) -> None:
    assert parse_name(text, language) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("panggil saya Ibu", "ibu"),
        ("pake kamu aja", "kamu"),
        ("Bapak", "bapak"),
        ("kak aja", "kak"),
        ("pakai Anda saja", "anda"),
        ("jangan anda, kamu aja", "kamu"),
        ("saya lebih suka dipanggil ibu", "ibu"),
        ("panggil Pak Budi", "bapak"),
        ("mbak", "kak"),
        ("panggil aja Dewi", None),
        ("ibu saya sakit", None),
        ("terserah", None),
        ("jangan panggil bapak", None),
    ],
)
def test_a_form_is_found(text: str, form: Form | None) -> None:
    assert parse_form(text, "id") == form


def test_english_formality_is_found() -> None:
    assert (parse_form("formal please", "en"), parse_form("keep it casual", "en")) == ("anda", "kamu")
    assert parse_form("my boss is formal with me", "en") is None


@given(any_text)
def test_any_text_is_read_and_a_name_is_letters(text: str) -> None:
    languages: tuple[Language, ...] = ("id", "en")
    infer_form(text)
    for language in languages:
        parse_form(text, language)
        name = parse_name(text, language)
        assert name is None or (0 < len(name) <= LONGEST_NAME and all(sign.isalpha() or sign in "'- " for sign in name))


def test_a_story_told_for_a_name_gives_none_and_a_dialect_s_name_is_one() -> None:
    assert parse_name("Aye well, the wife left me last year and I'm just sittin in the hoose", "en") is None
    assert introduced_name("naw ma name's Davie. just ask me stuff", "en") == "Davie"
