"""Every question that the services ask of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, orm, select, update

from bot.counseling.consent import VERSIONS
from bot.storage.models import (
    Chat,
    Client,
    Consent,
    Effect,
    Goal,
    Plan,
    Practice,
    Rating,
    Secret,
    Session,
    Step,
    Tombstone,
    Turn,
    metadata,
    new_id,
)

OPEN_GOAL = ("proposed", "countered", "agreed")

# What every turn asks is put together once: building such a statement takes longer than running it.
_SESSION = select(Session).where(Session.id == bindparam("session_id"))
# In PostgreSQL: one change at a time of all that is a client's; what only refers to them need not wait.
_SESSION_HELD = _SESSION.join(Session.client).with_for_update(of=[Session, Client], key_share=True)
_EFFECT = select(Effect).where(Effect.session_id == bindparam("session_id"), Effect.turn_id == bindparam("turn_id"))
# The last answer for what the session is for counts; what the client writes is kept only by one to today's wording.
_ANSWERS = (
    select(Consent.given)
    .where(Consent.client_id == Session.client_id, Consent.purpose == Session.mode)
    .order_by(Consent.at.desc())
    .limit(1)
)
_MAY_KEEP = _ANSWERS.with_only_columns(and_(Consent.given, Consent.version.in_(VERSIONS.values()))).scalar_subquery()
_TOMBSTONE = select(metadata.tables[Tombstone.__tablename__].c.session_id).where(
    metadata.tables[Tombstone.__tablename__].c.session_id == bindparam("session_id")
)
_TIME_OF_TURN = select(Turn.at).where(Turn.id == bindparam("turn_id"))
_SESSIONS, _TURNS = metadata.tables["sessions"], metadata.tables["turns"]
_EARLIER = _TURNS.alias()
# No turn is older than the one before it (bot/channels/turns.py), and the numbers have an index.
_LAST_AT = (
    select(_EARLIER.c.at)
    .where(_EARLIER.c.session_id == bindparam("session_id"))
    .order_by(_EARLIER.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_STANDING = (
    select(
        _SESSIONS.c.language,
        _SESSIONS.c.asked,
        _SESSIONS.c.phase,
        _SESSIONS.c.expires_at,
        _SESSIONS.c.ended_at,
        _MAY_KEEP.label("may_keep"),
        _TURNS.c.id.label("turn_id"),
        _TURNS.c.status,
        _TURNS.c.reply,
        _LAST_AT.label("last_at"),
    )
    .select_from(
        _SESSIONS.outerjoin(
            _TURNS, and_(_TURNS.c.session_id == _SESSIONS.c.id, _TURNS.c.message_id == bindparam("message_id"))
        )
    )
    .where(_SESSIONS.c.id == bindparam("session_id"))
)
_ADD_TURN = insert(_TURNS).values(
    id=bindparam("turn_id"),
    session_id=bindparam("of_session"),
    message_id=bindparam("message_id"),
    number=select(func.coalesce(func.max(_TURNS.c.number), 0) + 1)
    .where(_TURNS.c.session_id == bindparam("of_session"))
    .scalar_subquery(),
    status="started",
    at=bindparam("at"),
    text=bindparam("text"),
)
_KEEP_REPLY = update(_TURNS).where(_TURNS.c.id == bindparam("of_turn")).values(status="done", reply=bindparam("reply"))
_LAST_REPLY = (
    select(_TURNS.c.reply)
    .where(_TURNS.c.session_id == bindparam("session_id"), _TURNS.c.status == "done")
    .order_by(_TURNS.c.number.desc())
    .limit(1)
)
_MOVE_SESSION = (
    update(_SESSIONS)
    .where(_SESSIONS.c.id == bindparam("of_session"))
    .values(asked=bindparam("asked"), phase=bindparam("phase"), ended_at=bindparam("ended_at"))
)


@dataclass(frozen=True)
class Standing:
    """Where a session stands, when its last turn was, and one of its turns, if it is there: with its reply once it is
    done."""

    language: str
    asked: str
    phase: str
    expires_at: datetime
    ended_at: datetime | None
    may_keep: bool
    turn_id: str | None
    reply: list[dict[str, Any]] | None
    last_at: datetime | None


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

    def refresh(self, row: Any) -> None:
        self._session.refresh(row)

    def session(self, session_id: str) -> Session | None:
        return self._session.scalars(_SESSION, {"session_id": session_id}).one_or_none()

    def session_to_change(self, session_id: str) -> Session | None:
        """The session, which nobody else changes, nor what is its client's, until the unit of work ends."""
        return self._session.scalars(_SESSION_HELD, {"session_id": session_id}).one_or_none()

    def is_deleted(self, session_id: str) -> bool:
        return self._session.execute(_TOMBSTONE, {"session_id": session_id}).first() is not None

    def client_by_code(self, return_code_hash: str) -> Client | None:
        return self._session.scalars(select(Client).where(Client.return_code_hash == return_code_hash)).one_or_none()

    def chat(self, chat_id: str) -> Chat | None:
        return self._session.get(Chat, chat_id)

    def count_chats(self, client_id: str) -> int:
        """How many chats in messengers are a client's."""
        asked = select(func.count()).select_from(Chat).where(Chat.client_id == client_id)
        return int(self._session.execute(asked).scalar_one())

    def secret(self, name: str) -> Secret | None:
        return self._session.get(Secret, name)

    def standing(self, session_id: str, message_id: str) -> Standing | None:
        """Where a session stands, with the turn of that message; None without such a session."""
        row = self._session.execute(_STANDING, {"session_id": session_id, "message_id": message_id}).one_or_none()
        if row is None:
            return None
        reply = row.reply if row.status == "done" else None
        return Standing(
            row.language,
            row.asked,
            row.phase,
            row.expires_at,
            row.ended_at,
            bool(row.may_keep),
            row.turn_id,
            reply,
            row.last_at,
        )

    def add_turn(self, session_id: str, message_id: str, at: datetime, text: str | None) -> str:
        """Add a turn, started and next in number; give its id."""
        values = {"turn_id": new_id(), "of_session": session_id, "message_id": message_id, "at": at, "text": text}
        self._session.execute(_ADD_TURN, values)
        return str(values["turn_id"])

    def keep_reply(self, turn_id: str, reply: Sequence[dict[str, Any]]) -> None:
        """The turn is done, and this was said."""
        self._session.execute(_KEEP_REPLY, {"of_turn": turn_id, "reply": list(reply)})

    def move(self, session_id: str, asked: str, phase: str, ended_at: datetime | None) -> None:
        """Note where a session stands now."""
        values = {"of_session": session_id, "asked": asked, "phase": phase, "ended_at": ended_at}
        self._session.execute(_MOVE_SESSION, values)

    def time_of_turn(self, turn_id: str) -> datetime | None:
        return self._session.scalars(_TIME_OF_TURN, {"turn_id": turn_id}).one_or_none()

    def last_turns(self, session_id: str, count: int) -> list[Turn]:
        """The newest `count` turns, oldest first."""
        newest = self._session.scalars(
            select(Turn).where(Turn.session_id == session_id).order_by(Turn.number.desc()).limit(count)
        ).all()
        return list(reversed(newest))

    def last_reply(self, session_id: str) -> list[dict[str, Any]]:
        """The reply of the newest turn that is done; what was shown last, where a later turn is not answered yet."""
        return list(self._session.scalars(_LAST_REPLY, {"session_id": session_id}).one_or_none() or [])

    def practice(self, session_id: str) -> Practice | None:
        return self._session.get(Practice, session_id)

    def last_practice(self, client_id: str, case: str, but: str) -> Practice | None:
        """The trainee's newest session with this case, other than the session `but`."""
        return self._session.scalars(
            select(Practice)
            .join(Session, Session.id == Practice.session_id)
            .where(Session.client_id == client_id, Practice.case == case, Practice.session_id != but)
            .order_by(Session.started_at.desc())
            .limit(1)
        ).one_or_none()

    def last_visit(self, client_id: str) -> datetime | None:
        """When the client's newest session began."""
        return self._session.scalars(select(func.max(Session.started_at)).where(Session.client_id == client_id)).one()

    def last_rating(self, session: Session) -> Rating | None:
        """The rating of the client's last session before this one that was rated."""
        return self._session.scalars(
            select(Rating)
            .join(Session, Session.id == Rating.session_id)
            .where(Session.client_id == session.client_id, Session.started_at < session.started_at)
            .order_by(Session.started_at.desc())
            .limit(1)
        ).one_or_none()

    def effect(self, session_id: str, turn_id: str) -> Effect | None:
        return self._session.scalars(_EFFECT, {"session_id": session_id, "turn_id": turn_id}).one_or_none()

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
