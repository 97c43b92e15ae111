"""Every question and command of deletion and retention.

What is deleted is never read: rows that no key opens can be deleted as well as others. What hangs on a row goes with it
(ON DELETE CASCADE).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, not_, or_, orm, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.class_models import Access, Membership, SignIn, SignInAttempt
from bot.storage.models import (
    Chat,
    Client,
    Consent,
    Effect,
    Goal,
    Preference,
    SafetyEvent,
    Session,
    Tombstone,
    Turn,
    Value,
    metadata,
)

# Of several that bury the same session, each is content when one has.
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Of one statement; databases take only so many.
MOST_IDS = 500
_LAST_ANSWER = (
    select(Consent.given)
    .where(Consent.client_id == Session.client_id, Consent.purpose == Session.mode)
    .order_by(Consent.at.desc())
    .limit(1)
    .correlate(Session)
    .scalar_subquery()
)

# Kinds of rows that go by their age alone.
OLD: dict[str, Callable[[datetime], tuple[Any, Any]]] = {
    "crises": lambda before: (SafetyEvent, SafetyEvent.at < before),
    "tombstones": lambda before: (Tombstone, Tombstone.at < before),
    # Kept so that a repeated message changes nothing; none can come for a session that is over.
    "effects": lambda before: (
        Effect,
        Effect.session_id.in_(select(Session.id).where(Session.expires_at < before)),
    ),
    "accesses": lambda before: (Access, Access.at < before),
    "sign_ins": lambda before: (SignIn, SignIn.expires_at < before),
    "attempts": lambda before: (SignInAttempt, SignInAttempt.at < before),
}


class Eraser:
    """Finds and deletes rows by ids and times; the unit of work commits."""

    def __init__(self, session: orm.Session) -> None:
        self._session = session

    # ---- finding ------------------------------------------------------------------------------------------------

    def client_of(self, session_id: str) -> str | None:
        return self._one(select(Session.client_id).where(Session.id == session_id))

    def client_by_code(self, return_code_hash: str) -> str | None:
        return self._one(select(Client.id).where(Client.return_code_hash == return_code_hash))

    def sessions_of(self, client_id: str, mode: str | None = None) -> list[str]:
        """The ids of the client's sessions, of one mode where it is named."""
        asked = select(Session.id).where(Session.client_id == client_id)
        return self._all(asked if mode is None else asked.where(Session.mode == mode))

    def unkept(self, now: datetime, over_before: datetime, of_client: str | None = None) -> list[tuple[str, str]]:
        """(client, mode) of sessions that may not be kept, where all of that mode ended before a time or expired.

        Args:
            of_client: asks about this client alone.
        """
        ended = or_(Session.ended_at < over_before, Session.expires_at < now)
        other = orm.aliased(Session)
        other_runs = (
            select(other.id)
            .where(other.client_id == Session.client_id, other.mode == Session.mode)
            .where(not_(or_(func.coalesce(other.ended_at, now) < over_before, other.expires_at < now)))
            .exists()
        )
        asked = select(Session.client_id, Session.mode).where(
            ended, func.coalesce(_LAST_ANSWER, False).is_(False), not_(other_runs)
        )
        if of_client is not None:
            asked = asked.where(Session.client_id == of_client)
        found = self._session.execute(asked.distinct())
        return [(str(client_id), str(mode)) for client_id, mode in found]

    def purposes_of(self, client_id: str) -> set[str]:
        """For what the client's consent is in force."""
        answers = self._session.execute(
            select(Consent.purpose, Consent.given).where(Consent.client_id == client_id).order_by(Consent.at)
        )
        return {str(purpose) for purpose, given in dict(tuple(row) for row in answers).items() if given}

    def not_seen_since(self, before: datetime, most: int | None = None) -> list[str]:
        """Clients whose last session expired before that time, or who came before it and have no session left."""
        newest = func.coalesce(func.max(Session.expires_at), Client.created_at)
        asked = select(Client.id).outerjoin(Session, Session.client_id == Client.id).group_by(Client.id)
        return self._all(asked.having(newest < before).limit(most))

    def practices_before(self, before: datetime, most: int | None = None) -> list[str]:
        """Sessions of practice that expired before that time."""
        return self._all(select(Session.id).where(Session.mode == "practice", Session.expires_at < before).limit(most))

    def running(self, session_ids: Iterable[str], now: datetime) -> set[str]:
        """Those of the ids that are sessions neither ended nor expired."""
        asked = select(Session.id).where(Session.id.in_(list(session_ids)))
        return set(self._all(asked.where(Session.expires_at >= now, Session.ended_at.is_(None))))

    def open_among(self, session_ids: Iterable[str], now: datetime) -> set[str]:
        """Those of the ids that are sessions for which a message may still come."""
        ids, found = list(session_ids), set[str]()
        for start in range(0, len(ids), MOST_IDS):
            some = ids[start : start + MOST_IDS]
            found |= {*self._all(select(Session.id).where(Session.id.in_(some), Session.expires_at >= now))}
        return found

    def hold_client(self, client_id: str) -> None:
        """Let no session be opened and nothing be settled for a client until the transaction ends."""
        self._session.execute(select(Client.id).where(Client.id == client_id).with_for_update())

    # ---- deleting ----------------------------------------------------------------------------------

    def bury_client(self, client_id: str, now: datetime) -> list[str]:
        """Delete all about a client; a tombstone for each of their sessions stays. Gives the sessions."""
        self.hold_client(client_id)
        ids = self.sessions_of(client_id)
        self._entomb(ids, now)
        self._run(delete(Client).where(Client.id == client_id))
        return ids

    def bury_sessions(self, session_ids: Sequence[str], now: datetime) -> list[str]:
        """Delete these sessions and what was said in them; a tombstone for each stays."""
        self._entomb(session_ids, now)
        self._run(delete(Session).where(Session.id.in_(session_ids)))
        return list(session_ids)

    def forget_person(self, client_id: str, *, but_goal: str | None = None, since: datetime | None = None) -> None:
        """Delete what talks have left of a client beyond the sessions: goals with their plans and values.

        Without `since` (what came before it goes, and what comes with it stays) also name, age and preferences.
        """
        goals = delete(Goal).where(Goal.client_id == client_id)
        values = delete(Value).where(Value.client_id == client_id)
        if since is None:
            self._run(delete(Preference).where(Preference.client_id == client_id))
            person = {"name": None, "form": "kamu", "minor": False}
            self._run(update(Client).where(Client.id == client_id).values(person))
        else:
            goals = goals.where(Goal.created_at < since, Goal.id != (but_goal or ""))
            values = values.where(Value.at < since)
        self._run(goals)
        self._run(values)

    def leave_classes(self, client_id: str) -> None:
        """Let no supervisor read what the client practises."""
        self._run(delete(Membership).where(Membership.client_id == client_id))

    def unlink_chats(self, client_id: str) -> None:
        """Let no chat in a messenger be this client's."""
        self._run(delete(Chat).where(Chat.client_id == client_id))

    def forget_words(self, client_id: str) -> None:
        """Delete what the client wrote, as they wrote it, from the turns of all their sessions."""
        sessions = select(Session.id).where(Session.client_id == client_id)
        self._run(update(Turn).where(Turn.session_id.in_(sessions)).values(text=None))

    def count(self, kind: str, before: datetime) -> int:
        """How many rows of a kind (see `OLD`) are older."""
        table, is_old = OLD[kind](before)
        return int(self._session.execute(select(func.count()).select_from(table).where(is_old)).scalar_one())

    def remove(self, kind: str, before: datetime) -> int:
        table, is_old = OLD[kind](before)
        return int(self._run(delete(table).where(is_old)).rowcount)

    def _entomb(self, session_ids: Sequence[str], now: datetime) -> None:
        if session_ids:
            add = _INSERT[self._session.get_bind().dialect.name](metadata.tables["tombstones"]).on_conflict_do_nothing()
            self._session.execute(add, [{"session_id": one, "at": now} for one in session_ids])

    def _run(self, statement: Any) -> Any:
        return self._session.execute(statement.execution_options(synchronize_session=False))

    def _one(self, asked: Any) -> str | None:
        found = self._session.execute(asked).scalar_one_or_none()
        return None if found is None else str(found)

    def _all(self, asked: Any) -> list[str]:
        return [str(found) for found in self._session.execute(asked).scalars()]
