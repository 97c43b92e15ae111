"""How somebody finds what they told is said back as theirs; what asks them to begin is for those who have not begun."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.appraisals import how_they_find_it
from bot.counseling.reflection import reflect

EN, KAMU, BAPAK = Address("en"), Address("id", "kamu"), Address("id", "bapak")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("its just embarrassing man", "it's embarrassing"),
        ("it's so unfair", "it's so unfair"),
        ("That was so humiliating.", "it was so humiliating"),
        ("so exhausting", "it's exhausting"),
        ("tbh it feels too much", "it feels too much"),
        ("kinda awkward tbh", "it's kind of awkward"),
    ],
)
def test_how_somebody_finds_it_is_heard_in_english(text: str, how: str) -> None:
    assert how_they_find_it(text, EN) == how


@pytest.mark.parametrize(
    ("text", "everyday", "formal"),
    [
        ("malu2in banget sih", "malu-maluin banget", "memalukan sekali"),
        ("gak adil kan", "nggak adil", "tidak adil"),
        ("ga enak bgt rasanya", "nggak enak banget", "tidak enak sekali"),
        ("ya berat", "berat", "berat"),
    ],
)
def test_how_somebody_finds_it_is_heard_in_indonesian(text: str, everyday: str, formal: str) -> None:
    assert how_they_find_it(text, KAMU) == everyday
    assert how_they_find_it(text, BAPAK) == formal


@pytest.mark.parametrize("text", ["", "it's my mum", "is it unfair?", "it's unfair that he got my shifts and not me"])
def test_what_tells_more_is_no_mere_appraisal(text: str) -> None:
    assert how_they_find_it(text, EN) is None


def test_a_short_answer_in_the_middle_of_a_telling_is_not_asked_to_begin() -> None:
    earlier = ["My boss gave my shifts to the new lad."]
    for seed in range(30):
        said = reflect("anyway thats it really", EN, [], random.Random(seed), earlier)
        assert said.form.startswith("onward.")
        assert reflect("anyway thats it really", EN, [], random.Random(seed)).form.startswith("open.")


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    for address in (EN, KAMU, BAPAK):
        assert how_they_find_it(text, address) is None or how_they_find_it(text, address) != ""
