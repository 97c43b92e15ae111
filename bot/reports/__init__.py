"""Reports made of a client's export (`bot.services.export`): pages, a calendar, a sheet to print, a table."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bot.language import Language
from bot.reports.calendar import as_ics
from bot.reports.page import as_html
from bot.reports.table import as_csv

# What an export can be asked for as: content type and the name of the file.
FORMATS: dict[str, tuple[str, str]] = {
    "json": ("application/json", "rembuk.json"),
    "html": ("text/html; charset=utf-8", "rembuk.html"),
    "ics": ("text/calendar; charset=utf-8", "rembuk.ics"),
    "pdf": ("application/pdf", "rembuk.pdf"),
    "csv": ("text/csv; charset=utf-8", "rembuk.csv"),
}

__all__ = ["FORMATS", "as_csv", "as_html", "as_ics", "as_pdf", "render"]


def as_pdf(export: dict[str, Any], language: Language) -> bytes:
    """See `bot.reports.sheet`; what it needs is loaded with the first sheet."""
    from bot.reports.sheet import as_pdf as draw

    return draw(export, language)


def render(wanted: str, export: dict[str, Any], language: Language, now: datetime) -> bytes:
    """Give the file of an export in a format.

    Args:
        wanted: a key of FORMATS.
        export: what `export_client` gives.
        language: of the report's own words; what the client said stays as it is.
        now: aware; the stamp that calendars ask for.

    Raises:
        ValueError: there is no such format.
    """
    if wanted == "json":
        return json.dumps(export, ensure_ascii=False).encode()
    if wanted == "html":
        return as_html(export, language).encode()
    if wanted == "ics":
        return as_ics(export, language, now)
    if wanted == "pdf":
        return as_pdf(export, language)
    if wanted == "csv":
        return as_csv(export)
    raise ValueError(f"no such format: {wanted}")
