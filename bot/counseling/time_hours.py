"""Which hour of the day a time means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.counseling.numbers import read_number
from bot.counseling.time_rules import either, load_time_words
from bot.counseling.time_said import Said, anchor_of, lookup
from bot.counseling.time_spans import TimeAtom

_SIDES = ("at", "after", "before")


@dataclass(frozen=True)
class Slot:
    """Minutes after midnight (beyond 1440: the next day) from when until when."""

    start: int
    until: int
    exact: bool


def hours_meant(said: Said) -> list[Slot]:
    """Give the hours meant, the likelier first; empty when no hour was said or none is known."""
    usual = _usual_slot(said)
    clock = said.first("clock")
    if clock is not None:
        meant = _clock(clock, _centre(said, usual))
        return [Slot(minutes, minutes, True) for minutes in (meant[:1] if said.repeats else meant)]
    return [usual] if usual else []


def _usual_slot(said: Said) -> Slot | None:
    words = load_time_words()
    if point := said.words("point"):
        return _exact(lookup(words["clocks"], point))
    if prayer := said.words("prayer"):
        slot = _exact(lookup(words["prayers"], prayer))
        early = 30 if said.words("before", "prayer") else 0
        return Slot(slot.start - early, slot.until - early, True)
    for atom in said.atoms:
        if atom.kind == "anchor":
            anchor = anchor_of(atom)
            sides = [side for side in _SIDES if side in atom.parts] or _SIDES
            clock = next((anchor[side] for side in sides if side in anchor), None)
            if clock:
                return Slot(_minutes(clock), _minutes(clock) + 120, False)
    part = _part(said)
    return Slot(_minutes(part["usual"]), _minutes(part["until"]), False) if part else None


def _part(said: Said) -> dict[str, Any] | None:
    parts: dict[str, dict[str, Any]] = load_time_words()["parts"]
    if said.words("tonight") or said.first("eve"):
        return parts["night"]
    word = said.words("part") or said.words("plural", "part")
    if word is None:
        return None
    return parts[lookup({name: part["words"] for name, part in parts.items()}, word)]


def _centre(said: Said, usual: Slot | None) -> float | None:
    """Give the hour of day that a clock time must be near to, if something says so."""
    part = _part(said)
    if part is None and usual is None:
        words = load_time_words()
        hints = [
            hint for hint, of in words["hints"].items() if re.search(rf"(?<!\w){either(of)}(?!\w)", said.text, re.I)
        ]
        part = words["parts"][hints[0]] if hints else None
    if part:
        return float(part["centre"])
    return usual.start / 60 if usual else None


def _clock(atom: TimeAtom, centre: float | None) -> list[int]:
    """Give the minutes after midnight that a clock time can mean, the likelier first."""
    parts = atom.parts
    hour = int(read_number(parts["hour"]))
    if hour > 24:
        return []
    minutes = hour * 60 + int(parts.get("minute", 0))
    minutes -= 30 if "half" in parts else 0  # "setengah 8" is half an hour before 8
    minutes += _fraction(parts["past"]) if "past" in parts else 0
    minutes -= _fraction(parts["to"]) if "to" in parts else 0
    if "by" in parts:
        minutes += _fraction(parts["by"]) * (-1 if parts["shift"].lower() == "kurang" else 1)
    if "meridiem" in parts:
        centre = 18 if parts["meridiem"].lower().startswith("p") else 6
    if "end" in parts and centre is not None and hour <= 12:  # "8 sampai 5 sore": the part is that of the end
        end = _nearest(int(read_number(parts["end"])) * 60, centre)
        return [minutes % 720 + 720 if minutes % 720 + 720 < end else minutes % 720]
    if hour > 12 or (centre is None and parts["hour"].startswith("0")):
        return [minutes]
    if centre is not None:
        return [_nearest(minutes, centre)]
    # Nobody said morning or evening: 6 to 11 are the morning's, 12 to 5 the afternoon's.
    morning, evening = minutes % 720, minutes % 720 + 720
    return [morning, evening] if 6 <= hour < 12 else [evening]


def _nearest(minutes: int, centre: float) -> int:
    """Give the minutes, today or after midnight, at which a twelve-hour clock is nearest to the hour."""
    options = (minutes % 720, minutes % 720 + 720, minutes % 720 + 1440)
    return min(options, key=lambda option: (abs(option / 60 - centre), option))


def _fraction(words: str) -> int:
    plain = words.lower()
    if "quarter" in plain or plain == "seperempat":
        return 15
    return 30 if plain in ("half", "setengah") else int(read_number(words))


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _exact(clock: str) -> Slot:
    return Slot(_minutes(clock), _minutes(clock), True)
