"""Whether a finding is denied: before it, among its words, right after it, or in the sentence that answers.

A negation counts within its clause and only over words that it can reach (the list DENIABLE).
"""

from __future__ import annotations

from bot.safety.patterns import END, Hit
from bot.safety.surroundings import REACH, Surroundings

_ANSWER_WITHIN = 9
_BESIDE = frozenset({"DIE", "KILLACT", "KILLME", "BUNUH", "DIRI", "HARM", "HURT", "SELF", "LIFE", "END"})
_LINKS = frozenset({"DENIABLE", "WANT", "SELF"})
_AM = frozenset({"am", "do", "would", "was"})


def denied(around: Surroundings, hit: Hit) -> bool:
    """Whether the person says that this is not so."""
    if more_than_ever(around, hit):
        return False
    return _before(around, hit.first) or _within(around, hit) or _after(around, hit.last) or _in_answer(around, hit)


def more_than_ever(around: Surroundings, hit: Hit) -> bool:
    """Whether a "never" says how strong it is now: "I never wanted to die more than today"."""
    before = range(max(hit.first - 4, 0), hit.last)
    return around.has(hit.last + 1, "MUCH") and any(around.has(index, "NOT") for index in before)


def _before(around: Surroundings, first: int) -> bool:
    negations = 0
    beside = False
    for index in range(first - 1, first - 1 - REACH, -1):
        if around.stop(index) or around.has(index, "BUT"):
            break
        if around.has(index, "NOT"):
            negations += not around.has(index + 1, "ONLY")
        elif around.has(index, "OR"):
            beside = True
        elif not (
            around.has(index, "DENIABLE") or _own_between(around, index) or (beside and around.has_any(index, _BESIDE))
        ):
            break
    return negations % 2 == 1


def _own_between(around: Surroundings, index: int) -> bool:
    """Whether an "I" stands there, that a negation reaches across: "not that I", "never would I"."""
    if around.has(index, "SELF"):
        would = around.has(index - 1, "WOULD") and around.has(index - 2, "NOT")
        return would or around.has(index - 1, "THAT") or around.has(index - 1, "EVEN")
    return around.has(index, "THAT") and around.has(index + 1, "SELF")


def _within(around: Surroundings, hit: Hit) -> bool:
    """Whether a negation stands among the words that a pattern skipped: "I'd never kill myself"."""
    at = hit.last
    for place in reversed(hit.solid):
        while at > place:
            if around.has(at, "NOT"):
                return not around.has(at + 1, "ONLY")
            if not around.has(at, "DENIABLE"):
                return False
            at -= 1
        at -= 1
        if place < hit.last and not around.has_any(place, _LINKS):
            return False
    return False


def _in_answer(around: Surroundings, hit: Hit) -> bool:
    """Whether others ask or think it, and the next sentence says no: "mum thinks I'm suicidal. I'm not."."""
    sentence = around.sentence(hit)
    if not any(_asked(around, index) for index in range(sentence.start, hit.first)):
        return False
    near = range(hit.last + 1, min(hit.last + _ANSWER_WITHIN, len(around.words)))
    at = next((index for index in near if around.stop(index)), -1)
    if at < 0:
        return False
    at += 1 + around.has(at + 1, "SELF")
    at += around.words[at].readings[0] in _AM if at < len(around.words) else 0
    if not around.has(at, "NOT"):
        return False
    return around.stop(at + 1) or around.has(at + 1, "FINAL") or around.has(at + 1, "BUT")


def _asked(around: Surroundings, index: int) -> bool:
    """Whether somebody else asks or thinks there."""
    if not around.has(index, "ASKED"):
        return False
    return not (around.has(index - 1, "SELF") or around.has(index - 2, "SELF"))


def _after(around: Surroundings, last: int) -> bool:
    at = last + 1
    marked = False
    while around.has(at, "TOPIC") and at < last + 4:
        marked, at = True, at + 1
    sign = around.words[at].readings[0] if at < len(around.words) else END
    if sign in ("?", ","):
        at += 1
        # "…, saya jawab tidak": the answer is told.
        if around.has(at, "SELF") and around.has(at + 1, "ANSWER"):
            at += 2
        at += around.has(at, "SURE")
    if not (marked or sign in ("?", ",")) or not (around.has(at, "NOT") or around.has(at, "NO_ANSWER")):
        return False
    return sign == "?" or around.stop(at + 1) or around.has(at + 1, "BUT") or around.has(at + 1, "FINAL")
