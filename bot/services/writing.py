"""The one write of a turn, repeatable by the turn's id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Engine

from bot.services.opening import add_session
from bot.storage.models import Effect, Session
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork

Outcome = dict[str, Any]
Change = Callable[[Repository, Session, datetime], Outcome]


class DeletedError(RuntimeError):
    """The session was deleted; nothing may be written for it any more."""


def write_once(engine: Engine, session_id: str, turn_id: str, change: Change, now: datetime) -> Outcome:
    """Make a change in one transaction and give its outcome; a repeat changes nothing and gives the same outcome.

    Args:
        now: the time of what is written where the turn has no row of its own (a talk that did not come by our gate).
        change: gets the repository, the session and the time; gives a JSON value of what the dialogue must know.

    Raises:
        DeletedError: the session was deleted.
    """
    with UnitOfWork(engine) as work:
        session = work.rows.session_to_change(session_id)
        if session is None:
            if work.rows.is_deleted(session_id):
                raise DeletedError(session_id)
            session = add_session(work.rows, session_id, now)
        elif (done := work.rows.effect(session_id, turn_id)) is not None:
            return dict(done.outcome)
        # All that a turn writes bears the turn's time, which is later than the turn's before it whatever the clock did.
        now = work.rows.time_of_turn(turn_id) or now
        outcome = change(work.rows, session, now)
        work.rows.add(Effect(session_id=session_id, turn_id=turn_id, outcome=outcome))
        work.commit()
        return outcome
