"""What is too little, of what was said, to be said back alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.counseling.address import Address
from bot.counseling.boundaries import is_subordinate
from bot.counseling.person_shift import is_first_person
from bot.counseling.segments import Clause
from bot.counseling.subjects import subject_of
from bot.counseling.wording import feeling_words, load, words
from bot.counseling.wording.tokens import Token
from bot.counseling.yes_no import says_all
from bot.language import Language

_LEAST_AND = 5
_NONE = frozenset({"nothing", "never", "nobody"})


def is_half(clause: Clause, before: Clause | None, said: Sequence[Token], feels: bool, language: Language) -> bool:
    """Whether a clause is too small a part of its sentence: `and she cried`, `so I can't get out`, the first step of
    `I put it away and then I take it out`, a bare `while I was ill`."""
    negations = words("clauses", language, "negations")
    denies = any(word in negations or word in _NONE or word.endswith("n't") for word in clause.said)
    count = sum(token.kind == "word" for token in said)
    if clause.link in ("and", "though") and count < _LEAST_AND - denies and not feels:
        return True
    alone = before is None and not clause.ends
    if language == "id":
        named = clause.said[1:2] == ("yang",)
        # "I cried, too" goes with what somebody else did.
        too = not alone and not {"juga", "jg", "jga"}.isdisjoint(clause.said[:3])
        absent = clause.said[-1] == "ada" and denies and count < _LEAST_AND - 1 and not alone
        return named or too or absent or (count < 3 and not feels and not alone)
    if clause.link == "though" or (clause.said[-1] in ("do", "does", "did") and clause.said[-2:-1] != ("to",)):
        return True
    if count < _LEAST_AND - 2 and not alone and not feels and not denies:
        return True
    if clause.ends == "and" and count < _LEAST_AND and not denies and not feels:
        return True
    follows = before is not None and before.sentence == clause.sentence
    scene = is_subordinate(clause.said, "en") and clause.ends == "and"
    other = subject_of(said, "en") != "self" and count < _LEAST_AND - 1 and (follows or bool(clause.ends))
    return scene or other or clause.ends == "then" or (clause.link == "so" and follows and not feels)


def is_of_no_use(tokens: Sequence[Token], clause: Clause, address: Address, feels: bool) -> bool:
    """Whether a complete clause is still too little: a scrap about others, a bare "although …", that there is no more
    to say; beside Bapak and Ibu, who have no plural, a "kami"."""
    language = address.language
    said = {token.word for token in tokens}
    own = subject_of(tokens, language) == "self"
    if address.form in ("bapak", "ibu") and language == "id" and said & set(load("persons")["id"]["we"]):
        return True
    if (language == "en" and clause.link == "though" and not own) or says_all(clause.text):
        return True
    return not own and not feels and sum(token.kind == "word" for token in tokens) < 3


def names_nobody(tokens: Sequence[Token]) -> bool:
    """Whether a clause that sets a scene names nobody (`tiap kondangan ditanya`): among familiars that is how
    one talks, beside Bapak and Ibu the subject is missed."""
    lists, persons = load("clauses")["id"], load("persons")["id"]
    named = {*lists["people"], *lists["nouns"], *persons["third"], *feeling_words("id"), "ada"}
    said = [token.word for token in tokens]
    return is_subordinate(said, "id") and not any(
        token.word in named or is_first_person(token, "id") for token in tokens
    )
