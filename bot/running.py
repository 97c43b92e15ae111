"""Starting everything on one machine and stopping all of it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import make_services
from bot.parts import Part, stop_all, tell
from bot.rasa_server import ModelError, check_model
from bot.settings import Settings, load_settings
from bot.storage.keys import check_keys
from bot.storage.migrate import migrate
from bot.training import current_model, train

LONGEST_START = 240.0


class StartError(RuntimeError):
    """Something needed for the start is missing; the message says what to do."""


def run() -> int:
    """Migrate, train when needed, start the action server and Rasa, print the address, start again what ends."""
    os.environ.setdefault("REMBUK_ACTION_SECRET", secrets.token_hex(32))  # for both parts, each time they start
    settings = load_settings()
    parts: list[Part] = []
    # SIGINT as well: who is started in the background by a script inherits that it is ignored.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)
    try:
        for port, variable in ((settings.port, "REMBUK_PORT"), (settings.action_port, "REMBUK_ACTION_PORT")):
            _check_port(settings.host if variable == "REMBUK_PORT" else "127.0.0.1", port, variable)
        _check_data(settings)
        model = usable_model() or train()
        if model is None:
            return 1
        _start(settings, model, parts)
        wait_until_ready(parts)
        address = f"http://{settings.host}:{settings.port}/webhooks/widget/chat"
        tell(f"Rembuk is ready: {address}   (Ctrl-C stops it)", to_errors=False)
        keep_running(parts)
        return 0
    except StartError as error:
        tell(f"rembuk: {error}")
        return 1
    except KeyboardInterrupt:
        tell("\nStopping …", to_errors=False)
        return 0
    finally:
        stop_all(parts)


def _check_data(settings: Settings) -> None:
    """Say here, not in a log, when keys or folder cannot be used.

    Raises:
        CipherError, StartError
    """
    try:
        make_services(settings)
    except OSError as error:
        raise StartError(f"{settings.data_dir} cannot be used: {error.strerror}") from error


def usable_model() -> Path | None:
    """Give the current model where it can be read; says so where it cannot."""
    model = current_model()
    try:
        if model is not None:
            check_model(model)
        return model
    except ModelError as error:
        tell(f"rembuk: {error}")
        return None


def _start(settings: Settings, model: Path, parts: list[Part]) -> None:
    """Start Rasa, which takes longest and asks nothing of our tables yet; migrate meanwhile; start the actions."""
    logs = settings.data_dir / "logs"
    bot = [sys.executable, "-m", "bot"]
    rasa = [*bot, "serve-rasa", "--model", str(model)]
    for name in ("rasa", "actions"):
        with suppress(OSError):
            (logs / f"{name}.log").unlink(missing_ok=True)  # of the last start
    page = f"http://{settings.host}:{settings.port}/webhooks/widget/health"
    parts.append(Part("rasa", rasa, logs / "rasa.log", page))
    parts[-1].start()
    _migrate(settings)
    health = f"http://127.0.0.1:{settings.action_port}/health"
    beside = {"REMBUK_METRICS_PORT": str(settings.metrics_port + 1)} if settings.metrics_port else None
    parts.append(Part("actions", [*bot, "serve-actions"], logs / "actions.log", health, beside))
    parts[-1].start()


def _migrate(settings: Settings) -> None:
    """Bring the database to the present structure, and see that our keys open what is in it.

    Raises:
        CipherError, StartError
    """
    try:
        migrate(settings)
        check_keys(make_services(settings).engine, settings)
    except CommandError as error:
        raise StartError(f"the database is of another version of Rembuk, or a migration is missing: {error}") from error
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or type(error).__name__
        raise StartError(f"the database cannot be used: {reason}") from error


def wait_until_ready(parts: list[Part]) -> None:
    """Wait until each part answers.

    Raises:
        StartError: one ended, or takes too long.
    """
    tell("Starting …", to_errors=False)
    while waiting := [part for part in parts if part.waited_for]:
        if ended := next((part for part in parts if part.has_ended), None):
            raise StartError(f"{ended.name} ended while starting; see the end of {ended.log}")
        if waiting[0].seconds > LONGEST_START:
            raise StartError(f"{waiting[0].name} is not ready after {LONGEST_START:.0f} s; see {waiting[0].log}")
        waiting[0].waited_for = not _answers(waiting[0].health)
        if waiting[0].waited_for:
            time.sleep(0.1)


def keep_running(parts: list[Part]) -> None:
    """Start again whatever ends, until we are told to stop."""
    while True:
        for part in parts:
            if line := part.see_to():
                tell(f"rembuk: {line}")
            elif part.waited_for and not part.has_ended and _answers(part.health):
                part.waited_for = False
                tell(f"rembuk: {part.name} is there again after {part.seconds:.0f} s")
        time.sleep(0.2)


def _check_port(host: str, port: int, variable: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = f"choose another: {variable}={port + 1000} make run"
            raise StartError(f"port {port} is taken or not allowed; {hint}") from error


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def interrupt(number: int, frame: FrameType | None) -> None:
    """Take any signal for Ctrl-C."""
    raise KeyboardInterrupt
