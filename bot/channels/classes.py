"""A trainee's class over HTTP: asked first, joined with a yes, left at any time."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.errors import BadName, Malformed, NotPractice, NotThere, UnknownClass, say
from bot.channels.gate import Gate
from bot.channels.routes import answer, body_of, checked, language_of, limits_of, web_of
from bot.channels.text import clean
from bot.counseling.consent import VERSIONS
from bot.services import classes
from bot.services.supervisors import BadNameError
from bot.storage.models import Session
from bot.storage.unit_of_work import UnitOfWork


def add_routes(routes: Blueprint) -> None:
    """Serve the classes of whoever practises here."""
    routes.add_route(answer(_ask_or_join), "/class", methods=["POST"], name="join_class")
    routes.add_route(answer(_list), "/class", methods=["GET"], name="list_classes")
    routes.add_route(answer(_leave), "/class/<class_id:str>", methods=["DELETE"], name="leave_class")


async def _ask_or_join(request: Request, gate: Gate) -> HTTPResponse:
    """Tell what joining would mean; with `agreed` to the version that was told, join."""
    body, session_id = body_of(request), checked(request, gate)
    code, name, agreed = body.get("code"), body.get("name"), body.get("agreed")
    if not isinstance(code, str) or not isinstance(name, (str, type(None))):
        raise Malformed
    if agreed not in (None, VERSIONS["supervision"]):
        raise Malformed
    limits, guesser = limits_of(request), web_of(request).address(request) or session_id
    await limits.take_message(session_id)
    await limits.may_guess(guesser)
    try:
        # Nothing is waited for in the transaction: others wait for it.
        with UnitOfWork(gate.services.engine) as work:
            session = gate.sessions.one(work, session_id)
            found = classes.class_with(work, session, clean(code))
            if agreed is not None:
                classes.join(work, session, found, clean(name or ""), gate.services.clock())
                work.commit()
                return json_response({"joined": True, **_told(work, session)})
            about = {"class": found.name, "supervisor": found.supervisor.name}
    except classes.NotPracticeError as error:
        raise NotPractice from error
    except BadNameError as error:
        raise BadName from error
    except classes.UnknownClassError as error:
        await limits.note_wrong_code(guesser)
        raise UnknownClass from error
    days = f"{gate.services.settings.keep_practice_days:g}"
    question = say("class_question", language_of(request, gate)).format(**about, days=days)
    return json_response({"joined": False, **about, "question": question, "version": VERSIONS["supervision"]})


async def _list(request: Request, gate: Gate) -> HTTPResponse:
    session_id = checked(request, gate)
    await limits_of(request).take_message(session_id)
    with UnitOfWork(gate.services.engine) as work:
        return json_response(_told(work, gate.sessions.one(work, session_id)))


async def _leave(request: Request, gate: Gate, class_id: str) -> HTTPResponse:
    session_id = checked(request, gate)
    with UnitOfWork(gate.services.engine) as work:
        client = gate.sessions.one(work, session_id).client
        if not classes.leave(client, class_id, gate.services.clock()):
            raise NotThere
        work.commit()
    return json_response({"left": True})


def _told(work: UnitOfWork, session: Session) -> dict[str, Any]:
    client = session.client
    return {"classes": classes.classes_joined(work, client), "comments": classes.comments_for(client)}
