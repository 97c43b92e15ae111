"""The HTTP interface under /webhooks/widget, and the chat page."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import lru_cache, wraps
from math import ceil
from pathlib import Path
from typing import Any, cast

import yaml
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import NotFound, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, file, raw
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
    UnknownCode,
    Waiting,
    say,
)
from bot.channels.gate import Gate
from bot.channels.housekeeping import begin_housekeeping, end_housekeeping
from bot.channels.limits import EXPORT_COST, Limits
from bot.channels.rasa_side import RasaTalker
from bot.channels.reports import give_link, give_statements, show_report
from bot.channels.tokens import action_secret
from bot.channels.warming import load_what_loads_late
from bot.channels.web import Web
from bot.language import LANGUAGES, Language
from bot.nlu.vectors import make_encoder
from bot.reports import FORMATS, render
from bot.reports.page import STYLE
from bot.screening import make_screener
from bot.services.access import end_session, renew_code, revoke_code
from bot.services.export import export_client
from bot.services.practice import list_cases
from bot.storage.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

PAGE = Path(__file__).parent.parent / "widget"
DESCRIPTION = Path(__file__).parent / "openapi.yml"
# Longer bodies are refused unread; up to here even a message that is too long is screened.
MOST_BYTES = 16 * 1024 * 1024
PREFIX = "/webhooks/widget/"
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
        routes.add_route(_answer(_report_link), "/report-link", methods=["POST"], name="report_link")
        routes.add_route(_report, "/report/<link:str>/<view:str>", methods=["GET"], name="report")
        routes.add_route(_answer(_xapi), "/xapi", methods=["GET"], name="xapi")
        routes.add_route(_answer(_consent), "/consent", methods=["POST"], name="consent")
        routes.add_route(_answer(_delete), "/data", methods=["DELETE"], name="data")
        routes.add_route(_answer(_end), "/session", methods=["DELETE"], name="end")
        routes.add_route(_answer(_renew_code), "/return-code", methods=["POST"], name="renew_code")
        routes.add_route(_answer(_revoke_code), "/return-code", methods=["DELETE"], name="revoke_code")
        routes.add_route(_health, "/health", methods=["GET"], name="health")
        routes.add_route(_description, "/openapi.json", methods=["GET"], name="openapi")
        routes.add_route(_page, "/chat", methods=["GET"], name="chat")
        routes.add_route(_static, "/static/<name:str>", methods=["GET"], name="static")
        routes.exception(Exception)(_unexpected)
        routes.listener("before_server_start")(_close_the_rest)
        routes.listener("after_server_start")(load_what_loads_late)
        routes.listener("after_server_start")(begin_housekeeping)
        routes.listener("before_server_stop")(end_housekeeping)
        return routes


async def _close_the_rest(app: Sanic, *_: Any) -> None:
    """Let nothing answer but our routes, and no body be read that is longer than ours may be."""
    settings = get_services().settings
    app.ctx.rembuk_web, app.ctx.rembuk_limits = Web(settings), Limits(settings.bounds)
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    # In the place of Rasa's, which would answer any OPTIONS.
    app.request_middleware.clear()
    app.response_middleware.clear()
    app.register_middleware(_admit, "request")
    app.register_middleware(_dress, "response")
    app.error_handler.add(Exception, _unexpected)


async def _open(request: Request, gate: Gate) -> HTTPResponse:
    body = _body(request) if request.body else {}
    limits, address = _limits(request), _web(request).address(request)
    if body.get("return_code") is not None:
        limits.may_guess(address)
    limits.take_opening(address)
    try:
        with limits.under_way(None):
            opening = await gate.open(body)
    except UnknownCode:
        limits.note_wrong_code(address)
        raise
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
    session_id = _session_id(request, gate)
    _limits(request).take_message(session_id)
    with _limits(request).under_way(session_id):
        return json_response(await gate.receive(session_id, text, message_id, payload))


async def _cases(request: Request, gate: Gate) -> HTTPResponse:
    asked = request.args.get("language")
    return json_response(list_cases(cast(Language, asked) if asked in LANGUAGES else _language(request, gate)))


async def _history(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _session_id(request, gate)
    _limits(request).take_message(session_id)
    return json_response({"messages": gate.history(session_id), "last": gate.last_reply(session_id)})


async def _export(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _session_id(request, gate)
    wanted = request.get_args(keep_blank_values=True).get("format", "json")
    if wanted not in FORMATS:
        return _error("export_format", 400, _language(request, gate))
    gate.check(session_id)
    _limits(request).take_message(session_id, EXPORT_COST)
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


async def _report_link(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _checked(request, gate)
    _limits(request).take_message(session_id)
    return give_link(gate, session_id)


async def _report(request: Request, link: str, view: str) -> HTTPResponse:
    async def show(request: Request, gate: Gate) -> HTTPResponse:
        asked = {name: str(request.args.get(name)) for name in request.args}
        return await show_report(gate, _limits(request), link, view, asked, _language(request, gate))

    return await _answer(show)(request)


async def _xapi(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _checked(request, gate)
    _limits(request).take_message(session_id, EXPORT_COST)
    return give_statements(gate, session_id, with_text=request.args.get("text") == "true")


async def _consent(request: Request, gate: Gate) -> HTTPResponse:
    keep = _body(request).get("keep")
    if not isinstance(keep, bool):
        raise Malformed
    await gate.set_consent(_session_id(request, gate), keep)
    return json_response({"kept": keep})


async def _delete(request: Request, gate: Gate) -> HTTPResponse:
    await gate.delete(_session_id(request, gate))
    return json_response({"deleted": True})


async def _end(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _checked(request, gate)
    end_session(gate.services.engine, session_id, gate.services.clock())
    return json_response({"ended": True})


async def _renew_code(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _checked(request, gate)
    _limits(request).take_message(session_id)
    code = renew_code(gate.services.engine, session_id, gate.services.clock())
    return json_response({"return_code": code}, status=201)


async def _revoke_code(request: Request, gate: Gate) -> HTTPResponse:
    session_id = _checked(request, gate)
    revoke_code(gate.services.engine, session_id, gate.services.clock())
    return json_response({"revoked": True})


async def _health(request: Request) -> HTTPResponse:
    """200 as soon as a model is loaded: what `make run` and load balancers wait for."""
    ready = bool(getattr(request.app.ctx, "agent", None) and request.app.ctx.agent.is_ready())
    return json_response({"ready": ready}, status=200 if ready else 503)


async def _description(request: Request) -> HTTPResponse:
    return json_response(describe())


async def _page(request: Request) -> HTTPResponse:
    return await file(PAGE / "chat.html")


async def _static(request: Request, name: str) -> HTTPResponse:
    known = {path.name: path for path in PAGE.iterdir() if path.suffix in (".js", ".css", ".svg")}
    known[STYLE.name] = STYLE
    if name not in known:
        raise NotFound
    return await file(known[name])


@lru_cache(maxsize=1)
def describe() -> dict[str, Any]:
    """The OpenAPI description of this interface."""
    described: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    return described


# ---- what every route shares -----------------------------------------------------------------------------------------


async def _admit(request: Request) -> HTTPResponse | None:
    """Refuse what is not ours to answer: other addresses, Rasa's root among them, and pages of other sites."""
    web = _web(request)
    if not request.path.startswith(PREFIX):
        return _error("not_found", 404, _language(request, _gate(request.app)))
    if not web.allows(request):
        return _error(ForeignOrigin.code, ForeignOrigin.status, _language(request, _gate(request.app)))
    preflight = web.preflight(request)
    return None if preflight is None else HTTPResponse(status=204, headers=preflight)


async def _dress(request: Request, response: HTTPResponse) -> None:
    """Give every answer its headers, the refused ones too."""
    response.headers.update(_web(request).headers(request))
    response.headers.setdefault("Cache-Control", "no-store")


def _answer(handler: Callable[[Request, Gate], Awaitable[HTTPResponse]]) -> Handler:
    """Give the route its gate, its limits, and its errors their words."""

    @wraps(handler)
    async def answer(request: Request) -> HTTPResponse:
        gate = _gate(request.app)
        try:
            if request.method != "DELETE":  # whoever wants to be forgotten need not wait
                _limits(request).take_request(_web(request).address(request))
            return await handler(request, gate)
        except GateError as error:
            if handler is _receive and not error.messages:
                error.messages = await _handoff(request, gate, error)
            return _refusal(request, gate, error)
        except SQLAlchemyError as error:
            logger.error("The database failed: %s", type(error).__name__)
            return _refusal(request, gate, Unavailable())

    return answer


async def _handoff(request: Request, gate: Gate, error: GateError) -> list[dict[str, Any]]:
    """The hand-off that a message calls for which is not taken in, whatever the reason; empty below L2."""
    try:
        text = _body(request).get("text")
    except Malformed:
        return []
    session_id = None
    # Whoever writes from a page left open for days is not left alone with it either.
    if not isinstance(error, (NoToken, Deleted)):
        with suppress(NoToken):
            session_id = _session_id(request, gate)
    return await gate.handoff_only(text, _language(request, gate), session_id) if isinstance(text, str) else []


def _web(request: Request) -> Web:
    return cast(Web, request.app.ctx.rembuk_web)


def _limits(request: Request) -> Limits:
    return cast(Limits, request.app.ctx.rembuk_limits)


def _gate(app: Sanic) -> Gate:
    """The gate of this process, made with the first request, when Rasa's agent is there."""
    agent = getattr(app.ctx, "agent", None)
    gate = getattr(app.ctx, "rembuk_gate", None)
    if gate is None:
        services = get_services()
        secret = action_secret(services.settings, services.engine.dialect.rembuk_cipher.keys[0])
        gate = app.ctx.rembuk_gate = Gate(services, RasaTalker(agent, secret), make_screener(make_encoder()))
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


def _checked(request: Request, gate: Gate) -> str:
    """Give the session id of a session that is open. Raises: NoToken, Deleted."""
    session_id = _session_id(request, gate)
    gate.check(session_id)
    return session_id


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


def _refusal(request: Request, gate: Gate, error: GateError) -> HTTPResponse:
    waits = {"Retry-After": str(ceil(error.retry_after))} if isinstance(error, Waiting) else {}
    return _error(error.code, error.status, _language(request, gate), error.messages, waits)


def _error(
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


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    """No error of ours goes out as a page of the framework, and no text of anybody into the log."""
    language = _language(request, _gate(request.app))
    status = getattr(error, "status_code", None)
    if isinstance(error, SanicException) and status in _REFUSED:
        return _error(_REFUSED[status], status, language, headers=getattr(error, "headers", None))
    if request.route is None:  # it could not even be read
        return _error(Malformed.code, Malformed.status, language)
    logger.error("A request failed: %s", type(error).__name__)
    return _error(Unavailable.code, Unavailable.status, language)
