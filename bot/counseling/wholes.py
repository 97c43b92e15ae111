"""Which clause of several is a whole thought by itself, and which two are only told together."""

from __future__ import annotations

from collections.abc import Sequence

from bot.counseling.boundaries import begins_clause
from bot.counseling.person_shift import is_first_person
from bot.counseling.salience import introduces, tells
from bot.counseling.segments import Clause
from bot.counseling.subjects import subject_of
from bot.counseling.told import Told
from bot.counseling.wording import words
from bot.language import Language

_INTRODUCED = 5
_LEAST_HALF = 6
_LONG_HALF = 10
_LEAST_OTHER = 4
_SHORT = 8
_EXPECTED = frozenset((one, thought) for one in ("i", "we") for thought in ("thought", "hoped", "expected", "figured"))
_NONE = frozenset({"nothing", "never", "nobody", "none", "no"})
# What puts everything after it in the past until a word for now stands there.
_ONCE = frozenset({"dulu", "dulunya", "zaman", "jaman", "sd", "smp", "sma", "smk", "tk"})
_NOW = frozenset(
    {"sekarang", "kini", "masih", "sampai", "udah", "sudah", "belum", "lagi", "tiap", "setiap", "jadi", "makanya"}
)
_WELL = frozenset(
    {
        "fine",
        "good",
        "okay",
        "ok",
        "happy",
        "great",
        "well",
        "sehat",
        "baik-baik",
        "baik",
        "lancar",
        "aman",
        "beres",
        "sukses",
    }
)


def may_stand(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether the clause may be said back alone: no bare reason, no half that tells too little, nothing neutral or
    good about somebody else, no story that is over, and not only who somebody is where more was told."""
    one = told[place]
    clause = one.clause
    goes_on = any(one.clause.link in ("and", "then") for one in told[place + 1 :] if _same_sentence(one, clause))
    half = _is_half(clause) or goes_on
    if clause.link == "because" or (half and not _tells_alone(told, one, language)):
        return False
    alone = len(told) < 2
    if one.echo and not one.echo.own and not alone and not one.feelings and not _troubles(clause, language):
        return False
    if language == "id" and is_over(told, place):
        return False
    if not alone and not one.feelings and (_is_cut(told, place, language) or _is_set_against(told, place, language)):
        return False
    if not alone and not one.feelings and not _WELL.isdisjoint(clause.said) and not denies(clause, language):
        return False
    slight = len(clause.said) < _LEAST_OTHER and not (tells(clause) or denies(clause, language) or one.feelings)
    if slight and not alone:
        return False
    return alone or len(clause.said) > _INTRODUCED or not introduces(clause)


def _is_cut(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether the clause after an English one goes on with it: `my ex got the dog, the couch and the car`."""
    after = told[place + 1].clause if place + 1 < len(told) else None
    if language == "id" or after is None or after.sentence != told[place].clause.sentence or after.link == "but":
        return False
    return not begins_clause(after.words, language)


def _is_set_against(told: Sequence[Told], place: int, language: Language) -> bool:
    """Whether the point lies between this clause and its neighbour: two short sentences side by side (`I love him. I
    don't like him.`), or what was before a `now …`."""
    here = told[place].clause
    later = [one.clause.said[0] for one in told[place + 1 :] if one.clause.sentence > here.sentence]
    if not {"now", "sekarang", "kini"}.isdisjoint(later) and not denies(here, language):
        return True
    after = told[place + 1].clause if place + 1 < len(told) else None
    if language == "en" and after and here.ends == "," and denies(here, "en") and after.said[0] in ("i", "i'm"):
        return True
    if language == "id" and _may_be_anothers(told, place):
        return True
    if here.said[:2] in _EXPECTED and place < len(told) - 1:
        return True
    if language == "id" and _mirrored(told, place):
        return True
    heads = words("persons", language, "i") | words("persons", language, "third") | words("persons", language, "we")
    for at in (place - 1, place + 1):
        other = told[at].clause if 0 <= at < len(told) else None
        if other and abs(other.sentence - here.sentence) == 1 and not (other.link or here.link):
            both = {other.said[0], here.said[0]} <= heads
            if both and max(len(other.said), len(here.said)) < _SHORT:
                return True
    return False


def _may_be_anothers(told: Sequence[Told], place: int) -> bool:
    """Whether an Indonesian clause without a subject may go on about somebody named earlier in its sentence: `adik ipar
    numpang, makan tidur, tidak pernah bantu`."""
    here = told[place].clause
    if any(is_first_person(token, "id") for token in here.words):
        return False
    earlier = [one.clause for one in told[:place] if one.clause.sentence == here.sentence]
    return any(subject_of(one.words, "id") == "person" for one in earlier)


def _mirrored(told: Sequence[Told], place: int) -> bool:
    """Whether an Indonesian sentence sets what somebody else does beside what the person does: `adikku lulus, aku
    masih ngulang`."""
    mates = [one for one in told if one.clause.sentence == told[place].clause.sentence]
    if len(mates) != 2 or mates[1].clause.link or len(told[place].clause.said) > _INTRODUCED - 1:
        return False
    if max(len(one.clause.said) for one in mates) >= _SHORT:
        return False
    kinds = [subject_of(one.clause.words, "id") for one in mates]
    return kinds == ["person", "self"]


def is_over(told: Sequence[Told], place: int) -> bool:
    """Whether an Indonesian clause goes on with a story of long ago that an earlier clause began: said alone it would
    be of today."""
    if not _NOW.isdisjoint(told[place].clause.said) or not _ONCE.isdisjoint(told[place].clause.said):
        return False
    for one in reversed(told[:place]):
        if not {"sekarang", "kini"}.isdisjoint(one.clause.said):
            return False
        began = _ONCE & set(one.clause.said) or "waktu kecil" in " ".join(one.clause.said)
        if began:
            return True
    return False


def denies(clause: Clause, language: Language) -> bool:
    """Whether a no stands in the clause."""
    negations = words("clauses", language, "negations") | (_NONE if language == "en" else frozenset())
    return any(word in negations or word.endswith("n't") for word in clause.said)


def _is_half(clause: Clause) -> bool:
    return clause.link in ("and", "then", "though") or clause.ends in ("and", "then", "so")


def _same_sentence(one: Told, clause: Clause) -> bool:
    return one.clause.sentence == clause.sentence


def _tells_alone(told: Sequence[Told], one: Told, language: Language) -> bool:
    """Whether a half of an and tells the person's trouble all the same."""
    if one.feelings:
        return True
    if one.echo is None or not one.echo.own:
        return False
    heads = [mate.clause.said[:2] for mate in told if _same_sentence(mate, one.clause)]
    repeated = language == "en" and heads.count(one.clause.said[:2]) > 1 and one.clause.said[0] == "i"
    if repeated or (one.clause.link == "and" and "still" in one.clause.said):
        return False
    last = one.clause.link in ("and", "then", "though") and not one.clause.ends
    if last and len(one.clause.said) >= _LONG_HALF:
        return True
    if denies(one.clause, language) and (last or len(one.clause.said) >= _LEAST_HALF):
        return True
    return last and tells(one.clause) and len(one.clause.said) >= _LEAST_HALF


def _troubles(clause: Clause, language: Language) -> bool:
    """Whether what somebody or something else does is told as a trouble."""
    if not _WELL.isdisjoint(clause.said) and not denies(clause, language):
        return False
    suffered = not words("persons", language, "i").isdisjoint(clause.said) or {"me", "my"} & set(clause.said)
    return len(clause.said) >= _LEAST_OTHER and (tells(clause) or denies(clause, language) or bool(suffered))
