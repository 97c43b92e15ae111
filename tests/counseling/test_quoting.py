"""A few of the person's own words are quoted as they are, never one quotation after another."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.quoting import may_quote, may_use_own_words, own_words, quotable
from bot.counseling.reflection import reflect
from bot.counseling.told import tell
from tests.counseling.said import addresses, any_text

EN, KAMU, BAPAK = Address("en"), Address("id"), Address("id", "bapak", "Hendra")
STORY = (
    "I volunteer at the hospice on Saturdays. A man I sat with died on Thursday. I keep wondering if he was frightened."
)


def quote_of(message: str, address: Address) -> str | None:
    return quotable(tell(message, address), message, address)


def test_the_sentence_that_tells_most_is_quoted_as_typed() -> None:
    assert quote_of(STORY, EN) == "I keep wondering if he was frightened"


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("everyone my age is married and im just here", EN),
        ("The bank is on the corner. Why does nobody ever tell me anything?", EN),
        ("The shop is shut today. I'm such a stupid worthless idiot for that.", EN),
        ('Rumahnya sepi sekali. Kemarin ibu bilang "kamu itu beban" lagi ke aku.', KAMU),
    ],
)
def test_not_a_whole_message_no_question_no_hard_word_and_nobody_elses(message: str, address: Address) -> None:
    assert quote_of(message, address) is None


@settings(deadline=None)
@given(any_text, addresses)
def test_what_is_quoted_stands_in_the_message(message: str, address: Address) -> None:
    quote = quote_of(message, address)
    assert quote is None or quote in " ".join(message.split())


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000))
def test_no_quotation_follows_another(seed: int) -> None:
    used, rng = list[str](), random.Random(seed)
    for _ in range(16):
        used.append(reflect(STORY, EN, used, rng).form)
    assert not any(one.startswith("quote.") and other.startswith("quote.") for one, other in pairwise(used))
    assert may_quote(()) and not may_quote(["quote.heard"])
    assert may_use_own_words(["quote.heard", "full.told"]) and not may_use_own_words(["full.told", "quote.heard"])


@pytest.mark.parametrize(
    ("message", "address", "words"),
    [
        (
            "kalau natal nanti kumpul lagi pulak kami, udah sakit perutku membayangkannya",
            KAMU,
            "udah sakit perutku membayangkannya",
        ),
        ("Deg-degan terus tiap mau presentasi, tangan dingin, suara gemetar", BAPAK, "Deg-degan terus tiap mau"),
        ("i can't face the office, it's the lights and the noise and the cake for everybody", EN, "face the office"),
        ("Teman sebangkuku pindah duduk, aku nggak tau salahku apa, semua diam", KAMU, "aku nggak tau salahku apa"),
    ],
)
def test_where_nothing_can_be_turned_the_clause_that_tells_most_is_quoted(
    message: str, address: Address, words: str
) -> None:
    assert words in (own_words(tell(message, address), message, address) or "")


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("Why does nobody ever tell me anything at all?", EN),
        ("I'm such a stupid worthless idiot, honestly, all of the time.", EN),
        ("Kak, saya guru honorer. Umur saya 40 tahun.", BAPAK),
    ],
)
def test_a_question_a_hard_word_or_who_somebody_is_is_not_quoted_even_then(message: str, address: Address) -> None:
    assert own_words(tell(message, address), message, address) is None


@settings(deadline=None)
@given(any_text, addresses)
def test_own_words_stand_in_the_message(message: str, address: Address) -> None:
    found = own_words(tell(message, address), message, address)
    assert found is None or found in " ".join(message.split())
