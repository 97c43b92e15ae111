"""`sessions`: the practice of one trainee, for their supervisor."""

from __future__ import annotations

import json
from pathlib import Path

from bot.bootstrap import make_services
from bot.practice.figures import flat, flat_columns
from bot.services.supervision import practice_sessions
from bot.settings import Settings
from bot.storage.migrate import migrate
from bot.storage.unit_of_work import UnitOfWork
from bot.tables import csv_writer, writing

ABOUT = ("date", "language", "case", "attempt", "seed", "ended", "turns")


def list_sessions(settings: Settings, return_code: str, as_json: Path | None, as_csv: Path | None) -> int:
    """Write a trainee's sessions of practice: all there is as JSON, a row of figures each as CSV; the exit status.

    What is in them is told on the terminal, a line each.

    Raises:
        UnknownCodeError: nobody has that code.
        TableError: a file to write is in no folder.
    """
    migrate(settings)
    engine = make_services(settings).engine
    try:
        with UnitOfWork(engine) as work:
            sessions = practice_sessions(work.rows, return_code)
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
    for session in sessions:
        over = "over" if session["ended"] else "going on"
        print(
            f"{session['date']}  {session['language']}  {session['case']} (attempt {session['attempt']}, seed "
            f"{session['seed']})  {session['turns']} turns, {over}  quality {session['scores']['quality']:.2f}"
        )
    if not sessions:
        print("This trainee has no session of practice that is kept.")
    return 0
