"""Deletion: rows go, a tombstone for each session stays, so that nothing late revives them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

from bot.services.opening import UnknownCodeError, hash_code, normalise_code
from bot.storage.unit_of_work import UnitOfWork

# A talk that is not to be kept is erased this long after it ended; until then it can still be downloaded.
GRACE = timedelta(hours=1)


def sessions_with(engine: Engine, session_id: str) -> list[str]:
    """The ids of all sessions of the client of a session, its own included; empty where it is gone."""
    with UnitOfWork(engine) as work:
        client_id = work.eraser.client_of(session_id)
        return work.eraser.sessions_of(client_id) if client_id is not None else []


def sessions_of_code(engine: Engine, return_code: str) -> list[str]:
    """The ids of all sessions of the client with that return code.

    Raises:
        UnknownCodeError: nobody has that code (any more).
    """
    with UnitOfWork(engine) as work:
        return work.eraser.sessions_of(_client_with(work, return_code))


def delete_client(engine: Engine, session_id: str, now: datetime) -> list[str]:
    """Delete everything about the client of a session; give the ids of all their sessions. A repeat does nothing."""
    with UnitOfWork(engine) as work:
        client_id = work.eraser.client_of(session_id)
        if client_id is None:
            return []
        ids = work.eraser.bury_client(client_id, now)
        work.commit()
    return ids


def delete_by_code(engine: Engine, return_code: str, now: datetime) -> list[str]:
    """The same for the client with that return code.

    Raises:
        UnknownCodeError: nobody has that code (any more).
    """
    with UnitOfWork(engine) as work:
        ids = work.eraser.bury_client(_client_with(work, return_code), now)
        work.commit()
    return ids


def forget_unkept(engine: Engine, now: datetime, grace: timedelta = GRACE) -> list[str]:
    """Delete what may not outlive its talk: the sessions without consent once all of their kind ended `grace` ago.

    Of clients whose practice may be kept the talks go, and the other way round; without any consent the client goes.
    Gives the ids of the sessions.
    """
    with UnitOfWork(engine) as work:
        eraser, ids = work.eraser, []
        for client_id, mode in eraser.unkept(now, now - grace):
            ids += eraser.bury_sessions(eraser.sessions_of(client_id, mode), now)
            if mode == "self_help":
                eraser.forget_person(client_id)
            if not eraser.purposes_of(client_id) - {"supervision"} and not eraser.sessions_of(client_id):
                eraser.bury_client(client_id, now)
        work.commit()
    return ids


def _client_with(work: UnitOfWork, return_code: str) -> str:
    client_id = work.eraser.client_by_code(hash_code(normalise_code(return_code)))
    if client_id is None:
        raise UnknownCodeError("Nobody has this return code, or what was kept has been erased.")
    return client_id
