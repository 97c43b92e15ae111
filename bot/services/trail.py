"""The trail: which supervisor saw or did what, of whom, and when. No text is in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.storage.class_models import Access, Membership, Supervisor
from bot.storage.models import new_id
from bot.storage.unit_of_work import UnitOfWork

# What is noted, and how the command line says it.
WHAT = {
    "sign_in": "signed in",
    "sign_out": "signed out",
    "classes": "listed their classes",
    "cohort": "saw the table of a class",
    "cohort_csv": "downloaded the table of a class",
    "session": "read a session",
    "comment": "commented on a turn",
}


def note(
    work: UnitOfWork,
    supervisor: Supervisor,
    what: str,
    now: datetime,
    membership: Membership | None = None,
    session_id: str | None = None,
) -> None:
    """Note an access, in the transaction of what is seen: what cannot be noted is not shown."""
    assert what in WHAT
    work.rows.add(
        Access(
            id=new_id(),
            at=now,
            what=what,
            supervisor_id=supervisor.id,
            by=supervisor.name,
            class_id=membership.class_id if membership is not None else None,
            client_id=membership.client_id if membership is not None else None,
            session_id=session_id,
        )
    )


def read_trail(work: UnitOfWork) -> list[dict[str, Any]]:
    """Give all that is noted, oldest first.

    Returns:
        for each `at`, `supervisor` (name), `what` (a key of WHAT), `class` (name), `trainee` (name or number in the
        class; None where it was nobody's, or they have left), `client` (id; None where they were deleted) and
        `session` (id).
    """
    return [
        {
            "at": access.at,
            "supervisor": access.by,
            "what": access.what,
            "class": membership.in_class.name if membership is not None else None,
            "trainee": (membership.name or str(membership.number)) if membership is not None else None,
            "client": access.client_id,
            "session": access.session_id,
        }
        for access, membership in work.classes.trail()
    ]
