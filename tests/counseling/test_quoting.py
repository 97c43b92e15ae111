"""A few of the person's own words are quoted as they are, never all of them and not often."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.quoting import ONE_IN, may_quote, quotable
from bot.counseling.reflection import reflect
from bot.counseling.told import tell
from tests.counseling.said import addresses, any_text

EN, KAMU = Address("en"), Address("id")
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
def test_no_more_than_one_reflection_in_four_is_a_quotation(seed: int) -> None:
    used, rng = list[str](), random.Random(seed)
    for _ in range(16):
        used.append(reflect(STORY, EN, used, rng).form)
    assert sum(form.startswith("quote.") for form in used) <= 1 + len(used) // ONE_IN
    assert may_quote(()) and not may_quote(["quote.heard"])
