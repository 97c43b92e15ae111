"""A time that is changed in part: "still Tuesdays, but at six" keeps the day, "make it Sunday" keeps the hour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counseling.time_spans import TimeAtom, pick_spans, tells_of

_HOUR = frozenset({"hour"})
_BARE_HOUR = re.compile(r"\W*(?P<hour>(?:half\s+|setengah\s+)?\d{1,2}(?:[.:]\d\d)?)\W*", re.IGNORECASE)
_ATOM_ID = re.compile(r"(?<!\w)(?:jam|pukul|pagi|siang|sore|malam|nanti|besok|tiap)(?!\w)", re.IGNORECASE)
_DAY_OF = {"every": "day", "each": "day"}
# These say which half of the day a clock means, or take the place of a clock.
_SETS_DAYPART = frozenset({"part", "prayer", "anchor", "point", "eve"})


def time_changed(before: str, after: str) -> str:
    """Give the new words of a time with what they leave unsaid of the old: its day beside a new hour, its hour beside
    a new day; the new words alone where they say both or no time."""
    old, new = _atoms(before), _atoms(after)
    bare = _BARE_HOUR.fullmatch(after)
    if old and not new and bare:  # "the time is 10": an hour, beside an old time
        opened = "jam" if _ATOM_ID.search(before) else "at"
        return time_changed(before, f"{opened} {bare['hour']}")
    if not old or not new:
        return after
    told = frozenset[str]().union(*(tells_of(atom) for atom in new)) - {"vague"}
    if told and told <= _HOUR:
        return _with_day(before, old, after, new)
    if told and "hour" not in told and not _number_left(after, new):
        hours = _words(before, old, [atom for atom in old if tells_of(atom) == _HOUR])
        return f"{after} {hours}" if hours else after
    return after


def _number_left(after: str, new: Sequence[TimeAtom]) -> bool:
    """Whether a number stands in the new words that no time was read from: "sunday arfternoon 2" says an hour."""
    for atom in reversed(new):
        after = after[: atom.start] + after[atom.end :]
    return bool(re.search(r"\d", after))


def _with_day(before: str, old: Sequence[TimeAtom], after: str, new: Sequence[TimeAtom]) -> str:
    meridiem = any("meridiem" in atom.parts for atom in new)
    keeps_part = not meridiem and all(atom.kind not in _SETS_DAYPART for atom in new)
    days = [atom for atom in old if tells_of(atom) != _HOUR]
    parts = [atom for atom in old if atom.kind == "part"] if keeps_part else []
    said = _words(before, old, days)
    if [atom.kind for atom in days] == ["every"]:
        # "tiap pagi": the rhythm is said of the part of the day.
        said = _words(before, old, [*days, *parts]) if parts else f"{said} {_DAY_OF.get(said.casefold(), 'hari')}"
        parts = []
    later = _words(before, old, parts)
    return " ".join(filter(None, (said, after, later)))


def _atoms(text: str) -> list[TimeAtom]:
    return [atom for span in pick_spans(text) for atom in span.atoms]


def _words(text: str, atoms: Sequence[TimeAtom], kept: Sequence[TimeAtom]) -> str:
    """The words of the atoms kept, as they stand where nothing between them is left out."""
    said = ""
    for atom in kept:
        place = atoms.index(atom)
        joined = said and place and atoms[place - 1] in kept
        gap = text[atoms[place - 1].end : atom.start] if joined else " "
        said += f"{gap if said else ''}{text[atom.start : atom.end]}"
    return said
