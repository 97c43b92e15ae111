"""Which of several things a person chose."""

from __future__ import annotations

import re
from collections.abc import Sequence

ORDINALS = {
    "pertama": 0, "kesatu": 0, "satu": 0, "first": 0, "one": 0,
    "kedua": 1, "dua": 1, "second": 1, "two": 1,
    "ketiga": 2, "tiga": 2, "third": 2, "three": 2,
    "keempat": 3, "empat": 3, "fourth": 3, "four": 3,
}  # fmt: skip
LAST = {"terakhir", "last"}
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"(?<![\d.,])(\d{1,2})(?![\d.,])")
# Words that a choice is wrapped in and that say nothing about which one.
FILLER = frozenset("""
    yang yg itu ini aja saja deh dulu ya mau pilih coba aku saya gue nomor no opsi the that this one
    i would like to try option number please go with let's do a an and dan
    """.split())  # fmt: skip


def match_choice(text: str, choices: Sequence[str]) -> int | None:
    """Give the index of the choice meant by `text`: by its number, its place, or the words shared with it.

    None where nothing or several fit equally.
    """
    words = [word.casefold() for word in WORD.findall(text)]
    number = NUMBER.search(text)
    if number and len(words) <= 4:
        return int(number[1]) - 1 if 1 <= int(number[1]) <= len(choices) else None
    meaning = {word for word in words if word not in FILLER}
    shared = [len(meaning & {word.casefold() for word in WORD.findall(choice)}) for choice in choices]
    best = max(shared, default=0)
    if best and shared.count(best) == 1:
        return shared.index(best)
    if len(words) <= 4:
        if LAST & set(words) and choices:
            return len(choices) - 1
        places = [ORDINALS[word] for word in words if word in ORDINALS]
        if places and places[0] < len(choices):
            return places[0]
    return None
