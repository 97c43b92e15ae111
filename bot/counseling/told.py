"""What was told: the clauses of a message with what of each may be said back, and whether it may be alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.counseling.address import Address
from bot.counseling.echo import Echo, echo
from bot.counseling.feelings import Feeling, own_feelings
from bot.counseling.guards import without_unsure
from bot.counseling.referents import with_referents
from bot.counseling.risk import is_strange
from bot.counseling.segments import Clause, read
from bot.counseling.wording import load, words
from bot.language import Language

_LANGUAGES: tuple[Language, ...] = ("id", "en")


@dataclass(frozen=True)
class Told:
    """A clause of a message with the clause before it, how it may be said back, and the person's own feelings
    in it."""

    clause: Clause
    before: Clause | None
    echo: Echo | None
    feelings: tuple[Feeling, ...]


def tell(message: str, address: Address) -> list[Told]:
    """The clauses of a message with what of each may be said back."""
    clauses = read(message, address.language)
    if address.language == "en":
        clauses = tuple(with_referents(clauses))
    strange = is_strange(message, address.language)
    found: list[Told] = []
    for before, clause in zip([None, *clauses], clauses, strict=False):
        feelings = tuple(own_feelings(clause, before, address.language))
        feelings = feelings or tuple(own_feelings(without_unsure(clause, address.language), before, address.language))
        if strange:
            kept = (one for one in feelings if one.name not in words("risks", address.language, "false_friends"))
            found.append(Told(clause, before, None, tuple(kept)))
        else:
            found.append(Told(clause, before, echo(clause, before, address), feelings))
    return found


def taken_back(told: Sequence[Told], place: int, far: bool = True) -> bool:
    """Whether a but follows the clause at this place, or the reason given for it, or a bare `I don't`; `far`: also
    where more of the sentence stands before the but."""
    here = told[place].clause
    later = [one.clause.link for one in told[place + 1 :] if one.clause.sentence == here.sentence]
    links = [one.clause.link for one in told[place + 1 : place + 3]]
    after = told[place + 1].clause if place + 1 < len(told) else None
    if after and _turns(after, here):
        return True
    return (far and "but" in later) or links[:1] == ["but"] or links == ["because", "but"]


def _turns(clause: Clause, before: Clause) -> bool:
    """Whether a clause says that the one before it was not, or is no longer, what matters: `I don't`, `now …`, `yang
    tidak biasa …`."""
    text = f"{' '.join(clause.said)} "
    if (clause.said[-1] == "not" or clause.said[-1].endswith("n't")) and len(clause.said) < 4:
        return True
    if clause.link == "and" and clause.said[0] in ("nobody", "no"):
        return True
    if text.strip() in load("guards")["en"]["denials"] or clause.words[0].word == "yang":
        return clause.sentence == before.sentence or clause.words[0].word != "yang"
    opens = ((language, key) for language in _LANGUAGES for key in ("turns", "turns_in_time"))
    found = {key for language, key in opens for start in load("guards")[language][key] if text.startswith(start)}
    past = any(word in load("clauses")[language]["past"] for language in _LANGUAGES for word in before.said)
    return "turns" in found or ("turns_in_time" in found and (past or any(word.endswith("ed") for word in before.said)))


def lost_after(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether a loss is told after the clause at this place, next to which praise would sound deaf."""
    losses = load("strengths")[language]["losses"]
    return any(not set(losses).isdisjoint(one.clause.said) for one in told[place + 1 :])
