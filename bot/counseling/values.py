"""Saying again what matters to a person, in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counseling.address import Address
from bot.counseling.saying import say_back

# What an answer to "why does it matter?" opens with.
BECAUSE = re.compile(
    r"^\W*(?:\d+\W+)?(?:(?:ya|yah|soalnya|karena|karna|krn|gara\W?gara|because|cause|cuz|bc|since|well)\b\W*)+",
    re.IGNORECASE,
)
MOST_WORDS = 14


def say_values(values: Sequence[str], address: Address) -> str:
    """Give the last one that is short enough to be heard again, spoken to the client; empty without any."""
    for text in reversed(values):
        said = say_back(BECAUSE.sub("", text) or text, address)
        if said and len(said.split()) <= MOST_WORDS:
            return said
    return ""
