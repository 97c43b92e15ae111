"""Numbers as people type them, in digits and in the words of both languages."""

from __future__ import annotations

import re

_UNITS: dict[str, int] = {
    "nol": 0, "zero": 0,
    "satu": 1, "one": 1,
    "dua": 2, "two": 2,
    "tiga": 3, "three": 3,
    "empat": 4, "ampat": 4, "four": 4,
    "lima": 5, "five": 5,
    "enam": 6, "enem": 6, "six": 6,
    "tujuh": 7, "tuju": 7, "seven": 7,
    "delapan": 8, "lapan": 8, "dlapan": 8, "eight": 8,
    "sembilan": 9, "smbilan": 9, "nine": 9,
    # Javanese, Sundanese, Minang; without words that are others as well (loro is ill, sekawan a flock)
    "siji": 1, "hiji": 1, "telu": 3, "tilu": 3, "tigo": 3, "papat": 4, "opat": 4, "ampek": 4, "limo": 5, "gangsal": 5,
    "genep": 6, "anam": 6, "pitu": 7, "tujuah": 7, "wolu": 8, "dalapan": 8, "songo": 9, "sanga": 9, "sambilan": 9,
}  # fmt: skip
_WHOLE: dict[str, int] = {
    "sepuluh": 10, "sapuluh": 10, "sapuluah": 10, "sedasa": 10,
    "ten": 10, "sebelas": 11, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "seratus": 100,
}  # fmt: skip
_TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
DIGITS = r"\d{1,3}(?:[.,]\d(?![\d.,]?\d))?"
WORDS = (
    rf"(?:{_UNIT})\s+belas|(?:{_UNIT})\s+puluh(?:\s+(?:{_UNIT})(?!\s+(?:belas|puluh)))?"
    rf"|(?:{'|'.join(_TENS)})(?:[\s-]+(?:{_UNIT}))?|(?:a|one)\s+hundred|{'|'.join(_WHOLE)}|{_UNIT}"
)
NUMBER = rf"(?:{DIGITS}|(?:{WORDS})(?!\w))"
"""Pattern (for re.IGNORECASE) of one number; has no groups of its own."""


def read_number(words: str) -> float:
    """Give the value of what `NUMBER` matched, e.g. "7,5" 7.5, "dua puluh lima" 25, "twelve" 12.

    Raises:
        ValueError: the words are no number.
    """
    plain = words.strip().lower().replace(",", ".")
    if plain[:1].isdigit():
        return float(plain)
    value = 0
    for word in re.split(r"[\s-]+", plain):
        if word == "belas":
            value += 10
        elif word == "puluh":
            value *= 10
        elif word == "hundred":
            value = 100
        elif word in _UNITS or word in _WHOLE or word in _TENS:
            value += _UNITS.get(word, 0) + _WHOLE.get(word, 0) + _TENS.get(word, 0)
        elif word != "a":
            raise ValueError(f"not a number: {words!r}")
    return float(value)
