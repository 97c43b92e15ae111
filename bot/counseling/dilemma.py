"""A real dilemma: two ways that a person says they cannot choose between."""

from __future__ import annotations

import re

from bot.counseling.wording import load
from bot.language import Language

_LONGEST_SIDE = 6
_ASKING = frozenset("apa gimana bagaimana ngapain kenapa siapa mana what how why who which where".split())
# Said by one who cannot choose. Without it "A or B" may be a question, a list or a manner of speaking.
_UNDECIDED: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(bingung|bimbang|dilema|galau|ragu|maju mundur|memilih|milih|pilih|mutusin|memutuskan|nentuin|menentukan"
        r"|antara|mending|mendingan|lebih baik)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(torn|choose|choosing|decide|deciding|decision|can't tell|whether|between|unsure|don't know if|dont know if"
        r"|not sure if|debating|should i|dilemma)\b",
        re.IGNORECASE,
    ),
}
_OR: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(?:bingung|bimbang|dilema|galau|ragu|antara|mau|harus|pilih|milih|mutusin|mending|mendingan|lebih baik"
        r"|baiknya),?\s+(?P<one>[^,.;:!?\n]+?),?\s+(?:atau|ato|apa|atw)\s+(?P<other>[^,.;:!?\n]+)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:between|whether|if\s+i|should\s+i|either|choose|torn:?)\s+"
        r"(?P<one>[^,.;:!?\n]+?),?\s+or\s+(?P<other>[^,.;:!?\n]+)",
        re.IGNORECASE,
    ),
}
# "A and B" are two ways only after "between"; elsewhere both may be wanted together.
_AND: dict[Language, re.Pattern[str]] = {
    "id": re.compile(r"\bantara\s+(?P<one>[^,.;:!?\n]+?)\s+(?:dan|sama)\s+(?P<other>[^,.;:!?\n]+)", re.IGNORECASE),
    "en": re.compile(r"\bbetween\s+(?P<one>[^,.;:!?\n]+?)\s+and\s+(?P<other>[^,.;:!?\n]+)", re.IGNORECASE),
}
_RUN_UP: dict[Language, re.Pattern[str]] = {
    "id": re.compile(r"^(?:(?:aku|saya|gue|antara|mau|harus|malah|mending|pilih|tetap|tetep|buat|untuk)\s+)+", re.I),
    "en": re.compile(r"^(?:(?:i|should|to|if|whether|just|or|we)\s+)+", re.IGNORECASE),
}
# Where a side ends: the reason for it begins.
_TAIL: dict[Language, re.Pattern[str]] = {
    "id": re.compile(r"\s+(?:karena|karna|krn|soalnya|tapi|tp|supaya|biar|kalau|kalo|ya|sih|deh|dulu)(?:\s.*)?$", re.I),
    "en": re.compile(r"\s+(?:because|cause|since|but|so|if|when|though|tbh|lol|anymore)(?:\s.*)?$", re.I),
}
_NOT: dict[Language, re.Pattern[str]] = {
    "id": re.compile(r"(?:nggak|ngga|enggak|engga|gak|ga|tidak|ndak)(?:\s+(?:usah|jadi))?", re.IGNORECASE),
    "en": re.compile(r"not", re.IGNORECASE),
}
_DENIED: dict[Language, str] = {"id": "tidak {}", "en": "not {}"}


def find_dilemma(text: str, language: Language) -> tuple[str, str] | None:
    """Give the two ways, as said ("resign", "bertahan"); None where the text does not surely hold a dilemma.

    "resign atau nggak" has the sides "resign" and "tidak resign".
    """
    if not _UNDECIDED[language].search(text):
        return None
    persons = {*load("goal_checks")[language]["persons"], "my", "the"}
    for pattern in (_OR[language], _AND[language]):
        for match in pattern.finditer(text):
            one, other = (_bare(match[side], language) for side in ("one", "other"))
            if _NOT[language].fullmatch(other):
                other = _DENIED[language].format(one)
            words = [side.casefold().split() for side in (one, other)]
            if words[0] != words[1] and all(_is_way(side, persons) for side in words):
                return one, other
    return None


def _is_way(side: list[str], persons: set[str]) -> bool:
    """Whether these words can be a way to go: not too long, no question, no mere person."""
    return 0 < len(side) <= _LONGEST_SIDE and _ASKING.isdisjoint(side) and not persons.issuperset(side)


def _bare(side: str, language: Language) -> str:
    """The side without what led up to it and without its reason."""
    return _TAIL[language].sub("", _RUN_UP[language].sub("", side.strip())).strip()
