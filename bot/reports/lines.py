"""The plan as lines of plain text, for where nothing else can be shown."""

from __future__ import annotations

from typing import Any

from bot.language import Language
from bot.reports.words import Words, load_words, plain

OF_A_STEP = ("when", "where", "obstacle", "if_then", "support")


def as_lines(export: dict[str, Any], language: Language) -> str | None:
    """Give the goals that are held on to, each with its plan; None where there are none.

    Args:
        export: what `export_client` gives.
        language: of the words around what the client said.
    """
    words = load_words(language)
    goals = [goal for goal in plain(export)["goals"] if goal["status"] != "dropped"]
    return "\n\n".join([words.say("title"), *(_goal(goal, words) for goal in goals)]) if goals else None


def _goal(goal: dict[str, Any], words: Words) -> str:
    lines = [f"{words.say('goal')}: {goal['text']} ({words.name_of('goal_status', goal['status'])})"]
    steps = goal["plan"]["steps"] if goal["plan"] else []
    for number, step in enumerate(steps, start=1):
        lines.append(f"{number}. {step['action']}")
        lines += [f"   {words.say(part)}: {step[part]}" for part in OF_A_STEP if step[part]]
        if step["review_on"]:
            lines.append(f"   {words.say('review_on')}: {words.day(step['review_on'])}")
    return "\n".join(lines if steps else [*lines, words.say("no_plan")])
