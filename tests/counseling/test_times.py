from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.counseling.time_spans import find_spans
from bot.counseling.times import When, parse_when, review_date
from bot.language import LANGUAGES, Language

JAKARTA = "Asia/Jakarta"
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo(JAKARTA))  # a Wednesday


def read(text: str, language: Language = "id", now: datetime = NOW, zone: str = JAKARTA) -> When:
    when = parse_when(text, now, zone, language)
    assert when is not None
    return when


def local(text: str, language: Language = "id", now: datetime = NOW, zone: str = JAKARTA) -> str | None:
    """Say the moment as the client's own calendar and clock do."""
    starts_at = read(text, language, now, zone).starts_at
    return starts_at and starts_at.astimezone(ZoneInfo(zone)).strftime("%a %d %b %Y %H:%M")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("besok", "Thu 19 Nov 2026 09:00"),
        ("bsk pagi", "Thu 19 Nov 2026 07:00"),
        ("besok jam 7 malam", "Thu 19 Nov 2026 19:00"),
        ("besok sore jam setengah 5", "Thu 19 Nov 2026 16:30"),
        ("besok, aku telpon dosen jam 7 malam", "Thu 19 Nov 2026 19:00"),
        ("lusa", "Fri 20 Nov 2026 09:00"),
        ("3 hari lagi", "Sat 21 Nov 2026 09:00"),
        ("dua tiga hari lagi", "Fri 20 Nov 2026 09:00"),
        ("seminggu lagi", "Wed 25 Nov 2026 09:00"),
        ("dalam 2 minggu", "Wed 02 Dec 2026 09:00"),
        ("setengah jam lagi", "Wed 18 Nov 2026 10:30"),
        ("satu setengah jam lagi", "Wed 18 Nov 2026 11:30"),
        ("minggu depan", "Wed 25 Nov 2026 09:00"),
        ("minggu depan baru bisa, hari Selasa", "Tue 24 Nov 2026 09:00"),
        ("dua minggu lagi hari Senin", "Mon 30 Nov 2026 09:00"),
        ("bulan depan", "Fri 18 Dec 2026 09:00"),
        ("Senin", "Mon 23 Nov 2026 09:00"),
        ("Senin depan", "Mon 23 Nov 2026 09:00"),
        ("jumat depan", "Fri 27 Nov 2026 09:00"),
        ("Jumat ini", "Fri 20 Nov 2026 09:00"),
        ("hari minggu", "Sun 22 Nov 2026 09:00"),
        ("malam minggu", "Sat 21 Nov 2026 20:00"),
        ("malam Jumat", "Thu 19 Nov 2026 20:00"),
        ("Jumat malam", "Fri 20 Nov 2026 20:00"),
        ("akhir pekan", "Sat 21 Nov 2026 09:00"),
        ("nanti malam", "Wed 18 Nov 2026 20:00"),
        ("tanggal 5", "Sat 05 Dec 2026 09:00"),
        ("tanggal 5 bulan depan", "Sat 05 Dec 2026 09:00"),
        ("akhir bulan", "Mon 30 Nov 2026 09:00"),
        ("lulus juli", "Thu 01 Jul 2027 09:00"),
        ("12 Maret", "Fri 12 Mar 2027 09:00"),
        ("12 Maret 2027 pukul 15.30", "Fri 12 Mar 2027 15:30"),
        ("Senin 7 Desember", "Mon 07 Dec 2026 09:00"),
        ("2027-08-17", "Tue 17 Aug 2027 09:00"),
        ("tahun baru", "Fri 01 Jan 2027 09:00"),
        ("pulang kerja", "Wed 18 Nov 2026 17:30"),
        ("sebelum tidur", "Wed 18 Nov 2026 21:30"),
        ("habis jumatan", "Fri 20 Nov 2026 13:00"),
        ("sekarang", "Wed 18 Nov 2026 10:00"),
    ],
)
def test_reads_indonesian_times(text: str, moment: str) -> None:
    assert local(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow", "Thu 19 Nov 2026 09:00"),
        ("tomorrow at 7", "Thu 19 Nov 2026 07:00"),
        ("tomorrow 12 in the kitchen", "Thu 19 Nov 2026 12:00"),
        ("tomorrow 3 pages", "Thu 19 Nov 2026 09:00"),
        ("Friday 10, at the library", "Fri 20 Nov 2026 10:00"),
        ("tomorrow at seven in the evening", "Thu 19 Nov 2026 19:00"),
        ("the day after tomorrow", "Fri 20 Nov 2026 09:00"),
        ("in two weeks", "Wed 02 Dec 2026 09:00"),
        ("in about two weeks", "Wed 02 Dec 2026 09:00"),
        ("in half an hour", "Wed 18 Nov 2026 10:30"),
        ("next week", "Wed 25 Nov 2026 09:00"),
        ("sometime next week, on Tuesday", "Tue 24 Nov 2026 09:00"),
        ("next Monday", "Mon 23 Nov 2026 09:00"),
        ("next Friday", "Fri 27 Nov 2026 09:00"),
        ("by Friday", "Fri 20 Nov 2026 09:00"),
        ("Friday at noon", "Fri 20 Nov 2026 12:00"),
        ("Fri 5pm", "Fri 20 Nov 2026 17:00"),
        ("this weekend", "Sat 21 Nov 2026 09:00"),
        ("next weekend", "Sat 28 Nov 2026 09:00"),
        ("tonight at 8", "Wed 18 Nov 2026 20:00"),
        ("after work", "Wed 18 Nov 2026 17:30"),
        ("right after I wake up", "Thu 19 Nov 2026 06:30"),
        ("at half past seven", "Wed 18 Nov 2026 19:30"),
        ("quarter to eight", "Wed 18 Nov 2026 19:45"),
        ("midnight", "Thu 19 Nov 2026 00:00"),
        ("on the 5th", "Sat 05 Dec 2026 09:00"),
        ("March 12th, 2027", "Fri 12 Mar 2027 09:00"),
        ("the end of next month", "Thu 31 Dec 2026 09:00"),
        ("in July", "Thu 01 Jul 2027 09:00"),
    ],
)
def test_reads_english_times(text: str, moment: str) -> None:
    assert local(text, "en") == moment


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("habis asar", "15:30"),
        ("abis subuh", "05:00"),
        ("pas magrib", "18:15"),
        ("ba'da isya", "19:30"),
        ("sehabis salat zuhur", "12:15"),
        ("after fajr", "05:00"),
        ("sebelum magrib", "17:45"),
    ],
)
def test_prayers_have_their_usual_clock(text: str, clock: str) -> None:
    when = read(f"besok {text}")
    assert when.has_clock
    assert when.starts_at == datetime.fromisoformat(f"2026-11-19T{clock}:00+07:00")


@pytest.mark.parametrize(
    ("text", "moment", "weekly"),
    [
        ("tiap pagi", "Thu 19 Nov 2026 07:00", True),
        ("tiap senin dan kamis jam 6 pagi", "Thu 19 Nov 2026 06:00", True),
        ("tiap Minggu pagi", "Sun 22 Nov 2026 07:00", True),
        ("tiap jam 7", "Thu 19 Nov 2026 07:00", True),
        ("on Mondays", "Mon 23 Nov 2026 09:00", True),
        ("every weekday at 7:30 am", "Thu 19 Nov 2026 07:30", True),
        ("3x seminggu abis subuh", "Thu 19 Nov 2026 05:00", True),
        ("mulai Senin depan tiap jam 6 pagi", "Mon 23 Nov 2026 06:00", True),
        ("tiap tanggal 25", "Wed 25 Nov 2026 09:00", False),
        ("besok pagi", "Thu 19 Nov 2026 07:00", False),
    ],
)
def test_what_comes_back_starts_with_its_next_time(text: str, moment: str, weekly: bool) -> None:
    assert (local(text), read(text).weekly) == (moment, weekly)


def test_the_week_and_sunday_share_a_word() -> None:
    assert read("tiap minggu") == When("tiap minggu", None, has_clock=False, weekly=True)
    assert local("tiap Minggu") == "Sun 22 Nov 2026 09:00"


@pytest.mark.parametrize(
    "text", ["kapan-kapan", "nanti aja", "suatu hari", "kalau sempat", "habis lebaran", "abis gajian"]
)
def test_vague_indonesian_times_have_words_and_no_date(text: str) -> None:
    assert read(text) == When(text, None, has_clock=False, weekly=False)


@pytest.mark.parametrize(
    "text", ["someday", "one day", "soon", "when I can", "later", "as soon as possible", "after my exams"]
)
def test_vague_english_times_have_words_and_no_date(text: str) -> None:
    assert read(text, "en") == When(text, None, has_clock=False, weekly=False)


@pytest.mark.parametrize(
    "text",
    [
        "nggak tahu",
        "jalan kaki 10 menit",
        "makan malam sama ibu",
        "selamat malam",
        "pagi kak",
        "lari pagi",
        "",
        "kemarin",
        "tadi pagi",
        "minggu lalu",
        "udah 4 bulan",
        "2 hari yang lalu",
        "sejak kemarin",
        "last Monday was bad",
        "for two weeks",
        "yesterday",
        "I may call",
        "every time I see him",
        "when the kids are at school",
        "I scored 7",
    ],
)
def test_what_is_over_or_no_time_gives_nothing(text: str) -> None:
    assert parse_when(text, NOW, JAKARTA, "id") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kayaknya besok pagi abis subuh deh", "besok pagi abis subuh"),
        ("besok aku telpon dosen jam 7 malam", "besok jam 7 malam"),
        ("aku makan malam sama ibu habis asar", "habis asar"),
        ("Oke, Senin Depan ya", "Senin Depan"),
        ("I'll write it by Friday then", "by Friday"),
    ],
)
def test_words_are_the_clients_own(text: str, words: str) -> None:
    assert read(text).words == words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("bukan besok, lusa", "Fri 20 Nov 2026 09:00"),
        ("besok nggak bisa, lusa aja", "Fri 20 Nov 2026 09:00"),
        ("hari ini capek, besok aja", "Thu 19 Nov 2026 09:00"),
        ("tomorrow isn't good, how about Friday at noon?", "Fri 20 Nov 2026 12:00"),
    ],
)
def test_a_time_turned_down_does_not_count(text: str, moment: str) -> None:
    assert local(text) == moment
    assert parse_when("jangan besok", NOW, JAKARTA, "id") is None


@pytest.mark.parametrize(
    ("text", "clock", "exact"),
    [
        ("besok", "09:00", False),
        ("besok pagi", "07:00", False),
        ("besok jam 7", "07:00", True),
        ("besok jam 3", "15:00", True),
        ("besok jam 12 siang", "12:00", True),
        ("besok jam 1 siang", "13:00", True),
        ("besok jam 19.00", "19:00", True),
        ("besok jam 7 kurang 15", "06:45", True),
        ("besok bangun jam 5", "05:00", True),
        ("besok tidur jam 9", "21:00", True),
    ],
)
def test_the_hour_said_is_told_from_the_usual_one(text: str, clock: str, exact: bool) -> None:
    when = read(text)
    assert when.has_clock is exact
    assert when.starts_at == datetime.fromisoformat(f"2026-11-19T{clock}:00+07:00")


def test_the_small_hours_belong_to_the_night_before() -> None:
    assert local("malam ini jam 12") == "Thu 19 Nov 2026 00:00"
    assert local("besok jam 1 malam") == "Fri 20 Nov 2026 01:00"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12am", "00:00"),
        ("12:30 pm", "12:30"),
        ("1am", "01:00"),
        ("11 a.m.", "11:00"),
        ("6 p.m.", "18:00"),
        ("11pm", "23:00"),
    ],
)
def test_am_and_pm_are_kept_apart(text: str, clock: str) -> None:
    assert read(f"tomorrow at {text}", "en").starts_at == datetime.fromisoformat(f"2026-11-19T{clock}:00+07:00")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("besok jam 7-8 malam", "19:00"),
        ("besok jam 8 sampai jam 5 sore", "08:00"),
        ("besok jam 10 sampai 12 siang", "10:00"),
        ("tomorrow 9-5pm", "09:00"),
        ("tomorrow 6-7 am", "06:00"),
    ],
)
def test_a_stretch_of_hours_begins_with_its_first(text: str, clock: str) -> None:
    assert read(text).starts_at == datetime.fromisoformat(f"2026-11-19T{clock}:00+07:00")


def test_of_two_hours_today_the_next_is_meant() -> None:
    assert local("jam 7") == "Wed 18 Nov 2026 19:00"
    assert local("jam 7", now=NOW.replace(hour=20)) == "Thu 19 Nov 2026 07:00"


def test_a_part_of_today_that_has_begun_starts_now() -> None:
    evening = NOW.replace(hour=21)
    assert local("malam ini", now=evening) == "Wed 18 Nov 2026 21:00"
    assert read("pagi ini", now=evening).starts_at is None


def test_a_date_of_today_is_today() -> None:
    assert local("18 November") == "Wed 18 Nov 2026 10:00"
    assert local("Rabu jam 4 sore") == "Wed 18 Nov 2026 16:00"
    assert local("Rabu") == "Wed 25 Nov 2026 09:00"


def test_moments_are_utc_of_the_clients_zone() -> None:
    assert read("besok jam 7 malam").starts_at == datetime(2026, 11, 19, 12, tzinfo=timezone.utc)
    assert read("besok jam 7 malam", zone="Asia/Jayapura").starts_at == datetime(2026, 11, 19, 10, tzinfo=timezone.utc)
    assert read("besok jam 7 malam WITA").starts_at == datetime(2026, 11, 19, 11, tzinfo=timezone.utc)


def test_the_order_of_day_and_month_follows_the_place() -> None:
    assert local("3/12/2026", "en") == "Thu 03 Dec 2026 09:00"
    assert local("12/3/2026", "en", zone="America/New_York") == "Thu 03 Dec 2026 09:00"


def test_a_naive_now_and_an_unknown_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_when("besok", NOW.replace(tzinfo=None), JAKARTA, "id")
    with pytest.raises(ZoneInfoNotFoundError):
        parse_when("besok", NOW, "Mars/Olympus", "id")


def test_a_step_is_reviewed_a_week_after_it_starts() -> None:
    late = datetime(2026, 11, 20, 23, 0, tzinfo=timezone.utc)  # the 21st in Jakarta
    assert review_date(late, NOW) == date(2026, 11, 28)
    assert review_date(None, NOW) == date(2026, 11, 25)


PIECES = (
    "besok|lusa|hari ini|malam ini|pagi|malam|jam 7|jam 12|setengah 8|minggu depan|Senin|Minggu|depan|tiap|3 hari lagi"
    "|31 Februari|tanggal 31|tanggal 30 bulan februari|999 tahun lagi|habis asar|next|Monday|at 7|tonight|in 2 weeks"
    "|every|March 12|12/3/2027|1 Januari 2020|end of the month|now|nanti|kapan-kapan|,|aku|dan|sampai|kemarin|bukan"
).split("|")
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(timezone.utc))
ZONES = st.sampled_from([JAKARTA, "America/New_York", "Pacific/Apia", "Europe/London", "Asia/Kathmandu"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), MOMENTS, ZONES, st.sampled_from(LANGUAGES))
def test_no_time_starts_before_now(text: str, now: datetime, zone: str, language: Language) -> None:
    when = parse_when(text, now, zone, language)
    if when is not None:
        assert when.words and all(word in text for word in when.words.split())
        assert when.starts_at is None or (when.starts_at >= now and when.starts_at.utcoffset() == timedelta(0))


@given(st.text(max_size=80))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    spans = find_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
