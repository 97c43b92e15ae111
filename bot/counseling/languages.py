"""Which language a person asks for."""

from __future__ import annotations

import re

from bot.language import Language

NAMED: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(inggris|english|inglis|british|american)\b", re.IGNORECASE),
    "id": re.compile(r"\b(indo|indonesia|indonesian|bahasa indonesia)\b", re.IGNORECASE),
}
OTHER = re.compile(
    r"\b(jawa|javanese|sunda|sundanese|batak|minang|bali|balinese|bugis|madura|betawi|melayu|malay|mandarin|chinese|"
    r"cina|arab|arabic|jepang|japanese|korea|korean|spanish|spanyol|french|prancis|perancis|dutch|belanda|german|"
    r"jerman|hindi|tamil|tagalog|thai|portuguese|russian|rusia|swahili|turkish|turki|urdu|vietnamese)\b",
    re.IGNORECASE,
)


def wanted_language(text: str, current: Language) -> Language | None:
    """Give the language asked for: the one named last, else the one not in use; None for one not spoken here."""
    named = [(match.end(), language) for language, pattern in NAMED.items() for match in pattern.finditer(text)]
    if named:
        return max(named)[1]
    if OTHER.search(text):
        return None
    return "en" if current == "id" else "id"
