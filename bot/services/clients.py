"""Who the client is and how they want to be talked to: consent, age, name, form of address, preferences, language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.counseling.address import Address, Form
from bot.counseling.preferences import Preferences, changed
from bot.language import Language
from bot.services.consent import add_consent, is_to_be_asked
from bot.services.returning import take_up_rating
from bot.services.writing import Outcome
from bot.storage.models import Preference, Session, SessionPreference
from bot.storage.repository import Repository

# After this long somebody who writes again is told where the talk was.
AWAY = timedelta(hours=3)


def address_of(session: Session) -> Address:
    """How the client is spoken to in this session."""
    return Address(language=session.language, form=session.client.form, name=session.client.name)


def recall_opening(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Who is there: somebody new (or to be asked anew, in other words), somebody back, or somebody back whose last talk
    was not good (low).

    What a low rating changes is taken over here, once, so that the talk opens with it.
    """
    client = session.client
    to_be_asked = is_to_be_asked(client, "self_help")
    low = [] if to_be_asked else take_up_rating(rows, session)
    wanted = {"lead": "listen"} if "heard" in low else {}
    return {
        "result": "new" if to_be_asked else "low" if low else "back",
        "language": session.language,
        "form": client.form,
        "name": client.name,
        "country": client.country,
        "minor": client.minor,
        "preferences": _keep(session, changed(preferences_of(session), wanted)),
        **where_it_was(rows, session, now),
    }


def where_it_was(rows: Repository, session: Session, now: datetime) -> Outcome:
    """The phase, and whether the client was away for hours."""
    turns = rows.last_turns(session.id, 2)  # the newest is the one being answered
    return {"phase": session.phase, "away": len(turns) == 2 and now - turns[0].at >= AWAY}


def was_here_before(rows: Repository, session: Session) -> bool:
    """Whether the client has agreed to have an earlier talk kept."""
    return any(
        consent.purpose == "self_help" and consent.given and consent.at < session.started_at
        for consent in session.client.consents
    )


def record_consent(
    rows: Repository,
    session: Session,
    now: datetime,
    *,
    given: bool | None,
    minor: bool | None = None,
    name: str | None = None,
    form: Form | None = None,
) -> Outcome:
    """Whether the talk may be kept (`given` None: not said), with age, name and title told beside it, if any.

    Result: some (kept), nothing (not kept), or unclear.
    """
    if given is not None:
        add_consent(rows, session, now, given=given)
    result = "unclear" if given is None else "some" if given else "nothing"
    return {**_introduce(session, minor, name, form), "result": result}


def record_age(
    rows: Repository,
    session: Session,
    now: datetime,
    *,
    minor: bool | None,
    name: str | None = None,
    form: Form | None = None,
) -> Outcome:
    """Whether the client is under 18 (None: not said), with the name and its title told beside it; result minor or
    complete."""
    return {**_introduce(session, minor, name, form), "result": "minor" if minor else "complete"}


def _introduce(session: Session, minor: bool | None, name: str | None, form: Form | None) -> Outcome:
    client = session.client
    client.minor = client.minor if minor is None else minor
    client.name = name or client.name
    client.form = form or client.form
    return {"name": client.name, "form": client.form, "country": client.country, "minor": client.minor}


def take_name(rows: Repository, session: Session, now: datetime, *, name: str | None, form: Form | None) -> Outcome:
    """Keep name and form of address, whichever was said."""
    client = session.client
    client.name = name or client.name
    client.form = form or client.form
    return {"result": "some" if name or form else "unclear", "name": client.name, "form": client.form}


def preferences_of(session: Session) -> Preferences:
    """How the client wants to be talked with: kind -> choice."""
    return {preference.kind: preference.choice for preference in session.client.preferences}


def take_preferences(rows: Repository, session: Session, now: datetime, *, wanted: Mapping[str, str]) -> Outcome:
    """Keep how the talk should go from now on, and give all preferences in force."""
    return {"preferences": _keep(session, changed(preferences_of(session), wanted))}


def _keep(session: Session, stand: Preferences) -> Preferences:
    """Let these be the preferences of the client, and of this session for the record."""
    for owner, row_of in ((session.client, Preference), (session, SessionPreference)):
        kept = {row.kind: row for row in owner.preferences}
        for kind, row in kept.items():
            if kind not in stand:
                owner.preferences.remove(row)
        for kind, choice in stand.items():
            if kind in kept:
                kept[kind].choice = choice
            else:
                owner.preferences.append(row_of(kind=kind, choice=choice))
    return stand


def switch_language(rows: Repository, session: Session, now: datetime, *, language: Language) -> Outcome:
    session.language = language
    return {"result": "some", "language": language}
