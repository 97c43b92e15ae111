"""Saying a goal, an option, a step or a whole plan back in the client's words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from bot.counseling.address import Address
from bot.counseling.clauses import strip_opening
from bot.counseling.person_shift import shift_person

MOST_WORDS = 30
PLAN_WORDS = Path(__file__).parent / "wording" / "plan.yml"


def say_back(text: str, address: Address) -> str:
    """Give what was said without its opening ("aku pengen …"), spoken to the client, on one line, cut when long."""
    core = strip_opening(text, address.language) or text
    words = shift_person(core, address).split()
    said = " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    return said.rstrip(" .!,;") or text.strip()


def say_plan(parts: Mapping[str, str | None], address: Address) -> str:
    """Give the plan, one line a part that was settled, each with its label."""
    labels = _labels()[address.language]
    lines = [f"{label}: {say_back(parts[part] or '', address)}" for part, label in labels.items() if parts.get(part)]
    return "\n".join(f"• {line}" for line in lines)


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = yaml.safe_load(PLAN_WORDS.read_text(encoding="utf-8"))
    return labels
