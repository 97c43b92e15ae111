"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import pytest

from bot.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("halo", "id"),
        ("hi", "en"),
        ("I need to talk to someone", "en"),
        ("aku lagi sedih", "id"),
        ("ok", "en"),
        ("Kalau gitu ya udah, masih bisa juga kok.", "id"),
        ("It's not that, I don’t think so", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text, "en") == language


def test_a_text_that_tells_nothing_is_in_the_language_that_was_spoken() -> None:
    assert language_of("12345 !!", "id") == "id"
    assert language_of("12345 !!", "en") == "en"
