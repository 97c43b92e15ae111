"""Reports as pages to read and to print, without anything from elsewhere; the plan is one of them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.language import Language
from bot.reports.words import load_words, plain

TEMPLATES = Path(__file__).parent / "templates"
STYLE = TEMPLATES / "report.css"


def as_html(
    export: dict[str, Any],
    language: Language,
    *,
    talks: bool = True,
    static: str = "",
    pages: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Give the page "Rencanaku / My plan": what matters, goals with their plans, how sure one was, and the talks.

    Args:
        export: what `export_client` gives.
        language: of the page's own words.
        talks: whether what was said stands in it too.
        static, pages: see `render_page`.
    """
    from bot.reports.plan_charts import over_time

    export, words = plain(export), load_words(language)
    goals = export["goals"]
    for place, goal in enumerate(goals, 1):
        goal["over_time"] = over_time(goal, place, words) if goal["status"] != "dropped" else None
    return render_page(
        "plan.html", language, static, pages,
        client=export["client"],
        goals=[goal for goal in goals if goal["status"] != "dropped"],
        dropped=[goal for goal in goals if goal["status"] == "dropped"],
        sessions=export["sessions"] if talks else None,
    )  # fmt: skip


def message_page(key: str, language: Language, *, static: str) -> str:
    """A page that says why there is no report: `link_over` or `not_there`."""
    words = load_words(language)
    return render_page("message.html", language, static, (), title=words.say(key), text=words.say(f"{key}_text"))


def render_page(name: str, language: Language, static: str, pages: Sequence[Mapping[str, Any]], **what: Any) -> str:
    """Give a page of the templates.

    Args:
        static: where our style sheet and script lie, seen from the page; empty: the page is one file, without a script.
        pages: what else there is: `{"href", "name", "here"}` each, shown where there is `static`.
    """
    return _environment().get_template(name).render(w=load_words(language), static=static, pages=pages, **what)


@functools.lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
