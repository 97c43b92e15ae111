"""Which part of a message is likely enough to be its point: a clause to say back, a topic to name, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.counseling.echo import Echo
from bot.counseling.heart import Chance, clause_chance, topic_chance
from bot.counseling.salience import tells
from bot.counseling.told import Told, taken_back
from bot.counseling.topics import Topic
from bot.counseling.wholes import may_stand
from bot.counseling.wording import words
from bot.language import Language

# Half of a dilemma, said back alone, takes a side: "if you do, you abandon her".
SUPPOSES = frozenset({"if", "unless", "whenever", "kalau", "kalo", "klo", "jika", "andai", "tiap", "setiap"})
# What is less likely than this to be met as true and not beside the point is not said back (tools/fit_heart.py).
LEAST_FAIR = 0.87
LEAST_FAIR_TELLING = 0.8
# Of few words there is little to miss the point of.
LEAST_FAIR_NEAR, LEAST_FAIR_SHORT = 0.72, 0.6
# In a long telling somebody named is seldom what it is about.
LEAST_FAIR_TOPIC = 0.92
LEAST_FAIR_TOPIC_SHORT = 0.82
# Beside a feeling, a strength or a guess, less is asked for.
LEAST_FAIR_BESIDE = 0.7
NEAR = 2
_LONG, _SHORT = 14, 9
_LEAST_AFTER_BUT = 6
# In more than a few words a pet is company, and what is told is something else.
_COMPANY = frozenset({"kucing", "anjing", "cat", "dog"})
_CERTAIN = Chance(1.0, 1.0)


def fair_to_say(told: Sequence[Told], language: Language) -> list[Told]:
    """The same without the echoes that would more likely than not be beside the point, also with something else."""
    if len(told) < 2:
        return list(told)
    unfair = (
        one.echo is not None and clause_chance(told, place, language).fair < LEAST_FAIR_BESIDE
        for place, one in enumerate(told)
    )
    return [replace(one, echo=None) if drop else one for one, drop in zip(told, unfair)]


def clause_to_echo(told: Sequence[Told], language: Language) -> tuple[Chance, Echo] | None:
    """The clause that is likeliest to be what the message is about, never half of an "X, but Y" nor a bare reason;
    None where none is fair to say back."""
    found = []
    for place, one in enumerate(told):
        supposes = len(told) > 1 and one.clause.said[0] in SUPPOSES
        # What stands after a but answers what stands before it.
        half = one.clause.link == "but" and len(one.clause.said) < _LEAST_AFTER_BUT and not one.feelings
        if one.echo and not (supposes or half) and may_stand(told, place, language) and not taken_back(told, place):
            chance = clause_chance(told, place, language)
            # Of few words, and of words that carry weight, there is little to miss the point of.
            if chance.fair >= _least_fair(told, place) or len(told) == 1:
                found.append((not is_long(told), chance, one.echo))
    if not found:
        return None
    sure, chance, said = max(found, key=lambda entry: entry[1].rank)
    return (_CERTAIN if sure else chance), said


def is_likely(told: Sequence[Told], places: Sequence[int], language: Language) -> bool:
    """Whether one of the clauses is likely to be what the message is about."""
    chances = [clause_chance(told, place, language).fair for place in places if told[place].echo]
    return max(chances, default=0.0) >= LEAST_FAIR


def is_long(told: Sequence[Told]) -> bool:
    return sum(len(one.clause.said) for one in told) >= _LONG


def topic_to_name(told: Sequence[Told], found: Sequence[Topic], language: Language) -> tuple[Chance, str, bool] | None:
    """The topic that is likeliest to be what the message is about, and whether it is somebody; None where none is
    fair to name, or many are named."""
    named = [(place, topic) for place, topic in enumerate(found) if _may_be_chief(topic, told)]
    if len(found) > NEAR:
        return None
    chances = [(topic_chance(found, place, told, language), topic.text, topic.mourned) for place, topic in named]
    least = LEAST_FAIR_TOPIC if is_long(told) else LEAST_FAIR_TOPIC_SHORT
    fair = [entry for entry in chances if entry[0].fair >= least]
    return max(fair, key=lambda entry: entry[0].rank, default=None)


def _least_fair(told: Sequence[Told], place: int) -> float:
    """How likely a clause must be to be met as true and not beside the point: the less was told beside it, the less is
    there to miss."""
    one, count = told[place], sum(len(one.clause.said) for one in told)
    if count <= _SHORT:
        return LEAST_FAIR_SHORT
    if count < _LONG or len(told) <= NEAR:
        return LEAST_FAIR_NEAR
    return LEAST_FAIR_TELLING if one.echo and one.echo.own and tells(one.clause) else LEAST_FAIR


def _may_be_chief(topic: Topic, told: Sequence[Told]) -> bool:
    """Whether a topic may be what the message is about: of a long one a pet is not, nor somebody who only stands at the
    end of one clause."""
    if topic.name in _COMPANY and is_long(told):
        return False
    if not topic.mourned:
        return True
    people = words("clauses", "id", "people") | words("clauses", "en", "kin")
    named = {word.removesuffix("'s") for one in told for word in one.clause.said} & people
    if len(named | {topic.word.removesuffix("'s").removesuffix("ku")}) > 1:
        return False
    if len(told) < NEAR:
        return True
    opens = any(topic.word in one.clause.said[:2] for one in told)
    return opens or sum(topic.word in one.clause.said for one in told) > 1
