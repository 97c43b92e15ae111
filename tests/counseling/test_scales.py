"""Importance and confidence in one message, and the reason with the number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.scales import read_scales, reason_given
from bot.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "scales"),
    [
        ("penting 9, yakin 4", {"importance": 9.0, "confidence": 4.0}),
        ("importance 9, confidence 4", {"importance": 9.0, "confidence": 4.0}),
        ("9 for importance and 4 for confidence", {"importance": 9.0, "confidence": 4.0}),
        ("yakin 4", {"confidence": 4.0}),
        ("penting banget, 10", {"importance": 10.0}),
        ("8", {}),
    ],
)
def test_each_name_has_its_number(text: str, scales: dict[str, float]) -> None:
    assert read_scales(text) == scales


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("id", "8 karena ibu", "karena ibu"),
        ("id", "7 lah soalnya aku capek begini terus", "soalnya aku capek begini terus"),
        ("id", "8", None),
        ("en", "8 because of my mum", "because of my mum"),
        ("en", "9, I want to be there for my kids", "I want to be there for my kids"),
        ("en", "8 for now", None),
    ],
)
def test_why_is_read_with_the_number(language: Language, text: str, reason: str | None) -> None:
    assert reason_given(text, language) == reason


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: Language) -> None:
    assert set(read_scales(text)) <= {"importance", "confidence"}
    reason = reason_given(text, language)
    assert reason is None or reason in text
