"""One overall figure for a talk, 0-1, from what the counselor did and what the client answered.

A logistic function of a few shares, each drawn towards what is usual by a few turns put beside (so a short talk stays
near the middle). Weights and usual shares are in quality.yml, written by `python -m benchmarks.quality`; no weight may
go against what its share is known to mean.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.practice.measures import doing
from bot.practice.volley import Talk, Volley

WEIGHTS = Path(__file__).parent / "quality.yml"
# How many volleys (or turns of client talk) of the usual kind are put beside.
BESIDE = 4.0
ADHERENT = frozenset({"affirm", "seek_collaboration", "emphasize_autonomy", "persuade_with_permission",
                      "elicit_goal", "elicit_options", "explore_values", "explore_preference", "ask_for_disagreement",
                      "acknowledge_disagreement"})  # fmt: skip


def shares(talk: Talk, usual: Mapping[str, float]) -> dict[str, float]:
    """The shares that quality is made of, 0-1, higher is better.

    Args:
        usual: what each is where nothing is known; a talk without turns gives back just these.
    """
    counted: dict[str, tuple[float, float]] = _counted(talk)
    return {name: (part + BESIDE * usual[name]) / (whole + BESIDE) for name, (part, whole) in counted.items()}


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
    reflecting = [volley for volley in volleys if _reflects(volley)]
    asking = [volley for volley in volleys if volley.question != "none" or "question" in volley.codes]
    telling = [volley for volley in volleys if _tells(volley)]
    advising = [volley for volley in volleys if _pushes(volley)]
    adherent = doing(talk, *ADHERENT)
    said = [talk.turn(number).talk for number in talk.client]
    change, sustain = said.count("change"), said.count("sustain")
    return {
        "reflecting": (len(reflecting), len(volleys)),
        "reflecting_not_telling": (len(reflecting), len(reflecting) + len(telling)),
        "reflecting_not_asking": (len(reflecting), len(reflecting) + len(asking)),
        "deep": (sum(volley.reflection == "complex" for volley in volleys), len(volleys)),
        "not_pushing": (len(volleys) - len(advising), len(volleys)),
        "adherent": (len(adherent), len(adherent) + len(advising)),
        "change_talk": (change, change + sustain),
    }


def _reflects(volley: Volley) -> bool:
    return volley.reflection != "none"


def _tells(volley: Volley) -> bool:
    return volley.input in ("information", "advice") or bool(volley.codes & {"giving_information", "persuade"})


def _pushes(volley: Volley) -> bool:
    return volley.input == "advice" or bool(volley.codes & {"persuade", "confront"})


@functools.cache
def _model() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    return loaded
