"""What a client wants out of the plan."""

from __future__ import annotations

import pytest

from bot.counseling.let_go import let_go, needs_nobody
from bot.counseling.meant import act_meant


@pytest.mark.parametrize(
    ("text", "gone", "rest"),
    [
        ("setuju, tapi ga usah lihat lagi atau ingetin, aku bisa sendiri", {"review_on"}, "setuju"),
        ("I agree. I do not wish to be reminded.", {"review_on"}, "I agree"),
        ("yes. drop the 3 December bit", {"review_on"}, "yes"),
        ("hapus dukungannya, sama yang tanggal 5 desember juga hapus", {"support", "review_on"}, ""),
        ("the support should be nobody", {"support"}, ""),
        ("remove the support", {"support"}, ""),
        ("jangan lupa ingetin ya", set(), "jangan lupa ingetin ya"),
        ("no, on 3 December I am away", set(), "no, on 3 December I am away"),
        ("dukungannya ibu aja", set(), "dukungannya ibu aja"),
    ],
)
def test_what_is_to_go_is_told_from_what_else_is_said(text: str, gone: set[str], rest: str) -> None:
    assert let_go(text) == (gone, rest)


@pytest.mark.parametrize(
    "text", ["ga ada", "nobody", "no1 m8 doin it solo", "ga usah, sendiri aja", "just me", "I'll do it on my own"]
)
def test_nobody_is_to_help(text: str) -> None:
    assert needs_nobody(text)
    assert act_meant("support", text, "deny") == "state_support"


@pytest.mark.parametrize(
    "text", ["nobody but my sister", "istri saya sendiri", "ga ada sih, paling ibu", "my sister, she lives alone"]
)
def test_somebody_is_named_beside_a_nobody(text: str) -> None:
    assert not needs_nobody(text)


def test_a_yes_without_reminders_is_a_yes() -> None:
    assert act_meant("agreement", "setuju, tapi ga usah diingetin", "state_support") == "commit"
    assert act_meant("agreement", "hapus dukungannya", "delete_data") == "disagree"
    assert act_meant("agreement", "take out the support, please", "state_support") == "disagree"
