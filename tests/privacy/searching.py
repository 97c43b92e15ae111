"""Canary words, and looking for them everywhere that a Rembuk under test may have written."""

from __future__ import annotations

import base64
import itertools
import os
import random
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.settings import ROOT

SYLLABLES = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aiou"]
# What no running Rembuk writes into, and what would take long to read.
SKIPPED = {".git", ".venv", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}

_NUMBERS = itertools.count()


def canary() -> str:
    """A word that reads like one and stands nowhere yet: made while the test runs, so that its source lacks it too."""
    # The same ones in every run: a word in a thousand sounds like danger to the screen, which is not tested here.
    draw = random.Random(f"{os.environ.get('PYTEST_XDIST_WORKER', '')} {next(_NUMBERS)}")
    return "".join(draw.choice(SYLLABLES) for _ in range(6))


def places(folder: Path, since: float) -> list[Path]:
    """Every file below `folder`, and what has changed in the checkout since that time."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    for path in ROOT.rglob("*"):
        if SKIPPED.isdisjoint(path.relative_to(ROOT).parts) and path.is_file() and path.stat().st_mtime >= since:
            found.append(path)
    return found


def found_in(paths: Iterable[Path], words: Iterable[str]) -> set[tuple[str, str]]:
    """(word, file) wherever a word stands, in any case, in UTF-8 or UTF-16, in hexadecimal or in base64."""
    forms = [(word, form) for word in words for form in _forms(word)]
    hits = set()
    for path in paths:
        content = path.read_bytes().lower()
        hits |= {(word, path.name) for word, form in forms if form in content}
    return hits


def cells(database: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every cell of every table as raw bytes, with the names of its table and column; no key is at hand."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = connection.execute(f'SELECT * FROM "{table.decode()}"')
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, value in zip(names, row):
                    if value is not None:
                        raw = value if isinstance(value, bytes) else str(value).encode()
                        yield table.decode(), name, raw
    finally:
        connection.close()


def sealed_cells(databases: Iterable[Path]) -> set[bytes]:
    """The ciphertexts of all tables: a Fernet token begins like this."""
    return {raw for database in databases for _, _, raw in cells(database) if raw.startswith(b"gAAAAA")}


def _forms(word: str) -> set[bytes]:
    plain = word.encode()
    forms = {plain, word.encode("utf-16-le"), plain.hex().encode()}
    for shift in range(3):
        # What base64 makes of the word depends on where among three bytes it begins; the edges depend on the rest.
        forms.add(base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4].lower())
    return forms
