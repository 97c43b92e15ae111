"""The HTTP interface under /webhooks/widget, and the chat page."""

from __future__ import annotations

import ctypes
import gc
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, cast

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import MethodNotSupported, NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, file, raw
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import get_services
from bot.channels.errors import Deleted, GateError, Malformed, NoToken, TooLong, Unavailable, say
from bot.channels.gate import Gate
from bot.channels.housekeeping import begin_housekeeping, end_housekeeping
from bot.channels.rasa_side import RasaTalker
from bot.language import LANGUAGES, Language
from bot.nlu.practice import prepare_cases
from bot.reports import FORMATS, render
from bot.safety.screen import screen
from bot.services.export import export_client
from bot.services.practice import list_cases
from bot.storage.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

PAGE = Path(__file__).parent.parent / "widget"
# Longer bodies are refused unread; up to here even a message that is too long is screened.
MOST_BYTES = 16 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[..., Awaitable[HTTPResponse]]


class WidgetInput(InputChannel):
    """Rasa's way to our routes; see DESIGN.md for what they promise."""

    @classmethod
    def name(cls) -> str:
        return "widget"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("widget")
        routes.add_route(_answer(_open), "/session", methods=["POST"], name="session")
        routes.add_route(_answer(_receive), "/webhook", methods=["POST"], name="webhook")
        routes.add_route(_answer(_cases), "/cases", methods=["GET"], name="cases")
        routes.add_route(_answer(_history), "/history", methods=["GET"], name="history")
        routes.add_route(_answer(_export), "/export", methods=["GET"], name="export")
        routes.add_route(_answer(_consent), "/consent", methods=["POST"], name="consent")
        routes.add_route(_answer(_delete), "/data", methods=["DELETE"], name="data")
        routes.add_route(_health, "/health", methods=["GET"], name="health")
        routes.add_route(_page, "/chat", methods=["GET"], name="chat")
        routes.add_route(_static, "/static/<name:str>", methods=["GET"], name="static")
        routes.exception(Exception)(_unexpected)
        routes.listener("after_server_start")(_load_what_loads_late)
        routes.listener("after_server_start")(begin_housekeeping)
        routes.listener("before_server_stop")(end_housekeeping)
        return routes


async def _open(request: Request, gate: Gate) -> HTTPResponse:
    opening = await gate.open(_body(request) if request.body else {})
    return json_response(
        {
            "token": opening.token,
            "return_code": opening.return_code,
            "expires_at": opening.expires_at.isoformat(),
            "messages": opening.messages,
        },
        status=201,
    )


async def _receive(request: Request, gate: Gate) -> HTTPResponse:
    body = _body(request)
    text, message_id, payload = body.get("text", ""), body.get("message_id"), body.get("payload")
    if text is None and payload is not None:
        text = ""
    if not isinstance(text, str) or not all(isinstance(x, (str, type(None))) for x in (message_id, payload)):
        raise Malformed
    try:
        return json_response(await gate.receive(_session_id(request, gate), text, message_id, payload))
    except (NoToken, Deleted) as error:
        # Whoever writes from a page left open for days is not left alone with it.
        error.messages = gate.handoff_without_session(text, _language(request, gate))
        raise


async def _cases(request: Request, gate: Gate) -> HTTPResponse:
    asked = request.args.get("language")
    return json_response(list_cases(cast(Language, asked) if asked in LANGUAGES else _language(request, gate)))


async def _history(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _session_id(request, gate)
    return json_response({"messages": gate.history(session_id), "last": gate.last_reply(session_id)})


async def _export(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _session_id(request, gate)
    wanted = request.args.get("format", "json")
    if wanted not in FORMATS:
        return _error("export_format", 400, _language(request, gate))
    gate.history(session_id)  # says 401 or 410 where there is nothing (any more)
    with UnitOfWork(gate.services.engine) as work:
        session = work.rows.session(session_id)
        if session is None:
            raise NoToken
        export, language = export_client(work.rows, session), cast(Language, session.language)
    if wanted == "json":
        return json_response(export)
    content_type, name = FORMATS[wanted]
    return raw(
        render(wanted, export, language, gate.services.clock()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _consent(request: Request, gate: Gate) -> HTTPResponse:
    keep = _body(request).get("keep")
    if not isinstance(keep, bool):
        raise Malformed
    await gate.set_consent(_session_id(request, gate), keep)
    return json_response({"kept": keep})


async def _delete(request: Request, gate: Gate) -> HTTPResponse:
    await gate.delete(_session_id(request, gate))
    return json_response({"deleted": True})


async def _health(request: Request) -> HTTPResponse:
    """200 as soon as a model is loaded: what `make run` and load balancers wait for."""
    ready = bool(getattr(request.app.ctx, "agent", None) and request.app.ctx.agent.is_ready())
    return json_response({"ready": ready}, status=200 if ready else 503)


async def _page(request: Request) -> HTTPResponse:
    return await file(PAGE / "chat.html", headers=HEADERS)


async def _static(request: Request, name: str) -> HTTPResponse:
    known = {path.name: path for path in PAGE.iterdir() if path.suffix in (".js", ".css", ".svg")}
    if name not in known:
        raise NotFound
    return await file(known[name], headers=HEADERS)


async def _load_what_loads_late(app: Sanic, *_: Any) -> None:
    """Understand one message now, so that nobody's first one waits for word lists and vectors."""
    agent = getattr(app.ctx, "agent", None)
    if agent is not None and agent.is_ready():
        screen("halo")
        await agent.processor.parse_message(UserMessage("halo, aku mau cerita", metadata={"asked": "problem"}))
        prepare_cases()
    give_back_memory()


def give_back_memory() -> None:
    """Return to the system what loading the model has left behind; glibc would keep it.

    What stays is there for good: the garbage collector need not look through it again and again.
    """
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL("libc.so.6").malloc_trim(0)


# ---- what every route shares -----------------------------------------------------------------------------------------


def _answer(handler: Callable[[Request, Gate], Awaitable[HTTPResponse]]) -> Handler:
    """Give the route its gate, and its errors their words."""

    @wraps(handler)
    async def answer(request: Request) -> HTTPResponse:
        gate = _gate(request.app)
        try:
            if len(request.body) > MOST_BYTES:
                raise TooLong
            response = await handler(request, gate)
        except GateError as error:
            return _error(error.code, error.status, _language(request, gate), error.messages)
        except SQLAlchemyError as error:
            logger.error("The database failed: %s", type(error).__name__)
            return _error(Unavailable.code, Unavailable.status, _language(request, gate))
        response.headers.update({key: HEADERS[key] for key in ("X-Content-Type-Options", "Cache-Control")})
        return response

    return answer


def _gate(app: Sanic) -> Gate:
    """The gate of this process, made with the first request, when Rasa's agent is there."""
    agent = getattr(app.ctx, "agent", None)
    gate = getattr(app.ctx, "rembuk_gate", None)
    if gate is None:
        gate = app.ctx.rembuk_gate = Gate(get_services(), RasaTalker(agent))
    return cast(Gate, gate)


def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not isinstance(body, dict):
        raise Malformed
    return body


def _session_id(request: Request, gate: Gate) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NoToken
    return gate.tokens.read(token.strip())


def _language(request: Request, gate: Gate) -> Language:
    """The caller's language: of the session, else asked for in the body or the header."""
    try:
        known = gate.language_of(_session_id(request, gate))
    except NoToken:
        known = None
    if known is not None:
        return known
    try:
        asked = _body(request).get("language") if request.body and len(request.body) <= MOST_BYTES else None
    except Malformed:
        asked = None
    if asked in LANGUAGES:
        return cast(Language, asked)
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "id"


def _error(code: str, status: int, language: Language, messages: list[dict[str, Any]] | None = None) -> HTTPResponse:
    body: dict[str, Any] = {"error": {"code": code, "message": say(code, language)}}
    if messages:
        body["messages"] = messages
    return json_response(body, status=status, headers={"Cache-Control": "no-store"})


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    """No error of ours goes out as a page of the framework, and no text of anybody into the log."""
    gate = _gate(request.app)
    if isinstance(error, NotFound):
        return _error("not_found", 404, _language(request, gate))
    if isinstance(error, MethodNotSupported):
        return _error("method", 405, _language(request, gate))
    logger.error("A request failed: %s", type(error).__name__)
    return _error(Unavailable.code, Unavailable.status, _language(request, gate))
