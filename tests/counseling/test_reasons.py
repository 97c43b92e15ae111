"""A number with its reason in one message."""

from __future__ import annotations

import pytest

from bot.counseling.reasons import split_reason


@pytest.mark.parametrize(
    ("text", "rating", "reason"),
    [
        ("8 karena ibu", 8.0, "karena ibu"),
        ("7 because my kids need me", 7.0, "because my kids need me"),
        ("8, ibu sudah nunggu lama", 8.0, "ibu sudah nunggu lama"),
        ("soalnya aku capek begini, 9", 9.0, "soalnya aku capek begini"),
        ("8", 8.0, None),
        ("8 deh", 8.0, None),
        ("penting banget", None, None),
    ],
)
def test_number_and_reason_are_told_apart(text: str, rating: float | None, reason: str | None) -> None:
    assert split_reason(text) == (rating, reason)
