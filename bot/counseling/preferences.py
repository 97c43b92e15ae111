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
        ("lead", "listen"): r"(?:di|men)?deng[ae]r|simak|curhat|cerita (?:aja|saja|dulu)|listen|heard?\b|vent\b|rant\b"
        r"|off my chest|unload\b|let it (?:all )?out|get it (?:all )?out|(?:ng)?luapin|keluarin (?:unek|uneg)",
        ("lead", "ask"): r"(?:di|ber)?tanya|n[ay]nya|langkah|solusi|saran\b|ask(?:ed|s|ing)?\b"
        r"|questions?\b|steps?\b|advice",
        ("pace", "slow"): r"pelan|lambat|lamban|santai|slow",
        ("pace", "fast"): r"cepat|cepet|gercep|fast|quick|ringkas|singkat|(?:get|crack) on(?: with it)?\b|buruan",
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
        ("lead", "listen"): r"(?:no|without(?: any)?|not (?:looking for|after|wanting)|tanpa"
        r"|(?:ga+k?|nggak|ngga|enggak|tidak|ndak)\s+(?:usah|perlu|butuh|mau)(?:\s+(?:kasih|di\w+|ada))?)\s+"
        r"(?:advice|saran|solusi|nasi?hat|wejangan)\b|(?:rather|prefer) not (?:to )?be asked",
    }
)
# "Terlalu cepat", "too many questions", "jangan cepat": the other way is wanted.
TOO_MUCH = re.compile(
    r"(?<!\w)(?:terlalu|kebanyakan|banyakan|keseringan|jangan|jgn|too|don'?t|less|fewer|stop)(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)


# The questions are too many: fewer of them are wanted, and no end of the talk.
_ASKS_TOO_MUCH = re.compile(
    r"\W*(?:(?:please|pls|can\s+you|could\s+you|just|ok|okay|ugh|hey|man|aduh|duh|udah|sudah|dah|tolong|bisa|coba|eh|kamu|ya|plis|ah|kok|lah)\W+)*"
    r"(?:(?:stop|quit|enough\s+(?:with|of)|no\s+more|less|fewer|too\s+many|cut)\s+(?:with\s+)?(?:(?:the|all|your|these|those|so\s+many|this|of)\s+)*(?:asking|questions?|questioning)"
    r"|(?:don['’]?t|do\s+not)\s+(?:keep\s+)?ask(?:ing)?\b(?:\s+me)?(?:\s+(?:so|that|this|any))?(?:\s+(?:much|many|more))?"
    r"|(?:stop|berhenti|jangan|jgn|ojo|(?:ga|gak|nggak|tidak|ndak)\s+usah|cukup|kebanyakan|terlalu\s+banyak|banyak\s+banget|capek?)\s+"
    r"(?:(?:banyak|kebanyakan|di|terus|lagi|mulu|terlalu)\s*)*(?:(?:ber|me|di)?n?[tn]?anya\w*(?:-tanya)?|takon|pertanyaan\w*|nanya\w*))"
    r"(?:\W+(?:me|so|many|much|more|any|that|this|things|stuff|questions?|please|now|all|the|time|already|ok|terus|mulu|melulu|lagi|aja|dong|deh|ya|kak|mbak|mas|ah"
    r"|tanya|nanya|banyak|dulu|sih|kamu|aku|bot|for|while|a|bit|okay))*\W*",
    re.IGNORECASE,
)


# Where people tell, the talk can go on without a question.
_HEARD_OUT = frozenset({"problem", "listening", "difference"})


_ALL_THE_SAME = re.compile(
    r"(?<!\w)(?:whichever|whatever|either(?:\s+(?:way|one))?|not\s+(?:too\s+)?fuss(?:ed|y)|(?:don['’]?t|do\s+not)\s+mind|no\s+preference"
    r"|up\s+to\s+you|leave\s+(?:that|it|this)\s+(?:up\s+)?to\s+you|you\s+(?:choose|decide|pick)|bebas|terserah|sama\s+(?:aja|saja)|(?:yang\s+|yg\s+)?mana\s+(?:aja|saja)|sembarang)(?!\w)",
    re.IGNORECASE,
)


def is_all_the_same(text: str) -> bool:
    """Whether a short answer leaves it open how the talk should go: "whichever, I'm not fussy", "terserah"."""
    return bool(_ALL_THE_SAME.search(text)) and not parse_preferences(text)


def act_for_fewer(asked: str) -> str:
    """Give the act by which fewer questions are wanted under a question: to be heard only, or a quicker way."""
    return "just_talk" if asked in _HEARD_OUT else "faster"


def asks_too_much(text: str) -> bool:
    """Whether a message says no more than that fewer questions are wanted: "stop asking", "jangan nanya mulu"."""
    return bool(_ASKS_TOO_MUCH.fullmatch(text))


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
