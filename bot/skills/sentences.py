"""Where the sentences and the clauses of an utterance begin and end, in either language."""

from __future__ import annotations

import re

Span = tuple[int, int]

# A full stop ends a sentence only before a space, so that 7.30 and e.g.this stay whole.
_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+)")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:dr|drs|dra|mr|mrs|ms|sdr|bpk|jl|no|vs|etc|dll|dsb|dst|e\.g|i\.e|s\.d|a\.n)\.$", re.I
)
_CLAUSE = re.compile(
    r"[,;:]+\s+|\s+(?:--+|[–—-])\s*|(?<=\w)--+\s*"
    r"|\s+(?=(?:but|because|although|tapi|tetapi|karena|soalnya|padahal|sedangkan)\s)",
    re.I,
)


def sentences(text: str) -> list[Span]:
    """Give the (start, end) of each sentence, without the spaces around it; none of a text without words."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() == "." and _ABBREVIATED.search(text[max(0, match.end() - 8) : match.end()]):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def clauses(text: str, span: Span) -> list[Span]:
    """Give the (start, end) of each clause within a sentence."""
    found: list[Span] = []
    start = span[0]
    for match in _CLAUSE.finditer(text, *span):
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, span[1])
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if any(letter.isalnum() for letter in part):
        start += len(part) - len(part.lstrip())
        found.append((start, start + len(part.strip())))
    elif found and part.strip():
        found[-1] = (found[-1][0], end)
