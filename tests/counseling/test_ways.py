"""A way where a number was asked for."""

from __future__ import annotations

import pytest

from bot.counseling.meant import act_meant
from bot.counseling.ways import names_way


@pytest.mark.parametrize(
    "text",
    ["email my boss about the rota", "maybe I could ask Priya", "calling the bank", "I'd talk to my sister first",
     "email kaprodi", "coba ngomong sama ibu"],
)  # fmt: skip
def test_a_way_is_heard_where_a_number_was_asked_for(text: str) -> None:
    assert names_way(text, "out_of_scope")
    assert act_meant("confidence", text, "out_of_scope") == "rate"


@pytest.mark.parametrize("text", ["not very", "why do you ask?", "hm", "quite sure", "nggak yakin", "ask?", "I can't"])
def test_what_names_nothing_to_do_is_no_way(text: str) -> None:
    assert not names_way(text, "rate")


def test_a_number_is_a_number() -> None:
    assert act_meant("confidence", "call it 7", "rate") is None
