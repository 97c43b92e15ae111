"""Where an echo would be risky, a plain word about the feeling, the topic or the loss is said instead."""

from __future__ import annotations

import random

import pytest

from bot.counseling.address import Address
from bot.counseling.reflection import reflect
from bot.counseling.risk import is_strange
from bot.counseling.topics import chief, mourned, topics

KAMU, BAPAK, EN = Address("id"), Address("id", "bapak", "Hendra"), Address("en")


def texts(message: str, address: Address) -> list[str]:
    return [reflect(message, address, (), random.Random(seed)).text for seed in range(20)]


def kinds(message: str, address: Address) -> set[str]:
    return {reflect(message, address, (), random.Random(seed)).form.split(".")[0] for seed in range(20)}


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("ok so continuing from before, he moved his stuff out on sunday", EN, "continuing"),
        ("the baby is 5 months but i keep thinking i made a mistake and who even says that", EN, "who even"),
        ("my stutter's come back and i work in a call centre so do the maths", EN, "do the maths"),
        ("its my knees, then the money, then my son not ringing. in that order most days", EN, "in that order"),
        ("she said I never listen", EN, "you never listen"),
        ("Abang tau ga rasanya jadi satu2nya di angkatan yg blm sidang", KAMU, "abang"),
        ("Suami saya baik. Hanya kalau ibunya sudah bicara, dia langsung diam", KAMU, "tapi hanya kalau"),
        ("pengen cerai tp takut anak2", KAMU, "takut anak"),
    ],
)
def test_a_risky_clause_is_not_said_back(message: str, address: Address, never: str) -> None:
    assert not any(never in text.lower() for text in texts(message, address))


@pytest.mark.parametrize(
    ("message", "address", "theirs"),
    [
        ("sa tra tau lagi mo bilang apa, sa pu mama sakit di Serui", KAMU, "sa pu mama sakit di Serui"),
        ("I live in Germany two year, I clean hotel room now", EN, "I clean hotel room now"),
    ],
)
def test_words_of_a_region_or_a_learner_are_said_back_in_quotation_marks_alone(
    message: str, address: Address, theirs: str
) -> None:
    for text in texts(message, address):
        assert theirs.split()[2] not in text or f'"{theirs}"' in text


def test_what_a_message_names_is_said_in_its_clean_form() -> None:
    assert [topic.text for topic in chief(topics("mertua gue sama cicilan motor", KAMU))] == ["mertuamu"]
    assert [topic.text for topic in topics("ibu saya marah soal skripsi", BAPAK)] == ["ibunda Bapak", "skripsi"]
    assert [topic.text for topic in topics("my mum and the rent", EN)] == ["your mum", "the rent"]


def test_kin_of_others_are_not_taken_for_the_persons() -> None:
    assert topics("I'm a stay-at-home dad", EN) == []
    assert all(topic.text != "your teacher" for topic in topics("my kid's teacher says he's a lot", EN))


def test_what_goes_well_and_what_others_said_is_no_topic() -> None:
    assert topics('guru bilang "ibu di rumah ngapain"', KAMU) == []
    assert "money" not in [topic.name for topic in topics("work is fine, money is fine, i just feel nothing", EN)]


@pytest.mark.parametrize(
    ("message", "address", "who"),
    [
        ("Kucingku mati ditabrak motor td pagi", KAMU, "kucingmu"),
        ("nenek meninggal kemarin subuh", KAMU, "nenekmu"),
        ("Lost my dog Biscuit yesterday", EN, "your dog"),
        ("my grandad died on monday", EN, "your grandfather"),
    ],
)
def test_a_death_is_honoured_before_anything_else(message: str, address: Address, who: str) -> None:
    assert kinds(message, address) == {"loss"}
    assert all(who in text.lower() for text in texts(message, address))


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("takut ibu meninggal", KAMU),
        ("I'm scared my mum would have died", EN),
        ("hp ibu mati", KAMU),
        ("my husband's dad died", EN),
        ("suami kakak saya meninggal", KAMU),
        ("my mum told me the neighbour died", EN),
    ],
)
def test_a_feared_death_is_not_mourned(message: str, address: Address) -> None:
    assert mourned(message, address) is None


def test_a_story_is_not_told_to_come_as_it_comes() -> None:
    message = "i cheated on an essay and got away with it and now my teacher is using mine as the example"
    assert "open" not in kinds(message, EN)


def test_another_language_and_a_learners_grammar_are_known() -> None:
    assert is_strange("Abdi mah teu gaduh rerencangan di kantor", "id")
    assert is_strange("I want speak but my english not so good", "en")
    assert not is_strange("I'm on a three day streak and my mum says well done", "en")
