"""Supervisors over HTTP: signing in, the table of a class, a trainee's session, a comment. Every look is noted."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, file, raw
from sanic.response import json as json_response

from bot.channels.errors import Malformed, NoToken, NotSignedIn, NotThere, TooLong, TooManyTries, WrongSignIn
from bot.channels.gate import Gate
from bot.channels.routes import answer, body_of, error_answer, language_of, limits_of, token_of, web_of
from bot.channels.text import clean
from bot.channels.tokens import TokenSigner, secret_for
from bot.services import cohort
from bot.services.supervisors import TooManyTriesError, WrongSignInError, sign_in, who_signed_in
from bot.services.trail import note
from bot.storage.class_models import Supervisor
from bot.storage.unit_of_work import UnitOfWork

PAGE = Path(__file__).parent.parent / "supervisor_page"
FORMATS = ("json", "csv")
MOST_OF_A_COMMENT = 2000
# Of what is typed to sign in; longer texts are not hashed.
MOST_TYPED = 1000


def add_routes(routes: Blueprint) -> None:
    """Serve the supervisors of this installation, and their page."""
    routes.add_route(_page, "/supervisor", methods=["GET"], name="supervisor_page")
    routes.add_route(answer(_sign_in), "/supervisor/session", methods=["POST"], name="sign_in")
    routes.add_route(answer(_sign_out), "/supervisor/session", methods=["DELETE"], name="sign_out")
    routes.add_route(answer(_classes), "/supervisor/classes", methods=["GET"], name="classes")
    routes.add_route(answer(_class), "/supervisor/classes/<class_id:str>", methods=["GET"], name="class")
    routes.add_route(answer(_report), "/supervisor/sessions/<session_id:str>", methods=["GET"], name="report")
    routes.add_route(
        answer(_comment), "/supervisor/sessions/<session_id:str>/comments", methods=["POST"], name="comment"
    )


async def _page(request: Request) -> HTTPResponse:
    return await file(PAGE / "supervisor.html")


async def _sign_in(request: Request, gate: Gate) -> HTTPResponse:
    body = body_of(request)
    name, password = body.get("name"), body.get("password")
    if not isinstance(name, str) or not isinstance(password, str):
        raise Malformed
    if max(len(name), len(password)) > MOST_TYPED:
        raise Malformed
    limits, address, services = limits_of(request), web_of(request).address(request), gate.services
    if address is not None:  # else the name alone is counted, which is always
        await limits.may_guess(address, TooManyTries)
    key = services.keys[0]
    secret = secret_for("rembuk tries to sign in", key)
    try:
        with limits.under_way(None):
            async with _one_at_a_time():
                signed = await asyncio.to_thread(
                    sign_in, services.engine, clean(name), clean(password), secret, services.clock()
                )
    except TooManyTriesError as error:
        raise TooManyTries(error.wait) from error
    except WrongSignInError as error:
        if address is not None:
            await limits.note_wrong_code(address)
        raise WrongSignIn from error
    token = _signer(gate).sign(signed.sign_in_id, signed.expires_at)
    told = {"token": token, "name": signed.name, "expires_at": signed.expires_at.isoformat()}
    return json_response(told, status=201)


async def _sign_out(request: Request, gate: Gate) -> HTTPResponse:
    async with _signed_in(request, gate) as (work, supervisor):
        work.classes.sign_out(_sign_in_id(request, gate))
        note(work, supervisor, "sign_out", gate.services.clock())
        work.commit()
    return json_response({"signed_out": True})


async def _classes(request: Request, gate: Gate) -> HTTPResponse:
    async with _signed_in(request, gate) as (work, supervisor):
        told = {"name": supervisor.name, "classes": cohort.classes_of(work, supervisor, gate.services.clock())}
        work.commit()
    return json_response(told)


async def _class(request: Request, gate: Gate, class_id: str) -> HTTPResponse:
    language = language_of(request, gate)
    wanted = request.get_args(keep_blank_values=True).get("format", "json")
    what = "cohort" if wanted == "json" else "cohort_csv"
    async with _signed_in(request, gate) as (_, supervisor):
        asker = supervisor
    if wanted not in FORMATS:
        return error_answer("table_format", 400, language)
    services = gate.services
    table = await asyncio.to_thread(cohort.cohort, services.engine, asker, class_id, language, services.clock(), what)
    if table is None:
        raise NotThere
    if wanted == "json":
        return json_response(table)
    # With a byte order mark, by which spreadsheets know UTF-8.
    return raw(
        ("\ufeff" + cohort.as_csv(table)).encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="rembuk-class.csv"'},
    )


async def _report(request: Request, gate: Gate, session_id: str) -> HTTPResponse:
    language = language_of(request, gate)
    async with _signed_in(request, gate) as (work, supervisor):
        told = cohort.report(work, supervisor, session_id, language, gate.services.clock())
        if told is None:
            raise NotThere
        work.commit()
    return json_response(told)


async def _comment(request: Request, gate: Gate, session_id: str) -> HTTPResponse:
    async with _signed_in(request, gate) as (work, supervisor):
        body = body_of(request)
        turn, text = body.get("turn"), body.get("text")
        if isinstance(turn, float) and turn.is_integer():
            turn = int(turn)  # JSON tells 2.0 and 2 not apart
        # True is a whole number to Python.
        if type(turn) is not int or not isinstance(text, str) or not clean(text):
            raise Malformed
        if len(clean(text)) > MOST_OF_A_COMMENT:
            raise TooLong
        try:
            at = cohort.comment(work, supervisor, session_id, turn, clean(text), gate.services.clock())
        except LookupError as error:
            raise NotThere from error
        told = {"by": supervisor.name, "text": clean(text), "at": at}
        work.commit()
    return json_response(told, status=201)


@functools.cache
def _one_at_a_time() -> asyncio.Semaphore:
    """Each hash takes memory, and a core for a tenth of a second."""
    return asyncio.Semaphore(1)


@asynccontextmanager
async def _signed_in(request: Request, gate: Gate) -> AsyncIterator[tuple[UnitOfWork, Supervisor]]:
    """The supervisor who asks, in the transaction in which they are answered.

    Raises:
        NotSignedIn, TooMany
    """
    sign_in_id = _sign_in_id(request, gate)
    if request.method != "DELETE":
        await limits_of(request).take_message(sign_in_id)
    with UnitOfWork(gate.services.engine) as work:
        supervisor = who_signed_in(work, sign_in_id, gate.services.clock())
        if supervisor is None:
            raise NotSignedIn
        yield work, supervisor


def _sign_in_id(request: Request, gate: Gate) -> str:
    try:
        return _signer(gate).read(token_of(request))
    except NoToken as error:
        raise NotSignedIn from error


def _signer(gate: Gate) -> TokenSigner:
    return TokenSigner(gate.services.keys, "rembuk supervisor token")
