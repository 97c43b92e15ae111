"""What a trainee types to the program, and what stays meant for the client."""

from __future__ import annotations

import pytest

from bot.practice.commands import Command, command_in


@pytest.mark.parametrize(
    "typed",
    ["ulang dari 3", "Ulang dari giliran 3", "ulang dari giliran ke-3", "kembali ke giliran 3.", "mulai lagi dari 3",
     "ulangi dari 3", "balik ke 3", "back to 3", "Back to turn 3!", "go back to 3", "again from turn 3",
     "take back from 3", "start over from turn 3"],
)  # fmt: skip
def test_a_turn_to_go_back_to_is_heard_however_it_is_put(typed: str) -> None:
    assert command_in(typed) == Command("branch", 3)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("ulang", "take_back"), ("Dari awal", "start_over"), ("start over", "start_over"), ("tren", "trend"),
     ("Progress", "trend"), ("perkembangan", "trend"), ("selesai.", "end"), ("hint", "hint")],
)  # fmt: skip
def test_a_word_alone_is_a_command(typed: str, name: str) -> None:
    assert command_in(typed) == Command(name)


@pytest.mark.parametrize(
    "said",
    ["Ceritakan dari awal, ya.", "Kembali ke 3 bulan lalu, apa yang terjadi?", "back to 3 weeks ago", "ulang dari",
     "Perkembangan apa yang kamu lihat?", "You want to start over with her.", "kembali ke rumah", ""],
)  # fmt: skip
def test_what_is_said_to_the_client_is_no_command(said: str) -> None:
    assert command_in(said) is None
