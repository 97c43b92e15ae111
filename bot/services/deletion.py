"""Deletion: a client's rows go, a tombstone for each session stays, so that nothing late revives them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

from bot.storage.models import Client, Session, Tombstone
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork


def delete_client(engine: Engine, session_id: str, now: datetime) -> list[str]:
    """Delete everything about the client of a session; give the ids of all their sessions. A repeat does nothing."""
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        if session is None:
            return []
        ids = _bury(work.rows, session.client, session.client.sessions, now)
        work.commit()
    return ids


def forget_unkept(engine: Engine, now: datetime, grace: timedelta) -> list[str]:
    """Delete what may not outlive its talk: clients without consent whose sessions all ended `grace` ago or expired.

    Gives the ids of their sessions.
    """
    with UnitOfWork(engine) as work:
        over: dict[str, Client] = {}
        for session in work.rows.ended_sessions(now):
            client = session.client
            consented = any(consent.given for consent in client.consents[-1:])
            if not consented and all(_is_over(other, now, grace) for other in client.sessions):
                over[client.id] = client
        ids = [session_id for client in over.values() for session_id in _bury(work.rows, client, client.sessions, now)]
        work.commit()
    return ids


def _is_over(session: Session, now: datetime, grace: timedelta) -> bool:
    ended = session.ended_at
    return (ended is not None and ended + grace < now) or session.expires_at < now


def _bury(rows: Repository, client: Client, sessions: list[Session], now: datetime) -> list[str]:
    ids = [session.id for session in sessions]
    for session_id in ids:
        rows.add(Tombstone(session_id=session_id, at=now))
    rows.remove(client)
    return ids
