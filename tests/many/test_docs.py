"""docs/operations.md names tests, commands and figures that exist."""

from __future__ import annotations

import re

from bot.cli import _parser
from bot.metrics import Metrics
from bot.settings import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_exists() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    names = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(names) > 4
    assert {name for name in names if f"def {name}(" not in written} == set()
    for path in re.findall(r"`((?:tests|deploy|tools)/[\w/.-]+)`", PAGE):
        assert (ROOT / path).exists(), path


def test_every_command_that_is_named_exists() -> None:
    for command in set(re.findall(r"python -m bot ([\w-]+)", PAGE)):
        assert re.search(rf"^    {command}\b", _parser().format_help(), re.MULTILINE), command
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make ([\w-]+)`", PAGE)) <= set(targets)


def test_every_figure_is_named() -> None:
    given = {"rembuk_part_up"}
    for family in Metrics().registry.collect():
        given.add(f"{family.name}_total" if family.type == "counter" else family.name)
    assert set(re.findall(r"`(rembuk_\w+)`", PAGE)) == given
