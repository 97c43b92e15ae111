"""The sessions of practice as a table: a row of figures each."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from bot.practice.figures import flat, flat_columns
from bot.tables import csv_writer

ABOUT = ("date", "language", "case", "attempt", "seed", "ended", "turns")


def as_csv(export: Mapping[str, Any]) -> bytes:
    """Give UTF-8 CSV with the columns of `python -m bot sessions --csv`; no words of the talk.

    Args:
        export: what `export_client` gives.
    """
    written = io.StringIO(newline="")
    writer = csv_writer(written, [*ABOUT, *flat_columns()])
    for record in export["practice"]:
        if record["opening"]:
            writer.writerow({**_about(record), **flat(record["summary"])})
    return written.getvalue().encode()


def _about(record: Mapping[str, Any]) -> dict[str, Any]:
    ended = str(record["ended_at"] is not None).lower()
    told = {"date": record["session_started_at"][:10], "ended": ended, "turns": len(record["turns"])}
    return {**{name: record[name] for name in ("language", "case", "attempt", "seed")}, **told}
