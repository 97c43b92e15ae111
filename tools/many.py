"""The layout of many machines with plain processes on one: nginx before several replicas of each part.

    python -m tools.many [--pages 2] [--actions 2]        (make run-many)

PostgreSQL and Redis are those that REMBUK_DATABASE_URL and REMBUK_REDIS_URL name; where none is named, they are started
as well, with their data beside ours. Replicas share nothing but these: each has a data folder of its own and its keys
from the environment, as in a container. Whatever ends is started again; Ctrl-C stops all of it.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from bot.parts import Part, stop_all, tell
from bot.running import StartError, interrupt, keep_running, usable_model, wait_until_ready
from bot.settings import ROOT, load_settings
from bot.storage.encryption import load_keys
from bot.storage.migrate import migrate
from bot.training import train
from tools.services import MissingProgram, Nginx, Postgres, Redis, free_ports, program

FOLDER = ROOT / "var" / "many"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2, help="servers of the page, each with Rasa and the gate")
    parser.add_argument("--actions", type=int, default=2, help="action servers")
    wanted = parser.parse_args(argv)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)
    parts: list[Part] = []
    try:
        with ExitStack() as services:
            try:
                address = _start(wanted.pages, wanted.actions, parts, services)
                wait_until_ready(parts)
                tell(f"Rembuk is ready: {address}/webhooks/widget/chat   (Ctrl-C stops it)", to_errors=False)
                keep_running(parts)
            finally:
                stop_all(parts)
    except (StartError, MissingProgram) as error:
        tell(f"rembuk: {error}")
        return 1
    except KeyboardInterrupt:
        tell("\nStopping …", to_errors=False)
    return 0


def _start(pages: int, actions: int, parts: list[Part], services: ExitStack) -> str:
    """Start it all; give the address of nginx. Parts are the replicas."""
    environment = dict(os.environ)
    folder = Path(environment.setdefault("REMBUK_DATA_DIR", str(FOLDER))).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    program("nginx")
    if "REMBUK_DATABASE_URL" not in environment:
        url = services.enter_context(Postgres(folder / "postgres")).url
        environment |= {"REMBUK_DATABASE_URL": url, "REMBUK_TRACKER_URL": url}
    if "REMBUK_REDIS_URL" not in environment:
        environment["REMBUK_REDIS_URL"] = services.enter_context(Redis(folder / "redis")).url
    settings = load_settings(environment)
    environment["REMBUK_KEYS"] = ",".join(load_keys(settings.key_file, settings.keys))
    environment.setdefault("REMBUK_ACTION_SECRET", secrets.token_hex(32))
    environment["REMBUK_TRUSTED_PROXIES"] = "127.0.0.1"
    migrate(load_settings(environment))
    model = usable_model() or train()
    if model is None:
        raise StartError("there is no model")

    page_ports, action_ports = free_ports(pages + actions)[:pages], free_ports(actions)
    nginx = Nginx(folder / "nginx", page_ports, action_ports)
    nginx.port = settings.port
    services.enter_context(nginx)
    bot = [sys.executable, "-m", "bot"]
    # One after the other from the one that is named.
    first = settings.metrics_port
    metrics = iter(range(first, first + pages + actions) if first else ())
    for number, port in enumerate(page_ports, 1):
        own = {"REMBUK_PORT": str(port), "REMBUK_ACTION_URL": nginx.action_url}
        health = f"http://127.0.0.1:{port}/webhooks/widget/health"
        command = [*bot, "serve-rasa", "--model", str(model)]
        parts.append(_part(f"page-{number}", command, health, folder, {**environment, **own}, next(metrics, 0)))
    for number, port in enumerate(action_ports, 1):
        own, health = {"REMBUK_ACTION_PORT": str(port)}, f"http://127.0.0.1:{port}/health"
        parts.append(
            _part(
                f"actions-{number}", [*bot, "serve-actions"], health, folder, {**environment, **own}, next(metrics, 0)
            )
        )
    for part in parts:
        part.start()
    return nginx.url


def _part(name: str, command: list[str], health: str, folder: Path, environment: dict[str, str], port: int) -> Part:
    """Args: port: where it gives its figures; 0 is nowhere."""
    own = {"REMBUK_DATA_DIR": str(folder / name), "REMBUK_REPLICA": name, "REMBUK_METRICS_PORT": str(port)}
    return Part(name, command, folder / "logs" / f"{name}.log", health, {**environment, **own})


if __name__ == "__main__":
    sys.exit(main())
