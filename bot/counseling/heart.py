"""What of a message may be said back: how likely each clause and topic is to be met as its heart, or at least as fair.

The weights are learned by `tools/fit_heart.py` from replies that counselors judged (`data/reflections`).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.counseling.salience import introduces, tells, weight
from bot.counseling.sound import reads_well
from bot.counseling.told import Told, taken_back
from bot.counseling.topics import Topic, chief
from bot.counseling.wholes import denies, may_stand
from bot.language import Language

WEIGHTS = Path(__file__).with_name("heart.json")
Features = dict[str, float]
_TURNS = frozenset(
    "but now yesterday then still problem last since until tapi tp sekarang skrg kemarin kmrn masalahnya trus terus "
    "cuma padahal".split()
)
_LEANING = frozenset("it this that he she they them him her these those itu ini dia mereka beliau gitu begitu".split())
_WELL = frozenset(
    "good great happy lucky healthy wonderful fine proud glad lovely light better harmless miracle brilliant easy "
    "baik senang seneng bahagia sehat bersyukur untung lega bangga enak asyik asik lancar aman hebat bagus".split()
)


@dataclass(frozen=True)
class Chance:
    """How likely a reply is to be met as `good` (it is what the message is about), and as `fair` (true, and no worse
    than beside the point)."""

    good: float
    fair: float

    @property
    def rank(self) -> float:
        return self.good + self.fair


def clause_features(told: Sequence[Told], place: int, language: Language) -> Features:
    """What tells whether a clause that can be echoed should be.

    Raises:
        ValueError: it cannot be echoed.
    """
    one = told[place]
    clause, said = one.clause, one.echo
    if said is None:
        raise ValueError("no echo can be made of this clause")
    words = sum(len(other.clause.said) for other in told)
    mates = [other.clause for other in told if other.clause.sentence == clause.sentence]
    after = [other.clause for other in told[place + 1 :]]
    return {
        "weight": weight(clause, said),
        "may_stand": float(may_stand(told, place, language)),
        "later": place / len(told),
        "last": float(place == len(told) - 1),
        "first": float(place == 0),
        "own": float(said.own),
        "felt": float(said.felt),
        "hedged": float(said.hedged),
        "words": len(clause.said) / 10,
        "clauses": len(told) / 5,
        "feelings": float(bool(one.feelings)),
        "taken_back": float(taken_back(told, place)),
        "introduces": float(introduces(clause)),
        "tells": float(tells(clause)),
        "but": float(clause.link == "but"),
        "and": float(clause.link in ("and", "then")),
        "because": float(clause.link == "because"),
        "goes_on": float(clause.ends in ("and", "so", "then")),
        "opens_only": float(said.first),
        "share": len(clause.said) / max(1, words),
        "of_its_sentence": len(clause.said) / sum(len(mate.said) for mate in mates),
        "sentence_goes_on": float(bool(after) and after[0].sentence == clause.sentence),
        "last_sentence": float(clause.sentence == told[-1].clause.sentence),
        "turns_later": float(any(later.link == "but" or later.said[0] in _TURNS for later in after)),
        "well": float(not _WELL.isdisjoint(clause.said)),
        "denies": float(denies(clause, language)),
        "leans": sum(word in _LEANING for word in clause.said) / 2,
        "differs": abs(said.length - len(clause.said)) / 3,
        "sound": float(reads_well(clause, said, language)),
        "number": float(any(word[0].isdigit() for word in clause.said)),
    }


def topic_features(found: Sequence[Topic], place: int, told: Sequence[Told]) -> Features:
    """What tells whether a topic is what a message is about."""
    topic = found[place]
    around = [at for at, one in enumerate(told) if any(word.start == topic.start for word in one.clause.words)]
    at = around[0] if around else 0
    words = sum(len(one.clause.said) for one in told)
    spoken = [word.word for one in told for word in one.clause.words]
    return {
        "rank": topic.rank / 50,
        "chief": float(topic in chief(found)),
        "topics": len(found) / 4,
        "mourned": float(topic.mourned),
        "later": at / max(1, len(told)),
        "clauses": len(told) / 5,
        "feelings": float(bool(told and told[at].feelings)),
        "taken_back": float(bool(told) and taken_back(told, at)),
        "words": words / 30,
        "only": float(len(found) == 1),
        "again": float(spoken.count(topic.word) > 1),
    }


def clause_chance(told: Sequence[Told], place: int, language: Language) -> Chance:
    return _chance("clause", language, clause_features(told, place, language))


def topic_chance(found: Sequence[Topic], place: int, told: Sequence[Told], language: Language) -> Chance:
    return _chance("topic", language, topic_features(found, place, told))


def _chance(kind: str, language: Language, features: Features) -> Chance:
    weights = _weights()[language][kind]
    good, fair = (_likely(weights[verdict], features) for verdict in ("good", "fair"))
    return Chance(good, fair)


def _likely(weights: Mapping[str, float], features: Features) -> float:
    odds = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@functools.cache
def _weights() -> dict[str, Any]:
    learned: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return learned
