"""Saying a goal, an option, a step or a whole plan back in the client's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.counseling.address import Address
from bot.counseling.clauses import strip_opening
from bot.counseling.person_shift import in_tongue_of, shift_person

MOST_WORDS = 30
STEP_PARTS = ("step", "when", "where", "obstacle", "if_then", "support")
PLAN_WORDS = Path(__file__).parent / "wording" / "plan.yml"


def say_back(text: str, address: Address) -> str:
    """Give what was said without its opening ("aku pengen …"), spoken to the client, on one line, cut when long."""
    own = in_tongue_of(text, address)
    core = strip_opening(text, own.language) or text
    words = shift_person(core, own).split()
    said = " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    return said.rstrip(" .!,;") or text.strip()


def say_list(texts: Sequence[str], address: Address) -> str:
    """Give several things said back, one a line with its number."""
    return "\n".join(f"{number}. {say_back(text, address)}" for number, text in enumerate(texts, start=1))


def say_plan(
    goal: str | None, steps: Sequence[Mapping[str, str | None]], review_on: date | None, address: Address
) -> str:
    """Give the plan, one line a part that was settled, each with its label; several steps are numbered."""
    words = _words()[address.language]
    lines = [_line(words["goal"], goal, address)] if goal else []
    for number, step in enumerate(steps, start=1):
        for part in STEP_PARTS:
            label = words[part] if part != "step" or len(steps) == 1 else f"{words[part]} {number}"
            if step.get(part) and not (part == "where" and _is_said(step, "where")):
                lines.append(_line(label, step[part] or "", address))
    if review_on is not None:
        lines.append(f"• {words['review']}: {say_day(review_on, address)}")
    return "\n".join(lines)


def say_not_caught(words: str, address: Address) -> str:
    """Say that what was to be otherwise in the plan was not caught, so that it stands as before."""
    said = " ".join(words.split()[:MOST_WORDS]).rstrip(" .!,;")
    text: str = _words()[address.language]["not_caught"]
    return text.format(words=said)


def say_day(day: date, address: Address) -> str:
    """Give a day with its weekday: "Senin, 30 November"."""
    words = _words()[address.language]
    return f"{words['weekdays'][day.weekday()]}, {day.day} {words['months'][day.month - 1]}"


def _line(label: str, text: str, address: Address) -> str:
    return f"• {label}: {say_back(text, address)}"


def _is_said(step: Mapping[str, str | None], part: str) -> bool:
    """Whether a part stands in the words of the step or its time already."""
    words = (step.get(part) or "").casefold()
    return any(words in (step.get(other) or "").casefold() for other in ("step", "when"))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(PLAN_WORDS.read_text(encoding="utf-8"))
    return words
