"""A time changed in part keeps what was not said anew."""

from __future__ import annotations

import pytest

from bot.counseling.time_change import time_changed


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        ("besok jam 7 malam", "jam 8", "besok jam 8 malam"),
        ("besok jam 7 malam", "jam 8 pagi", "besok jam 8 pagi"),
        ("Selasa dan Kamis sore", "jam 6 pagi", "Selasa dan Kamis jam 6 pagi"),
        ("tiap pagi jam 6", "jam 7", "tiap pagi jam 7"),
        ("every Friday at 5pm", "at 6 am", "every Friday at 6 am"),
        ("Friday at 5pm", "Sunday", "Sunday at 5pm"),
        ("besok", "lusa", "lusa"),
        ("besok", "kapan-kapan aja", "kapan-kapan aja"),
    ],
)
def test_what_a_new_time_leaves_unsaid_stays(before: str, after: str, now: str) -> None:
    assert time_changed(before, after) == now
