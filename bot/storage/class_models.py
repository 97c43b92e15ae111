"""The rows of supervisors, their classes and who joined them. Names, codes and comments are sealed like all that people
wrote."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import relationship

from bot.storage.columns import Row, UtcDateTime, id_column, mapper_registry, owner_column
from bot.storage.encryption import EncryptedText


@mapper_registry.mapped
class Supervisor(Row):
    """Somebody who guides trainees, and signs in with a password."""

    __tablename__ = "supervisors"
    id = id_column()
    name = Column(EncryptedText, nullable=False)
    password_hash = Column(EncryptedText, nullable=False)  # see bot.services.passwords
    created_at = Column(UtcDateTime, nullable=False)

    classes = relationship("Class", cascade="all, delete-orphan", order_by="Class.created_at")


@mapper_registry.mapped
class SignIn(Row):
    """A supervisor who is signed in; their token opens nothing without this row."""

    __tablename__ = "sign_ins"
    id = id_column()
    supervisor_id = owner_column("supervisors.id")
    expires_at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class SignInAttempt(Row):
    """A try to sign in that was not the right one (yet), under the sealed fingerprint of the name that was tried."""

    __tablename__ = "sign_in_attempts"
    id = id_column()
    name_hash = Column(String(64), nullable=False, index=True)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class Class(Row):
    """Trainees of one supervisor; whoever knows its code can join."""

    __tablename__ = "classes"
    id = id_column()
    supervisor_id = owner_column("supervisors.id")
    name = Column(EncryptedText, nullable=False)
    code = Column(EncryptedText, nullable=False)
    code_hash = Column(String(64), nullable=False, unique=True)
    created_at = Column(UtcDateTime, nullable=False)

    supervisor = relationship("Supervisor", back_populates="classes")
    members = relationship("Membership", cascade="all, delete-orphan", order_by="Membership.number")


@mapper_registry.mapped
class Membership(Row):
    """That a client lets a class's supervisor read their practice.

    `number` tells trainees without a name apart; `sees_from` is the start of the first session that may be read.
    """

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("class_id", "client_id"),)
    id = id_column()
    class_id = owner_column("classes.id")
    client_id = owner_column("clients.id")
    number = Column(Integer, nullable=False)
    name = Column(EncryptedText)  # what the trainee wants to be called there
    joined_at = Column(UtcDateTime, nullable=False)
    sees_from = Column(UtcDateTime, nullable=False)

    in_class = relationship("Class", back_populates="members")
    client = relationship("Client", back_populates="memberships")


@mapper_registry.mapped
class Comment(Row):
    """What a supervisor wrote about a turn of a trainee's. It is the trainee's to keep, also after they left."""

    __tablename__ = "comments"
    id = id_column()
    turn_id = owner_column("practice_turns.id")
    supervisor_id = Column(String(32), ForeignKey("supervisors.id", ondelete="SET NULL"))
    by = Column(EncryptedText, nullable=False)
    text = Column(EncryptedText, nullable=False)
    at = Column(UtcDateTime, nullable=False)


@mapper_registry.mapped
class Access(Row):
    """That a supervisor saw or did something: who, whose, what, when; never a text.

    What is deleted stays as "somebody deleted": the trail outlives supervisors, classes and trainees.
    """

    __tablename__ = "accesses"
    id = id_column()
    at = Column(UtcDateTime, nullable=False, index=True)
    what = Column(String(16), nullable=False)  # a key of bot.services.trail.WHAT
    supervisor_id = Column(String(32), nullable=False)
    by = Column(EncryptedText, nullable=False)
    class_id = Column(String(32), ForeignKey("classes.id", ondelete="SET NULL"))
    client_id = Column(String(64), ForeignKey("clients.id", ondelete="SET NULL"), index=True)
    session_id = Column(String(64), ForeignKey("sessions.id", ondelete="SET NULL"), index=True)
