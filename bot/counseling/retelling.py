"""A short message said back whole, as it was told: no part of it is picked, so none of it is missed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.counseling.address import Address
from bot.counseling.boundaries import begins_clause
from bot.counseling.echo import everyday_left, felt_duty, kin_apart, turned, with_owners
from bot.counseling.guards import holds, hurtful, is_absolute, is_judgement
from bot.counseling.risk import has_question_tag, reads_wrong
from bot.counseling.segments import Clause, read
from bot.counseling.sound import ASKS_WITHIN, bare_kin, has_slip, is_whole, runs_together
from bot.counseling.subjects import completed_en, completed_id
from bot.counseling.wording import words
from bot.counseling.wording.tokens import Token, join
from bot.counseling.yes_no import says_all
from bot.language import Language

FEWEST_WORDS = 5
MOST_WORDS: dict[Language, int] = {"id": 20, "en": 23}
_MOST_CLAUSES: dict[Language, int] = {"id": 2, "en": 4}
# Longer sentences said back one after the other are parroted.
_MOST_OF_SEVERAL = 14
_MOST_SENTENCES, _LONGEST_CLAUSE, _LEAST_OF_TWO, _TAG = 2, 14, 8, 3
# One reflection in this many may say a message back whole, or it is parroting.
ONE_IN = 2
_KEPT_LINKS: dict[Language, frozenset[str]] = {
    "id": frozenset(
        "tapi tetapi namun karena soalnya sebab padahal sedangkan makanya jadi akhirnya terus lalu kemudian dan cuma "
        "hanya sementara meski meskipun walau walaupun sampai apalagi malah sekarang".split()
    ),
    "en": frozenset("but because so though although whereas however yet then and plus since while".split()),
}
# Beside Bapak or Ibu a kami is said as the person alone, who cannot be like flatmates.
_TWO, _AS_TWO = frozenset({"kami", "kita"}), frozenset("seperti kayak saling berdua bersama bertengkar ribut".split())
_OWN_SUBJECTS, _LEAD = frozenset({"i", "i'm", "i've", "we", "we're", "we've"}), 5
# An "it" that does something of its own is the weather; another stands for what was said before.
_HANGS = re.compile(r"\b(?:spent|did|made|took|left|got|had|keep|kept) it\b|\byou're \w+$")
_NO_SUBJECT = frozenset("sudah udah baru belum masih lagi habis abis".split())
_PAIRED = re.compile(r"\w my \w+ and i\b")
_LINK: dict[Language, dict[str, str]] = {
    "id": {"but": "tapi", "because": "karena", "so": "jadi", "then": "terus", "though": "padahal", "and": "dan"},
    "en": {"but": "but", "because": "because", "so": "so", "then": "then", "though": "though", "and": "and"},
}


@dataclass(frozen=True)
class Retold:
    """The text, lower case at its start; `first`: fit only to begin a sentence; `felt`: to be said as how it looks to
    the person and not as a fact."""

    text: str
    first: bool
    felt: bool


def may_retell(used: Collection[str]) -> bool:
    """Whether, after the forms used so far, a message said back whole is not one too many."""
    return ONE_IN * sum(form.startswith("told.") for form in used) <= len(used)


def retold(message: str, address: Address) -> Retold | None:
    """The whole message turned to the person; None where it is long, or a part of it is not sure to read well."""
    language = address.language
    clauses = read(message, language)
    if not clauses:
        return None
    count = sum(len(clause.said) for clause in clauses)
    if not FEWEST_WORDS <= count <= MOST_WORDS[language] or clauses[-1].sentence >= _MOST_SENTENCES:
        return None
    several = clauses[-1].sentence > 0
    if len(clauses) > _MOST_CLAUSES[language] or (several and count > _MOST_OF_SEVERAL):
        return None
    if len(clauses) < 2 and not _holds_two(clauses[0], language):
        return None
    if any(not _may_be_said(clause, language, alone=len(clauses) < 2) for clause in clauses):
        return None
    text, first = "", clauses[0].words[0]
    for place, clause in enumerate(clauses):
        opened = _opened(clauses, place, address)
        if opened is None:
            return None
        said = join(kin_apart(with_owners(felt_duty(opened, language), language), address))
        if language == "id" and bare_kin(turned(said, address).replace(",", " ,").split()):
            return None
        if place:
            joint = _joint(clauses[place - 1], clause, message, language, last=place == len(clauses) - 1)
            text += joint + (said[:1].upper() + said[1:] if joint == ". " else said)
        else:
            text, first = said, opened[0]
    if address.formal and language == "id" and everyday_left(turned(text, address)):
        return None
    if language == "id" and text.split()[0].lower() in _NO_SUBJECT:
        return None
    if language == "en" and _HANGS.search(text.lower()):
        return None
    # "From my father and I hate" is no "my father and I".
    if _PAIRED.search(text.lower()):
        return None
    named = first.text[:1].isupper() and first.word not in _plain_starts(language)
    felt = any(is_absolute(clause.said, language) for clause in clauses)
    text = text if named else text[:1].lower() + text[1:]
    return Retold(turned(text, address), named, felt)


def _holds_two(clause: Clause, language: Language) -> bool:
    """Whether two English clauses stand in one that was not parted: `i argued with her and now she won't visit`."""
    joined = not {"and", "but", "because"}.isdisjoint(clause.said[2:-2])
    return language == "en" and joined and len(clause.said) >= _LEAST_OF_TWO


def _may_be_said(clause: Clause, language: Language, alone: bool) -> bool:
    said = list(clause.said)
    return not (
        clause.question
        or clause.hedged
        or clause.odd
        or clause.torn
        or says_all(clause.text)
        or (not alone and len(said) > _LONGEST_CLAUSE)
        or hurtful(clause.words, language)
        or is_judgement(clause, language)
        or holds(said, language, "judgements")
        or has_slip(said, language)
        or runs_together(clause, language)
        or not words("sound", language, "chatty").isdisjoint(said)
        or said[0] in words("sound", language, "asking") | words("risks", language, "calls")
        or bool(ASKS_WITHIN.search(" ".join(said)))
        or has_question_tag(said[-_TAG:], language)
        or (not _TWO.isdisjoint(said) and not _AS_TWO.isdisjoint(said))
        or not words("sound", language, "pointing").isdisjoint(said)
    )


def _opened(clauses: Sequence[Clause], place: int, address: Address) -> list[Token] | None:
    """The words of a clause, where it begins a sentence with the subject that chat left out; None where it has none or
    would read wrong."""
    clause, language = clauses[place], address.language
    tokens = list(clause.words)
    before = clauses[place - 1] if place else None
    if not (before and before.sentence == clause.sentence) and tokens[-1].word != "rasanya":
        completed = completed_en(tokens) if language == "en" else completed_id(tokens, clause, before, True, False)
        if completed is None and (_does_something(tokens) if language == "en" else _names_a_person(tokens)):
            completed = tokens
        if completed is None:
            return None
        added = [token.word for token in completed] != [token.word for token in tokens]
        if added and not is_whole(clause, turned(join(completed), address), language):
            return None
        if added and reads_wrong(clause, completed, language):
            return None
        tokens = completed
    return tokens


def _does_something(tokens: Sequence[Token]) -> bool:
    """Whether an English clause has a verb that no list holds, after an adverb (`my son still sets the table`), or is
    the speaker's own, though short or after a time (`I've apologised`, `in nineteen years I have …`)."""
    said = [token.word for token in tokens]
    if not _OWN_SUBJECTS.isdisjoint(said[:_LEAD]) and len(said) > 1:
        return True
    adverbs = words("clauses", "en", "adverbs")
    return said[0] in ("my", "our") and any(word in adverbs for word in said[2:-1]) and len(said) >= FEWEST_WORDS


def _names_a_person(tokens: Sequence[Token]) -> bool:
    """Whether an Indonesian clause begins with who it is about: `dia selamat`, `suamiku sabar`."""
    heads = words("persons", "id", "third") | words("persons", "id", "i") | words("clauses", "id", "people")
    return len(tokens) > 1 and tokens[0].word in heads


def _joint(before: Clause, after: Clause, message: str, language: Language, last: bool) -> str:
    """What stands between two clauses: the word that was typed, or the one that its link stands for."""
    between = message[max(0, before.words[-1].end) : max(0, after.words[0].start)].lower()
    typed = [word for word in re.findall(r"[a-z]+", between) if word in _KEPT_LINKS[language]]
    opens = after.said[0] in _KEPT_LINKS[language]
    link = " ".join(typed[:2]) if typed else "" if opens else _LINK[language].get(after.link, "")
    if before.sentence != after.sentence:
        return f". {link.capitalize()} " if typed else ". "
    if not link and language == "en" and last and begins_clause(after.words, "en"):
        link = "and"
        between = ","
    if link and "," not in between:
        return f" {link} "
    return f", {link} " if link else ", "


def _plain_starts(language: Language) -> frozenset[str]:
    keys = ("starters", "leads", "kin", "nouns", "np_starters") if language == "en" else ("people", "nouns", "leads")
    known = frozenset[str]().union(*(words("clauses", language, key) for key in keys))
    own = words("persons", language, "i") | words("persons", language, "third") | words("persons", language, "we")
    return known | own | words("clauses", language, "adverbs") | words("clauses", language, "subordinators")
