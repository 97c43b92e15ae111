"""The HTTP interface under /webhooks/widget, and the chat page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, file, raw
from sanic.response import json as json_response

from bot.bootstrap import get_services
from bot.channels import classes, reports, supervision
from bot.channels.action_call import action_health
from bot.channels.errors import (
    Malformed,
    UnknownCode,
)
from bot.channels.gate import Gate
from bot.channels.housekeeping import begin_housekeeping, end_housekeeping
from bot.channels.limits import EXPORT_COST, Limits
from bot.channels.routes import (
    MOST_BYTES,
    admit,
    answer,
    body_of,
    checked,
    dress,
    error_answer,
    language_of,
    limits_of,
    session_id_of,
    unexpected,
    web_of,
)
from bot.channels.shared import make_shared
from bot.channels.warming import load_what_loads_late
from bot.channels.web import Web
from bot.language import LANGUAGES, Language
from bot.logs import log_as_json
from bot.metrics import ask_http, serve_metrics
from bot.reports import FORMATS, render
from bot.reports.page import STYLE
from bot.services.access import end_session, renew_code, revoke_code
from bot.services.consent import read_consent
from bot.services.practice import list_cases

PAGE = Path(__file__).parent.parent / "widget"
# What supervisors and their trainees may ask stands in a file of its own.
DESCRIPTIONS = tuple(Path(__file__).parent / name for name in ("openapi.yml", "openapi_classes.yml"))
STATIC = (".js", ".css", ".svg")


class WidgetInput(InputChannel):
    """Rasa's way to our routes; see DESIGN.md for what they promise."""

    @classmethod
    def name(cls) -> str:
        return "widget"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("widget")
        routes.add_route(answer(_open), "/session", methods=["POST"], name="session")
        routes.add_route(answer(_receive, screened=True), "/webhook", methods=["POST"], name="webhook")
        routes.add_route(answer(_cases), "/cases", methods=["GET"], name="cases")
        routes.add_route(answer(_history), "/history", methods=["GET"], name="history")
        routes.add_route(answer(_export), "/export", methods=["GET"], name="export")
        routes.add_route(answer(_show_consent), "/consent", methods=["GET"], name="show_consent")
        routes.add_route(answer(_consent), "/consent", methods=["POST"], name="consent")
        routes.add_route(answer(_delete), "/data", methods=["DELETE"], name="data")
        routes.add_route(answer(_end), "/session", methods=["DELETE"], name="end")
        routes.add_route(answer(_renew_code), "/return-code", methods=["POST"], name="renew_code")
        routes.add_route(answer(_revoke_code), "/return-code", methods=["DELETE"], name="revoke_code")
        reports.add_routes(routes)
        classes.add_routes(routes)
        supervision.add_routes(routes)
        routes.add_route(_health, "/health", methods=["GET"], name="health")
        routes.add_route(_live, "/live", methods=["GET"], name="live")
        routes.add_route(_description, "/openapi.json", methods=["GET"], name="openapi")
        routes.add_route(_page, "/chat", methods=["GET"], name="chat")
        routes.add_route(_static, "/static/<name:str>", methods=["GET"], name="static")
        routes.exception(Exception)(unexpected)
        routes.listener("before_server_start")(_close_the_rest)
        routes.listener("after_server_start")(load_what_loads_late)
        routes.listener("after_server_start")(begin_housekeeping)
        routes.listener("before_server_stop")(end_housekeeping)
        return routes


async def _close_the_rest(app: Sanic, *_: Any) -> None:
    """Let nothing answer but our routes, and no body be read that is longer than ours may be."""
    settings = get_services().settings
    app.ctx.rembuk_shared = make_shared(get_services())
    app.ctx.rembuk_web, app.ctx.rembuk_limits = Web(settings), Limits(settings.bounds, app.ctx.rembuk_shared.buckets)
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    if settings.json_logs:
        log_as_json()
    serve_metrics(settings, get_services().engine, actions=lambda: ask_http(action_health(settings)))
    # In the place of Rasa's, which would answer any OPTIONS.
    app.request_middleware.clear()
    app.response_middleware.clear()
    app.register_middleware(admit, "request")
    app.register_middleware(dress, "response")
    app.error_handler.add(Exception, unexpected)


async def _open(request: Request, gate: Gate) -> HTTPResponse:
    body = body_of(request) if request.body else {}
    limits, address = limits_of(request), web_of(request).address(request)
    if body.get("return_code") is not None:
        await limits.may_guess(address)
    await limits.take_opening(address)
    try:
        with limits.under_way(None):
            opening = await gate.open(body)
    except UnknownCode:
        await limits.note_wrong_code(address)
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
    body = body_of(request)
    text, message_id, payload = body.get("text", ""), body.get("message_id"), body.get("payload")
    if text is None and payload is not None:
        text = ""
    if not isinstance(text, str) or not all(isinstance(x, (str, type(None))) for x in (message_id, payload)):
        raise Malformed
    session_id = session_id_of(request, gate)
    await limits_of(request).take_message(session_id)
    with limits_of(request).under_way(session_id):
        return json_response(await gate.receive(session_id, text, message_id, payload))


async def _cases(request: Request, gate: Gate) -> HTTPResponse:
    asked = request.args.get("language")
    return json_response(list_cases(cast(Language, asked) if asked in LANGUAGES else language_of(request, gate)))


async def _history(request: Request, gate: Gate) -> HTTPResponse:
    session_id = session_id_of(request, gate)
    await limits_of(request).take_message(session_id)
    return json_response({"messages": gate.sessions.history(session_id), "last": gate.sessions.last_reply(session_id)})


async def _export(request: Request, gate: Gate) -> HTTPResponse:
    session_id = session_id_of(request, gate)
    wanted = request.get_args(keep_blank_values=True).get("format", "json")
    if wanted not in FORMATS:
        return error_answer("export_format", 400, language_of(request, gate))
    gate.sessions.check(session_id)
    await limits_of(request).take_message(session_id, EXPORT_COST)
    export, language = reports.read_export(gate, session_id)
    if wanted == "json":
        return json_response(export)
    content_type, name = FORMATS[wanted]
    return raw(
        render(wanted, export, language, gate.services.clock()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _show_consent(request: Request, gate: Gate) -> HTTPResponse:
    session_id = session_id_of(request, gate)
    gate.sessions.check(session_id)
    await limits_of(request).take_message(session_id)
    standing = read_consent(gate.services.engine, session_id)
    return json_response({"kept": standing.kept, "in_force": list(standing.in_force)})


async def _consent(request: Request, gate: Gate) -> HTTPResponse:
    keep = body_of(request).get("keep")
    if not isinstance(keep, bool):
        raise Malformed
    await gate.set_consent(session_id_of(request, gate), keep)
    return json_response({"kept": keep})


async def _delete(request: Request, gate: Gate) -> HTTPResponse:
    await gate.delete(session_id_of(request, gate))
    return json_response({"deleted": True})


async def _end(request: Request, gate: Gate) -> HTTPResponse:
    session_id = checked(request, gate)
    end_session(gate.services.engine, session_id, gate.services.clock())
    return json_response({"ended": True})


async def _renew_code(request: Request, gate: Gate) -> HTTPResponse:
    session_id = checked(request, gate)
    await limits_of(request).take_message(session_id)
    code = renew_code(gate.services.engine, session_id, gate.services.clock())
    return json_response({"return_code": code}, status=201)


async def _revoke_code(request: Request, gate: Gate) -> HTTPResponse:
    session_id = checked(request, gate)
    revoke_code(gate.services.engine, session_id, gate.services.clock())
    return json_response({"revoked": True})


async def _health(request: Request) -> HTTPResponse:
    """200 as soon as a model is loaded: what `make run` and load balancers wait for.

    Also while the database or an action server is down: the hand-off in a crisis needs none of them.
    """
    ready = bool(getattr(request.app.ctx, "agent", None) and request.app.ctx.agent.is_ready())
    return json_response({"ready": ready}, status=200 if ready else 503)


async def _live(request: Request) -> HTTPResponse:
    """200 as long as this process can answer at all; whoever does not is to be started again."""
    return json_response({"live": True})


async def _description(request: Request) -> HTTPResponse:
    return json_response(describe())


async def _page(request: Request) -> HTTPResponse:
    return await file(PAGE / "chat.html")


async def _static(request: Request, name: str) -> HTTPResponse:
    folders = (PAGE, supervision.PAGE)
    known = {path.name: path for folder in folders for path in folder.iterdir() if path.suffix in STATIC}
    known[STYLE.name] = STYLE
    if name not in known:
        raise NotFound
    return await file(known[name])


@lru_cache(maxsize=1)
def describe() -> dict[str, Any]:
    """The OpenAPI description of this interface."""
    described, *more = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in DESCRIPTIONS)
    for part in more:
        described["paths"] |= part["paths"]
        described["tags"] += part["tags"]
        for kind, components in part["components"].items():
            described["components"][kind] |= components
    return dict(described)
