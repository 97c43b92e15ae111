"""Supervisors: who there is, their classes, and signing in."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.engine import Engine

from bot.services.opening import hash_code, new_code
from bot.services.passwords import hash_password, is_outdated, is_password
from bot.services.trail import note
from bot.storage.class_models import Class, SignIn, SignInAttempt, Supervisor
from bot.storage.models import new_id
from bot.storage.unit_of_work import UnitOfWork

SIGNED_IN = timedelta(hours=1)
# So many wrong passwords for one name in that time, from wherever; then the right one waits as well.
MOST_TRIES, TRIES_COUNT = 10, timedelta(minutes=15)
MOST_LETTERS_OF_A_NAME = 60
# Written on a blackboard: two groups of four, some 40 bits.
GROUPS_OF_A_CODE = 2


class UnknownSupervisorError(LookupError):
    """There is no supervisor, or no class of theirs, of that name; the message says which."""


class BadNameError(ValueError):
    """A name is taken, empty or too long; the message says which."""


class WrongSignInError(LookupError):
    """No supervisor has this name and password; which of the two is wrong is not told."""


class TooManyTriesError(RuntimeError):
    """Too many wrong passwords for this name.

    Attributes:
        wait: seconds.
    """

    def __init__(self, wait: float) -> None:
        super().__init__("too many tries")
        self.wait = wait


@dataclass(frozen=True)
class SignedIn:
    """A supervisor who has come in."""

    sign_in_id: str
    name: str
    expires_at: datetime


# ---- who there is ----------------------------------------------------------------------------------------------------


def add_supervisor(engine: Engine, name: str, password: str, now: datetime) -> None:
    """Let somebody be a supervisor.

    Raises:
        BadNameError: the name cannot be used; case does not tell names apart.
        WeakPasswordError
    """
    kept = hash_password(password)
    with UnitOfWork(engine) as work:
        wanted = checked_name(name)
        if _find(work, wanted) is not None:
            raise BadNameError(f"There is a supervisor named {wanted} already.")
        work.rows.add(Supervisor(id=new_id(), name=wanted, password_hash=kept, created_at=now))
        work.commit()


def change_password(engine: Engine, name: str, password: str) -> None:
    """Give a supervisor another password; they are signed out everywhere.

    Raises:
        UnknownSupervisorError, WeakPasswordError
    """
    kept = hash_password(password)
    with UnitOfWork(engine) as work:
        supervisor = _known(work, name)
        supervisor.password_hash = kept
        work.classes.sign_out_everywhere(supervisor.id)
        work.commit()


def remove_supervisor(engine: Engine, name: str) -> None:
    """Delete a supervisor and their classes; comments stay with the trainees, and the trail stays.

    Raises:
        UnknownSupervisorError
    """
    with UnitOfWork(engine) as work:
        work.classes.remove_supervisor(_known(work, name).id)
        work.commit()


def list_supervisors(engine: Engine) -> list[dict[str, Any]]:
    """Give each supervisor's `name`, `since` and `classes`, each with `name`, `code` and how many `members`."""
    with UnitOfWork(engine) as work:
        return [
            {
                "name": supervisor.name,
                "since": supervisor.created_at,
                "classes": [
                    {"name": one.name, "code": one.code, "members": len(work.classes.members(one.id))}
                    for one in supervisor.classes
                ],
            }
            for supervisor in work.classes.supervisors()
        ]


def new_class(engine: Engine, name: str, supervisor: str, now: datetime) -> str:
    """Make a class of a supervisor's; give its code.

    Raises:
        UnknownSupervisorError, BadNameError
    """
    wanted, code = checked_name(name), new_code(GROUPS_OF_A_CODE)
    with UnitOfWork(engine) as work:
        owner = _known(work, supervisor)
        if any(_same(one.name, wanted) for one in owner.classes):
            raise BadNameError(f"{owner.name} has a class named {wanted} already.")
        row = Class(id=new_id(), supervisor_id=owner.id, name=wanted, code=code, code_hash=hash_code(code))
        row.created_at = now
        work.rows.add(row)
        work.commit()
    return code


def remove_class(engine: Engine, name: str, supervisor: str) -> None:
    """Delete a class, so that nobody is in it any more; the sessions stay with the trainees.

    Raises:
        UnknownSupervisorError
    """
    with UnitOfWork(engine) as work:
        owner = _known(work, supervisor)
        found = next((one for one in owner.classes if _same(one.name, name)), None)
        if found is None:
            raise UnknownSupervisorError(f"{owner.name} has no class named {name}.")
        owner.classes.remove(found)
        work.commit()


# ---- signing in ------------------------------------------------------------------------------------------------------


def sign_in(engine: Engine, name: str, password: str, secret: bytes, now: datetime) -> SignedIn:
    """Let a supervisor in. It takes as long for a name that nobody has as for a wrong password, and answers the same.

    Args:
        secret: what names that were tried are kept under; people type passwords there as well.

    Raises:
        WrongSignInError, TooManyTriesError
    """
    name_hash = hmac.new(secret, _folded(name).encode("utf-8", "replace"), hashlib.sha256).hexdigest()
    attempt = SignInAttempt(id=new_id(), name_hash=name_hash, at=now)
    with UnitOfWork(engine) as work:
        tries = work.classes.attempts(name_hash, now - TRIES_COUNT)
        if len(tries) >= MOST_TRIES:
            raise TooManyTriesError((tries[-MOST_TRIES] + TRIES_COUNT - now).total_seconds())
        found = _find(work, name)
        supervisor_id, kept = (found.id, found.password_hash) if found is not None else ("", None)
        # Counted before it is looked at, so that many at once cannot all be the first.
        work.rows.add(attempt)
        work.commit()
    if not is_password(kept, password):
        raise WrongSignInError
    with UnitOfWork(engine) as work:
        supervisor = work.classes.supervisor(supervisor_id)
        if supervisor is None or supervisor.password_hash != kept:
            raise WrongSignInError  # removed, or given another password, meanwhile
        if kept is not None and is_outdated(kept):
            supervisor.password_hash = hash_password(password)
        work.classes.forget_attempt(attempt.id)
        row = SignIn(id=new_id(), supervisor_id=supervisor.id, expires_at=now + SIGNED_IN)
        work.rows.add(row)
        note(work, supervisor, "sign_in", now)
        work.commit()
        return SignedIn(row.id, supervisor.name, row.expires_at)


def who_signed_in(work: UnitOfWork, sign_in_id: str, now: datetime) -> Supervisor | None:
    """The supervisor of a sign-in that is not over."""
    row = work.classes.sign_in(sign_in_id)
    return None if row is None or row.expires_at <= now else work.classes.supervisor(row.supervisor_id)


def checked_name(name: str) -> str:
    """Give a name on one line, without white space around.

    Raises:
        BadNameError: nothing is left of it, or too much.
    """
    said = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    if not 1 <= len(said) <= MOST_LETTERS_OF_A_NAME:
        raise BadNameError(f"A name has 1 to {MOST_LETTERS_OF_A_NAME} characters.")
    return said


def _find(work: UnitOfWork, name: str) -> Supervisor | None:
    return next((one for one in work.classes.supervisors() if _same(one.name, name)), None)


def _known(work: UnitOfWork, name: str) -> Supervisor:
    found = _find(work, name)
    if found is None:
        raise UnknownSupervisorError(f"There is no supervisor named {name}.")
    return found


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
