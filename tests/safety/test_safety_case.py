"""The safety case names tests that are there, and a test or a gap for each of its hazards."""

from __future__ import annotations

import re

from bot.settings import ROOT

TEXT = (ROOT / "docs" / "safety-case.md").read_text(encoding="utf-8")


def test_every_test_that_the_safety_case_names_exists() -> None:
    named = set(re.findall(r"`(tests/\S+?\.py)::(\w+)`", TEXT))
    assert len(named) > 30
    gone = [f"{file}::{name}" for file, name in sorted(named) if f"def {name}(" not in (ROOT / file).read_text("utf-8")]
    assert not gone, gone


def test_every_hazard_has_its_tests_or_says_that_it_has_none() -> None:
    logged = re.findall(r"^\| (H\d+) \|", TEXT, re.MULTILINE)
    assert logged == re.findall(r"^- \*\*(H\d+)\*\*", TEXT, re.MULTILINE)
    assert logged == [f"H{number}" for number in range(1, len(logged) + 1)]


def test_every_rating_is_the_one_of_the_matrix() -> None:
    rows = re.findall(r"^\| \*\*([a-z ]+)\*\* \|((?: \d \|){5})", TEXT, re.MULTILINE)
    severities = ("minor", "significant", "considerable", "major", "catastrophic")
    matrix = {
        (severity, likelihood): cell
        for likelihood, cells in rows
        for severity, cell in zip(severities, re.findall(r"\d", cells), strict=True)
    }
    ratings = re.findall(rf"\| ({'|'.join(severities)}), ([a-z ]+): (\d) ", TEXT)
    assert len(ratings) == 2 * len(re.findall(r"^\| H\d+ \|", TEXT, re.MULTILINE))
    for severity, likelihood, risk in ratings:
        assert matrix[severity, likelihood] == risk, (severity, likelihood)
