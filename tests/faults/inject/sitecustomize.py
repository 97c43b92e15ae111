"""Faults for real processes: Python reads this at the start of each that has this folder on its path.

What is to go wrong stands in files of the folder that REMBUK_FAULTS names:
    clock: by how many seconds the clock is off.
    kill: `rasa 2 after`: that part is killed (kill -9) right after its second commit from now on.
    cases: the folder of the simulated clients.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["REMBUK_FAULTS"])
_true_time = time.time
_commits: list[str] = []


def wanted(name: str) -> str:
    try:
        return (FOLDER / name).read_text()
    except OSError:
        return ""


def shifted_time() -> float:
    return _true_time() + float(wanted("clock") or 0)


def shifted_now() -> datetime:
    return datetime.now(timezone.utc) + timedelta(seconds=float(wanted("clock") or 0))


def die_if_wanted(when: str) -> None:
    plan = wanted("kill")
    part, commit, moment = plan.split() if plan else ("", "0", "")
    if not part or f"serve-{part}" not in sys.argv:
        _commits.clear()
        return
    if when == "before":
        _commits.append(plan)
    if len(_commits) == int(commit) and when == moment:
        (FOLDER / "kill").unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def inject() -> None:
    sys.path.insert(0, str(Path(__file__).parents[3]))  # Python adds it only after this
    from sqlalchemy import orm

    import bot.bootstrap
    import bot.practice.case

    time.time = shifted_time
    bot.bootstrap._now = shifted_now
    if cases := wanted("cases"):
        bot.practice.case.FOLDER = Path(cases)
    commit = orm.Session.commit

    def fragile_commit(session: Any) -> None:
        die_if_wanted("before")
        commit(session)
        die_if_wanted("after")

    orm.Session.commit = fragile_commit


if any(argument.startswith("serve-") for argument in sys.argv):
    inject()
