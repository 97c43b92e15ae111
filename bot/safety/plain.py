"""A message as plainly as it can be written, so that how it is spelled hides none of its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.safety.folding import SPACED, Folded, fold_text, readings, spaced_words

# Letters with digits or signs among them: "m4ti", "k!ll"; not "s1" or "2x".
_DISGUISED = re.compile(r"(?<![a-z0-9@$!])[a-z0-9@$!]*[a-z][0134578@$!]+[a-z][a-z0-9@$]*")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_NO_WORDS = re.compile(r"[^\w\s.,;:?!'\"()…–—-]+|_+")
_STARS = re.compile(r"(?<=\w)\*+(?=\w)")
_MARKS = re.compile(r"([.?!,])[.?!,]*\1[.?!,]*")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_EDGES = re.compile(r"\A\s+|\s+\Z")

_WRITTEN = ((_STRETCHED, r"\1"), (_STARS, ""), (_NO_WORDS, " "), (_MARKS, r"\1"), (_SPACES, " "), (_EDGES, ""))


def plain(text: str) -> Folded:
    """Fold a text, join words of single letters, read digits in words as letters, drop stretches and pictures."""
    found = fold_text(text)
    if SPACED.search(found.text):
        found = _rewrite(found, SPACED, lambda match: " ".join(word for word, _, _ in spaced_words(match.group())))
    found = _rewrite(found, _DISGUISED, lambda match: next(iter(readings(match.group())), match.group()))
    for pattern, instead in _WRITTEN:
        found = _rewrite(found, pattern, lambda match, instead=instead: match.expand(instead))  # type: ignore[misc]
    return found


def _rewrite(folded: Folded, pattern: re.Pattern[str], written: Callable[[re.Match[str]], str]) -> Folded:
    """Replace what matches; what stands there instead comes from where the match began and, at its end, ended."""
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for match in pattern.finditer(folded.text):
        instead = written(match)
        if instead == match.group():
            continue
        parts += [folded.text[at : match.start()], instead]
        origin += folded.origin[at : match.start()]
        if instead:
            first, last = folded.origin[match.start()], folded.origin[match.end() - 1]
            origin += [first] * (len(instead) - 1) + [last]
        at = match.end()
    if not parts:
        return folded
    parts.append(folded.text[at:])
    origin += folded.origin[at:]
    return Folded("".join(parts), origin, folded.length)
