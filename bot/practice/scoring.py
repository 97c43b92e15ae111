"""All scores of one talk, in the shape that the command line, the debrief and the export share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.practice import miti, negotiation, ownership, quality
from bot.practice.volley import CodedTurn, Talk, read_talk

# The manual recommends 20 minutes of talk; under this many volleys and client turns ratios jump with every sentence.
ENOUGH_VOLLEYS = 10
ENOUGH_CLIENT_TURNS = 10

__all__ = ["CodedTurn", "score"]


def score(turns: Sequence[CodedTurn]) -> dict[str, Any]:
    """Score a talk.

    Args:
        turns: in their order; a counselor's turn without `coded` counts as a volley in which nothing was found.

    Returns:
        `quality` 0-1 (always a number), `enough_material`, `miti` (see miti.rate), `negotiation` (N1-N8) and
        `ownership` (C1-C6), each of these `{"score": 0-1 or None, "evidence": [{"turn", "quote", "why"}]}`; the first
        turn is 1, `why` a key of scores.yml.
    """
    talk = read_talk(turns)
    return {
        "quality": quality.judge(talk),
        "enough_material": is_enough(talk),
        "miti": miti.rate(talk),
        "negotiation": negotiation.measure(talk),
        "ownership": ownership.measure(talk),
    }


def is_enough(talk: Talk) -> bool:
    """Whether the talk is long enough for its figures to mean something."""
    return len(talk.volleys) >= ENOUGH_VOLLEYS and len(talk.client) >= ENOUGH_CLIENT_TURNS
