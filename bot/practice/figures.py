"""The scores of a talk as one row of figures, for a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.practice.scoring import score

FROM_MITI = (
    "percent_complex", "reflections_to_questions", "technical", "relational", "mi_adherent", "mi_non_adherent",
)  # fmt: skip
GLOBALS = ("cultivating_change_talk", "softening_sustain_talk", "partnership", "empathy")


def flat(scores: Mapping[str, Any]) -> dict[str, str | float | None]:
    """Give the figures of `bot.practice.scoring.score` by their names, None for what cannot be told; no evidence.

    First `quality` and `enough_material` (true|false), then MITI's figures by the names of miti.rate, the four globals
    (estimated), N1-N8 and C1-C6.
    """
    miti = scores["miti"]
    estimated = miti["globals"] or {}
    return {
        "quality": scores["quality"],
        "enough_material": str(scores["enough_material"]).lower(),
        "volleys": miti["volleys"],
        **miti["counts"],
        **{name: miti[name] for name in FROM_MITI},
        **{name: estimated.get(name, {}).get("estimate") for name in GLOBALS},
        **miti["outside_miti"],
        **{name: measure["score"] for group in ("negotiation", "ownership") for name, measure in scores[group].items()},
    }


def flat_columns() -> list[str]:
    """The names of the figures in their order."""
    return list(flat(score([])))
