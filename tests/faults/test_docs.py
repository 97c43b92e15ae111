"""docs/reliability.md names tests that are there, and every test of a fault stands in it."""

from __future__ import annotations

import re

from bot.settings import ROOT

TABLE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
WRITTEN = {
    path.name: set(re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8")))
    for path in (ROOT / "tests").rglob("test_*.py")
}


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)", TABLE))
    assert named and named <= set().union(*WRITTEN.values())


def test_every_fault_that_is_tested_is_named() -> None:
    tested = {name for file in ("test_living.py", "test_kills.py", "test_starting.py") for name in WRITTEN[file]}
    assert {name for name in tested if name not in TABLE} <= {"test_every_case_that_comes_along_is_whole"}
