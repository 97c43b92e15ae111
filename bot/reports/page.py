"""The export as a page to read and to print: one file, without scripts and without anything from elsewhere."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.language import Language
from bot.reports.words import load_words, plain

TEMPLATES = Path(__file__).parent / "templates"


def as_html(export: dict[str, Any], language: Language) -> str:
    """Give the page "Rencanaku / My plan": values, goals with their plans, and the talks.

    Args:
        export: what `export_client` gives.
        language: of the page's own words.
    """
    export = plain(export)
    goals = export["goals"]
    template = _environment().get_template("plan.html")
    return template.render(
        w=load_words(language),
        client=export["client"],
        goals=[goal for goal in goals if goal["status"] != "dropped"],
        dropped=[goal for goal in goals if goal["status"] == "dropped"],
        sessions=export["sessions"],
    )


@functools.lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
