from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.language import LANGUAGES, Language
from bot.reports import as_ics
from bot.reports.words import plain
from tests.reports.exports import STEP_ID, make_export, make_goal, make_plan, make_step, with_text_everywhere

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def read(export: dict[str, Any], language: Language = "id") -> tuple[list[Any], list[Any]]:
    """The appointments and the days to look back, of the calendar parsed again."""
    calendar = Calendar.from_ical(as_ics(export, language, NOW))
    assert not calendar.errors
    assert calendar.subcomponents
    events = calendar.walk("VEVENT")
    appointments = [event for event in events if isinstance(event.decoded("dtstart"), datetime)]
    return appointments, [event for event in events if event not in appointments]


@pytest.mark.parametrize(
    ("starts_at", "in_utc"),
    [
        ("2026-03-09T09:00:00+07:00", datetime(2026, 3, 9, 2, 0, tzinfo=timezone.utc)),  # Asia/Jakarta
        ("2026-03-07T21:30:00-05:00", datetime(2026, 3, 8, 2, 30, tzinfo=timezone.utc)),  # America/New_York, winter
        ("2026-03-08T21:30:00-04:00", datetime(2026, 3, 9, 1, 30, tzinfo=timezone.utc)),  # and the summer after it
    ],
)
def test_a_step_stands_at_its_moment_with_a_reminder_an_hour_before(starts_at: str, in_utc: datetime) -> None:
    ((event,), _) = read(make_export(make_goal(make_plan(make_step(starts_at=starts_at)))))
    assert event.decoded("dtstart") == in_utc
    assert event.decoded("dtend") > in_utc
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-1)
    assert str(alarm["action"]) == "DISPLAY"


def test_a_step_carries_the_clients_words() -> None:
    ((event,), _) = read(make_export(make_goal(make_plan(make_step()))))
    assert str(event["summary"]) == "Kirim pesan ke dosbing"
    assert str(event["location"]) == "kamar kos"
    for words in ("Lulus bulan Juli", "Senin jam 9", "kalau takut, tarik napas dulu", "Rina"):
        assert words in str(event["description"])


@pytest.mark.parametrize(("language", "opening"), [("id", "Menengok lagi: "), ("en", "Look back: ")])
def test_the_day_to_look_back_is_an_all_day_event(language: Language, opening: str) -> None:
    (_, (event,)) = read(make_export(make_goal(make_plan(make_step()))), language)
    assert event.decoded("dtstart") == date(2026, 3, 16)
    assert event.decoded("dtend") == date(2026, 3, 17)
    assert str(event["summary"]) == f"{opening}Kirim pesan ke dosbing"


def test_events_keep_their_ids_when_a_step_moves_or_is_reworded() -> None:
    def ids(step: dict[str, Any], now: datetime) -> list[str]:
        export = make_export(make_goal(make_plan(step)))
        return [str(event["uid"]) for event in Calendar.from_ical(as_ics(export, "id", now)).walk("VEVENT")]

    before = ids(make_step(), NOW)
    after = ids(make_step(action="Telepon saja", starts_at="2026-03-11T09:00:00+07:00"), NOW + timedelta(days=1))
    assert before == after
    assert len(set(before)) == 2
    assert all(STEP_ID in uid for uid in before)


def test_only_open_steps_are_in_the_calendar() -> None:
    steps = [
        make_step(id=str(n) * 32, status=status) for n, status in enumerate(["open", "done", "partly", "not_done"])
    ]
    appointments, reviews = read(make_export(make_goal(make_plan(*steps)), make_goal(None)))
    assert len(appointments) == len(reviews) == 1


def test_a_step_without_a_time_is_looked_back_on_all_the_same() -> None:
    appointments, reviews = read(make_export(make_goal(make_plan(make_step(starts_at=None)))))
    assert (len(appointments), len(reviews)) == (0, 1)


def test_a_draft_is_marked_as_not_settled() -> None:
    ((event,), _) = read(make_export(make_goal(make_plan(make_step(), status="draft"))))
    assert str(event["status"]) == "TENTATIVE"


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/New_York", "UTC"])
def test_a_calendar_without_steps_is_still_one(zone: str) -> None:
    assert read(make_export(zone=zone)) == ([], [])


@settings(deadline=None, max_examples=80)
@given(text=st.text(min_size=1, max_size=120), language=st.sampled_from(LANGUAGES))
def test_any_text_comes_back_out_of_the_calendar(text: str, language: Language) -> None:
    ((event,), _) = read(with_text_everywhere(text), language)
    assert str(event["summary"]) == plain(text)
