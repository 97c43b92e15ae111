"""A running Rembuk whose parts can be made to fail, and what tests of failures share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.practice.case import FOLDER as CASES
from tests.faults.kills import UNLIMITED
from tests.server import RunningRembuk

INJECT = Path(__file__).parent / "inject"
DAMAGED, MISSING = "thesis", "grief"


class FragileRembuk(RunningRembuk):
    """A Rembuk that goes wrong when told to; see `inject/sitecustomize.py`."""

    def __init__(self, folder: Path) -> None:
        self.faults = folder / "faults"
        self.faults.mkdir(parents=True)
        super().__init__(folder, PYTHONPATH=str(INJECT), REMBUK_FAULTS=str(self.faults), **UNLIMITED)

    def kill_at(self, part: str, commit: int, moment: str) -> None:
        """Let a part be killed before or after the how-manieth commit from now on."""
        (self.faults / "kill").write_text(f"{part} {commit} {moment}")

    def put_clock(self, seconds: float) -> None:
        """Let the clock of every part be off by that much."""
        (self.faults / "clock").write_text(str(seconds))

    def database(self, name: str) -> Path:
        return self.folder / f"{name}.db"


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FragileRembuk]:
    """One for all, with a damaged and a missing case; each test leaves it whole."""
    server = FragileRembuk(tmp_path_factory.mktemp("fragile") / "data")
    cases = server.folder / "cases"
    shutil.copytree(CASES, cases)
    (cases / f"{DAMAGED}.yml").write_text("name: thesis\nlines: [", encoding="utf-8")
    (cases / f"{MISSING}.yml").unlink()
    (server.faults / "cases").write_text(str(cases))
    with server:
        yield server
