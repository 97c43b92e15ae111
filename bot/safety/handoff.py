"""The words that hand a person over to people, and the contacts in them; both stand in `contacts.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import yaml

from bot.language import LANGUAGES, Language
from bot.safety.kinds import Kind
from bot.safety.lexicon import Level

ContactKind = Literal["talk", "harm", "police", "emergency", "directory"]
Before = Literal["check", "for_another", "for_another_hurt"]
_ANYWHERE = "*"
_ALIASES = {"UK": "GB"}
MOST_DAYS_UNCHECKED = 90

# Which contact stands first: the first of these kinds that a country has.
_TALK: tuple[ContactKind, ...] = ("talk", "directory")
_EMERGENCY: tuple[ContactKind, ...] = ("emergency",)
_POLICE: tuple[ContactKind, ...] = ("police", "emergency")
_HARM: tuple[ContactKind, ...] = ("harm", "emergency")
_FIRST: dict[Kind, tuple[ContactKind, ...]] = {
    "unsure": _TALK,
    "self_harm": _TALK,
    "violence": _POLICE,
    "assault": _HARM,
    "harm_others": _TALK,
}
_FIRST_AT: dict[Level, tuple[ContactKind, ...]] = {"L2": _TALK, "L3": _EMERGENCY}
# Where others do the hurting, or it is others who are in danger, the police come rather than an ambulance.
_FOR_POLICE = frozenset({"violence", "assault", "harm_others"})
# Which others are named; every number more makes it harder to call one.
_MORE: dict[Kind, tuple[ContactKind, ...]] = {
    "general": ("talk", "harm", "emergency", "directory"),
    "violence": ("harm", "talk", "directory"),
    "assault": ("police", "talk", "directory"),
}
_MORE_OF_ALL: tuple[ContactKind, ...] = ("talk", "emergency", "directory")


@dataclass(frozen=True)
class Contact:
    """Someone to turn to; `label` is one line in the language asked for, `checked_on` the day it was last compared."""

    name: str
    kind: ContactKind
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


def handoff(level: Level, language: Language, country: str = "ID", minor: bool = False, kind: Kind = "general") -> str:
    """The text shown at L2 and L3: it acknowledges, asks plainly, and names one number before the others.

    `kind` is the kind of danger (`kind_of` of the finding's rule). A kind without words for this level gets its
    others; hurting oneself and one's own life share theirs, and the latter at L2 the general ones.

    Raises:
        ValueError: the level is none of L2 and L3, or the language is unknown.
    """
    if level not in _FIRST_AT or language not in LANGUAGES:
        raise ValueError(f"no hand-off for {level} in {language}")
    if kind == "self_harm" and level == "L3":
        kind = "own_life"
    if (kind, level) in (("own_life", "L2"), ("unsure", "L3")):
        kind = "general"
    words = _data()["handoff"][kind]["minor" if minor else "adult"]
    level = level if level in words else "L3"
    text: str = words[level][language]
    found = contacts(language, country, minor)
    first = _first(found, _FIRST.get(kind, _FIRST_AT[level]))
    emergency = _first(found, _POLICE if kind in _FOR_POLICE else _EMERGENCY)
    named = {first, emergency} if "{emergency}" in text else {first}
    kinds = _MORE.get(kind, _MORE_OF_ALL)
    if "police" in kinds and not any(contact.kind == "police" for contact in found):
        kinds += _EMERGENCY
    others = sorted((one for one in found if one.kind in kinds and one not in named), key=lambda c: kinds.index(c.kind))
    more = "; ".join(contact.label for contact in others)
    return text.format(first=first.label, emergency=emergency.label, more=more)


def word_before(before: Before, language: Language, country: str = "ID", minor: bool = False) -> str:
    """The words said before a reply: to somebody who named a danger only to deny it, that it may be said here; to
    somebody who fears for another person, how to stay with them; and to each, whom to call."""
    data, hurt = _data(), before == "for_another_hurt"
    texts = data["check"] if before == "check" else data["for_another"]["violence" if hurt else "own_life"]
    text: str = texts["minor" if minor else "adult"][language]
    found = contacts(language, country, minor)
    first = _first(found, ("harm", *_TALK) if hurt else _TALK)
    return text.format(first=first.label, emergency=_first(found, _POLICE if hurt else _EMERGENCY).label)


def gentle_check(language: Language, country: str = "ID", minor: bool = False) -> str:
    """The words for somebody who named a danger only to deny it."""
    return word_before("check", language, country, minor)


def unchecked(today: date) -> list[str]:
    """The contacts that nobody has compared with their source for more than 90 days, by name."""
    longest = timedelta(days=MOST_DAYS_UNCHECKED)
    return [entry["name"] for entry in _data()["contacts"] if today - entry["checked_on"] > longest]


def _first(found: Sequence[Contact], kinds: Sequence[ContactKind]) -> Contact:
    return next(contact for kind in kinds for contact in found if contact.kind == kind)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((resources.files("bot.safety") / "contacts.yml").read_text("utf-8"))
    return data
