"""When there is enough to sum up, and whether a correction says what is wrong."""

from __future__ import annotations

import pytest

from bot.counseling.telling import has_content, is_enough
from bot.language import Language


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("bukan", "id", False),
        ("nggak gitu sih", "id", False),
        ("udah gt aja", "id", False),
        ("bukan marah, tapi takut", "id", True),
        ("no, that's not quite right", "en", False),
        ("no, it's my mother who decides", "en", True),
    ],
)
def test_a_correction_says_what_is_wrong_or_only_that_something_is(
    text: str, language: Language, expected: bool
) -> None:
    assert has_content(text, language) is expected


def test_three_messages_are_enough_and_so_are_two_long_ones() -> None:
    assert not is_enough(["satu"])
    assert not is_enough(["satu", "dua"])
    assert is_enough(["satu", "dua", "tiga"])
    assert is_enough(["kata " * 25, "kata " * 25])
