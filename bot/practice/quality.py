"""One overall figure for a talk, 0-1, from what the counselor did and what the client answered.

A logistic function of a few shares, each drawn towards what is usual by a few turns put beside (so a short talk stays
near the middle). Weights and usual shares are in quality.yml, written by `python -m benchmarks.quality`; no weight may
go against what its share is known to mean.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.practice import signs
from bot.practice.measures import doing, parrots, reflecting
from bot.practice.volley import Talk, Volley

WEIGHTS = Path(__file__).parent / "quality.yml"
# How many volleys (or turns of client talk) of the usual kind are put beside.
BESIDE = 6.0
# The same for words taken up, which are counted in shares of a volley's words.
BESIDE_WORDS = 0.75
# Words of so many of the client's turns before a volley count as the ones it answers.
NEAR = 2
# Of the client's other turns so many at most are looked at, evenly over the talk.
MOST_FAR = 20
ADHERENT = frozenset({"affirm", "seek_collaboration", "emphasize_autonomy", "persuade_with_permission",
                      "elicit_goal", "elicit_options", "explore_values", "explore_preference", "ask_for_disagreement",
                      "acknowledge_disagreement"})  # fmt: skip


def shares(talk: Talk, usual: Mapping[str, float]) -> dict[str, float]:
    """The shares that quality is made of, 0-1, higher is better.

    Args:
        usual: what each is where nothing is known; a talk without turns gives back just these.
    """
    found = {name: (part + BESIDE * usual[name]) / (whole + BESIDE) for name, (part, whole) in _counted(talk).items()}
    near, far = _taken_up(talk)
    found["attuned"] = (near + BESIDE_WORDS * usual["attuned"]) / (near + far + BESIDE_WORDS)
    return found


def judge(talk: Talk) -> float:
    """Give the quality, 0-1; a talk with nothing in it is 0.5 or near."""
    model = _model()
    found = shares(talk, model["usual"])
    score = float(model["bias"]) + sum(
        float(weight) * (found[name] - model["usual"][name]) for name, weight in model["weights"].items()
    )
    return round(1.0 / (1.0 + math.exp(-score)), 4)


def _counted(talk: Talk) -> dict[str, tuple[float, float]]:
    volleys = talk.volleys
    mirroring, asking = reflecting(talk), doing(talk, "question")
    telling = [volley for volley in volleys if _tells(volley)]
    advising = [volley for volley in volleys if _pushes(volley)]
    adherent = doing(talk, *ADHERENT)
    said = [talk.turn(number).talk for number in talk.client]
    change, sustain = said.count("change"), said.count("sustain")
    return {
        "reflecting": (len(mirroring), len(volleys)),
        "reflecting_not_telling": (len(mirroring), len(mirroring) + len(telling)),
        "reflecting_not_asking": (len(mirroring), len(mirroring) + len(asking)),
        "deep": (len(doing(talk, "complex_reflection")), len(volleys)),
        "not_pushing": (len(volleys) - len(advising), len(volleys)),
        "adherent": (len(adherent), len(adherent) + len(advising)),
        "change_talk": (change, change + sustain),
    }


def _taken_up(talk: Talk) -> tuple[float, float]:
    """How much of the volleys' topic words the client had just said, and how much they say elsewhere in the talk.

    Both are sums over the volleys of mean shares, so that long volleys do not count for more. In a talk whose
    counselor answers what was said the first is larger; with the same lines in random order they are alike.
    """
    client = [frozenset(signs.topic_words(talk.turn(number).text)) for number in talk.client]
    near_total = far_total = 0.0
    heard = 0
    for volley in talk.volleys:
        while heard < len(talk.client) and talk.client[heard] < volley.turn:
            heard += 1
        words = frozenset(signs.topic_words(volley.text))
        start = max(0, heard - NEAR)
        far = [*client[:start], *client[heard + 1 :]]
        if not words or not heard or not far or parrots(talk, volley):
            continue
        far = far[:: max(1, len(far) // MOST_FAR)]
        near_total += _mean_share(words, client[start:heard])
        far_total += _mean_share(words, far)
    return near_total, far_total


def _mean_share(words: frozenset[str], turns: Sequence[frozenset[str]]) -> float:
    return sum(len(words & turn) for turn in turns) / len(words) / len(turns)


def _tells(volley: Volley) -> bool:
    return volley.input in ("information", "advice") or bool(volley.codes & {"giving_information", "persuade"})


def _pushes(volley: Volley) -> bool:
    return volley.input == "advice" or bool(volley.codes & {"persuade", "confront"})


@functools.cache
def _model() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    return loaded
