"""Whether English words hold a verb."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from bot.counseling.wording import words
from bot.counseling.wording.tokens import Token

_SHORT_FORMS = ("n't", "'re", "'m", "'ve", "'ll", "'d")


def has_verb(tokens: Iterable[Token]) -> bool:
    """Whether English words hold a finite verb, as far as a word list can tell."""
    verbs, contracted, doers, determiners = (
        words("clauses", "en", key) for key in ("verbs", "contracted", "doers", "determiners")
    )
    links = _after_a_short_is()
    before = ""
    for token in tokens:
        if (
            (before.endswith("'s") and token.word in links)
            or token.word in verbs
            or (len(token.word) > 4 and token.word.endswith("ed") and before not in determiners)
            or token.word.endswith(_SHORT_FORMS)
            or token.word in contracted
            or (before in doers and token.word not in (",", "and", "or"))
        ):
            return True
        before = token.word
    return False


@functools.cache
def _after_a_short_is() -> frozenset[str]:
    """What follows the 's of `the boiler's on its last legs` and not that of `the boiler's age`."""
    return frozenset().union(*(words("clauses", "en", key) for key in ("prepositions", "adverbs", "determiners")))
