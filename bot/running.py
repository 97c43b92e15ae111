"""Starting everything on one machine and stopping all of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from bot.bootstrap import make_services
from bot.settings import ROOT, Settings, load_settings
from bot.storage.keys import check_keys
from bot.storage.migrate import migrate
from bot.training import current_model, train

# As it stands in endpoints.yml, for Rasa's own commands.
USUAL_ACTION_URL = "http://127.0.0.1:5055/webhook"
LONGEST_START = 120.0
PATIENCE = 8.0


class StartError(RuntimeError):
    """Something needed for the start is missing; the message says what to do."""


def run() -> int:
    """Migrate, train when needed, start the action server and Rasa, print the address, wait for the end."""
    settings = load_settings()
    processes: list[subprocess.Popen[bytes]] = []
    # SIGINT as well: who is started in the background by a script inherits that it is ignored.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _interrupt)
    try:
        for port, variable in ((settings.port, "REMBUK_PORT"), (settings.action_port, "REMBUK_ACTION_PORT")):
            _check_port(settings.host if variable == "REMBUK_PORT" else "127.0.0.1", port, variable)
        # Says here, not in a log, when the keys cannot be used.
        check_keys(make_services(settings).engine, settings)
        model = current_model() or train()
        if model is None:
            return 1
        logs = settings.data_dir / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        _start(settings, model, logs, processes)
        _wait_until_ready(settings, logs, processes)
        address = f"http://{settings.host}:{settings.port}/webhooks/widget/chat"
        print(f"Rembuk is ready: {address}   (Ctrl-C stops it)", flush=True)
        return _watch(processes, logs)
    except StartError as error:
        print(f"rembuk: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    finally:
        _stop(processes)


def _start(settings: Settings, model: Path, logs: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    """Start Rasa, which takes longest and asks nothing of our tables yet; migrate meanwhile; start the actions."""
    endpoints = settings.data_dir / "endpoints.yml"
    usual = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    endpoints.write_text(usual.replace(USUAL_ACTION_URL, settings.action_url), encoding="utf-8")
    bot = [sys.executable, "-m", "bot"]
    rasa = [*bot, "serve-rasa", "--model", str(model), "--endpoints", str(endpoints)]
    processes.append(_process(rasa, logs / "rasa.log"))
    migrate(settings)
    processes.append(_process([*bot, "serve-actions"], logs / "actions.log"))


def _process(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the others in order.
        return subprocess.Popen(
            command,
            cwd=ROOT,
            # glibc keeps a heap for each of many threads that hardly allocate.
            env={"MALLOC_ARENA_MAX": "2", **os.environ},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait_until_ready(settings: Settings, logs: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    addresses = [
        f"http://127.0.0.1:{settings.action_port}/health",
        f"http://{settings.host}:{settings.port}/webhooks/widget/health",
    ]
    started = time.monotonic()
    print("Starting …", flush=True)
    while addresses:
        if any(process.poll() is not None for process in processes):
            raise StartError(f"a part ended while starting; see the end of the files in {logs}")
        if time.monotonic() - started > LONGEST_START:
            raise StartError(f"not ready after {LONGEST_START:.0f} s; see the files in {logs}")
        if _answers(addresses[0]):
            addresses.pop(0)
        else:
            time.sleep(0.1)


def _watch(processes: list[subprocess.Popen[bytes]], logs: Path) -> int:
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)
    print(f"rembuk: a part has ended by itself; see the files in {logs}", file=sys.stderr)
    return 1


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, the newest first; make those end that do not within `PATIENCE` seconds."""
    for process in reversed(processes):
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in reversed(processes):
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


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


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
