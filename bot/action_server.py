"""The action server: on loopback unless the settings say otherwise, and for our Rasa only."""

from __future__ import annotations

import hmac
import random
from datetime import datetime, timezone
from typing import Any

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.bootstrap import get_services
from bot.channels.tokens import ACTION_HEADER, action_secret
from bot.counseling.address import Address, parse_name
from bot.counseling.reflection import reflect
from bot.counseling.times import parse_when
from bot.logs import log_as_json
from bot.metrics import serve_metrics
from bot.settings import Settings

# Callers need no more than a conversation's events; Sanic would read 100 MB.
MOST_BYTES = 16 * 1024 * 1024


def serve(settings: Settings, open_to_all: bool = False) -> None:
    """Serve actions/ until told to stop. rasa_sdk's own command would listen on every address of the machine.

    Args:
        open_to_all: take calls from whoever is on this machine, for Rasa's own commands, which know no secret.
    """
    app = create_app("actions", cors_origins=None)
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    if not open_to_all:
        close_to_others(app, action_secret(settings, get_services().keys[0]))
    if settings.json_logs:
        app.register_listener(_log_as_json, "before_server_start")
    serve_metrics(settings, get_services().engine)
    _load_what_loads_late()
    app.run(settings.action_host, settings.action_port, workers=1, access_log=False, motd=False)


def close_to_others(app: Sanic, secret: str) -> None:
    """Take only calls that show the secret: an action does what it is asked to any conversation that is named to it."""

    async def admit(request: Request) -> HTTPResponse | None:
        shown = request.headers.get(ACTION_HEADER, "")
        if request.path == "/health" or hmac.compare_digest(shown.encode("utf-8", "replace"), secret.encode()):
            return None
        return empty(status=403)

    async def guard(app: Sanic, *_: Any) -> None:
        # Now and not before, and alone: rasa_sdk's own would come in front of it and answer any OPTIONS.
        app.request_middleware.clear()
        app.response_middleware.clear()
        app.register_middleware(admit, "request")

    app.register_listener(guard, "before_server_start")


async def _log_as_json(app: Sanic, *_: Any) -> None:
    log_as_json()


def _load_what_loads_late() -> None:
    """Read the word lists now, while Rasa is still starting, and not during somebody's first answer."""
    now = datetime.now(timezone.utc)
    for text, address in (("besok jam 7 aku takut", Address("id")), ("I'm afraid of tomorrow at 7", Address("en"))):
        parse_when(text, now, "UTC", address.language)
        parse_name(text, address.language)
        reflect(text, address, (), random.Random(0))
