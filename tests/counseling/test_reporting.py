"""What became of a step or a goal, where a yes alone would be misread."""

from __future__ import annotations

import pytest

from bot.counseling.meant import act_meant
from bot.counseling.reporting import goal_stands, share_done


@pytest.mark.parametrize(
    "text",
    [
        "2 of 3, Friday I bailed",
        "yes 2/3",
        "two out of three times",
        "3 out of the 5 days",
        "once, not twice",
        "all but one",
        "most days",
        "yes except on Friday",
        "I did monday and tuesday but friday I skipped",
        "yeah, but then I gave up",
        "not every day but I did some",
        "half of it",
        "only once lol",
        "2 dari 3 kali",
        "iya, kecuali Jumat",
    ],
)
def test_a_part_done_is_told_from_the_whole(text: str) -> None:
    assert share_done(text) == "partly"
    assert act_meant("followup", text, "report_done") == "report_partly"


@pytest.mark.parametrize(
    ("text", "outcome"), [("3 of 3!", "done"), ("0 out of 5", "not_done"), ("none of 3", "not_done")]
)
def test_a_count_says_how_much(text: str, outcome: str) -> None:
    assert share_done(text) == outcome


@pytest.mark.parametrize(
    "text",
    ["yes", "no, I bailed", "I did it!", "I did it, and I didn't feel bad", "nope, most days I can't",
     "sudah", "I called her at 10"],
)  # fmt: skip
def test_the_rest_is_left_to_the_act(text: str) -> None:
    assert share_done(text) is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("yes and like I said I still go there on Sundays", "deny"),
        ("still going, let's do a next step", "commit"),
        ("not quite there yet", "deny"),
        ("yeah, reached I'd say", "affirm"),
        ("yes and like I said my sister calls now", "ask_meaning"),
        ("masih, belum selesai", "deny"),
        ("udah tercapai kok", "affirm"),
        ("yes", None),
        ("ya", None),
    ],
)
def test_a_yes_to_reached_or_still_going_is_not_taken_for_either(text: str, act: str | None) -> None:
    assert goal_stands(text) == act
    assert act_meant("achieved", text, "affirm") == act


def test_what_has_no_gap_in_it_is_not_done_in_part() -> None:
    assert share_done("saya jalankan sesuai rencana, tidak ada yang bolong") is None
    assert share_done("dua hari bolong") == "partly"
