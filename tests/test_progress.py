"""The bar of the long commands."""

from __future__ import annotations

import io

import pytest

from bot.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A second passes with each row."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def worked(stream: io.StringIO, rows: int, seconds_a_row: float) -> str:
    clock = Clock()
    with Progress(rows, stream, clock) as progress:
        for _ in range(rows):
            clock.now += seconds_a_row
            progress.step()
    return stream.getvalue()


def test_it_tells_what_is_done_of_how_much_and_the_seconds_left() -> None:
    drawn = worked(Terminal(), 4, 1.0).split("\r\033[K")
    assert drawn[1] == "[######..................] 1 of 4 rows, 3 s left"
    assert drawn[4] == "[########################] 4 of 4 rows, 0 s left"
    assert drawn[5] == "", "in the end the line is clean"


def test_it_draws_no_oftener_than_eyes_need() -> None:
    assert worked(Terminal(), 1100, 0.001).count("rows") == 2


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_nothing_where_there_is_no_terminal_or_nothing_to_wait_for(stream: io.StringIO) -> None:
    assert worked(stream, 3, 1.0 if not stream.isatty() else 0.01) == ""
