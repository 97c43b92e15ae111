"""How much a client has told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language import Language

# Reflecting two or three times before summing up keeps the talk from being an interview (DESIGN: problem).
ENOUGH_MESSAGES = 3
ENOUGH_WORDS = 45
LEAST_MESSAGES = 2

WORD = re.compile(r"\w+")
# What a correction opens with and that by itself says nothing about what is wrong.
BARE = {
    "id": frozenset("""
    bukan gak nggak ga tidak enggak engga ngga salah keliru kurang pas tepat belum itu sih deh kok
    ya gitu begitu juga ada yang yg bener benar sebenernya sebenarnya masih kayak rasanya kayaknya
    sepertinya aku saya gue lah dong udah sudah dah gt aja saja cukup segitu doang oke ok
    """.split()),
    "en": frozenset("""
    no not nope quite really exactly that it is isn t s thats right wrong off a bit something
    missing still i don think so there are little the enough fine ok okay
    """.split()),
}  # fmt: skip


def is_enough(told: Sequence[str]) -> bool:
    """Tell whether there is enough to sum up: three messages, or two with some length."""
    words = sum(len(WORD.findall(text)) for text in told)
    return len(told) >= ENOUGH_MESSAGES or (len(told) >= LEAST_MESSAGES and words >= ENOUGH_WORDS)


def has_content(text: str, language: Language) -> bool:
    """Tell whether a correction says what is wrong, beyond that something is: two words or more of its own."""
    words = {word.casefold() for word in WORD.findall(text)}
    return len(words - BARE[language]) >= 2
