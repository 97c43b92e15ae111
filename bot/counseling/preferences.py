"""How a person wants to be talked with: pace, tone, and who leads."""

from __future__ import annotations

import re
from collections.abc import Mapping

Preferences = dict[str, str]

# What an act asks for, as kind and choice.
BY_ACT: Mapping[str, tuple[str, str]] = {
    "slower": ("pace", "slow"),
    "faster": ("pace", "fast"),
    "gentler": ("tone", "gentle"),
    "more_direct": ("tone", "direct"),
    "just_talk": ("lead", "listen"),
}
OTHER_WAY = {"slow": "fast", "fast": "slow", "gentle": "direct", "direct": "gentle", "listen": "ask", "ask": "listen"}
# Who hurries to a plan is not only listened to, and the other way round: the later word counts.
EXCLUDES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("pace", "fast"): ("lead", "listen"),
    ("lead", "listen"): ("pace", "fast"),
}


def _patterns(words: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], re.Pattern[str]]:
    return {kind: re.compile(rf"(?<!\w)(?:{each})", re.IGNORECASE) for kind, each in words.items()}


# Both languages at once, since people mix them.
WORDS = _patterns(
    {
        ("lead", "listen"): r"(?:di|men)?deng[ae]r|simak|curhat|cerita (?:aja|saja|dulu)|listen|heard?\b|vent\b|rant\b",
        ("lead", "ask"): r"(?:di|ber)?tanya|n[ay]nya|langkah|solusi|saran\b|ask\b|asking|questions?\b|steps?\b|advice",
        ("pace", "slow"): r"pelan|lambat|lamban|santai|slow",
        ("pace", "fast"): r"cepat|cepet|gercep|fast|quick|ringkas|singkat",
        ("tone", "direct"): r"to the point|inti|terus terang|blak|tegas|lugas|apa adanya|direct|straight|blunt",
        ("tone", "gentle"): r"lembut|halus|gentle|soft",
    }
)  # fmt: skip
# Who says one of these wants the other way, with a "too" or without.
COMPLAINTS = _patterns(
    {
        ("pace", "fast"): r"(?:jangan|jgn|ojo|(?:ga|gak|nggak|tidak)\s+usah|not|don['’]?t\s+(?:be|take))\s+(?:\w+\s+)?"
        r"(?:lama|suwe|long)",
        ("pace", "slow"): r"kecepatan|kecepetan|tergesa|buru|rush|hurr",
        ("tone", "gentle"): r"keras|kasar|galak|harsh|rude",
    }
)
# "Terlalu cepat", "too many questions", "jangan cepat": the other way is wanted.
TOO_MUCH = re.compile(
    r"(?<!\w)(?:terlalu|kebanyakan|banyakan|keseringan|jangan|jgn|too|don'?t|less|fewer|stop)(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)


def parse_preferences(text: str) -> Preferences:
    """Read what is wanted out of a short text: kind -> choice; of two ways of one kind the first said.

    "dengerin aja dulu, pelan-pelan" -> lead listen, pace slow; "kebanyakan nanya" -> lead listen.
    """
    found = [
        (match.start(), kind, OTHER_WAY[choice] if TOO_MUCH.search(text[: match.start()]) else choice)
        for (kind, choice), pattern in WORDS.items()
        for match in pattern.finditer(text)
    ] + [
        (match.start(), kind, choice)
        for (kind, choice), pattern in COMPLAINTS.items()
        for match in pattern.finditer(text)
    ]
    wanted: Preferences = {}
    for _, kind, choice in sorted(found):
        wanted.setdefault(kind, choice)
    return wanted


def changed(stand: Mapping[str, str], wanted: Mapping[str, str]) -> Preferences:
    """Give the preferences in force after some more were said; what the new ones exclude goes."""
    after = dict(stand)
    for kind, choice in wanted.items():
        other, excluded = EXCLUDES.get((kind, choice), ("", ""))
        if after.get(other) == excluded:
            del after[other]
        after[kind] = choice
    return after
