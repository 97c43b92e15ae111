"""Which days a time means."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import dateparser

from bot.counseling.numbers import NUMBER, read_number
from bot.counseling.time_rules import load_time_words, which
from bot.counseling.time_said import Said, anchor_of, lookup
from bot.counseling.time_spans import TimeAtom

_HORIZON = 5 * 366  # days that a date is looked for in


def days_meant(said: Said, today: date, has_hour: bool) -> Iterator[date] | None:
    """Give the days meant from today on, in order; None when no day was said."""
    week = _week(said, today)
    names = _weekdays(said)
    if names and not said.first("date", "monthday", "today", "day"):
        return _named_days(said, names, today, week, has_hour)
    for atom in said.atoms:
        days = _days_of(atom, said, today)
        if days is not None:
            return days
    if week is not None:
        return iter([week])
    if said.first("week"):
        return iter([today if today.weekday() == 6 else today + timedelta(days=1)])
    anchor = said.first("anchor")
    if anchor and "weekday" in anchor_of(anchor):
        return (day for day in days_from(today) if day.weekday() == anchor_of(anchor)["weekday"])
    return None


def _days_of(atom: TimeAtom, said: Said, today: date) -> Iterator[date] | None:
    parts = atom.parts
    if atom.kind == "today":
        return iter([today])
    if atom.kind == "day":  # without the word for a day it is "malam ini"
        later = 1 + which(load_time_words()["days"], parts["day"]) if "day" in parts else 0
        return iter([today + timedelta(days=later)])
    if atom.kind == "ahead":
        return iter([_ahead(atom, today)])
    if atom.kind == "date":
        return _written(parts["date"], said, today)
    if atom.kind == "monthday":
        return _monthday(int(parts["number"]), said, today)
    if atom.kind == "edge":
        return _edge(atom, today)
    if atom.kind == "weekend":
        if parts.get("next"):
            saturday = today + timedelta(days=12 - today.weekday())
            return iter([saturday, saturday + timedelta(days=1)])
        return (day for day in days_from(today) if day.weekday() >= 5)
    if atom.kind == "workdays":
        return (day for day in days_from(today) if day.weekday() < 5)
    if atom.kind == "named_month" and not said.first("monthday"):
        number = _month(parts["month"])
        return (day for day in days_from(today) if day.month == number and _right_year(atom, day))
    if atom.kind == "month" and not said.first("monthday"):
        return iter([_add_months(today, 1) if parts.get("next") else _tomorrow_within_month(today)])
    if atom.kind == "holiday":
        holiday = lookup(load_time_words()["holidays"], parts["holiday"])
        return (day for day in days_from(today) if f"{day:%m-%d}" == holiday)
    if atom.kind == "year":
        return iter([date(today.year + 1, 1, 1) if "early" in parts else _add_months(today, 12)])
    return None


def _week(said: Said, today: date) -> date | None:
    """Give this day in the week meant, if one to come was named."""
    for atom in said.atoms:
        if atom.kind == "week" and ("next" in atom.parts or "second" in atom.parts):
            return today + timedelta(weeks=2 if "second" in atom.parts else 1)
        if atom.kind == "ahead" and unit_of(atom) == "week":
            return _ahead(atom, today)
        if re.search(r"(?:minggu|pekan)\s+depan|next\s+week", atom.parts.get("when", ""), re.I):
            return today + timedelta(weeks=1)
    return None


def _weekdays(said: Said) -> set[int]:
    words = load_time_words()
    names: set[int] = set()
    for atom in said.atoms:
        if atom.kind not in ("weekday", "eve"):
            continue
        first = _weekday(words, atom.parts["name"])
        last = _weekday(words, atom.parts["last"]) if "last" in atom.parts else first
        span = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        names |= {(day - 1) % 7 for day in span} if atom.kind == "eve" else span
    return names


def _weekday(words: dict[str, Any], name: str) -> int:
    both = [[*long, *short] for long, short in zip(words["weekdays"], words["short_weekdays"], strict=True)]
    return which(both, name)


def _named_days(said: Said, names: set[int], today: date, week: date | None, has_hour: bool) -> Iterator[date]:
    monday = today - timedelta(days=today.weekday())
    when = (said.words("when", "weekday", "eve") or "").lower()
    if week is None and re.search(r"depan|dpn|mendatang|datang|berikut|next", when):
        week = today + timedelta(weeks=1)
    if week is not None:
        monday = week - timedelta(days=week.weekday())
        return iter(sorted(monday + timedelta(days=name) for name in names))
    # "Senin" said on a Monday is the next one, unless an hour or a rhythm says that today counts.
    begin = today if has_hour or said.repeats or when in ("ini", "this") else today + timedelta(days=1)
    return (day for day in days_from(begin) if day.weekday() in names)


def _monthday(number: int, said: Said, today: date) -> Iterator[date]:
    month, named = said.first("month"), said.first("named_month")
    if month is not None:
        first = _add_months(today.replace(day=1), 1 if month.parts.get("next") else 0)
        return iter([first.replace(day=number)])
    days = (day for day in days_from(today) if day.day == number)
    return (day for day in days if day.month == _month(named.parts["month"])) if named else days


def _edge(atom: TimeAtom, today: date) -> Iterator[date]:
    """Give the beginning, middle or end of a month."""
    month = _month(atom.parts["month"]) if "month" in atom.parts else None
    following = _add_months(today.replace(day=1), 1)
    for day in days_from(following if atom.parts.get("next") else today):
        last = monthrange(day.year, day.month)[1]
        wanted = 1 if "early" in atom.parts else 15 if "mid" in atom.parts else last
        if day.day == wanted and month in (None, day.month) and _right_year(atom, day):
            yield day


def _written(words: str, said: Said, today: date) -> Iterator[date]:
    orders = ["YMD"] if re.match(r"\d{4}", words) else ["MDY", "DMY"] if said.us_order else ["DMY", "MDY"]
    # From the day before, since to dateparser a date of today is no future one.
    base = datetime.combine(today - timedelta(days=1), time())
    languages = ["en", "id"] if said.language == "en" else ["id", "en"]
    for order in orders:
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "DATE_ORDER": order}
        found = dateparser.parse(words, languages=languages, settings=settings)
        if found:
            yield found.date()
            return


def _ahead(atom: TimeAtom, today: date) -> date:
    amount, unit = _amount(atom), unit_of(atom)
    if unit == "month":
        return _add_months(today, int(amount)) + timedelta(days=round(amount % 1 * 30))
    if unit == "year":
        return _add_months(today, round(amount * 12))
    return today + timedelta(days=round(amount * (7 if unit == "week" else 1)))


def minutes_ahead(atom: TimeAtom) -> float | None:
    unit = unit_of(atom)
    return _amount(atom) * (60 if unit == "hour" else 1) if unit in ("hour", "minute") else None


def _amount(atom: TimeAtom) -> float:
    words = atom.parts.get("amount", "a").lower()
    number = re.match(NUMBER, words, re.I)
    if number:
        return read_number(number[0]) + (0.5 if re.search("setengah|half", words) else 0)
    if re.match("half|setengah", words):
        return 0.5
    return 2 if "couple" in words else 3 if re.search("beberapa|bbrp|few", words) else 1


def unit_of(atom: TimeAtom) -> str:
    return lookup(load_time_words()["units"], atom.parts["unit"])


def _month(name: str) -> int:
    return which(load_time_words()["months"], name) + 1


def _right_year(atom: TimeAtom, day: date) -> bool:
    return "year" not in atom.parts or day.year == int(atom.parts["year"])


def days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=step) for step in range(_HORIZON))


def _add_months(day: date, months: int) -> date:
    """Give the same day so many months later, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _tomorrow_within_month(today: date) -> date:
    tomorrow = today + timedelta(days=1)
    return tomorrow if tomorrow.month == today.month else today
