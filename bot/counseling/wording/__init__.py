"""The words of the counseling core: lists and phrasings kept as YAML beside this file, read once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from bot.language import Language

_HERE = Path(__file__).parent


@functools.cache
def load(name: str) -> Any:
    """The content of `<name>.yml` in this folder."""
    return yaml.safe_load((_HERE / f"{name}.yml").read_text(encoding="utf-8"))


@functools.cache
def words(name: str, language: Language, key: str) -> frozenset[str]:
    """The list `key` of `<name>.yml` for a language, as a set; empty where the language has no such list."""
    return frozenset(load(name)[language].get(key, ()))


@functools.cache
def feeling_words(language: Language) -> frozenset[str]:
    """Every single word by which a feeling is named."""
    spellings = (
        spelling for entry in load("feelings")[language] for spelling in (entry["name"], *entry.get("words", ()))
    )
    return frozenset(spelling for spelling in spellings if " " not in spelling)
