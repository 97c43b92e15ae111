"""What strangers said while they improvised, and was misheard once: names, languages, numbers, corrections, leave."""

from __future__ import annotations

import random

import pytest

from bot.counseling.address import Address, parse_form, parse_name
from bot.counseling.clauses import strip_opening
from bot.counseling.meant import act_meant
from bot.counseling.ratings import parse_rating
from bot.counseling.summary import summarise
from bot.language import Language


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Saya Hendra Simatupang, panggil Bapak saja", "Hendra Simatupang", "bapak"),
        ("Anton. Anda saja", "Anton", "anda"),
        ("tolong sapa saya Anda", None, "anda"),
        ("Saya Budi, bapak dua anak", "Budi", None),
        ("nama saya Rina, saya jualan kue", "Rina", None),
    ],
)
def test_a_form_of_address_is_heard_after_the_name(text: str, name: str | None, form: str | None) -> None:
    assert (parse_name(text, "id"), parse_form(text, "id")) == (name, form)


@pytest.mark.parametrize(
    ("asked", "text", "act"),
    [
        ("options", "ok balik ke indo aja ya. gue bisa buka file revisi", "switch_language"),
        ("goal", "no, keep English please", "switch_language"),
        ("goal", "bukan, aku mau bahasa Indonesia", "switch_language"),
        ("goal", "speak English at work", None),
        ("options", "pakai bahasa Inggris di kantor", None),
        ("listening", "sudah, lega sedikit. saya mau sholat dulu, sampai sini saja", "goodbye"),
    ],
)
def test_a_language_or_leave_is_asked_for_in_so_many_words(asked: str, text: str, act: str | None) -> None:
    assert act_meant(asked, text, "propose_option") == act


@pytest.mark.parametrize(
    ("text", "number"), [("Enam barangkali. Dia keras seperti saya.", 6), ("3 jo, takuik gagal", 3)]
)
def test_a_number_is_heard_with_what_goes_with_it(text: str, number: float) -> None:
    assert parse_rating(text) == number


def test_an_obstacle_keeps_its_no() -> None:
    assert strip_opening("ya paling ga bisa tidur, bosen", "id") == "paling nggak bisa tidur, bosen"


@pytest.mark.parametrize(
    ("correction", "language", "core", "gone"),
    [
        ("Kurang tepat. Bukan hanya itu: dia tidak mau bicara dengan saya", "id", "dia tidak mau bicara", "tepat"),
        ("agak melenceng, yang paling penting itu aku ngerasa ditinggal", "id", "kamu ngerasa ditinggal", "penting"),
        ("that's rather off, I'm not angry, I'm tired", "en", "you're not angry, you're tired", "rather off"),
        ("nearly, but my sister was there too", "en", "your sister was there too", "nearly"),
    ],
)
def test_a_correction_is_said_back_without_its_frame(correction: str, language: Language, core: str, gone: str) -> None:
    told = {"id": "anakku mogok bicara", "en": "my boss shouts at me"}[language]
    summed_up = summarise([told], Address(language), random.Random(1), [correction]).lower()
    assert core in summed_up and gone not in summed_up
