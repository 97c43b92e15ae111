"""The rows. What people wrote stands in encrypted columns; plain columns hold ids, times, numbers and states."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import relationship

from bot.storage.class_models import Access, Comment, Membership
from bot.storage.columns import Row, UtcDateTime, mapper_registry
from bot.storage.columns import id_column as _id
from bot.storage.columns import metadata as metadata
from bot.storage.columns import new_id as new_id
from bot.storage.columns import owner_column as _owner
from bot.storage.encryption import EncryptedJson, EncryptedText


@mapper_registry.mapped
class Client(Row):
    """A person, known by a return code only."""

    __tablename__ = "clients"
    id = _id()
    return_code_hash = Column(String(64), unique=True)
    created_at = Column(UtcDateTime, nullable=False)
    zone = Column(String(64), nullable=False, default="Asia/Jakarta")
    country = Column(String(2), nullable=False, default="ID")
    minor = Column(Boolean, nullable=False, default=False)
    name = Column(EncryptedText)
    form = Column(String(8), nullable=False, default="kamu")

    consents = relationship("Consent", cascade="all, delete-orphan", order_by="Consent.at")
    preferences = relationship("Preference", cascade="all, delete-orphan", order_by="Preference.kind")
    values = relationship("Value", cascade="all, delete-orphan", order_by="Value.at")
    sessions = relationship(
        "Session", cascade="all, delete-orphan", order_by="Session.started_at", back_populates="client"
    )
    goals = relationship("Goal", cascade="all, delete-orphan", order_by="Goal.created_at", back_populates="client")
    memberships = relationship(
        Membership, cascade="all, delete-orphan", order_by=Membership.joined_at, back_populates="client"
    )
    accesses = relationship(Access, viewonly=True, order_by=Access.at)


@mapper_registry.mapped
class Consent(Row):
    """One answer to a question of consent, with the version of the text that was shown; the newest of a purpose holds.

    `purpose` is a mode of sessions (those of that mode may be kept), or "supervision" (those of practice may be read by
    the supervisors of the client's classes).
    """

    __tablename__ = "consents"
    id = _id()
    client_id = _owner("clients.id")
    purpose = Column(String(16), nullable=False, default="self_help", server_default="self_help")
    version = Column(String(16), nullable=False)
    given = Column(Boolean, nullable=False)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class Preference(Row):
    """One preference of the client: kind (tone, pace, ...) and choice (gentle, slow, ...)."""

    __tablename__ = "preferences"
    __table_args__ = (UniqueConstraint("client_id", "kind"),)
    id = _id()
    client_id = _owner("clients.id")
    kind = Column(String(16), nullable=False)
    choice = Column(String(16), nullable=False)


@mapper_registry.mapped
class SessionPreference(Row):
    """A preference as it stood in a session last; the client's own may have changed since."""

    __tablename__ = "session_preferences"
    session_id = Column(String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    kind = Column(String(16), primary_key=True)
    choice = Column(String(16), nullable=False)


@mapper_registry.mapped
class Value(Row):
    """What matters to the client, in their words."""

    __tablename__ = "values"
    id = _id()
    client_id = _owner("clients.id")
    text = Column(EncryptedText, nullable=False)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class Session(Row):
    """One conversation. Its id is the sender id that Rasa knows."""

    __tablename__ = "sessions"
    id = Column(String(64), primary_key=True, default=new_id)
    client_id = _owner("clients.id")
    mode = Column(String(16), nullable=False, default="self_help")
    language = Column(String(2), nullable=False)
    started_at = Column(UtcDateTime, nullable=False)
    expires_at = Column(UtcDateTime, nullable=False)
    ended_at = Column(UtcDateTime)
    phase = Column(String(16), nullable=False, default="consent")
    asked = Column(String(24), nullable=False, default="none")
    purpose = Column(EncryptedText)
    goal_id = Column(String(32))  # the goal this talk is about, where there is one
    disagreements = Column(Integer, nullable=False, default=0, server_default="0")

    client = relationship("Client", back_populates="sessions")
    preferences = relationship("SessionPreference", cascade="all, delete-orphan", order_by="SessionPreference.kind")
    rating = relationship("Rating", cascade="all, delete-orphan", uselist=False)
    turns = relationship("Turn", cascade="all, delete-orphan", order_by="Turn.number")
    safety_events = relationship("SafetyEvent", cascade="all, delete-orphan", order_by="SafetyEvent.at")
    practice = relationship("Practice", cascade="all, delete-orphan", uselist=False, back_populates="session")


@mapper_registry.mapped
class Rating(Row):
    """How the client rated a session, 0-10 each."""

    __tablename__ = "ratings"
    session_id = Column(String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    heard = Column(Float)
    goals = Column(Float)
    approach = Column(Float)
    overall = Column(Float)
    missing = Column(EncryptedText)  # what the client said was missing, asked in the talk after a low rating
    taken_up_in = Column(String(64))  # the later session that opened with this rating, where it was low


@mapper_registry.mapped
class Turn(Row):
    """A message and its reply. `status` is started until the reply is kept, then done."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("session_id", "message_id"), UniqueConstraint("session_id", "number"))
    id = _id()
    session_id = _owner("sessions.id")
    message_id = Column(String(64), nullable=False)
    number = Column(Integer, nullable=False)
    status = Column(String(8), nullable=False, default="started")
    at = Column(UtcDateTime, nullable=False)
    text = Column(EncryptedText)  # empty for what the client did not write: the opening, an unkept talk
    reply = Column(EncryptedJson)


@mapper_registry.mapped
class Effect(Row):
    """What the one write of a turn gave back to the dialogue, so that a repeat changes nothing."""

    __tablename__ = "effects"
    session_id = Column(String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    turn_id = Column(String(64), primary_key=True)
    outcome = Column(EncryptedJson, nullable=False)


@mapper_registry.mapped
class Goal(Row):
    """A goal of the client; `text` is the wording now in force."""

    __tablename__ = "goals"
    id = _id()
    client_id = _owner("clients.id")
    session_id = Column(String(64), nullable=False)
    text = Column(EncryptedText, nullable=False)
    status = Column(String(16), nullable=False, default="proposed")
    importance = Column(Float)
    confidence = Column(Float)
    created_at = Column(UtcDateTime, nullable=False)

    client = relationship("Client", back_populates="goals")
    versions = relationship("GoalVersion", cascade="all, delete-orphan", order_by="GoalVersion.number")
    ratings = relationship("GoalRating", cascade="all, delete-orphan", order_by="GoalRating.at")
    options = relationship("Option", cascade="all, delete-orphan", order_by="Option.number")
    plans = relationship("Plan", cascade="all, delete-orphan", order_by="Plan.created_at", back_populates="goal")


@mapper_registry.mapped
class GoalVersion(Row):
    """One wording or change of state of a goal, and whose it was."""

    __tablename__ = "goal_versions"
    id = _id()
    goal_id = _owner("goals.id")
    number = Column(Integer, nullable=False)
    text = Column(EncryptedText, nullable=False)
    status = Column(String(16), nullable=False)
    by = Column(String(8), nullable=False)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class GoalRating(Row):
    """A number that the client gave a goal, 0-10, and when: importance, confidence, or plan (how sure of it)."""

    __tablename__ = "goal_ratings"
    id = _id()
    goal_id = _owner("goals.id")
    kind = Column(String(16), nullable=False)
    rating = Column(Float, nullable=False)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class Option(Row):
    """A possible way to the goal, and who named it."""

    __tablename__ = "options"
    id = _id()
    goal_id = _owner("goals.id")
    number = Column(Integer, nullable=False)
    text = Column(EncryptedText, nullable=False)
    by = Column(String(8), nullable=False)
    chosen = Column(Boolean, nullable=False, default=False)


@mapper_registry.mapped
class Plan(Row):
    """Steps towards a goal; `confidence` is the client's, 0-10."""

    __tablename__ = "plans"
    id = _id()
    goal_id = _owner("goals.id")
    status = Column(String(16), nullable=False, default="draft")
    confidence = Column(Float)
    created_at = Column(UtcDateTime, nullable=False)

    goal = relationship("Goal", back_populates="plans")
    steps = relationship("Step", cascade="all, delete-orphan", order_by="Step.number", back_populates="plan")


@mapper_registry.mapped
class Step(Row):
    """A step of a plan in the client's words."""

    __tablename__ = "steps"
    id = _id()
    plan_id = _owner("plans.id")
    number = Column(Integer, nullable=False)
    action = Column(EncryptedText, nullable=False)
    when = Column(EncryptedText)
    starts_at = Column(UtcDateTime)
    where = Column(EncryptedText)
    obstacle = Column(EncryptedText)
    if_then = Column(EncryptedText)
    support = Column(EncryptedText)
    review_on = Column(Date)
    status = Column(String(16), nullable=False, default="open")

    plan = relationship("Plan", back_populates="steps")
    reviews = relationship("Review", cascade="all, delete-orphan", order_by="Review.at")


@mapper_registry.mapped
class Review(Row):
    """What became of a step, as the client tells it later."""

    __tablename__ = "reviews"
    id = _id()
    step_id = _owner("steps.id")
    session_id = Column(String(64), nullable=False)
    outcome = Column(String(16), nullable=False)
    said = Column(EncryptedText)
    helped = Column(EncryptedText)
    own_part = Column(EncryptedText)
    slip_sign = Column(EncryptedText)
    slip_answer = Column(EncryptedText)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class Practice(Row):
    """A session in which the client of this installation is the counselor, and a case is theirs."""

    __tablename__ = "practices"
    session_id = Column(String(64), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)
    case = Column(String(64), nullable=False)
    attempt = Column(Integer, nullable=False, default=1)  # the how-manieth session with this simulated client
    seed = Column(Integer, nullable=False)
    redraws = Column(Integer, nullable=False, default=0, server_default="0")  # how often words were taken back
    feedback = Column(String(8), nullable=False, default="live")  # live | end | off
    ended_at = Column(UtcDateTime)
    opening = Column(EncryptedJson, nullable=False)  # the state in which the simulated client came
    summary = Column(EncryptedJson)  # the debrief, once it is over

    session = relationship("Session", back_populates="practice")
    turns = relationship("PracticeTurn", cascade="all, delete-orphan", order_by="PracticeTurn.number")


@mapper_registry.mapped
class PracticeTurn(Row):
    """What the trainee said, how it was coded, and what it did to the simulated client."""

    __tablename__ = "practice_turns"
    id = _id()
    session_id = _owner("practices.session_id")
    number = Column(Integer, nullable=False)
    taken_back = Column(Boolean, nullable=False, default=False)
    text = Column(EncryptedText, nullable=False)
    coded = Column(EncryptedJson, nullable=False)
    client_act = Column(String(16), nullable=False)
    reply = Column(EncryptedText, nullable=False)
    state = Column(EncryptedJson, nullable=False)
    reasons = Column(EncryptedJson, nullable=False)

    # All of a session's at once: one by one they took a question for each turn of an export.
    comments = relationship(Comment, cascade="all, delete-orphan", order_by=Comment.at, lazy="selectin")


@mapper_registry.mapped
class SafetyEvent(Row):
    """That a hand-off was shown: time, level, rule, language, mode; never the text."""

    __tablename__ = "safety_events"
    id = _id()
    session_id = _owner("sessions.id")
    at = Column(UtcDateTime, nullable=False)
    level = Column(String(2), nullable=False)
    rule = Column(String(64), nullable=False)
    language = Column(String(2), nullable=False)
    mode = Column(String(16), nullable=False)


@mapper_registry.mapped
class Chat(Row):
    """A chat in a messenger, known by a keyed hash of its id, and the session in which it goes on.

    The return code is kept sealed: the chat's next session is to be the same client's, and the person may ask for it.
    """

    __tablename__ = "chats"
    id = Column(String(64), primary_key=True)
    client_id = _owner("clients.id")
    session_id = Column(String(64), nullable=False)
    return_code = Column(EncryptedText, nullable=False)
    menu = Column(String(16))  # a list of our own that was shown last, whose numbers choose: cases | delete


@mapper_registry.mapped
class Secret(Row):
    """A secret of this installation that outlives a change of keys."""

    __tablename__ = "secrets"
    name = Column(String(32), primary_key=True)
    value = Column(EncryptedText, nullable=False)


@mapper_registry.mapped
class Tombstone(Row):
    """A session that was deleted; nothing that comes late revives it."""

    __tablename__ = "tombstones"
    session_id = Column(String(64), primary_key=True)
    at = Column(UtcDateTime, nullable=False)
