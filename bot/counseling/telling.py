"""How much a client has told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language import Language


@dataclass(frozen=True)
class Measure:
    """How much is listened to before a summary: so many messages, or fewer (`least`) with `words` in them."""

    messages: int
    least: int
    words: int = 45


# Reflecting two or three times before summing up keeps the talk from being an interview (DESIGN: problem).
ORDINARY = Measure(messages=3, least=2)
SOONER = Measure(messages=2, least=1)
SLOWER = Measure(messages=4, least=3)
MOSTLY_LISTENING = Measure(messages=6, least=5, words=150)

MOST_WORDS_OF_A_CHOICE = 12

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


def is_enough(told: Sequence[str], measure: Measure = ORDINARY) -> bool:
    """Tell whether there is enough to sum up: so many messages, or fewer with some length."""
    words = sum(len(WORD.findall(text)) for text in told)
    return len(told) >= measure.messages or (len(told) >= measure.least and words >= measure.words)


def is_long(text: str) -> bool:
    """Tell whether a text is too long for a mere preference or choice: whoever writes it tells something."""
    return len(WORD.findall(text)) > MOST_WORDS_OF_A_CHOICE


def measure_for(preferences: Mapping[str, str | None]) -> Measure:
    """Give how much to listen before a summary, by the preferences in force."""
    if preferences.get("lead") == "listen":
        return MOSTLY_LISTENING
    if preferences.get("pace") == "slow":
        return SLOWER
    if preferences.get("pace") == "fast" or preferences.get("lead") == "ask":
        return SOONER
    return ORDINARY


def only_invites(told: Sequence[str], preferences: Mapping[str, str | None]) -> bool:
    """Tell whether a reflection is followed by an invitation instead of a question.

    Always for who wants to be listened to; each second time for who wants it slow.
    """
    if preferences.get("lead") == "listen":
        return True
    return preferences.get("pace") == "slow" and len(told) % 2 == 1


def has_content(text: str, language: Language) -> bool:
    """Tell whether a correction says what is wrong, beyond that something is: two words or more of its own."""
    words = {word.casefold() for word in WORD.findall(text)}
    return len(words - BARE[language]) >= 2
