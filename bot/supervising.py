"""`sessions`: the practice of one trainee, for their supervisor."""

from __future__ import annotations

import json
from pathlib import Path

from bot.bootstrap import make_services
from bot.practice.figures import flat, flat_columns
from bot.reports.table import ABOUT
from bot.reports.xapi import as_statements
from bot.services.supervision import practice_records, practice_sessions
from bot.settings import Settings
from bot.storage.migrate import migrate
from bot.storage.unit_of_work import UnitOfWork
from bot.tables import csv_writer, writing


def list_sessions(
    settings: Settings,
    return_code: str,
    as_json: Path | None,
    as_csv: Path | None,
    *,
    as_xapi: Path | None = None,
    with_text: bool = False,
) -> int:
    """Write a trainee's sessions of practice: all there is as JSON, a row of figures each as CSV; the exit status.

    What is in them is told on the terminal, a line each.

    Args:
        as_xapi: where to write them as an array of xAPI statements; what was said is in it `with_text` alone.

    Raises:
        UnknownCodeError: nobody has that code.
        TableError: a file to write is in no folder.
    """
    migrate(settings)
    engine = make_services(settings).engine
    try:
        with UnitOfWork(engine) as work:
            sessions = practice_sessions(work.rows, return_code)
            actor, records = practice_records(work.rows, return_code)
    finally:
        engine.dispose()
    if as_json is not None:
        with writing(as_json) as handle:
            json.dump({"schema": 1, "sessions": sessions}, handle, ensure_ascii=False, indent=1, allow_nan=False)
            handle.write("\n")
    if as_csv is not None:
        with writing(as_csv) as handle:
            writer = csv_writer(handle, [*ABOUT, *flat_columns()])
            for session in sessions:
                about = {name: session[name] for name in ABOUT}
                writer.writerow({**about, "ended": str(session["ended"]).lower(), **flat(session["scores"])})
    if as_xapi is not None:
        statements = as_statements(records, actor=actor, home=settings.home, with_text=with_text)
        with writing(as_xapi) as handle:
            json.dump(statements, handle, ensure_ascii=False, indent=1, allow_nan=False)
            handle.write("\n")
    for session in sessions:
        over = "over" if session["ended"] else "going on"
        print(
            f"{session['date']}  {session['language']}  {session['case']} (attempt {session['attempt']}, seed "
            f"{session['seed']})  {session['turns']} turns, {over}  quality {session['scores']['quality']:.2f}"
        )
    if not sessions:
        print("This trainee has no session of practice that is kept.")
    return 0
