"""Whom an English "he" or "she" means, so that it can be said back when the sentence before is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.counseling.segments import Clause
from bot.counseling.wording import load
from bot.counseling.wording.tokens import Token

_PARTS = {"he": "he", "he's": "he", "she": "she", "she's": "she", "him": "he"}

_OTHER_KIN = frozenset("birth late ex step foster real host future host-".split())
# Before a person these say that it is not the speaker's own: "the new mum at the group".
_ANOTHERS = frozenset("a an the his her their your new another some every this that old young other".split())
_NOBODYS = "somebody"


def with_referents(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with the first he or she of each as `my son`, `my wife`, where exactly one such person has
    been named before; where two could be meant, as they are."""
    named: dict[str, set[str]] = {"he": set(), "she": set()}
    found: list[Clause] = []
    for clause in clauses:
        found.append(_resolved(clause, named))
        for gender, noun in _people(clause.words):
            named[gender].add(noun)
    return found


def _resolved(clause: Clause, named: dict[str, set[str]]) -> Clause:
    inside = {gender for gender, _ in _people(clause.words)}
    for place, token in enumerate(clause.words):
        gender = _PARTS.get(token.word)
        if gender is None:
            continue
        meant = named[gender]
        if len(meant) != 1 or _NOBODYS in meant or gender in inside:
            return clause
        noun = next(iter(meant)) + token.text[token.text.find("'") :] * ("'" in token.text)
        mine = [Token(word, word, token.start, token.end) for word in ("my", noun)]
        return replace(clause, words=(*clause.words[:place], *mine, *clause.words[place + 1 :]))
    return clause


def _people(tokens: Sequence[Token]) -> Iterable[tuple[str, str]]:
    """The people named, each with he or she; a kin word that belongs to somebody else ("his mother") counts
    too, since it may be meant by what follows, but not by name."""
    people: dict[str, Any] = load("clauses")["en"]["kin_genders"]
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and before.word in _OTHER_KIN:
            continue
        noun = token.word.removesuffix("'s")
        if noun in people:
            genders = ("he", "she") if people[noun] == "either" else (people[noun],)
            others = before is not None and (before.word in _ANOTHERS or before.word.endswith("'s"))
            yield from ((gender, _NOBODYS if others else noun) for gender in genders)
