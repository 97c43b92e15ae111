"""A number and what makes it that number, in one message: "8 karena ibu"."""

from __future__ import annotations

import re

from bot.counseling.ratings import find_rating

_BECAUSE = re.compile(
    r"(?<!\w)(?:karena|karna|krn|krna|soalnya|sebab|gara-?gara|demi|because|cause|cuz|cos|since)(?!\w)", re.IGNORECASE
)
_EDGE = " \t\r\n,.;:-–—"
_FEWEST_WORDS = 3


def split_reason(text: str) -> tuple[float | None, str | None]:
    """Give the rating of a message, 0 to 10, and the reason told with it, each None where there is none.

    The reason begins at a word like "karena" or "because"; without one, what follows the number counts when it is
    long enough to say something ("8, ibu sudah nunggu lama").
    """
    rating = find_rating(text)
    if rating is None:
        return None, None
    because = _BECAUSE.search(text)
    if because:
        before = text[: because.start()].strip(_EDGE)
        reason = text[because.start() :].strip(_EDGE)
        if rating.start > because.start():
            reason = text[because.start() : rating.start].strip(_EDGE) or before
        return rating.value, reason
    rest = text[rating.end :].strip(_EDGE)
    return rating.value, rest if len(rest.split()) >= _FEWEST_WORDS else None
