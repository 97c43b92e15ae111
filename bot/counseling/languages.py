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
# Said in so many words, before anything else: "ok balik ke indo aja ya. …". To "speak English at work" is a goal.
_ASKS = re.compile(
    r"^\W*(?:(?:ok|oke|okay|eh|hm+|well|sorry|maaf|please|tolong|can we|could we|let['’]?s|bisa|boleh|yuk|btw|no|bukan"
    r"|nggak|gak|kita|aku mau|saya mau|gue mau|i want|i['’]?d like)\W+)*"
    r"(?:(?:balik|kembali|ganti|pindah|switch|change|go|back|keep|stay|pakai|pake|use|bahasa|in|to|ke|lagi|it)\s+)+"
    r"(?:indo(?:nesian?)?|inggris|english)(?:\s+(?:aja|saja|ya|yah|dong|deh|please|pls|now|instead|again|lagi|dulu|yuk))*"
    r"\s*(?:[.,;!?\n]|$)",
    re.IGNORECASE,
)


def asks_for_language(text: str) -> bool:
    """Whether a message begins with the wish for one of the two languages."""
    return bool(_ASKS.match(text))


def wanted_language(text: str, current: Language) -> Language | None:
    """Give the language asked for: the one named last, else the one not in use; None for one not spoken here."""
    named = [(match.end(), language) for language, pattern in NAMED.items() for match in pattern.finditer(text)]
    if named:
        return max(named)[1]
    if OTHER.search(text):
        return None
    return "en" if current == "id" else "id"
