"""The processes that Rembuk consists of: starting them, seeing that one has ended, starting it again."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

from bot.settings import ROOT

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
PATIENCE = 8.0
_PR_SET_PDEATHSIG = 1


class Part:
    """One process, known by a name; `health` is the address at which it says that it is there.

    Attributes:
        waited_for: it was started and has not answered yet.
    """

    def __init__(
        self, name: str, command: Sequence[str], log: Path, health: str, environment: Mapping[str, str] | None = None
    ) -> None:
        """Args: environment: what it is told besides our own."""
        self.name, self.health, self.log = name, health, log
        self._environment = environment or {}
        self.waited_for = True
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._failed_starts = 0
        self._again_at: float | None = None

    def start(self) -> None:
        self._started, self._again_at, self.waited_for = time.monotonic(), None, True
        output = open_log(self.log)
        try:
            # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the others in order.
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                # glibc keeps a heap for each of many threads that hardly allocate.
                env={"MALLOC_ARENA_MAX": "2", **os.environ, **self._environment},
                stdout=output or subprocess.DEVNULL,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_ends_with_us(),
            )
        finally:
            if output is not None:
                output.close()

    @property
    def seconds(self) -> float:
        """Since it was started."""
        return time.monotonic() - self._started

    @property
    def has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def see_to(self) -> str | None:
        """Start it again when it has ended, after a pause that grows while it does not get as far as answering;
        gives what to tell."""
        if not self.has_ended:
            return None
        now = time.monotonic()
        if self._again_at is None:
            # One that was there ended by something new; one that was not will most likely end again.
            self._failed_starts = self._failed_starts + 1 if self.waited_for else 0
            pause = min(FIRST_PAUSE * 2**self._failed_starts, LONGEST_PAUSE)
            self._again_at = now + pause
            return f"{self.name} has ended by itself ({self._how()}); starting it again in {pause:g} s; see {self.log}"
        if now >= self._again_at:
            self.start()
        return None

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait for its end until `deadline` (time.monotonic), then make it end."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _how(self) -> str:
        status = self._process.returncode if self._process is not None else 0
        return f"signal {-status}" if status < 0 else f"status {status}"


def stop_all(parts: Sequence[Part]) -> None:
    """Ask each to end, the newest first; make those end that do not within `PATIENCE` seconds."""
    for part in reversed(parts):
        part.stop()
    deadline = time.monotonic() + PATIENCE
    for part in reversed(parts):
        part.wait(deadline)


def open_log(log: Path) -> IO[bytes] | None:
    """Open a log for what is added to it; None where there is no place for one, which stops nobody."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        return log.open("ab")
    except OSError as error:
        tell(f"rembuk: no log can be kept in {log.parent} ({error.strerror}); going on without")
        return None


def tell(line: str, to_errors: bool = True) -> None:
    """Say a line to whoever started us; that nobody can hear it any more (a full disk, a closed pipe) stops nothing."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr if to_errors else sys.stdout, flush=True)


def _ends_with_us() -> partial[int] | None:
    """Give what a process has to do at its start in order to end when we are killed; on Linux.

    One that lived on would hold its port, and nobody would start it again.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return partial(prctl, _PR_SET_PDEATHSIG, signal.SIGKILL) if prctl is not None else None
