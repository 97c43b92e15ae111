from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.if_then import parse_if_then, split_step
from bot.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("kalau males, ya aku jalan kaki 5 menit aja", ("males", "aku jalan kaki 5 menit aja")),
        ("kalo panik aku napas dulu 3x", ("panik", "aku napas dulu 3x")),
        ("jika hujan maka saya olahraga di rumah", ("hujan", "saya olahraga di rumah")),
        ("klo gue capek gue istirahat bentar", ("gue capek", "gue istirahat bentar")),
        ("pas mulai scroll, taruh hp di laci", ("mulai scroll", "taruh hp di laci")),
        ("kalau dia marahin aku aku keluar kamar", ("dia marahin aku", "aku keluar kamar")),
        ("kalau nggak sempat pagi, yaudah sore aja", ("nggak sempat pagi", "sore aja")),
        (
            "kalau capek, males, atau bete, aku buka laptopnya aja",
            ("capek, males, atau bete", "aku buka laptopnya aja"),
        ),
        ("tiap kali kepikiran, aku tulis di notes", ("kepikiran", "aku tulis di notes")),
        ("Kalau ada tamu, saya belajar di perpus. Itu saja.", ("ada tamu", "saya belajar di perpus")),
        ("males -> jalan 5 menit", ("males", "jalan 5 menit")),
    ],
)
def test_reads_an_indonesian_plan(text: str, plan: tuple[str, str]) -> None:
    assert parse_if_then(text, "id") == plan


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("if it rains I'll walk inside", ("it rains", "I'll walk inside")),
        ("when I get home, then I put my phone away", ("I get home", "I put my phone away")),
        ("when I wake up I'll write one line", ("I wake up", "I'll write one line")),
        ("If I freeze I call Rina", ("I freeze", "I call Rina")),
        ("if he starts shouting at me I leave the room", ("he starts shouting at me", "I leave the room")),
        ("as soon as I sit down I'm going to open chapter two", ("I sit down", "I'm going to open chapter two")),
        ("so if they ask again, I'll say I need time", ("they ask again", "I'll say I need time")),
    ],
)
def test_reads_an_english_plan(text: str, plan: tuple[str, str]) -> None:
    assert parse_if_then(text, "en") == plan


@pytest.mark.parametrize(
    ("text", "language", "plan"),
    [
        ("I'll call Rina if I freeze", "en", ("I freeze", "I'll call Rina")),
        ("call Rina if I panic", "en", ("I panic", "call Rina")),
        ("aku telpon Rina kalau panik", "id", ("panik", "aku telpon Rina")),
        ("aku bakal telpon Rina kalau kumat, biar tenang", "id", ("kumat", "aku bakal telpon Rina")),
    ],
)
def test_the_action_may_come_first(text: str, language: Language, plan: tuple[str, str]) -> None:
    assert parse_if_then(text, language) == plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_language_is_read_too(language: Language) -> None:
    assert parse_if_then("if I freeze, I'll call Rina", language) == ("I freeze", "I'll call Rina")
    assert parse_if_then("kalau panik, aku telpon Rina", language) == ("panik", "aku telpon Rina")


@pytest.mark.parametrize(
    "text",
    [
        "kalau hujan",
        "if?",
        "",
        "aku mau jalan kaki",
        "kalau males gimana?",
        "what if I fail",
        "even if it rains I'll go",
        "gimana kalau aku telpon dia",
        "kalau boleh tau, kamu siapa",
        "kalau gitu, aku mulai besok",
        "if so, I'll go",
        "if possible, I'd like to talk",
        "if you want, you can stop",
        "I don't know when to start",
        "if it rains he won't come",
        "tiap pagi aku jalan kaki",
        "saat ini aku bingung",
    ],
)
def test_a_condition_alone_or_a_turn_of_phrase_is_no_plan(text: str) -> None:
    assert parse_if_then(text, "id") is None


@pytest.mark.parametrize(
    "text",
    [
        "kalau sendirian aku jadi sedih",
        "aku nangis kalau sendirian",
        "waktu kecil aku sering dipukul",
        "I feel sad when I'm alone",
        "when I'm alone I feel sad",
        "if I fail I'll feel stupid",
        "paling males kalo lembur",
        "worst when I work late",
    ],
)
def test_what_is_felt_or_usual_is_no_plan(text: str) -> None:
    assert parse_if_then(text, "id") is None


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("nelpon dosen besok pagi", "id", ("nelpon dosen", "besok pagi")),
        ("besok pagi aku mau nelpon dosen", "id", ("aku mau nelpon dosen", "besok pagi")),
        ("besok aku nelpon dosen jam 7 malam", "id", ("aku nelpon dosen", "besok jam 7 malam")),
        ("jalan kaki 10 menit tiap pagi", "id", ("jalan kaki 10 menit", "tiap pagi")),
        ("makan malam sama ibu di hari Minggu", "id", ("makan malam sama ibu", "hari Minggu")),
        ("buka laptop habis subuh di meja makan", "id", ("buka laptop di meja makan", "habis subuh")),
        ("write one page by Friday", "en", ("write one page", "by Friday")),
        ("on Monday, email the landlord", "en", ("email the landlord", "on Monday")),
        ("walk for 10 minutes every morning before work", "en", ("walk for 10 minutes", "every morning before work")),
        ("text Rina", "en", ("text Rina", None)),
        ("ask Mei to have coffee after the lab", "en", ("ask Mei to have coffee after the lab", None)),
        ("Write down Monday's tasks", "en", ("Write down Monday's tasks", None)),
        ("ask her to come on Thursday", "en", ("ask her to come on Thursday", None)),
        ("minta kakak datang hari Kamis", "id", ("minta kakak datang hari Kamis", None)),
        ("besok nulis tugas hari Senin", "id", ("nulis tugas hari Senin", "besok")),
        ("besok pagi", "id", ("", "besok pagi")),
    ],
)
def test_a_step_is_split_from_its_time(text: str, language: Language, parts: tuple[str, str | None]) -> None:
    assert split_step(text, language) == parts


PIECES = [
    "kalau",
    "if",
    "aku",
    "I'll",
    ",",
    "jalan",
    "besok",
    "jam 7",
    "when",
    "panik",
    "ya",
    ".",
    "then",
    "-> ",
    "lari pagi",
]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join), st.sampled_from(LANGUAGES))
def test_plans_and_steps_hold_only_words_of_the_client(text: str, language: Language) -> None:
    plan = parse_if_then(text, language)
    assert plan is None or all(part and part in text for part in plan)
    step, when = split_step(text, language)
    assert set(re.findall(r"\w+", f"{step} {when or ''}")) <= set(re.findall(r"\w+", text))
