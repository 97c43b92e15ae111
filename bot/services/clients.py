"""Who the client is and how they want to be talked to: consent, age, name, form of address, preferences, language."""

from __future__ import annotations

from datetime import datetime

from bot.counseling.address import Address, Form
from bot.language import Language
from bot.services.writing import Outcome
from bot.storage.models import Consent, Preference, Session
from bot.storage.repository import Repository

CONSENT_VERSION = "2026-11"
PREFERENCES = {
    "slower": ("pace", "slow"),
    "faster": ("pace", "fast"),
    "gentler": ("tone", "gentle"),
    "more_direct": ("tone", "direct"),
}


def address_of(session: Session) -> Address:
    """How the client is spoken to in this session."""
    return Address(language=session.language, form=session.client.form, name=session.client.name)


def recall_opening(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Who is there: somebody new, somebody back, or somebody back with a plan to look back on."""
    client = session.client
    step = rows.step_to_review(client.id)
    if not client.consents:
        result = "new"
    elif step is not None:
        result = "review"
        # The talk begins with the goal of that step.
        session.goal_id = step.plan.goal.id
    else:
        result = "back"
    return {
        "result": result,
        "language": session.language,
        "form": client.form,
        "name": client.name,
        "country": client.country,
        "minor": client.minor,
    }


def record_consent(rows: Repository, session: Session, now: datetime, *, given: bool) -> Outcome:
    rows.add(Consent(client_id=session.client_id, version=CONSENT_VERSION, given=given, at=now))
    return {}


def record_age(rows: Repository, session: Session, now: datetime, *, minor: bool) -> Outcome:
    session.client.minor = minor
    return {"result": "minor" if minor else "complete", "country": session.client.country}


def take_name(rows: Repository, session: Session, now: datetime, *, name: str | None, form: Form | None) -> Outcome:
    """Keep name and form of address, whichever was said."""
    client = session.client
    client.name = name or client.name
    client.form = form or client.form
    return {"result": "some" if name or form else "unclear", "name": client.name, "form": client.form}


def take_preference(rows: Repository, session: Session, now: datetime, *, act: str) -> Outcome:
    kind, choice = PREFERENCES[act]
    for preference in session.client.preferences:
        if preference.kind == kind:
            preference.choice = choice
            break
    else:
        rows.add(Preference(client_id=session.client_id, kind=kind, choice=choice))
    return {}


def switch_language(rows: Repository, session: Session, now: datetime, *, language: Language) -> Outcome:
    session.language = language
    return {"result": "some", "language": language}
