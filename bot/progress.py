"""How far a command is that takes long: a bar on the terminal, nothing where the output is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 24
# Seconds between two drawings, and before the first: what is done by then needs no bar.
PAUSE = 0.5


class Progress:
    """`with Progress(len(rows)) as progress: …; progress.step()` after each row."""

    def __init__(self, total: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._done = total, 0
        self._stream, self._clock = stream or sys.stderr, clock
        self._started = self._drawn = clock()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown:
            print("\r\033[K", end="", file=self._stream, flush=True)

    def step(self) -> None:
        """One row more is done."""
        self._done += 1
        now = self._clock()
        if now - self._drawn >= PAUSE and self._stream.isatty():
            self._drawn, self._shown = now, True
            print(f"\r\033[K{self._line(now - self._started)}", end="", file=self._stream, flush=True)

    def _line(self, took: float) -> str:
        full = WIDTH * self._done // self._total
        left = took / self._done * (self._total - self._done)
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {self._done} of {self._total} rows, {left:.0f} s left"
