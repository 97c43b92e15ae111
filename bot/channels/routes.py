"""What every route over HTTP shares: its gate, its limits, who asks, and how it refuses."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from math import ceil
from typing import Any, cast

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import get_services
from bot.channels.errors import (
    Deleted,
    ForeignOrigin,
    GateError,
    Malformed,
    NoToken,
    Unavailable,
    Waiting,
    say,
)
from bot.channels.gate import Gate
from bot.channels.limits import Limits
from bot.channels.rasa_side import RasaTalker
from bot.channels.tokens import action_secret
from bot.channels.web import Web
from bot.language import LANGUAGES, Language
from bot.logs import note_talk
from bot.metrics import get_metrics
from bot.nlu.vectors import make_encoder
from bot.screening import make_screener

logger = logging.getLogger(__name__)

# Longer bodies are refused unread; up to here even a message that is too long is screened.
MOST_BYTES = 16 * 1024 * 1024
# The ways in; of a messenger that is not set up there is no route.
PREFIXES = ("/webhooks/widget/", "/webhooks/telegram/", "/webhooks/whatsapp/")
Handler = Callable[..., Awaitable[HTTPResponse]]


async def admit(request: Request) -> HTTPResponse | None:
    """Refuse what is not ours to answer: other addresses, Rasa's root among them, and pages of other sites."""
    web = web_of(request)
    if not request.path.startswith(PREFIXES):
        return error_answer("not_found", 404, language_of(request, gate_of(request.app)))
    if not web.allows(request):
        return error_answer(ForeignOrigin.code, ForeignOrigin.status, language_of(request, gate_of(request.app)))
    preflight = web.preflight(request)
    return None if preflight is None else HTTPResponse(status=204, headers=preflight)


async def dress(request: Request, response: HTTPResponse) -> None:
    """Give every answer its headers, the refused ones too."""
    response.headers.update(web_of(request).headers(request))
    response.headers.setdefault("Cache-Control", "no-store")


def answer(handler: Handler, screened: bool = False) -> Handler:
    """Give the route its gate, its limits, and its errors their words; what its address names is passed on.

    Args:
        screened: it takes messages; one that is not taken in gets the hand-off that it calls for.
    """

    route = handler.__name__.strip("_")

    @wraps(handler)
    async def answered(request: Request, **named: str) -> HTTPResponse:
        note_talk(None)  # the connection may have served another one
        begun = time.perf_counter()
        response = await attempt(request, named)
        seconds, status = time.perf_counter() - begun, response.status
        get_metrics().requests.labels(route, str(status)).observe(seconds)
        logger.info("answered", extra={"route": route, "status": status, "ms": round(seconds * 1000, 1)})
        return response

    async def attempt(request: Request, named: dict[str, str]) -> HTTPResponse:
        gate = gate_of(request.app)
        try:
            if request.method != "DELETE":  # whoever wants to be forgotten need not wait
                await limits_of(request).take_request(web_of(request).address(request))
            return await handler(request, gate, **named)
        except GateError as error:
            get_metrics().refused.labels(error.code).inc()
            if screened and not error.messages:
                error.messages = await _handoff(request, gate, error)
            return refusal(request, gate, error)
        except SQLAlchemyError as error:
            logger.error("The database failed: %s", type(error).__name__)
            get_metrics().failed.labels("database").inc()
            return refusal(request, gate, Unavailable())

    return answered


async def _handoff(request: Request, gate: Gate, error: GateError) -> list[dict[str, Any]]:
    """The hand-off that a message calls for which is not taken in, whatever the reason; empty below L2."""
    try:
        text = body_of(request).get("text")
    except Malformed:
        return []
    session_id = None
    # Whoever writes from a page left open for days is not left alone with it either.
    if not isinstance(error, (NoToken, Deleted)):
        with suppress(NoToken):
            session_id = session_id_of(request, gate)
    return await gate.handoff_only(text, language_of(request, gate), session_id) if isinstance(text, str) else []


def web_of(request: Request) -> Web:
    return cast(Web, request.app.ctx.rembuk_web)


def limits_of(request: Request) -> Limits:
    return cast(Limits, request.app.ctx.rembuk_limits)


def gate_of(app: Sanic) -> Gate:
    """The gate of this process, made with the first request, when Rasa's agent is there."""
    agent = getattr(app.ctx, "agent", None)
    gate = getattr(app.ctx, "rembuk_gate", None)
    if gate is None:
        services = get_services()
        secret = action_secret(services.settings, services.keys[0])
        gate = app.ctx.rembuk_gate = Gate(
            services,
            RasaTalker(agent, secret, services.settings.action_url),
            make_screener(make_encoder()),
            app.ctx.rembuk_shared,
        )
    return cast(Gate, gate)


def body_of(request: Request) -> dict[str, Any]:
    """The JSON object in a request. Raises: Malformed."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(body, dict):
        raise Malformed
    return body


def token_of(request: Request) -> str:
    """The bearer token of a request. Raises: NoToken."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NoToken
    return str(token.strip())


def session_id_of(request: Request, gate: Gate) -> str:
    """The session that a request's token opens. Raises: NoToken."""
    session_id = gate.tokens.read(token_of(request))
    note_talk(session_id, gate.services.keys[0])
    return session_id


def checked(request: Request, gate: Gate) -> str:
    """Give the session id of a session that is open. Raises: NoToken, Deleted."""
    session_id = session_id_of(request, gate)
    gate.sessions.check(session_id)
    return session_id


def language_of(request: Request, gate: Gate) -> Language:
    """The caller's language: of the session, else asked for in the body or the header."""
    try:
        known = gate.sessions.language_of(session_id_of(request, gate))
    except NoToken:
        known = None
    if known is not None:
        return known
    try:
        asked = body_of(request).get("language") if request.body and len(request.body) <= MOST_BYTES else None
    except Malformed:
        asked = None
    if asked in LANGUAGES:
        return cast(Language, asked)
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "id"


def refusal(request: Request, gate: Gate, error: GateError) -> HTTPResponse:
    waits = {"Retry-After": str(ceil(error.retry_after))} if isinstance(error, Waiting) else {}
    return error_answer(error.code, error.status, language_of(request, gate), error.messages, waits)


def error_answer(
    code: str,
    status: int,
    language: Language,
    messages: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
) -> HTTPResponse:
    body: dict[str, Any] = {"error": {"code": code, "message": say(code, language)}}
    if messages:
        body["messages"] = messages
    return json_response(body, status=status, headers=headers)


# What the framework refuses by itself, by its status, and how we say it.
_REFUSED = {400: "malformed", 404: "not_found", 405: "method", 413: "too_long", 417: "malformed"}


def unexpected(request: Request, error: Exception) -> HTTPResponse:
    """No error of ours goes out as a page of the framework, and no text of anybody into the log."""
    language = language_of(request, gate_of(request.app))
    status = getattr(error, "status_code", None)
    if isinstance(error, SanicException) and status in _REFUSED:
        return error_answer(_REFUSED[status], status, language, headers=getattr(error, "headers", None))
    if request.route is None:  # it could not even be read
        return error_answer(Malformed.code, Malformed.status, language)
    logger.error("A request failed: %s", type(error).__name__)
    return error_answer(Unavailable.code, Unavailable.status, language)
