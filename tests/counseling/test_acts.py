"""What only resembles a question to the bot."""

from __future__ import annotations

import pytest

from bot.counseling.acts import asks_nothing


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("ask_privacy", "if somebody sat with me when I open it"),
        ("ask_privacy", "when the house is quiet"),
        ("ask_human", "I'd rather not go to HR"),
        ("ask_human", "go to the clinic on Monday"),
    ],
)
def test_what_says_nothing_of_it_asks_nothing(act: str, text: str) -> None:
    assert asks_nothing(act, text)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("ask_privacy", "I don't want anyone to read this"),
        ("ask_privacy", "is it just us?"),
        ("ask_privacy", "jangan sampai bocor ya"),
        ("ask_human", "I want to talk to a real person"),
        ("ask_human", "mau ke psikolog aja"),
        ("ask_ideas", "if somebody sat with me"),
    ],
)
def test_what_is_asked_is_asked(act: str, text: str) -> None:
    assert not asks_nothing(act, text)
