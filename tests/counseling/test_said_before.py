"""What only points at what was said before."""

from __future__ import annotations

import pytest

from bot.counseling.meant import act_meant
from bot.counseling.said_before import said_before, without_pointing


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("same thing, one friend I can call", "one friend I can call"),
        ("I just told you", ""),
        ("I already said", ""),
        ("ugh i literally just said that", ""),
        ("I've already told u", ""),
        ("same as before lol", ""),
        ("it's the same", ""),
        ("As I said: a friend", "a friend"),
        ("what I said", ""),
        ("I told you already, ask Priya", "ask Priya"),
        ("kan udah kubilang", ""),
        ("udah bilang tadi, tidur jam 11", "tidur jam 11"),
        ("sama kayak tadi", ""),
        ("I don't know, I told you", ""),
        ("nggak tau, kan udah dibilang", ""),
    ],
)
def test_what_points_back_is_told_from_what_is_new(text: str, rest: str) -> None:
    assert said_before(text) == rest
    assert without_pointing(text) == (rest or text)
    assert act_meant("goal", text, "feel_misunderstood") == "propose_goal"
    assert act_meant("step", text, "feel_misunderstood") == "propose_step"
    assert act_meant("problem", text, "feel_misunderstood") is None


@pytest.mark.parametrize(
    "text",
    ["same time every day", "I told her I love her", "I said I would call", "I wrote it down", "I mentioned it to him",
     "the same thing every evening", "tidur sama anak", "sudah bilang ke ibu"],
)  # fmt: skip
def test_what_says_something_points_nowhere(text: str) -> None:
    assert said_before(text) is None


def test_a_that_before_a_full_stop_points_at_what_was_chosen() -> None:
    assert without_pointing("That. 20 mins on receipts after lunch.") == "20 mins on receipts after lunch."
    assert without_pointing("that is too much") == "that is too much"
