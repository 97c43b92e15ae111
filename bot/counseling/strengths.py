"""What a person did, kept up or dared, seen in what they tell."""

from __future__ import annotations

from bot.counseling.boundaries import is_subordinate
from bot.counseling.feelings import wording_of
from bot.counseling.segments import Clause
from bot.counseling.told import Told
from bot.counseling.wording import load, words
from bot.language import Language


def shows_strength(one: Told, language: Language) -> bool:
    """Whether the person did, kept up or dared something in the clause."""
    lists = load("strengths")[language]
    text = f" {' '.join(one.clause.said)} "
    if one.echo is None or not one.echo.own or one.echo.length < 3 or is_subordinate(one.clause.said, language):
        return False
    burdened = any(wording_of(feeling.name, language).tone != "light" for feeling in one.feelings)
    shown = not burdened and any(f" {sign} " in text and not _denied(text, sign, language) for sign in lists["signs"])
    return shown and not any(f" {sign} " in text for sign in (*lists["never_with"], *lists["losses"]))


def _denied(text: str, sign: str, language: Language) -> bool:
    """Whether a no stands just before the sign: `nggak berani bilang`."""
    before = text[: text.index(f" {sign} ")].split()
    return not words("clauses", language, "negations").isdisjoint(before[-2:])


def name_of_strength(clause: Clause, language: Language) -> str:
    """What to call the strength that shows in a clause: courage, care."""
    lists = load("strengths")[language]
    text = f" {' '.join(clause.said)} "
    named = (name for name, signs in lists["names"].items() if any(f" {sign} " in text for sign in signs))
    return str(next(named, lists["name"]))
