"""Part of a message is said back for the whole only where it may stand for it."""

from __future__ import annotations

import pytest

from bot.counseling.address import Address
from bot.counseling.alone import in_tone, may_be_echoed, stands_alone
from bot.counseling.told import tell

EN, KAMU, KAK = Address("en"), Address("id"), Address("id", "kak", "Sari")


@pytest.mark.parametrize(
    ("message", "address", "stands"),
    [
        ("I sold the piano in May. I don't know what to do with my hands.", EN, True),
        ("I dropped a plate at work. I can't forget that noise.", EN, False),
        ("I don't know what to do with my hands. The piano that my mother played went to a school in May.", EN, False),
        ("Toko sudah saya jual. Saya tidak tahu mau bangun jam berapa.", KAMU, True),
        ("Toko sudah saya jual. Saya kangen baunya.", KAMU, False),
    ],
)
def test_the_last_clause_stands_alone_where_it_names_what_it_speaks_of(
    message: str, address: Address, stands: bool
) -> None:
    told = tell(message, address)
    place = 0 if message.startswith("I don't") else len(told) - 1
    assert stands_alone(told, place, address.language) is stands


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("ok dont laugh but i named my car", EN),
        ("My English is small. I work in a hotel.", EN),
        ("kak aku kelas 8, dijauhin temen", KAMU),
    ],
)
def test_an_order_a_learners_words_and_an_introduction_are_not_echoed(message: str, address: Address) -> None:
    assert not may_be_echoed(message, address)


def test_slang_is_said_back_to_kamu_only() -> None:
    assert in_tone("kamu nggak tahu", KAMU) and not in_tone("Kak Sari nggak tahu", KAK)


@pytest.mark.parametrize(
    "message", ["dont know what to do with my weekends", "I'm pretty sure I failed", "My parents want me to move"]
)
def test_what_only_looks_like_these_may_be_echoed(message: str) -> None:
    assert may_be_echoed(message, EN)
