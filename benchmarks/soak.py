"""A hundred kill -9 under load, then 200 conversations of 20 turns at once: nothing acknowledged is lost, doubled, put
out of order or shown to somebody else.

`make soak`, or `python -m benchmarks.soak [KILLS] [SEED]`; says where it is, ends with the lines for
docs/reliability.md. The limits of one address do not hold here: all clients are at one.
"""

from __future__ import annotations

import asyncio
import platform
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tests.faults.kills import UNLIMITED, kill_under_load, talk_at_once
from tests.server import RunningRembuk

KILLS, SEED = 100, 20261122
CLIENTS, TURNS = 8, 20
AT_ONCE = 200


def main() -> int:
    """Run both parts; 1 when something is not as it must be."""
    kills, seed = (int(given) for given in (*sys.argv[1:3], *(KILLS, SEED)[len(sys.argv) - 1 :]))
    began = time.monotonic()

    def tell(line: str) -> None:
        print(f"{time.monotonic() - began:5.0f} s  {line}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        with RunningRembuk(Path(folder) / "kills", **UNLIMITED) as server:
            killed = asyncio.run(kill_under_load(server, kills, CLIENTS, TURNS, seed, tell))
        minutes = (time.monotonic() - began) / 60
        with RunningRembuk(Path(folder) / "at-once", **UNLIMITED) as server:
            started = time.monotonic()
            talked = asyncio.run(talk_at_once(server, AT_ONCE, TURNS, tell))
            seconds = time.monotonic() - started
    parts = ", ".join(f"{part} {count}" for part, count in sorted(killed.killed.items()))
    whole = (time.monotonic() - began) / 60
    report = f"""
{date.today()}, {platform.machine()}, Python {platform.python_version()}, seed {seed}, {whole:.1f} minutes:
- {sum(killed.killed.values())} kills ({parts}) under {CLIENTS} clients in {minutes:.1f} minutes:
  {len(killed.talks)} talks, {killed.acknowledged} turns acknowledged, {killed.resent} unanswered and sent again;
  none lost, none twice.
- {AT_ONCE} talks of {TURNS} turns at once: {talked.acknowledged} turns in {seconds:.0f} s, {talked.resent} sent again;
  none lost, none out of order, none in another's history."""
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
