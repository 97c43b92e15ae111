"""Two clauses that only together say what was meant: the sides of a person who is torn, or an X, but Y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.counseling.address import Address
from bot.counseling.clauses import longing, torn
from bot.counseling.echo import Echo, echo, everyday_left, in_register
from bot.counseling.feelings import Feeling, own_feelings, wording_of
from bot.counseling.segments import Clause
from bot.counseling.sound import reads_well
from bot.counseling.wording.phrasing import joined
from bot.language import Language

_LONGEST_SIDE = 12


def double_sided(clauses: Sequence[Clause], address: Address) -> dict[str, str] | None:
    """The two sides of a person who is torn as `one` and `other`, the side of change last; None where nobody
    is torn or a side cannot be said back."""
    pair = torn(clauses, address.language) or _mixed_feelings(clauses, address.language)
    if pair is None:
        return None
    place = next((place for place, clause in enumerate(clauses) if set(pair[0].words) <= set(clause.words)), 0)
    turn = longing(pair[0], address.language) > longing(pair[1], address.language)
    sides = two_sides(pair[0], pair[1], clauses[place - 1] if place else None, address, carried=not turn)
    if sides is None or sides[0].first or sides[1].first:
        return None
    # Turned round, what somebody else does would be told before what it answers.
    if turn and not (sides[0].own and sides[1].own):
        return None
    one, other = reversed(sides) if turn else sides
    return {"one": one.text, "other": other.text}


def two_sides(
    one: Clause, other: Clause, before: Clause | None, address: Address, carried: bool = True
) -> tuple[Echo, Echo] | None:
    """Two clauses in a row as short echoes; None where one of them is no echo or a scrap, or both are mere
    views. `carried`: the second is said after the first and may share its subject."""
    first = echo(one, before, address, _LONGEST_SIDE)
    second = echo(other, one, address, _LONGEST_SIDE, carried)
    if first is None or second is None or (first.felt and second.felt):
        return None
    if address.language == "id" and address.formal and any(everyday_left(side.text) for side in (first, second)):
        return None
    if not (reads_well(one, first, address.language) and reads_well(other, second, address.language)):
        return None
    return (first, second) if all(side.own or side.length > 2 for side in (first, second)) else None


def _mixed_feelings(clauses: Sequence[Clause], language: Language) -> tuple[Clause, Clause] | None:
    """`happy for her but jealous`: two clauses with feelings of different colour."""
    before: Clause | None = None
    for one, other in pairwise(clauses):
        both = own_feelings(one, before, language), own_feelings(other, one, language)
        if other.link == "but" and all(both) and tone_of(both[0]) != tone_of(both[1]):
            return one, other
        before = one
    return None


def tone_of(feelings: Sequence[Feeling]) -> str:
    tones = {wording_of(feeling.name, feeling.language).tone for feeling in feelings}
    return tones.pop() if len(tones) == 1 else "mixed"


def state_and_noun(feelings: Sequence[Feeling], address: Address) -> tuple[str, str]:
    """At most two feelings, as they stand after the pronoun (capek dan merasa bersalah) and as nouns (rasa
    capek dan bersalah)."""
    language = address.language
    names = list(dict.fromkeys(feeling.name for feeling in feelings))[:2]
    chosen = sorted((wording_of(name, language) for name in names), key=lambda feeling: " " in feeling.state)
    nouns = [feeling.noun for feeling in chosen]
    if all(noun.startswith("rasa ") for noun in nouns):
        nouns[1:] = [noun.removeprefix("rasa ") for noun in nouns[1:]]
    states = [feeling.state for feeling in chosen]
    return in_register(joined(states, language), address), in_register(joined(nouns, language), address)


def says_but(message: str, one: Clause, other: Clause) -> bool:
    """Whether an English but was written between two clauses: an `only` is one seldom."""
    between = message[max(0, one.words[-1].end) : max(0, other.words[0].start)].lower()
    return bool(re.search(r"\b(?:but|yet|however|still)\b", between))
