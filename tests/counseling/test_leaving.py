"""Where a message says that its writer leaves now."""

from __future__ import annotations

import pytest

from bot.counseling.leaving import takes_leave


@pytest.mark.parametrize(
    "text",
    [
        "ok gotta go, shift starts soon. thx for listening", "anyway gotta run", "I have to go, my bus is here",
        "like i said just text him. gotta go mate, next drops waiting. keep what weve got yeah?",
        "harus pergi dulu", "aku harus berangkat, jemput anak. makasih ya", "thanks, bye",
    ],
)  # fmt: skip
def test_who_leaves_is_let_go_whatever_they_say_after_it(text: str) -> None:
    assert takes_leave(text)


@pytest.mark.parametrize(
    "text",
    [
        "I have to go, every time, to the clinic", "he says he has to go and I cry", "I need to run three times a week",
        "aku harus pergi ke sana tiap minggu", "I have to go to work early and the kids hate it",
    ],
)  # fmt: skip
def test_what_has_to_be_done_elsewhere_is_no_leave(text: str) -> None:
    assert not takes_leave(text)
