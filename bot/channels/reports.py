"""Reports as pages of their own, behind a link that a session's token buys and that is soon over.

A page cannot send a token along when it is opened, and a token in an address would stay in the browser's history for a
day. So the token is exchanged for a link that opens the reports of its client for half an hour.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, cast

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw
from sanic.response import json as json_response

from bot.channels.errors import Deleted, NoToken
from bot.channels.gate import Gate
from bot.channels.limits import EXPORT_COST, Limits
from bot.channels.routes import answer, checked, language_of, limits_of
from bot.channels.tokens import TokenSigner
from bot.language import Language
from bot.reports import FORMATS, as_html, render
from bot.reports.page import message_page
from bot.reports.practice import NoReport, can_compare, compare_page, practice_page, trend_page
from bot.reports.words import load_words
from bot.reports.xapi import as_statements
from bot.services.export import export_client, export_practice, known_as
from bot.storage.unit_of_work import UnitOfWork

LIFE = timedelta(minutes=30)
# Seen from a report: /webhooks/widget/report/<link>/<view>.
STATIC = "../../static"
Export = dict[str, Any]


def add_routes(routes: Blueprint) -> None:
    """Serve reports, and the links to them."""
    routes.add_route(answer(_link), "/report-link", methods=["POST"], name="report_link")
    routes.add_route(answer(_report), "/report/<link:str>/<view:str>", methods=["GET"], name="report")
    routes.add_route(answer(_xapi), "/xapi", methods=["GET"], name="xapi")


async def _link(request: Request, gate: Gate) -> HTTPResponse:
    session_id = checked(request, gate)
    await limits_of(request).take_message(session_id)
    return give_link(gate, session_id)


async def _report(request: Request, gate: Gate, link: str, view: str) -> HTTPResponse:
    asked = {name: str(request.args.get(name)) for name in request.args}
    return await show_report(gate, limits_of(request), link, view, asked, language_of(request, gate))


async def _xapi(request: Request, gate: Gate) -> HTTPResponse:
    session_id = checked(request, gate)
    await limits_of(request).take_message(session_id, EXPORT_COST)
    return give_statements(gate, session_id, with_text=request.args.get("text") == "true")


def give_link(gate: Gate, session_id: str) -> HTTPResponse:
    """Answer with a link under which the reports of the session's client open, seen from the interface's address."""
    expires_at = gate.services.clock() + LIFE
    link = _links(gate).sign(session_id, expires_at)
    return json_response({"url": f"report/{link}/", "expires_at": expires_at.isoformat()}, status=201)


async def show_report(
    gate: Gate, limits: Limits, link: str, view: str, asked: Mapping[str, str], default: Language
) -> HTTPResponse:
    """Answer with a report: a page of VIEWS, or a file by the name it has in FORMATS.

    Args:
        asked: of the address: `session`, `first` and `second`, numbers of sessions of practice.
        default: what to say in where the link tells no language.
    """
    try:
        session_id = _links(gate).read(link)
        gate.sessions.check(session_id)
        await limits.take_message(session_id, EXPORT_COST)
        export, language = read_export(gate, session_id)
        # The session the link was bought in is the one that is shown, unless another is asked for.
        ids = [one["id"] for one in export["practice"]]
        here = {"session": str(ids.index(known_as(session_id)) + 1)} if known_as(session_id) in ids else {}
        asked = {**here, **asked}
    except (NoToken, Deleted) as error:
        return html(message_page("link_over", default, static=STATIC), status=error.status)
    files = {name: wanted for wanted, (_, name) in FORMATS.items() if wanted in ("ics", "pdf", "csv")}
    try:
        if view in files:
            content_type, _ = FORMATS[files[view]]
            content = await _aside(partial(render, files[view], export, language, gate.services.clock()))
            headers = {"Content-Disposition": f'attachment; filename="{view}"'}
            return raw(content, content_type=content_type, headers=headers)
        return html(await _aside(partial(VIEWS[view], export, language, asked)))
    except (NoReport, KeyError):
        return html(message_page("not_there", language, static=STATIC), status=404)


def give_statements(gate: Gate, session_id: str, with_text: bool) -> HTTPResponse:
    """Answer with xAPI statements of the practice of the session's client."""
    with UnitOfWork(gate.services.engine) as work:
        session = gate.sessions.one(work, session_id)
        records = [export_practice(one) for one in session.client.sessions if one.practice is not None]
        actor = known_as(session.client.id)
    home = gate.services.settings.home
    statements = as_statements(records, actor=actor, home=home, with_text=with_text)
    return json_response(statements, headers={"X-Experience-API-Version": "1.0.3"})


def _links(gate: Gate) -> TokenSigner:
    """Signs links; none of them is good for a token, nor a token for one."""
    return TokenSigner(gate.services.keys, "rembuk report link")


def read_export(gate: Gate, session_id: str) -> tuple[Export, Language]:
    """Give what is kept about the session's client, and the language of the session.

    Raises:
        Deleted: it was deleted in this very moment.
        NoToken: it is over.
    """
    with UnitOfWork(gate.services.engine) as work:
        session = gate.sessions.one(work, session_id)
        return export_client(work.rows, session), cast(Language, session.language)


async def _aside(make: Callable[[], Any]) -> Any:
    """Make it in another thread: charts take a while, and nobody's message should wait for them."""
    return await asyncio.get_running_loop().run_in_executor(None, make)


def _plan(export: Export, language: Language, asked: Mapping[str, str]) -> str:
    return as_html(export, language, talks=False, static=STATIC, pages=_pages("plan", export, language))


def _practice(export: Export, language: Language, asked: Mapping[str, str]) -> str:
    pages = _pages("practice", export, language)
    return practice_page(export["practice"], language, session=_number(asked, "session"), static=STATIC, pages=pages)


def _trend(export: Export, language: Language, asked: Mapping[str, str]) -> str:
    return trend_page(export["practice"], language, static=STATIC, pages=_pages("trend", export, language))


def _compare(export: Export, language: Language, asked: Mapping[str, str]) -> str:
    first, second = _number(asked, "first"), _number(asked, "second")
    pages = _pages("compare", export, language)
    return compare_page(export["practice"], language, first=first, second=second, static=STATIC, pages=pages)


VIEWS: dict[str, Callable[[Export, Language, Mapping[str, str]], str]] = {
    "plan": _plan,
    "practice": _practice,
    "trend": _trend,
    "compare": _compare,
}


def _pages(here: str, export: Export, language: Language) -> list[dict[str, Any]]:
    """The reports there are of this client, the one that is open marked."""
    words = load_words(language)
    found = [("plan", words.say("title"))] if export["goals"] or here == "plan" else []
    if any(record["opening"] for record in export["practice"]):
        found += [("practice", words.say("debrief")), ("trend", words.say("trend"))]
        found += [("compare", words.say("compare"))] if can_compare(export["practice"]) else []
    return [{"href": view, "name": name, "here": view == here} for view, name in found]


def _number(asked: Mapping[str, str], name: str) -> int | None:
    """A number of the address, None where it is left out.

    Raises:
        NoReport: it is none.
    """
    given = asked.get(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 6):
        raise NoReport
    return int(given)
