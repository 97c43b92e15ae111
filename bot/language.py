"""The two languages of Rembuk."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import yaml

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
COMMON = Path(__file__).parent / "common_words.yml"
_MARKS = re.compile(r"['’]")


def language_of(text: str, otherwise: Language) -> Language:
    """The language that most of the commonest words in a text are of."""
    said = set(re.findall(r"\w+", _MARKS.sub("", text.casefold())))
    count = {language: len(said & common) for language, common in _common().items()}
    if count["id"] == count["en"]:
        return otherwise
    return "id" if count["id"] > count["en"] else "en"


@lru_cache(maxsize=1)
def _common() -> dict[Language, set[str]]:
    return {language: set(words.split()) for language, words in yaml.safe_load(COMMON.read_text("utf-8")).items()}
