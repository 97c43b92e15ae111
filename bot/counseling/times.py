"""What time a client means: their words, and the moment worked out from them.

Only what dateparser cannot read in chat is worked out by hand; written dates ("12 Maret 2027") are its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from bot.counseling.time_days import days_from, days_meant, minutes_ahead
from bot.counseling.time_hours import Slot, hours_meant
from bot.counseling.time_said import Said, is_weekly
from bot.counseling.time_spans import hangs_on_event, pick_spans
from bot.language import Language

_USUAL_HOUR = 9 * 60  # when a day without an hour begins
_DAY = 24 * 60
_AREAS = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_REVIEW_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class When:
    """A time as said and as meant.

    Attributes:
        words: the client's own words.
        starts_at: the first moment meant, aware, in UTC, never before now; None when no date can be known.
        has_clock: the hour was said, as a clock time or a prayer; else that in starts_at is the usual one.
        weekly: it comes back every week or more often.
        day: the day meant, where only the hour cannot be known ("tomorrow after the last lesson").
    """

    words: str
    starts_at: datetime | None
    has_clock: bool
    weekly: bool
    day: date | None = None


def parse_when(text: str, now: datetime, zone: str, language: Language, beside: str = "") -> When | None:
    """Read the time to come that a message names, e.g. "besok jam 7 malam" or "next Monday".

    A bare day starts at 9, a part of the day at its usual hour; prayers go by a fixed usual clock; of the two
    hours that "jam 7" can mean today the next one is taken. Vague words ("kapan-kapan") give words, no date; a day
    with something that only the client can date ("tomorrow after the last lesson") gives the day and no moment.

    Args:
        now: aware.
        zone: IANA name of the client's time zone.
        language: the conversation's; both are read, this one first.
        beside: what is done then; it may name what the hour hangs on.

    Returns:
        None when no time to come is named; a past one is none.

    Raises:
        ValueError: now is naive.
        zoneinfo.ZoneInfoNotFoundError: there is no such zone.
    """
    _need_aware(now)
    spans = pick_spans(text)
    if not spans:
        return None
    atoms = [atom for span in spans for atom in span.atoms]
    area = next((atom.parts["area"].lower() for atom in atoms if "area" in atom.parts), "")
    here = ZoneInfo(_AREAS.get(area, zone))
    us_order = language == "en" and zone.startswith("America/")
    said = Said(atoms, text, language, us_order)
    start, exact = _start(said, now.astimezone(here).replace(tzinfo=None))
    words, weekly = " ".join(text[span.start : span.end] for span in spans), is_weekly(atoms)
    hangs = said.first("anchor") is not None or hangs_on_event(text) or hangs_on_event(beside)
    if start is not None and not exact and hangs and not hours_meant(said):
        return When(words=words, starts_at=None, has_clock=False, weekly=weekly, day=start.date())
    starts_at = None
    if start is not None:
        starts_at = max(start.replace(tzinfo=here).astimezone(timezone.utc), now.astimezone(timezone.utc))
    return When(words=words, starts_at=starts_at, has_clock=exact, weekly=weekly)


def review_date(starts_at: datetime | None, now: datetime, day: date | None = None) -> date:
    """Give the day to look back on a step: a week after it starts or after its `day`, or a week from now.

    Both times are aware; the day is that of now's time zone.

    Raises:
        ValueError: now is naive.
    """
    _need_aware(now)
    begins = now if starts_at is None else starts_at.astimezone(now.tzinfo)
    return (day or begins.date()) + _REVIEW_AFTER


def _need_aware(now: datetime) -> None:
    if now.tzinfo is None:
        raise ValueError("now has no time zone")


def _start(said: Said, now: datetime) -> tuple[datetime | None, bool]:
    """Give the first local moment from now on, and whether its hour was said."""
    try:
        ahead = said.first("ahead")
        if ahead and (minutes := minutes_ahead(ahead)):
            return now + timedelta(minutes=minutes), True
        slots = hours_meant(said)
        days, begun = days_meant(said, now.date(), bool(slots)), True
        if said.first("now") and not slots and days is None:
            return now, True
        if days is None:
            if not slots and not said.comes_daily():
                return None, False
            days, begun = days_from(now.date()), said.first("vague") is not None  # "nanti sore" may have begun
        return _first_moment(days, slots or [Slot(_USUAL_HOUR, _DAY, False)], now, begun and not said.repeats)
    except (OverflowError, ValueError):  # a date beyond the calendar
        return None, False


def _first_moment(
    days: Iterable[date], slots: Sequence[Slot], now: datetime, begun: bool
) -> tuple[datetime | None, bool]:
    for day in days:
        midnight = datetime.combine(day, time())
        for slot in slots:
            start = midnight + timedelta(minutes=slot.start)
            if start >= now:
                return start, slot.exact
            if begun and not slot.exact and midnight + timedelta(minutes=slot.until) > now:
                return now, False
    return None, any(slot.exact for slot in slots)
