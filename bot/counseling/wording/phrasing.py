"""Ways to say something: phrasings with slots, filled and put into sentences."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.counseling.address import Address
from bot.counseling.person_shift import lightened
from bot.counseling.wording import load
from bot.language import Language

# "Dad" told of as a name, but "your dad".
_KIN_NAMED = re.compile(r"\b([Yy]our) (Dad|Daddy|Mum|Mummy|Mom|Mam|Nan|Gran|Grandma|Grandpa)\b")
_SLOT = re.compile(r"\{(\w+)(?::([^}]+))?\}")


@dataclass(frozen=True)
class Phrasing:
    """One way to say a reflection. `forms`: only beside these forms of address; `tone`: only with such
    feelings."""

    id: str
    say: str
    forms: tuple[str, ...] = ()
    tone: str | None = None


@functools.cache
def phrasings(language: Language, kind: str) -> tuple[Phrasing, ...]:
    """The phrasings of one kind of reflection (a key of `reflections.yml`)."""
    return tuple(
        Phrasing(entry["id"], entry["say"], tuple(entry.get("forms", ())), entry.get("tone"))
        for entry in load("reflections")[language][kind]
    )


def render(say: str, slots: Mapping[str, str], address: Address, within: bool = False) -> str:
    """The phrasing with its slots filled and each of its sentences begun with a capital; `within`: it goes
    inside a sentence."""

    def fill(match: re.Match[str]) -> str:
        name, noun = match[1], match[2]
        if name == "your":
            return address.your(noun)
        return {"you": address.you, "me": address.me}.get(name) or slots[name]

    if within:
        return _SLOT.sub(fill, say)
    sentences = [_SLOT.sub(fill, sentence) for sentence in re.split(r"(?<=\.) ", say)]
    said = " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)
    return lightened(_KIN_NAMED.sub(lambda match: f"{match[1]} {match[2].lower()}", said), address)


def piles_up(say: str, slots: Mapping[str, str], address: Address) -> bool:
    """Whether a noun of address would meet itself ("Dari cerita Bapak, Bapak …"); kamu and you bear it."""
    if address.language == "en" or address.form == "kamu":
        return False
    slot = re.search(r"\{(clause|one|told)\}", say)
    if slot is None or not slots[slot[1]].startswith(address.you):
        return False
    return "{you" in say[: slot.start()]


def joined(items: Sequence[str], language: Language) -> str:
    """A list in words: `takut dan capek`, `scared, tired, and sad`."""
    link = "dan" if language == "id" else "and"
    if len(items) < 3:
        return f" {link} ".join(items)
    return f"{', '.join(items[:-1])}, {link} {items[-1]}"
