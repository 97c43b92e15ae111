"""Every question that the services ask of the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, orm, select

from bot.storage.models import Client, Consent, Effect, Goal, Plan, Session, Step, Tombstone, Turn

OPEN_GOAL = ("proposed", "countered", "agreed")


class Repository:
    """Rows by what they mean. It adds and finds; the unit of work commits."""

    def __init__(self, session: orm.Session) -> None:
        self._session = session

    def add(self, row: Any) -> None:
        self._session.add(row)

    def remove(self, row: Any) -> None:
        self._session.delete(row)

    def flush(self) -> None:
        self._session.flush()

    def session(self, session_id: str) -> Session | None:
        return self._session.get(Session, session_id)

    def is_deleted(self, session_id: str) -> bool:
        return self._session.get(Tombstone, session_id) is not None

    def client_by_code(self, return_code_hash: str) -> Client | None:
        return self._session.scalars(select(Client).where(Client.return_code_hash == return_code_hash)).one_or_none()

    def turn(self, session_id: str, message_id: str) -> Turn | None:
        return self._session.scalars(
            select(Turn).where(Turn.session_id == session_id, Turn.message_id == message_id)
        ).one_or_none()

    def last_turns(self, session_id: str, count: int) -> list[Turn]:
        """The newest `count` turns, oldest first."""
        newest = self._session.scalars(
            select(Turn).where(Turn.session_id == session_id).order_by(Turn.number.desc()).limit(count)
        ).all()
        return list(reversed(newest))

    def next_turn_number(self, session_id: str) -> Any:
        """The number of a turn to be added, as an expression that the database works out while adding it."""
        highest = func.coalesce(func.max(Turn.number), 0)
        return select(highest + 1).where(Turn.session_id == session_id).scalar_subquery()

    def keep_reply(self, turn_id: str, reply: list[dict[str, Any]]) -> None:
        """The turn is done, and this was said."""
        turn = self._session.get(Turn, turn_id)
        assert turn is not None, "it was added when the turn started"
        turn.status, turn.reply = "done", reply

    def may_keep(self, client_id: str) -> bool:
        """Whether the client's last word on keeping the talk was yes."""
        return bool(
            self._session.scalar(
                select(Consent.given).where(Consent.client_id == client_id).order_by(Consent.at.desc()).limit(1)
            )
        )

    def effect(self, session_id: str, turn_id: str) -> Effect | None:
        return self._session.get(Effect, (session_id, turn_id))

    def goal_of(self, session: Session) -> Goal | None:
        """The goal this session is about, while it is open."""
        goal = self._session.get(Goal, session.goal_id) if session.goal_id else None
        return goal if goal is not None and goal.status in OPEN_GOAL else None

    def open_goals(self, client_id: str) -> list[Goal]:
        return list(
            self._session.scalars(
                select(Goal).where(Goal.client_id == client_id, Goal.status.in_(OPEN_GOAL)).order_by(Goal.created_at)
            )
        )

    def open_steps(self, client_id: str, before: datetime) -> list[Step]:
        """Steps of which nothing has been heard yet, in plans made before that time and agreed; newest plan first."""
        return list(
            self._session.scalars(
                select(Step)
                .join(Plan, Step.plan_id == Plan.id)
                .join(Goal, Plan.goal_id == Goal.id)
                .where(Goal.client_id == client_id, Goal.status.in_(OPEN_GOAL), Plan.created_at < before)
                .where(Plan.status == "agreed", Step.status == "open")
                .order_by(Plan.created_at.desc(), Step.number)
            )
        )

    def ended_sessions(self, now: datetime) -> list[Session]:
        """Sessions that were ended or have expired."""
        return list(
            self._session.scalars(select(Session).where(or_(Session.ended_at.is_not(None), Session.expires_at < now)))
        )
