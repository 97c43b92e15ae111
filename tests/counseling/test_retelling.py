"""A short message is said back whole, turned to the person, or not at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.reflection import reflect
from bot.counseling.retelling import MOST_WORDS, ONE_IN, may_retell, retold
from tests.counseling.said import addresses, any_text, first_persons

EN, KAMU, BAPAK, ANDA = Address("en"), Address("id"), Address("id", "bapak"), Address("id", "anda")


@pytest.mark.parametrize(
    ("message", "address", "said"),
    [
        (
            "I sold the boat in May. My son still sets the table for three.",
            EN,
            "you sold the boat in May. Your son still sets the table for three",
        ),
        (
            "my mate borrowed my bike and mum blames me for it",
            EN,
            "your mate borrowed your bike and your mum blames you for it",
        ),
        ("my nan fell twice, i found her", EN, "your nan fell twice, and you found her"),
        (
            "Warung saya sepi sejak jalan ditutup, padahal cicilan belum lunas.",
            BAPAK,
            "warung Bapak sepi sejak jalan ditutup, padahal cicilan belum lunas",
        ),
        (
            "istri mau pindah ke Solo, aku masih betah di sini",
            KAMU,
            "istri kamu mau pindah ke Solo, kamu masih betah di sini",
        ),
    ],
)
def test_a_short_message_is_turned_to_the_person_with_its_links(message: str, address: Address, said: str) -> None:
    found = retold(message, address)
    assert found is not None and found.text == said


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("he left on monday what do i do", EN),
        ("my dad came home and i think i hate him", EN),
        ("she is nice and i feel like im betraying my mum", EN),
        ("im such an idiot, i lost the keys", EN),
        ("dia nangis sampai sesenggukan aku nyesel banget, terus aku pergi", KAMU),
        ("temen gue gercep bgt nyalin tugas, gue yg nyantol", ANDA),
        ("bego banget gue, dompet ketinggalan", KAMU),
    ],
)
def test_no_question_hedge_hard_word_or_run_on_is_told_over(message: str, address: Address) -> None:
    assert retold(message, address) is None


@settings(deadline=None)
@given(any_text, addresses)
def test_what_is_told_over_is_short_and_speaks_of_the_person(message: str, address: Address) -> None:
    found = retold(message, address)
    if found:
        assert len(found.text.split()) <= 2 * MOST_WORDS[address.language]
        assert not first_persons(found.text, address.language)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1000))
def test_no_more_than_every_second_reply_tells_over(seed: int) -> None:
    used, rng = list[str](), random.Random(seed)
    for _ in range(10):
        used.append(reflect("I sold the boat in May. My son still sets the table for three.", EN, used, rng).form)
    assert sum(form.startswith("told.") for form in used) <= 1 + len(used) // ONE_IN
    assert may_retell(()) and not may_retell(["told.plain"])
