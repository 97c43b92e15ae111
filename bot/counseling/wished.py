"""The wish that somebody told before they were asked what the talk is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counseling.framing import wish_said
from bot.counseling.goal_checks import WISHES, is_goal_already
from bot.counseling.guards import hurtful
from bot.counseling.wording.tokens import tokenise
from bot.language import Language

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
# What stands against a wish makes it none to be taken up, and a condition makes it hang on something else.
_AGAINST = re.compile(
    r"(?<!\w)(?:but|though|except|if|tapi|tp|tpi|cuma\s+kan|padahal|kalau|kalo|klo|asal\w*)(?!\w)|\?",
    re.IGNORECASE,
)
# Why it is wished is asked later.
_REASON = re.compile(
    r"[\s,]+(?:because|cause|cos|cuz|bc|since\s+(?=i|my|we)|soalnya|karena|karna|krn|sebab)(?!\w).*$", re.IGNORECASE
)
# What joins a sentence to the one before says nothing within it.
_JOINED = re.compile(r"^(?:(?:and|but|so|also|plus|dan|tapi|tp|terus|trus|jadi|makanya|cuma)\W+)+", re.IGNORECASE)
MOST_WORDS = 25


def wish_told(told: Sequence[str], language: Language) -> str | None:
    """Give the latest wish among messages (oldest first) that could be a goal as it stands, in the person's words
    ("i guess i wanna stop saying yes to every favour"); None where there is none."""
    sentences = [sentence for text in told for sentence in _SENTENCE.split(text)]
    return next((wish for one in reversed(sentences) if (wish := _goal_in(one, language))), None)


def _goal_in(sentence: str, language: Language) -> str | None:
    wish = _REASON.sub("", wish_said(_JOINED.sub("", sentence.strip()), language)).strip(" .!,;…")
    fits = (
        WISHES[language].match(wish)
        and len(wish.split()) <= MOST_WORDS
        and not _AGAINST.search(wish)
        and is_goal_already(wish, language)
        and not hurtful(tokenise(wish, language), language)
    )
    return wish if fits else None
