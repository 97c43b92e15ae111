"""Consent: asked for each purpose and in each wording, given, and taken back at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.engine import Engine

from bot.counseling.consent import VERSIONS, Purpose
from bot.storage.models import Client, Consent, Session, new_id
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork


def add_consent(rows: Repository, session: Session, now: datetime, *, given: bool) -> None:
    """Keep an answer to what the session is for, with the version of the wording that is shown now."""
    purpose = cast(Purpose, session.mode)
    version = VERSIONS[purpose]
    rows.add(Consent(id=new_id(), client_id=session.client_id, purpose=purpose, version=version, given=given, at=now))


def is_to_be_asked(client: Client, purpose: Purpose) -> bool:
    """Whether the client has never answered the wording that is shown now."""
    answers = [consent for consent in client.consents if consent.purpose == purpose]
    return not answers or answers[-1].version != VERSIONS[purpose]


@dataclass(frozen=True)
class Standing:
    """What a client lets be kept: `kept` of sessions like this one (None: not answered in the wording that is shown
    now), `in_force` every purpose agreed to."""

    kept: bool | None
    in_force: tuple[str, ...]


def read_consent(engine: Engine, session_id: str) -> Standing:
    """Give what the client of a session lets be kept now."""
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        if session is None:
            return Standing(None, ())
        purpose = cast(Purpose, session.mode)
        in_force = tuple(sorted(work.eraser.purposes_of(session.client_id)))
        return Standing(None if is_to_be_asked(session.client, purpose) else purpose in in_force, in_force)


def give_consent(engine: Engine, session_id: str, now: datetime) -> None:
    """Let what comes from now on in sessions like this one be kept."""
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        if session is not None:
            add_consent(work.rows, session, now, given=True)
            work.commit()


def withdraw_consent(engine: Engine, session_id: str, now: datetime) -> list[str] | None:
    """Take back all consent of the session's client, in the middle of the talk.

    What earlier sessions left goes at once, and so do the words of this one; what the talk still needs of it goes when
    it is over (`deletion.forget_unkept`), like all of a talk that was never to be kept. No supervisor reads any more.

    Returns:
        the ids of the sessions that were deleted; None where nothing had been agreed to.
    """
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        client_id = work.eraser.client_of(session_id)
        in_force = work.eraser.purposes_of(client_id) if client_id is not None else set()
        if session is None or client_id is None or not in_force:
            return None
        for purpose in sorted({*in_force, session.mode}):
            version = VERSIONS[cast(Purpose, purpose)]
            work.rows.add(
                Consent(id=new_id(), client_id=client_id, purpose=purpose, version=version, given=False, at=now)
            )
        began, goal_id = session.started_at, session.goal_id
        every = work.eraser.sessions_of(client_id)
        others = sorted({*every} - {session_id} - work.eraser.running(every, now))
        work.eraser.bury_sessions(others, now)
        work.eraser.forget_person(client_id, but_goal=goal_id, since=began)
        work.eraser.forget_words(client_id)
        work.eraser.leave_classes(client_id)
        work.commit()
    return others
