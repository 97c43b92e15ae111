"""A few of the person's own words, to be said back in quotation marks where turning them round would risk too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.counseling.address import Address
from bot.counseling.boundaries import is_subordinate
from bot.counseling.echo import Echo
from bot.counseling.guards import barred, content, is_absolute, is_judgement
from bot.counseling.heart import clause_chance
from bot.counseling.person_shift import is_first_person
from bot.counseling.salience import introduces, tells
from bot.counseling.segments import Clause, read
from bot.counseling.sound import has_slip, is_torn_off
from bot.counseling.told import Told, taken_back
from bot.counseling.verbs import has_verb
from bot.counseling.wholes import denies
from bot.counseling.wording import load
from bot.counseling.wording.tokens import Token, join
from bot.language import Language

FEWEST, MOST = 3, 9
# What is less likely to be what the message is about is not worth quoting.
LEAST_FAIR, LEAST_GOOD = 0.75, 0.4
# One reflection in this many may be a quotation.
ONE_IN = 4
_POINTING = frozenset("it that this them itu ini begitu gitu gini begini dia".split())


def quotable(told: Sequence[Told], message: str, address: Address) -> str | None:
    """The words of the clause that is likeliest to be what the message is about, as the person wrote them
    (shortenings written out); None where none may be quoted. `message` is what the clauses were read from."""
    found: list[tuple[float, str]] = []
    written = read(message, address.language)
    for place, one in enumerate(told):
        words = _worth_quoting(written[place], address.language)
        if not words or taken_back(told, place) or is_torn_off(told, place, message):
            continue
        as_echo = replace(one, echo=Echo(join(words), own=_is_own(one.clause, address.language)))
        chance = clause_chance([*told[:place], as_echo, *told[place + 1 :]], place, address.language)
        if chance.fair >= LEAST_FAIR and chance.good >= LEAST_GOOD:
            found.append((chance.rank, join(words)))
    return max(found, default=(0.0, None))[1]


def may_quote(used: Sequence[str] | frozenset[str]) -> bool:
    """Whether, after the forms used so far, a quotation is not one too many."""
    return ONE_IN * (1 + sum(form.startswith("quote.") for form in used)) <= max(ONE_IN, len(used) + 1)


def _worth_quoting(clause: Clause, language: Language) -> list[Token] | None:
    """The words of a clause to quote: in Indonesian without its aku."""
    if clause.question or clause.odd or clause.part or clause.link == "because" or introduces(clause):
        return None
    if is_subordinate(clause.said, language) or is_judgement(clause, language) or is_absolute(clause.said, language):
        return None
    words = list(clause.words)
    if language == "id" and words[0].word in load("persons")["id"]["i"]:
        words = words[1:]
    said = [token.word for token in words if token.kind == "word"]
    if not FEWEST <= len(said) <= MOST or barred(words, language) or has_slip(said, language):
        return None
    if any('"' in token.text for token in words) or said[0] in _POINTING or said[-1] in _POINTING:
        return None
    if language == "id" and any(is_first_person(token, "id") for token in words):
        return None
    if language == "en" and not has_verb(words):
        return None
    if not content(clause, language) or not (tells(clause) or denies(clause, language)):
        return None
    return words


def _is_own(clause: Clause, language: Language) -> bool:
    first = clause.said[0]
    return first in load("persons")["id"]["i"] if language == "id" else first.split("'")[0] == "i"
