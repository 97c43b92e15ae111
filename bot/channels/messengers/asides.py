"""What a chat tells beside the talk: whom to call, the plan as words, who speaks in practice."""

from __future__ import annotations

from contextlib import suppress

from bot.bootstrap import Services
from bot.language import Language
from bot.practice.case import all_cases
from bot.reports.lines import as_lines
from bot.safety.handoff import contacts
from bot.services.export import export_client
from bot.services.opening import is_practice


def contact_in(language: Language, country: str | None) -> str:
    """Someone to talk to, for whoever may need it."""
    return contacts(language, country or "ID")[0].label


def plan_as_text(services: Services, session_id: str, language: Language) -> str | None:
    """The goals and plans of a session's client; None where there are none."""
    export = services.read(session_id, export_client)
    return as_lines(export, language) if export is not None else None


def speaker_in(services: Services, session_id: str) -> str:
    """The name of the simulated client in a session of practice; nothing in a talk."""
    if not is_practice(session_id):
        return ""
    with suppress(Exception):  # the words come through without
        case = services.read(session_id, lambda rows, session: session.practice.case)
        return all_cases()[str(case)].person.name
    return ""
