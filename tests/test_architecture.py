"""Imports go one way, and nothing is made at import time."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

# package -> what its modules may not import
FORBIDDEN = {
    "bot/counseling": ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "bot.services", "bot.storage", "bot.channels",
                       "bot.nlu", "bot.safety", "actions", "urllib", "httpx", "socket"),
    "bot/practice": ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "numpy", "bot.services", "bot.storage", "bot.channels",
                     "bot.nlu", "bot.safety", "actions", "urllib", "httpx", "socket"),
    "bot/safety": ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "bot.services", "bot.storage", "bot.channels", "bot.nlu",
                   "actions"),
    "bot/storage": ("rasa_sdk", "sanic", "bot.services", "bot.channels", "actions", "bot.nlu"),
    "bot/services": ("rasa", "rasa_sdk", "sanic", "bot.channels", "actions", "bot.nlu", "bot.policies"),
    "bot/reports": ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "bot.storage", "bot.services", "actions"),
    "bot/nlu": ("rasa_sdk", "sqlalchemy", "sanic", "bot.services", "bot.storage", "bot.channels", "actions"),
    "bot/skills": ("rasa", "rasa_sdk", "sqlalchemy", "sanic", "bot.services", "bot.storage", "bot.channels", "actions"),
    "bot/policies": ("rasa_sdk", "sqlalchemy", "sanic", "bot.services", "bot.storage", "bot.channels", "actions"),
    "actions": ("rasa", "sqlalchemy", "sanic", "bot.storage", "bot.channels", "bot.nlu", "bot.policies"),
}  # fmt: skip
CLOCKS = {"now", "utcnow", "today", "time", "monotonic"}


def modules(package: str) -> list[Path]:
    return [path for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_imports_go_one_way(package: str) -> None:
    assert modules(package), package
    for path in modules(package):
        for name in imports(path):
            for forbidden in FORBIDDEN[package]:
                assert name != forbidden and not name.startswith(forbidden + "."), f"{path.name} imports {name}"


@pytest.mark.parametrize("package", ["bot/counseling", "bot/practice"])
def test_the_core_reads_no_clock_and_draws_no_chance_of_its_own(package: str) -> None:
    for path in modules(package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                assert not (owner in ("datetime", "date", "time") and node.func.attr in CLOCKS), path.name
                assert owner != "random" or node.func.attr == "Random", path.name


def test_what_an_engine_carries_is_reached_through_its_typed_accessor() -> None:
    # To the type checker all of an engine is Any: one key of the ring passed for a ring of keys once.
    for package in ("bot", "actions", "tests"):
        for path in modules(package):
            known = path.name in ("encryption.py", "test_architecture.py")
            assert known or "rembuk_cipher" not in path.read_text(encoding="utf-8"), path.name


def test_importing_makes_no_file_and_opens_no_database(tmp_path: Path) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in ("bot", "actions")
        for path in modules(package)
        if path.name not in ("__main__.py", "tracker_store.py") and "widget" not in path.parts
    ]
    code = f"import importlib\nfor name in {names!r}: importlib.import_module(name)"
    environment = {"REMBUK_DATA_DIR": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=environment, check=True, cwd=tmp_path,
                   capture_output=True)  # fmt: skip
    assert not (tmp_path / "data").exists()
