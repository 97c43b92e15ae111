"""The words that hand a person over to people, and the contacts in them; both stand in `contacts.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import yaml

from bot.language import LANGUAGES, Language
from bot.safety.lexicon import Level

Kind = Literal["talk", "harm", "emergency", "directory"]
_ANYWHERE = "*"
_ALIASES = {"UK": "GB"}
_FIRST_KINDS: dict[Level, tuple[Kind, ...]] = {"L2": ("talk", "directory"), "L3": ("emergency",)}


@dataclass(frozen=True)
class Contact:
    """Someone to turn to; `label` is one line in the language asked for, `checked_on` the day it was last compared."""

    name: str
    kind: Kind
    label: str
    number: str | None
    url: str | None
    checked_on: date


def contacts(language: Language, country: str = "ID", minor: bool = False) -> list[Contact]:
    """The contacts for a country (ISO 3166, any case), someone to talk to first; never empty.

    A country without contacts of its own gets the international ones. Children see the lines made for them first.
    """
    entries = _data()["contacts"]
    code = country.strip().upper()
    code = _ALIASES.get(code, code)
    known = any(code in entry["countries"] for entry in entries)
    age = "minor" if minor else "adult"
    return [
        Contact(
            name=entry["name"],
            kind=entry["kind"],
            label=entry["label"][language],
            number=entry["number"],
            url=entry["url"],
            checked_on=entry["checked_on"],
        )
        for entry in entries
        if (code if known else _ANYWHERE) in entry["countries"] and entry["who"] in ("all", age)
    ]


def handoff(level: Level, language: Language, country: str = "ID", minor: bool = False) -> str:
    """The text shown at L2 and L3: it acknowledges, asks plainly, and names one number before the others.

    Raises:
        ValueError: the level is none of L2 and L3, or the language is unknown.
    """
    if level not in _FIRST_KINDS or language not in LANGUAGES:
        raise ValueError(f"no hand-off for {level} in {language}")
    found = contacts(language, country, minor)
    first = _first(found, level)
    more = "; ".join(contact.label for contact in found if contact != first)
    text: str = _data()["handoff"]["minor" if minor else "adult"][level][language]
    return text.format(first=first.label, more=more)


def gentle_check(language: Language, country: str = "ID", minor: bool = False) -> str:
    """The words for somebody who named a danger only to deny it: that it may be said here, and to whom besides."""
    text: str = _data()["check"]["minor" if minor else "adult"][language]
    return text.format(first=_first(contacts(language, country, minor), "L2").label)


def _first(found: Sequence[Contact], level: Level) -> Contact:
    return next(contact for kind in _FIRST_KINDS[level] for contact in found if contact.kind == kind)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((resources.files("bot.safety") / "contacts.yml").read_text("utf-8"))
    return data
