"""A trainee and the classes they join: asked first, named as they wish, left at any time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.counseling.consent import VERSIONS, Purpose
from bot.practice.volley import quote
from bot.services.consent import is_to_be_asked
from bot.services.opening import hash_code, is_practice, normalise_code
from bot.services.supervisors import checked_name
from bot.storage.class_models import Class, Membership
from bot.storage.models import Client, Consent, Session, new_id
from bot.storage.unit_of_work import UnitOfWork


class UnknownClassError(LookupError):
    """No class has this code."""


class NotPracticeError(ValueError):
    """The session is one of self-help: what is said there is nobody's to read."""


def class_with(work: UnitOfWork, session: Session, code: str) -> Class:
    """The class of a code, to be joined from a session of practice.

    Raises:
        UnknownClassError, NotPracticeError
    """
    found = work.classes.class_by_code(hash_code(normalise_code(code)))
    if found is None:
        raise UnknownClassError
    if not is_practice(session.id):
        raise NotPracticeError
    return found


def join(work: UnitOfWork, session: Session, in_class: Class, name: str | None, now: datetime) -> None:
    """Let the class's supervisor read what the client practises, from this session on.

    It is kept for that as well: what is erased after an hour cannot be read. Who is in the class already may change
    their name.

    Raises:
        BadNameError: the name cannot be used.
    """
    client, wanted = session.client, checked_name(name) if name else None
    agreed = {membership.id for membership in work.classes.memberships(client.id)}
    for old in [one for one in client.memberships if one.id not in agreed]:
        client.memberships.remove(old)  # joined under other words; a yes to these is no yes to that class
    work.rows.flush()
    _answer(client, "supervision", True, now)
    if is_to_be_asked(client, "practice") or not _last(client, "practice"):
        _answer(client, "practice", True, now)
    known = next((one for one in client.memberships if one.class_id == in_class.id), None)
    if known is not None:
        known.name = wanted
        return
    number = work.classes.next_number(in_class.id)
    client.memberships.append(
        Membership(
            id=new_id(),
            class_id=in_class.id,
            number=number,
            name=wanted,
            joined_at=now,
            sees_from=session.started_at,
        )
    )


def leave(client: Client, class_id: str, now: datetime) -> bool:
    """Leave a class; from now on its supervisor reads nothing. Gives whether the client was in it."""
    known = next((one for one in client.memberships if one.class_id == class_id), None)
    if known is None:
        return False
    client.memberships.remove(known)
    if not client.memberships:
        _answer(client, "supervision", False, now)
    return True


def classes_joined(work: UnitOfWork, client: Client) -> list[dict[str, Any]]:
    """Give the client's classes: `id`, `class`, `supervisor`, `name` (the client's own there) and `joined_at`."""
    return [
        {
            "id": membership.class_id,
            "class": membership.in_class.name,
            "supervisor": membership.in_class.supervisor.name,
            "name": membership.name,
            "joined_at": membership.joined_at.isoformat(),
        }
        for membership in work.classes.memberships(client.id)
    ]


def comments_for(client: Client) -> list[dict[str, Any]]:
    """Give what supervisors wrote on the client's turns that stand, oldest session first.

    Returns:
        for each `session_started_at`, `case`, `turn` (from 1), `quote` (the beginning of the turn), `by`, `text`, `at`.
    """
    found = []
    for session in client.sessions:
        turns = [turn for turn in session.practice.turns if not turn.taken_back] if session.practice else []
        for number, turn in enumerate(turns, start=1):
            for comment in turn.comments:
                about = {"session_started_at": session.started_at.isoformat(), "case": session.practice.case}
                said = {"by": comment.by, "text": comment.text, "at": comment.at.isoformat()}
                found.append({**about, "turn": number, "quote": quote(turn.text), **said})
    return found


def _answer(client: Client, purpose: Purpose, given: bool, now: datetime) -> None:
    client.consents.append(Consent(id=new_id(), purpose=purpose, version=VERSIONS[purpose], given=given, at=now))


def _last(client: Client, purpose: Purpose) -> bool:
    answers = [one.given for one in client.consents if one.purpose == purpose]
    return bool(answers and answers[-1])
