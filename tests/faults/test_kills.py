"""kill -9 at random moments under load."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.faults.kills import UNLIMITED, kill_under_load
from tests.server import RunningRembuk

KILLS, CLIENTS, TURNS, SEED = 10, 8, 20, 20261122


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_ten_kills_lose_nothing_that_was_acknowledged_and_do_nothing_twice(tmp_path: Path) -> None:
    with RunningRembuk(tmp_path, **UNLIMITED) as server:
        result = asyncio.run(kill_under_load(server, KILLS, CLIENTS, TURNS, SEED, print))
    assert sum(result.killed.values()) == KILLS
    assert result.resent > 0, "no kill met a message"
    assert result.acknowledged > KILLS * CLIENTS // 2
