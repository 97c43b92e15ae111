"""The steps of a plan as a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from icalendar import Alarm, Calendar, Event, Timezone

from bot.language import Language
from bot.reports.words import Words, load_words, plain

# How long a step is shown to take; what it really takes is not asked for.
LENGTH = timedelta(minutes=30)
REMINDED_BEFORE = timedelta(hours=1)
# What RFC 5545 calls a plan that is agreed, and one that is not yet.
_STATUS = {"agreed": "CONFIRMED", "draft": "TENTATIVE"}


def as_ics(export: dict[str, Any], language: Language, now: datetime) -> bytes:
    """Give a calendar of the open steps of the plans in force.

    A step with a time is an event with a reminder one hour before; the day to look back is an all-day event. The ids
    of the events go by the steps, so a later download moves an event instead of doubling it.

    Args:
        export: what `export_client` gives.
        language: of the calendar's own words.
        now: aware; the stamp of the events.
    """
    export, words = plain(export), load_words(language)
    calendar = Calendar()
    calendar.add("prodid", "-//Rembuk//Rembuk//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", words.say("title"))
    stamp = now.astimezone(timezone.utc)
    for goal in export["goals"]:
        plan = goal["plan"]
        for step in plan["steps"] if plan else ():
            if step["status"] != "open":
                continue
            if step["starts_at"]:
                calendar.add_component(_appointment(goal, plan, step, words, stamp))
            if step["review_on"]:
                calendar.add_component(_review(goal, step, words, stamp))
    if not calendar.subcomponents:
        # A calendar must hold something; the zone of the client is the least it can hold.
        calendar.add_component(
            Timezone.from_tzid(
                export["client"]["zone"],
                first_date=date(now.year, 1, 1),
                last_date=date(now.year + 1, 1, 1),
            )
        )
    return calendar.to_ical()


def _appointment(
    goal: dict[str, Any], plan: dict[str, Any], step: dict[str, Any], words: Words, stamp: datetime
) -> Event:
    # In UTC: every calendar shows it at the right moment, wherever the client is by then.
    starts_at = datetime.fromisoformat(step["starts_at"]).astimezone(timezone.utc)
    event = _event(f"{step['id']}@rembuk", step["action"], stamp)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + LENGTH)
    event.add("status", _STATUS[plan["status"]])
    event.add("description", _details(goal, step, words))
    if step["where"]:
        event.add("location", step["where"])
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", step["action"])
    reminder.add("trigger", -REMINDED_BEFORE)
    event.add_component(reminder)
    return event


def _review(goal: dict[str, Any], step: dict[str, Any], words: Words, stamp: datetime) -> Event:
    day = date.fromisoformat(step["review_on"])
    event = _event(f"{step['id']}-review@rembuk", words.say("look_back", step=step["action"]), stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    # The day stays free for other things.
    event.add("transp", "TRANSPARENT")
    event.add("description", f"{words.say('look_back_how')}\n{words.say('goal')}: {goal['text']}")
    return event


def _event(uid: str, summary: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("summary", summary)
    # Calendars are shared more freely than diaries.
    event.add("class", "PRIVATE")
    return event


def _details(goal: dict[str, Any], step: dict[str, Any], words: Words) -> str:
    parts = [("goal", goal["text"])] + [(key, step[key]) for key in ("when", "obstacle", "if_then", "support")]
    return "\n".join(f"{words.say(key)}: {text}" for key, text in parts if text)
