"""A turn with everything on, the second start, and memory: `python -m benchmarks.turn` (needs a current model).

Starts Rembuk on free ports with an empty database, holds whole conversations over HTTP with one client, and prints
the median and 95th percentile of a turn, seconds from start to the printed address, and the resident memory of
all processes. These machines are shared: take medians of several runs.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.dialogues.client import ScriptedClient, straight_through
from tests.server import RunningRembuk

CONVERSATIONS = 6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with RunningRembuk(Path(folder)):
            pass  # the first start migrates; the second is what a person waits for
        started = time.monotonic()
        with RunningRembuk(Path(folder)) as server:
            start = time.monotonic() - started
            turns: list[float] = []
            for number in range(CONVERSATIONS):
                client = ScriptedClient(server.url, "id" if number % 2 else "en")
                straight_through(client)
                # The first turns of the first conversation load what is loaded late.
                turns += client.seconds[5:] if number == 0 else client.seconds
            memory = server.memory_mb()
    turns.sort()
    print(f"second start: {start:.1f} s")
    print(f"turn: median {statistics.median(turns) * 1000:.0f} ms, p95 {turns[int(len(turns) * 0.95)] * 1000:.0f} ms")
    print(f"({len(turns)} turns of {CONVERSATIONS} conversations)")
    print(f"memory of all processes: {sum(memory.values()):.0f} MB ({memory})")


if __name__ == "__main__":
    main()
