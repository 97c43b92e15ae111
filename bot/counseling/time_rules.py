"""The patterns of times to come, built from the lexicon `time_words.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from bot.counseling.numbers import NUMBER


@lru_cache(maxsize=1)
def load_time_words() -> dict[str, Any]:
    """Give the lexicon `time_words.yml`."""
    file = Path(__file__).with_name("time_words.yml")
    words: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words


def either(words: Iterable[str]) -> str:
    """Give one pattern for any of the words, longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(word.replace(" ", r"\s+") for word in ordered) + ")"


def which(groups: Iterable[Iterable[str]], word: str) -> int:
    """Give the index of the group of patterns that the word belongs to.

    Raises:
        ValueError: it belongs to none.
    """
    for index, group in enumerate(groups):
        if re.fullmatch(either(group), word, re.IGNORECASE):
            return index
    raise ValueError(f"not in the lexicon: {word!r}")


@lru_cache(maxsize=1)
def time_rules() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Give (kind, weakness, pattern) of every rule.

    Weakness 0 is a time by itself, 1 in an answer of few words or beside another, 2 only beside another. A named
    group ending in _en is the group without it, in the branch for the other word order.
    """
    return tuple(
        (kind.rstrip("?"), kind.count("?"), re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", _FLAGS))
        for kind, pattern in chain(_rhythms(), _passed_over(), _days(), _dates(), _clocks(), _hours())
    )


_Rule = tuple[str, str]  # kind, with as many question marks as it is weak, and pattern
_FLAGS = re.IGNORECASE | re.VERBOSE
_AMOUNT = rf"""(?:{NUMBER}(?:\s*(?:-|–|atau|or|sampai|to|\s)\s*{NUMBER}|\s+(?:setengah|and\s+a\s+half))?
    |beberapa|bbrp|a\s+few|few|a\s+couple(?:\s+of)?|an?|setengah|half\s+an?|half)"""
_HOUR = rf"(?:(?:2[0-4]|[01]?\d)(?!\d)|(?!\d){NUMBER})"
_MINUTES = r"(?:[.:]\s?(?P<minute>[0-5]\d)(?!\d))"
_MERIDIEM = r"(?:\s*(?P<meridiem>[ap]\.?m\b\.?))"
_NEXT = r"depan|dpn|mendatang|yang\s+akan\s+datang|berikutnya|next"
_EVERY = r"tiap|tiap-tiap|setiap|stiap|saban|every|each"


def _all(table: str) -> str:
    """Give one pattern for every word of a table of the lexicon."""
    entries = load_time_words()[table]
    groups = entries.values() if isinstance(entries, dict) else entries
    return either(chain.from_iterable(group["words"] if isinstance(group, dict) else group for group in groups))


def _plain(table: str) -> list[str]:
    """Give the words of a table that are no patterns."""
    return [word for group in load_time_words()[table] for word in group if word.isalpha()]


def _rhythms() -> Iterator[_Rule]:
    unit = r"(?:hari|minggu|mgg|pekan|bulan|day|week|month)"
    weekday = _all("weekdays")
    yield "vague", either(load_time_words()["vague"])
    yield "every??", _EVERY
    yield (
        "daily",
        rf"""(?:tiap|setiap|saban)\s+hari(?:nya)?(?!\s+(?:{weekday}|kerja|libur))|every\s?day|each\s+day|daily|nightly
        |sehari\s+sekali|sekali\s+sehari|once\s+a\s+day""",
    )
    yield (
        "workdays",
        rf"(?:(?P<every>{_EVERY})\s+|on\s+)?(?:hari\s+kerja|(?:week|work\s?)day(?P<plural>s)?)",
    )
    # "tiap minggu" is every week, "tiap Minggu" and "tiap minggu pagi" every Sunday
    yield "rhythm", rf"(?-i:(?:tiap|setiap|saban)\s+(?:minggu|pekan))(?!\s+(?:{_all('parts')}|jam|pukul))"
    yield "rhythm", r"(?:every|each)\s+week|weekly"
    yield "rhythm", rf"(?:{_EVERY})\s+(?P<unit>bulan|month)|(?P<unit_en>month)ly"
    yield (
        "rhythm",
        rf"(?P<count>{NUMBER})\s*(?:x|kali|times)\s*(?:a|per|/|dalam|tiap|setiap)?\s*(?:se)?(?P<unit>{unit})(?:nya)?",
    )
    yield "rhythm", rf"(?P<unit>seminggu|sepekan|sebulan|sehari)\s+{NUMBER}\s*(?:x|kali)"
    yield "rhythm", rf"(?:once|twice)\s+(?:a|per|every|each)\s+(?P<unit>{unit})"
    yield (
        "rhythm",
        r"(?P<unit>seminggu|sepekan|sebulan)\s+sekali|sekali\s+(?P<unit_en>seminggu|sepekan|sebulan)",
    )
    yield "rhythm", rf"(?P<every>{NUMBER})\s+(?P<unit>{unit})\s+sekali"
    yield "rhythm", rf"(?:{_EVERY})\s+(?P<every>other|second|{NUMBER})\s+(?P<unit>{unit})s?(?:\s+sekali)?"


def _passed_over() -> Iterator[_Rule]:
    unit, weekday, part = _all("units"), _all("weekdays"), _all("parts")
    yield "none", either(load_time_words()["not_times"])
    # durations, and what is over
    yield (
        "none",
        rf"(?:{_AMOUNT}\s*|se){unit}(?:\s+(?:(?:yang|yg)\s+)?(?:lalu|kemarin|ago|terakhir|belakangan))?",
    )
    yield (
        "none",
        rf"(?:last|past)\s+{weekday}|(?:hari\s+)?{weekday}\s+(?:(?:yang|yg)\s+)?(?:lalu|kemarin|kmrn)",
    )
    yield "none", rf"(?:sejak|semenjak|since)\s+(?:hari\s+|bulan\s+)?(?:{weekday}|{_all('months')}|{part})"
    # a greeting
    yield "none", rf"^\W*{part}\W+(?:kak|min|bu|pak|mas|mbak|gan|sis|bang|semua|rembuk)"


def _days() -> Iterator[_Rule]:
    part, weekday, short = _all("parts"), _all("weekdays"), _all("short_weekdays")
    ahead = rf"(?:(?P<amount>{_AMOUNT})\s*|se)(?P<unit>{_all('units')})"
    yield (
        "ahead",
        rf"""(?:(?:dalam|dlm|in|within)\s+)?{ahead}
        \s+(?:lagi|lg|ke\s+depan|mendatang|kemudian|setelah\s+ini|from\s+(?:now|today)|later)""",
    )
    yield (
        "ahead",
        rf"""(?:dalam|dlm|in|within)\s+(?:the\s+next\s+|about\s+|around\s+|sekitar\s+|kira-kira\s+)?{ahead}(?:['’]s?)?(?:\s+time)?(?!\s+(?:ini|terakhir|of))""",
    )
    yield "now", r"sekarang(?:\s+juga)?|skrg|skrng|right\s+now|now|right\s+away|immediately"
    yield "today", _all("today")
    yield "day", rf"(?P<day>{_all('days')})"
    yield "today", r"(?P<part>pagi)\s+ini|this\s+(?P<part_en>morning)"
    yield "day", rf"(?P<part>{part})\s+ini|this\s+(?P<part_en>afternoon|evening)"
    yield "day", r"(?P<tonight>to?nite|tonight|2nite)"
    yield "week", r"(?:the\s+)?(?P<second>week\s+after\s+next|(?:minggu|pekan)\s+depannya(?:\s+lagi)?)"
    yield "week", rf"(?:minggu|pekan|mgg)\s+(?:(?P<next>{_NEXT})|ini)"
    yield "week", r"(?:(?:early|later|sometime)\s+)*(?:(?P<next>next)|this)\s+week"
    yield "month", rf"(?:bulan|bln)\s+(?:(?P<next>{_NEXT})|ini)|(?:(?P<next_en>next)|this)\s+month"
    yield "year", rf"(?:(?P<early>awal|early)\s+)?(?:(?:tahun|thn)\s+(?:{_NEXT})|next\s+year)"
    yield "holiday", rf"(?:(?:habis|abis|setelah|pas|after|at|on)\s+)?(?P<holiday>{_all('holidays')})"
    yield (
        "weekend",
        rf"""(?:(?:this|(?P<next_en>next)|the|on\s+the|at\s+the|over\s+the)\s+)?
        (?:akhir\s+(?:pekan|minggu)|weekend(?P<plural>s)?|wiken|wikend)(?:\s+(?:ini|(?P<next>{_NEXT})))?""",
    )
    later = rf"""(?:\s+
        (?P<when>next\s+week|this\s+week|(?:minggu|pekan)\s+(?:ini|depan)|ini|{_NEXT}|besok|nanti))?"""
    before = r"(?P<when_en>next|this|this\s+coming|coming|on|by|every|each)\s+"
    until = rf"(?:\s*(?:-|–|sampai|sampe|s/d|sd|to|through)\s*(?P<last>{weekday}))?"
    yield (
        "weekday",
        rf"(?:(?:hari|(?-i:hr)(?!\s+on\b))\s+)?(?:{before})?(?P<name>{weekday}){until}(?P<plural>(?<=y)s)?{later}",
    )
    yield "weekday", rf"(?P<name>{short})\b\.?\s*(?:-|–|to|thru|through)\s*(?P<last>{short}|{weekday})\b"
    yield "weekday", rf"{before}(?P<name>{short})\b\.?"
    yield (
        "weekday",
        rf"(?P<name>{short})(?=\s+(?:mornin|afternoon|arvo|eve|ni(?:ght|te)|(?:at|around|about|['’]?bout)\s+\d|[\d:]+\s?[ap]m))",
    )
    yield "eve", rf"(?:malam|malem|mlm)\s+(?P<name>{weekday}){later}"


def _dates() -> Iterator[_Rule]:
    words = load_time_words()
    month = _all("months")
    clear = either(name for name in chain.from_iterable(words["months"]) if name not in words["unclear_months"])
    year = r"(?:\s+(?P<year>20\d\d))?"
    written_year = r"(?:,?\s+(?:tahun\s+)?20\d\d(?!\d))?"
    day = r"(?P<number>[12]\d|3[01]|0?[1-9])"
    yield (
        "date",
        rf"""(?:(?:tanggal|tgl\.?|tggl|on\s+the|on|the)\s*)?
        (?P<date>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{month}{written_year})""",
    )
    yield "date", rf"(?P<date>{month}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:]|[.]\d){written_year})"
    yield (
        "date",
        r"""(?:tanggal\s+|tgl\.?\s*|on\s+)?
        (?P<date>20\d\d-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d(?!\d))""",
    )
    yield "date", r"(?:tanggal|tgl\.?|on)\s*(?P<date>\d{1,2}/\d{1,2})(?![\d/])"
    yield "date?", r"(?P<date>(?:1[1-9]|2\d|3[01])/(?:1[0-2]|0?[1-9]))(?![\d/])"  # no rating, as 7/10 may be
    yield "monthday", rf"(?:tanggal|tgl\.?|tggl)\s*{day}(?!\d)(?:\s+(?=bulan))?"
    yield "monthday", rf"(?:on|by|before|until)\s+the\s+{day}(?:st|nd|rd|th)(?!\s+(?:day|time|floor|of))"
    yield "monthday?", rf"the\s+{day}(?:st|nd|rd|th)"
    yield (
        "edge",
        rf"""(?:(?P<early>awal|awal-awal|early|(?:the\s+)?(?:start|beginning)\s+of)
        |(?P<mid>pertengahan|tengah|mid|(?:the\s+)?middle\s+of)
        |akhir|late|(?:the\s+)?end\s+of)[\s-]+
        (?:(?:bulan|bln)(?:\s+(?:ini|(?P<next>{_NEXT})))?|(?:the|this|(?P<next_en>next))\s+month
        |(?:bulan\s+)?(?P<month>{month}){year})""",
    )
    yield "named_month", rf"(?:bulan|bln|in|by|next|until|during)\s+(?P<month>{month}){year}(?!\s*\d)"
    yield "named_month", rf"(?P<month>{clear})(?:\s+(?:nanti|depan|ini|(?P<year>20\d\d)))?(?!\s*\d)"


def _clocks() -> Iterator[_Rule]:
    part = _all("parts")
    shift = rf"(?:\s+(?P<shift>lewat|lebih|kurang)\s+(?P<by>{NUMBER}|seperempat|setengah)(?:\s+menit)?)?"
    until = rf"(?:\s*(?:-|–|sampai|sampe|s/d|to|until|till)\s*(?:jam\s+)?(?P<end>{_HOUR})(?:[.:][0-5]\d)?)?"
    oclock = r"\s*o['’]?\s?clock"
    yield (
        "clock",
        rf"""(?:jam|jm|pukul|pkl\.?)\s*(?P<half>s(?:e)?tengah\s+)?(?P<hour>{_HOUR}){_MINUTES}?{shift}
        (?:\s?-?an\b)?{until}{_MERIDIEM}?""",
    )
    yield "clock", rf"(?P<half>setengah)\s+(?P<hour>{_HOUR})(?=\s+{part})"
    yield "clock", rf"(?P<hour>{_HOUR}){_MINUTES}?{until}{_MERIDIEM}"
    yield (
        "clock",
        rf"""(?:at|@)\s*(?P<hour>{_HOUR}){_MINUTES}?(?:-?ish\b)?{until}{_MERIDIEM}?(?:{oclock})?
        (?!\s*(?:%|/|percent|persen|out\s+of|{_all("units")}))""",
    )
    yield "clock", rf"(?P<hour>{_HOUR}){oclock}"
    yield (
        "clock",
        rf"(?P<hour>{_HOUR})(?=\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+ni(?:ght|te)|toni(?:ght|te)|tomorrow))",
    )
    yield (
        "clock",
        rf"""(?:at\s+)?(?:(?P<past>half|quarter|a\s+quarter|{NUMBER})\s+past|(?P<to>quarter|a\s+quarter|{NUMBER})\s+to)
        \s+(?P<hour>{_HOUR}){_MERIDIEM}?""",
    )
    yield "clock", rf"at\s+(?P<past>half)\s+(?P<hour>{_HOUR})"
    yield "clock??", rf"(?:around|about|['’]?bout)\s+(?P<hour>{_HOUR}){_MINUTES}?|(?P<hour_en>{_HOUR})\s?-?ish"
    yield "clock", rf"(?:at\s+)?(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]){_MERIDIEM}?"
    # "tomorrow 12 in the kitchen"; "besok 2 halaman" is no hour
    days = ("besok", "lusa", "jumat", "tomorrow", "tonight", *_plain("weekdays"))
    day_said = "|".join(rf"(?<={day}\s)" for day in days)
    ends = r"(?=\s*(?:$|[,;!?]|\.(?!\d)|(?:di|in|at|on|from|dari|with|aja|ya|deh|wib)\b))"
    yield "clock", rf"(?:{day_said})(?P<hour>{_HOUR}){ends}"
    yield "clock?", rf"(?P<half>setengah)\s+(?P<hour>{_HOUR})"
    yield "clock?", rf"(?P<past>half)\s+(?P<hour>{_HOUR})"
    yield "clock?", r"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d.])"
    yield "clock?", rf"(?P<hour>{_HOUR})(?=\s+{part})"
    yield (
        "clock?",
        rf"(?:between|antara)\s+(?P<hour>{_HOUR}){_MINUTES}?\s+(?:and|dan|sampai|to)\s+{_HOUR}{_MERIDIEM}?",
    )
    yield "area??", r"(?P<area>wib|wita|wit)"


def _hours() -> Iterator[_Rule]:
    part = _all("parts")
    anchors = load_time_words()["anchors"]
    during = either(chain.from_iterable(anchor["words"] for anchor in anchors if "at" in anchor))
    after = r"""(?P<after>habis|abis|hbs|abs|sehabis|seabis|setelah|stlh|stelah|sesudah|selesai|kelar|beres|usai|pulang
        |ba['’]?da|(?:(?:right|straight)\s+)?after|once|following)"""
    before = r"(?P<before>sebelum|sblm|sebelom|menjelang|jelang|(?:right\s+)?before)"
    at = r"(?P<at>pas|waktu|saat|ketika|during|at|over|when)"
    link = r"(?:(?:dari|selesai|pulang|balik|sholat|salat|my|the|I\s+finish|I['’]m\s+done\s+with|finishing)\s+)*"
    pray = rf"(?:(?:salat|sholat|shalat|solat|jamaah)\s+)?(?P<prayer>{_all('prayers')})"
    yield "point", rf"(?:(?:at|pas)\s+)?(?P<point>{_all('clocks')})"
    yield "prayer", rf"(?:(?:{after}|{before}|{at})\s+)?{pray}"
    yield "anchor", rf"(?:{after}|{before})\s+{link}(?P<anchor>{_all('anchors')})(?:nya|ku)?"
    yield "anchor", rf"{at}\s+{link}(?P<anchor>{during})(?:nya|ku)?"
    yield (
        "anchor",
        r"(?:jam\s+)?(?P<anchor>istirahat\s+(?:siang|kerja)|bangun\s+tidur|bedtime|lunch\s?time|lunch\s+break)",
    )
    yield "anchor", r"jam\s+(?P<anchor>istirahat|makan\s+siang)"
    yield "part", rf"in\s+the\s+(?P<part>{part})|at\s+(?P<part_en>night)"
    yield "part", r"(?P<plural>mornings|afternoons|evenings|nights)"
    yield "part?", rf"(?P<part>{part})(?:\s+hari(?:nya)?)?"
