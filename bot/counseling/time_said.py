"""What the atoms of one time say together, and how often it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.counseling.numbers import read_number
from bot.counseling.time_rules import load_time_words, which
from bot.counseling.time_spans import TimeAtom
from bot.language import Language


class Said:
    """The atoms of one time, by kind.

    Attributes:
        text: the whole message.
        language: of the conversation.
        us_order: whether 3/12 is the twelfth of March.
        repeats: whether it comes back at all.
    """

    def __init__(self, atoms: Sequence[TimeAtom], text: str, language: Language, us_order: bool) -> None:
        self.atoms = atoms
        self.text = text
        self.language = language
        self.us_order = us_order
        self.repeats = is_weekly(atoms) or any(atom.kind in ("every", "rhythm") for atom in atoms)

    def first(self, *kinds: str) -> TimeAtom | None:
        """Give the first atom of one of the kinds."""
        return next((atom for atom in self.atoms if atom.kind in kinds), None)

    def words(self, name: str, *kinds: str) -> str | None:
        """Give the words of that name in the first atom (of those kinds) that has them."""
        return next((a.parts[name] for a in self.atoms if name in a.parts and (not kinds or a.kind in kinds)), None)

    def comes_daily(self) -> bool:
        """Tell whether a rhythm of days was said, so that any day will do."""
        unit = (self.words("unit", "rhythm") or "").lower()
        return self.first("daily") is not None or unit.removeprefix("se") in ("hari", "day")


def is_weekly(atoms: Sequence[TimeAtom]) -> bool:
    """Tell whether the time comes back every week or more often."""
    kinds = {atom.kind for atom in atoms}
    if kinds & {"monthday", "date", "edge", "named_month", "month"}:
        return False
    return bool(kinds & {"every", "daily"}) or any(_comes_weekly(atom) for atom in atoms)


def _comes_weekly(atom: TimeAtom) -> bool:
    parts = atom.parts
    if atom.kind == "rhythm":
        unit = parts.get("unit", "week").lower().removeprefix("se")
        number = parts.get("every")
        often = 1 if number is None else 2 if number.lower() in ("other", "second") else read_number(number)
        return often * {"hari": 1, "day": 1, "bulan": 30, "month": 30}.get(unit, 7) <= 7
    return (
        "plural" in parts
        or (atom.kind == "workdays" and "every" in parts)
        or parts.get("when", "").lower() in ("every", "each")
    )


def lookup(table: dict[str, list[str]], word: str) -> str:
    """Give the key whose patterns the word belongs to."""
    return list(table)[which(table.values(), word)]


def anchor_of(atom: TimeAtom) -> dict[str, Any]:
    """Give the lexicon's entry of what a day hangs on."""
    anchors: list[dict[str, Any]] = load_time_words()["anchors"]
    return anchors[which((anchor["words"] for anchor in anchors), atom.parts["anchor"])]
