"""A few of the person's own words, to be said back in quotation marks where turning them round would risk too much."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.counseling.address import Address
from bot.counseling.alone import in_tone, may_be_echoed, stands_alone
from bot.counseling.boundaries import is_subordinate
from bot.counseling.echo import Echo
from bot.counseling.guards import barred, holds, is_judgement
from bot.counseling.heart import Chance, clause_chance
from bot.counseling.person_shift import is_first_person
from bot.counseling.risk import is_risky, is_strange
from bot.counseling.salience import introduces, tells
from bot.counseling.segments import Clause, read
from bot.counseling.sound import has_slip
from bot.counseling.told import Told, taken_back, tell
from bot.counseling.wholes import denies, may_stand
from bot.counseling.wording import words
from bot.counseling.yes_no import says_all
from bot.language import Language

FEWEST, MOST = 4, 12
# More of a message than this, said back as it stands, is parroting.
LARGEST_PART = 0.67
# What is less likely to be what the message is about is not worth quoting; what ends it seldom is only its setting.
LEAST, LEAST_AT_THE_END = Chance(0.55, 0.8), Chance(0.4, 0.65)
# One reflection in this many may be a quotation.
ONE_IN = 4
# Where nothing else of theirs can be said, a quotation need not be as likely; it never follows another.
LONGEST_OWN = 14
LARGEST_OWN_PART = 0.9
# A subordinate clause this long, or with a comma, holds its main clause.
_ENOUGH = 8
# How much more asks a feeling, what is the person's own, what carries weight, ends the message, or denies.
_FELT, _OWN, _TELLS, _LAST, _DENIES = 0.8, 0.3, 0.2, 0.2, 0.2
_FORMS = "quote."
_PLAIN = re.compile(r"[\w\s,'’%.-]+")
_LEADS = re.compile(r"^(?:sementara|sedangkan|dan|tapi|tp|but|and|so|because)\s+", re.IGNORECASE)
# In quotation marks a class is told as it was.
_CLASS = re.compile(r"\bkelas \w+")
# What these point to stands outside the quotation.
_HANGING = re.compile(r"^(?:ini|itu|gitu|begitu|katanya|it|it's|its|this|that|that's|they|those|these|which|who)\b")
# Who takes the blame upon themselves does not hear it from us as well.
_BLAMES = {
    "id": re.compile(
        r"\b(?:yang|yg) salah\b|\bsalah(?:ku| (?:aku|saya|gue|gw))\b(?! apa)|\b(?:bodoh|goblok|tolol|payah|jahat)\b"
    ),
    "en": re.compile(r"\bmy (?:own )?fault\b|\bi(?:'m| am) to blame\b|\b(?:stupid|pathetic|useless|a bad)\b"),
}
# A quotation begins where the person began, or after one of these.
_JOINTS = re.compile(
    r"(?:^|[.!?…;,:\n()-]|\b(?:tapi|tp|tetapi|dan|terus|trus|trs|lalu|abis itu|padahal|pdhl|cuma|cm|soalnya|karena|krn"
    r"|jadi|sedangkan|sementara|nah|but|and|so|because|then|though|yet|while))\s*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…;\n]+\s*$")


@dataclass(frozen=True)
class _Stretch:
    """Clauses of one sentence, from the first to the last place, and their words as typed."""

    first: int
    last: int
    text: str


def quotable(told: Sequence[Told], message: str, address: Address) -> str | None:
    """The sentence or clause that is likeliest to be what the message is about, as it was typed; None where none may
    be quoted. `message` is what the clauses were read from."""
    clauses = read(message, address.language)
    found: list[tuple[float, str]] = []
    for stretch in _stretches(clauses, message):
        places = range(stretch.first, stretch.last + 1)
        if any(not _may_be_quoted(clauses[place], address.language) for place in places):
            continue
        if not stands_alone(told, stretch.last, address.language, quoted=True) or not in_tone(stretch.text, address):
            continue
        if taken_back(told, stretch.last) or introduces(clauses[stretch.last]):
            continue
        if len(stretch.text.split()) > LARGEST_PART * len(message.split()):
            continue
        if not any(_may_stand(told, place, address.language) for place in places):
            continue
        chance = max((_chance(told, place, address.language) for place in places), key=lambda one: one.rank)
        least = LEAST_AT_THE_END if stretch.last == len(told) - 1 else LEAST
        if chance.fair >= least.fair and chance.good >= least.good:
            found.append((chance.rank, stretch.text))
    return max(found, default=(0.0, None))[1]


def own_words(told: Sequence[Told], message: str, address: Address) -> str | None:
    """The clause that tells most, as it was typed, for a message of which nothing can be turned to the person: any
    that is safe to repeat, and all of a message that is one clause; None where none may be quoted."""
    clauses, language = read(message, address.language), address.language
    found: list[tuple[float, str]] = []
    for place, clause in enumerate(clauses):
        short = bool(told[place].feelings) or clause.link == "but"
        stretch = _as_typed(clauses, place, place, message, LONGEST_OWN, FEWEST - short)
        if stretch is None or not _may_be_own_words(clause, stretch.text, address):
            continue
        if taken_back(told, place) and clause.link != "but":
            continue
        # What is neither felt nor the end of what they tell is only the setting.
        matters = told[place].feelings or denies(clause, language) or clause.link == "but" or place == len(clauses) - 1
        if not matters or not _begins(stretch.text, message) or _BLAMES[language].search(stretch.text.lower()):
            continue
        if len(clauses) > 1 and len(stretch.text.split()) > LARGEST_OWN_PART * len(message.split()):
            continue
        own = is_first_person(clause.words[0], language)
        chance = _chance(told, place, language)
        also = _FELT * bool(told[place].feelings) + _OWN * own + _TELLS * tells(clause)
        also += _LAST * (clause.sentence == clauses[-1].sentence) + _DENIES * denies(clause, language)
        found.append((chance.rank + also, stretch.text))
    return max(found, default=(0.0, None))[1]


def telling_words(told: Sequence[Told], message: str, address: Address, *, slips: bool) -> list[tuple[float, int, str]]:
    """Clauses of a message that a summary may hold as they were typed, with how likely each is what was told about and
    its place: any that are safe to repeat, since nothing of them is turned round; mistyped ones where `slips`."""
    clauses, language = read(message, address.language), address.language
    found: list[tuple[float, int, str]] = []
    for place, clause in enumerate(clauses):
        stretch = _as_typed(clauses, place, place, message, LONGEST_OWN, FEWEST + 1)
        if stretch is None or clause.question or clause.odd or clause.torn or clause.part:
            continue
        said = list(clause.said)
        if clause.link in ("because", "if", "though") or (is_subordinate(said, language) and len(said) < _ENOUGH):
            continue
        if is_judgement(clause, language) or barred(clause.words, language) or holds(said, language, "judgements"):
            continue
        if has_slip(said, language) and not slips:
            continue
        small = words("sound", language, "leans")
        if said[0] in small or said[-1] in small or introduces(clause) or says_all(stretch.text):
            continue
        theirs = stretch.text.lower()
        if _HANGING.search(theirs) or _BLAMES[language].search(theirs) or not _begins(stretch.text, message):
            continue
        if taken_back(told, place) or not in_tone(stretch.text, address):
            continue
        if not may_be_echoed(_CLASS.sub("", stretch.text), address):
            continue
        found.append((_chance(told, place, language).rank, place, stretch.text))
    return found


def _may_be_own_words(clause: Clause, text: str, address: Address) -> bool:
    """Whether a clause may be quoted where nothing else can be said: what only turning it round would risk is let
    pass, and so is an Indonesian slip."""
    language, said = address.language, list(clause.said)
    return not (
        clause.question
        or clause.odd
        or clause.torn
        or clause.part
        or clause.link in ("because", "if", "though")
        or (is_subordinate(said, language) and "," not in text and len(said) < _ENOUGH)
        or is_judgement(clause, language)
        or barred(clause.words, language)
        or holds(said, language, "judgements")
        or (language == "en" and (has_slip(said, language) or is_risky(clause, clause.words, language)))
        or introduces(clause)
        or says_all(text)
        or said[0] in words("sound", language, "leans") | words("risks", language, "calls")
        or said[-1] in words("sound", language, "leans")
        or _HANGING.search(text.lower())
        or not may_be_echoed(_CLASS.sub("", text), address)
    )


def _begins(text: str, message: str) -> bool:
    """Whether nothing of a clause was cut off before these words: "mungkin aku yang salah" says less than its end."""
    place = message.find(text)
    return place < 0 or _JOINTS.search(message[:place]) is not None


def latest_words(earlier: Sequence[str], address: Address) -> str | None:
    """Words of theirs from the latest of these messages that holds some that may be quoted."""
    calm = (message for message in reversed(earlier) if not is_strange(message, address.language))
    found = (own_words(tell(message, address), message, address) for message in calm)
    return next((theirs for theirs in found if theirs), None)


def may_use_own_words(used: Sequence[str]) -> bool:
    """Whether the reflection before this one was no quotation."""
    return not used or not used[-1].startswith(_FORMS)


def may_quote(used: Collection[str]) -> bool:
    """Whether, after the forms used so far, a quotation is not one too many."""
    return ONE_IN * sum(form.startswith(_FORMS) for form in used) <= len(used)


def _stretches(clauses: Sequence[Clause], message: str) -> Iterator[_Stretch]:
    """The whole sentences, and of longer ones the clauses, that are short enough to quote."""
    for number in sorted({clause.sentence for clause in clauses}):
        places = [place for place, clause in enumerate(clauses) if clause.sentence == number]
        whole = _as_typed(clauses, places[0], places[-1], message)
        if whole:
            yield whole
        elif len(places) > 1:
            alone = (place for place in places if not clauses[place].torn and not clauses[place].part)
            yield from filter(None, (_as_typed(clauses, place, place, message) for place in alone))


def _as_typed(
    clauses: Sequence[Clause], first: int, last: int, message: str, most: int = MOST, fewest: int = FEWEST
) -> _Stretch | None:
    start, end = clauses[first].words[0].start, clauses[last].words[-1].end
    text = _LEADS.sub("", " ".join(message[max(0, start) : max(0, end)].split()))
    typed = text.lower().split()
    if (
        len(typed) > most
        or len(set(typed)) < fewest
        or not _PLAIN.fullmatch(text)
        or text.isupper()
        or _ENDS.search(text)
    ):
        return None
    return _Stretch(first, last, text)


def _may_be_quoted(clause: Clause, language: Language) -> bool:
    said = list(clause.said)
    return not (
        clause.question
        or clause.odd
        or clause.link == "because"
        or is_subordinate(said, language)
        or is_judgement(clause, language)
        or barred(clause.words, language)
        or is_risky(clause, clause.words, language)
        or has_slip(said, language)
        or said[0] in words("sound", language, "leans")
        or said[-1] in words("sound", language, "leans")
    )


def _may_stand(told: Sequence[Told], place: int, language: Language) -> bool:
    return may_stand(_as_if_echoed(told, place, language), place, language)


def _chance(told: Sequence[Told], place: int, language: Language) -> Chance:
    """How likely the clause is to be what the message is about, also where no echo can be made of it."""
    return clause_chance(_as_if_echoed(told, place, language), place, language)


def _as_if_echoed(told: Sequence[Told], place: int, language: Language) -> list[Told]:
    clause = told[place].clause
    own = is_first_person(clause.words[0], language)
    said = replace(told[place], echo=told[place].echo or Echo(clause.text, own=own))
    return [*told[:place], said, *told[place + 1 :]]
