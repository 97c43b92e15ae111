"""What the messengers say themselves."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.channels.text import plain
from bot.language import LANGUAGES, Language

WORDS = Path(__file__).parent / "words.yml"
# Of a message as short as that nobody expects to be answered.
FEW_WORDS = 3


def say(key: str, language: Language, **values: object) -> str:
    """The text of a key, its {places} filled in."""
    return str(_words()["says"][key][language]).format(**values)


def titles(key: str, language: Language) -> list[str]:
    """The titles of a list to choose from."""
    return list(_words()["lists"][key][language])


def notice(messenger: str, *languages: Language) -> str:
    """What the messenger itself sees; in both languages, one after the other, where none is named."""
    told = _words()["notices"][messenger]
    return "\n\n".join(told[language] for language in languages or LANGUAGES)


def fit(text: str, language: Language, messenger: str) -> str:
    """Give a text of the dialogue, which speaks of a page, as it is said where there is none."""
    for was, now in _words()["instead"][language].items():
        text = text.replace(was, now.replace("{messenger}", _words()["names"][messenger]))
    return text


def tells_something(text: str) -> bool:
    """Whether a first message is more than a greeting."""
    return len(plain(text).split()) > FEW_WORDS


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words
