"""What a supervisor sees of a trainee who gave them the return code."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from bot.services.export import export_practice, known_as
from bot.services.opening import UnknownCodeError, hash_code, normalise_code
from bot.services.practice import summary_of
from bot.storage.models import Client
from bot.storage.repository import Repository


def practice_sessions(rows: Repository, return_code: str) -> list[dict[str, Any]]:
    """The sessions of practice that are kept of the trainee with that code, oldest first.

    Returns:
        for each `date` (ISO, the trainee's day), `language`, `case`, `attempt`, `seed`, `ended` (whether it is over),
        `turns` (how many of the trainee's stand) and `scores` (see `bot.practice.scoring.score`; so far, while it goes
        on).

    Raises:
        UnknownCodeError: nobody has that code (any more).
    """
    client = _with_code(rows, return_code)
    zone = ZoneInfo(client.zone)
    return [
        {
            "date": session.started_at.astimezone(zone).date().isoformat(),
            "language": session.language,
            "case": practice.case,
            "attempt": practice.attempt,
            "seed": practice.seed,
            "ended": practice.ended_at is not None,
            "turns": sum(not turn.taken_back for turn in practice.turns),
            "scores": summary_of(practice),
        }
        for session in client.sessions
        if (practice := session.practice) is not None and practice.opening
    ]


def practice_records(rows: Repository, return_code: str) -> tuple[str, list[dict[str, Any]]]:
    """The same sessions whole, as `bot.services.export.export_practice` gives them, and a UUID the trainee is known by.

    Raises:
        UnknownCodeError: nobody has that code (any more).
    """
    client = _with_code(rows, return_code)
    return known_as(client.id), [export_practice(one) for one in client.sessions if one.practice is not None]


def _with_code(rows: Repository, return_code: str) -> Client:
    client = rows.client_by_code(hash_code(normalise_code(return_code)))
    if client is None:
        raise UnknownCodeError("Nobody has this return code, or what was kept has been erased.")
    return client
