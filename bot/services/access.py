"""Who may come in, and until when: ending a session, renewing or taking back a return code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Engine

from bot.services.opening import hash_code, new_return_code
from bot.storage.models import Session
from bot.storage.unit_of_work import UnitOfWork


def end_session(engine: Engine, session_id: str, now: datetime) -> None:
    """Let the session's token open nothing any more; what was kept stays with the return code."""
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        if session is not None:
            session.expires_at = now
            work.commit()


def renew_code(engine: Engine, session_id: str, now: datetime) -> str:
    """Give the client a new return code; the old one, all their other sessions and their chats open nothing any more.

    Whoever renews a code fears that somebody else has it, and may have come in with it. A chat would go on by the old
    one: what a client has agreed to and the way to delete it are open there also when its session is over.
    """
    code = new_return_code()
    _replace_code(engine, session_id, hash_code(code), now)
    return code


def revoke_code(engine: Engine, session_id: str, now: datetime) -> None:
    """Let the client have no return code, no chat and no other session."""
    _replace_code(engine, session_id, None, now)


def _replace_code(engine: Engine, session_id: str, code_hash: str | None, now: datetime) -> None:
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        if session is None:
            return
        session.client.return_code_hash = code_hash
        others: list[Session] = [other for other in session.client.sessions if other.id != session_id]
        for other in others:
            other.expires_at = min(other.expires_at, now)
        work.eraser.unlink_chats(session.client_id)
        work.commit()
