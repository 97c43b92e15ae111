"""What matters to a person said again, and what they want done with a step that was not done."""

from __future__ import annotations

import pytest

from bot.counseling.address import Address
from bot.counseling.renegotiating import read_wish
from bot.counseling.values import say_values


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("yang lebih kecil aja", "smaller"),
        ("diperkecil", "smaller"),
        ("same step but smaller", "smaller"),
        ("langkah lain", "other"),
        ("something different", "other"),
        ("lepas aja", "drop"),
        ("gak usah deh", "drop"),
        ("let it go", "drop"),
        ("cukup buka filenya lima menit sehari", "step"),
        ("I'll only write the first line of the mail", "step"),
        ("usaha lagi", None),
        ("hmm", None),
        ("", None),
    ],
)
def test_a_step_not_done_is_made_smaller_changed_let_go_or_written_anew(text: str, wish: str | None) -> None:
    assert read_wish(text) == wish


def test_a_value_is_said_back_without_its_because() -> None:
    assert say_values(["karena ibu sudah nunggu lama"], Address("id")) == "ibu sudah nunggu lama"
    said = say_values(["because I used to be someone people could count on"], Address("en"))
    assert said == "You used to be someone people could count on"


def test_of_several_values_the_last_that_is_short_enough_is_said() -> None:
    assert say_values(["ibu", " ".join(["panjang"] * 30)], Address("id")) == "ibu"
    assert say_values([], Address("id")) == ""
