"""What the reports say themselves, and how they write days, times and numbers."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.language import Language

WORDS = tuple(Path(__file__).parent / name for name in ("words.yml", "practice_words.yml"))
_LINE_ENDS = ("Zl", "Zp")
_UNSHOWN = ("Cc", "Cs")


@dataclass(frozen=True)
class Words:
    """The words of one language, by their keys in words.yml and practice_words.yml."""

    language: Language
    texts: dict[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The text of a key, its {places} filled in.

        Raises:
            KeyError: there is no such text, or a value is missing.
        """
        return str(self.texts[key]).format(**values)

    def name_of(self, group: str, code: str) -> str:
        """The word for a code of the export ("agreed", "client"); the code itself where there is none."""
        return str(self.texts[group].get(code, code))

    def who(self, by: str, client: dict[str, Any]) -> str:
        """Who said or named something: the client's name, or I as they would say it; Rembuk."""
        if by != "client":
            return self.say("bot")
        return client["name"] or self.say("me" if client["address"] == "kamu" else "me_formal")

    def day(self, iso: str) -> str:
        """An ISO date or time as a day: "Senin, 9 Maret 2026"."""
        return self._day(datetime.fromisoformat(iso).date())

    def short_day(self, iso: str) -> str:
        """An ISO date or time as a day in a table: "9 Mar 2026"."""
        day = datetime.fromisoformat(iso).date()
        return f"{day.day} {self.texts['months'][day.month - 1][:3]} {day.year}"

    def time(self, iso: str) -> str:
        """An ISO time with its hour, as on the clock of its own offset: "Senin, 9 Maret 2026, 19.00"."""
        at = datetime.fromisoformat(iso)
        return f"{self._day(at.date())}, {self.clock(iso)}"

    def clock(self, iso: str) -> str:
        """The hour of an ISO time alone: "19.00"."""
        at = datetime.fromisoformat(iso)
        return f"{at.hour:02}{self.texts['clock']}{at.minute:02}"

    def exact(self, value: float, places: int = 2) -> str:
        """A figure with so many decimals."""
        return f"{value:.{places}f}".replace(".", self.texts["decimal"])

    def number(self, value: float) -> str:
        """At most one decimal, and none where there is nothing after it."""
        return f"{value:.1f}".removesuffix(".0").replace(".", self.texts["decimal"])

    def _day(self, day: date) -> str:
        return f"{self.texts['weekdays'][day.weekday()]}, {day.day} {self.texts['months'][day.month - 1]} {day.year}"


@functools.cache
def load_words(language: Language) -> Words:
    texts: dict[str, Any] = {}
    for path in WORDS:
        texts |= yaml.safe_load(path.read_text(encoding="utf-8"))[language]
    return Words(language, texts)


def plain(value: Any) -> Any:
    """A JSON value whose texts hold line feeds and visible text, but no other control characters.

    Those may not stand in HTML, and would tear the lines of a calendar.
    """
    if isinstance(value, str):
        return _plain_text(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def _plain_text(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = []
    for letter in text:
        kind = unicodedata.category(letter)
        if letter == "\n" or kind in _LINE_ENDS:
            shown.append("\n")
        elif kind not in _UNSHOWN:
            shown.append(letter)
    return "".join(shown)
