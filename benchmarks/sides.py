"""Rembuk and Rasa's default recipe as servers of their own, to which the same is said (benchmarks/compare.py)."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import httpx
import yaml

from benchmarks.rasa_default import Line, environment
from bot.bootstrap import make_services
from bot.services.opening import open_session
from bot.settings import ROOT, load_settings
from bot.storage.migrate import migrate
from tests.faults.kills import UNLIMITED
from tests.server import RunningRembuk, free_ports

LONGEST_START = 600.0
LONGEST_TURN = 120.0


class Talker(Protocol):
    """One person who talks."""

    async def open(self, language: str) -> None: ...

    async def say(self, line: Line) -> bool:
        """Say a line; whether there was an answer."""
        ...


class Side:
    """`with side: …` starts it; what is kept in its folder outlives it."""

    name: str
    start_s: float

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        [self.metrics_port] = free_ports(1)

    def __enter__(self) -> Side:
        started = time.monotonic()
        self.start()
        self.start_s = time.monotonic() - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError

    def roots(self) -> list[int]:
        """The processes that it started."""
        raise NotImplementedError

    def talker(self, http: httpx.AsyncClient) -> Talker:
        raise NotImplementedError

    def pids(self) -> list[int]:
        """All its processes."""
        found = self.roots()
        for pid in found:
            listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
            found += [int(child) for child in listing.stdout.split()]
        return found

    def memory_mb(self) -> float:
        """Memory of all processes, what they share counted once."""
        return sum(_pss_kb(pid) for pid in self.pids()) / 1024

    def cpu_s(self) -> float:
        """Processor seconds of all processes so far."""
        return sum(_cpu_s(pid) for pid in self.pids())

    def actions(self) -> tuple[float, float]:
        """How many actions have run so far, and their seconds together."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        count, seconds = (
            sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(f"rembuk_action_seconds_{part}{{"))
            for part in ("count", "sum")
        )
        return count, seconds


class Rembuk(Side):
    name = "Rembuk"

    def start(self) -> None:
        ports = {"REMBUK_METRICS_PORT": str(self.metrics_port - 1)}  # its actions' is one higher
        self._server = RunningRembuk(self.folder, **UNLIMITED, **ports)
        self._server.start()

    def stop(self) -> None:
        self._server.stop()

    def roots(self) -> list[int]:
        return [self._server.process.pid]

    def talker(self, http: httpx.AsyncClient) -> Talker:
        return _RembukTalker(f"{self._server.url}/webhooks/widget", http)


class _RembukTalker:
    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self._url, self._http = url, http

    async def open(self, language: str) -> None:
        answer = await self._http.post(f"{self._url}/session", json={"language": language})
        answer.raise_for_status()
        self._headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    async def say(self, line: Line) -> bool:
        text, payload = line
        body = {"text": text, **({"payload": payload} if payload else {})}
        answer = await self._http.post(f"{self._url}/webhook", json=body, headers=self._headers)
        return answer.status_code == 200 and bool(answer.json())


class RasaDefault(Side):
    """`rasa run` over its own REST channel, with the same actions on the same kind of database.

    Dialogues are kept in SQLite, as Rembuk keeps them: by default Rasa would forget them at the next start. The domain
    is not sent along with each call of an action: a switch that Rasa documents, and a large domain wants.
    """

    name = "Rasa's default"

    def __init__(self, folder: Path, model: Path) -> None:
        super().__init__(folder)
        self._model = model
        self._port, action_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self._port}"
        self._environment = {
            **environment(),
            "REMBUK_DATA_DIR": str(folder),
            "REMBUK_ACTION_PORT": str(action_port),
            "REMBUK_METRICS_PORT": str(self.metrics_port),
        }
        self._action_url = f"http://127.0.0.1:{action_port}"
        endpoint = {"url": f"{self._action_url}/webhook", "enable_selective_domain": True}
        store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")}
        _write(folder / "endpoints.yml", {"action_endpoint": endpoint, "tracker_store": store})
        _write(folder / "credentials.yml", {"rest": {}})
        settings = load_settings(self._environment)
        migrate(settings)
        self.services = make_services(settings)

    def start(self) -> None:
        files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        where = ["-i", "127.0.0.1", "-p", str(self._port), "--enable-api"]
        rasa = [sys.executable, "-m", "rasa", "run", "--model", str(self._model), *files, *where]
        self._parts = [
            self._start("rasa", rasa, self.folder),
            self._start("actions", [sys.executable, "-m", "bot", "serve-actions", "--open"], ROOT),
        ]
        deadline = time.monotonic() + LONGEST_START
        for address in (f"{self.url}/version", f"{self._action_url}/health"):
            while not _answers(address):
                if time.monotonic() > deadline or any(part.poll() is not None for part in self._parts):
                    self.stop()
                    raise RuntimeError(f"it did not start; see {self.folder}/rasa.log and actions.log")
                time.sleep(0.05)

    def _start(self, name: str, command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                command, cwd=folder, env=self._environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def stop(self) -> None:
        for part in self._parts:
            if part.poll() is None:
                os.killpg(part.pid, signal.SIGTERM)
        for part in self._parts:
            try:
                part.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(part.pid, signal.SIGKILL)
                part.wait()

    def roots(self) -> list[int]:
        return [part.pid for part in self._parts]

    def talker(self, http: httpx.AsyncClient) -> Talker:
        return _RestTalker(self, http)

    def understand(self, texts: Sequence[str]) -> list[list[dict[str, Any]]]:
        """The ranking of acts of each text."""
        with httpx.Client(timeout=LONGEST_TURN) as http:
            parsed = (http.post(f"{self.url}/model/parse", json={"text": text}).json() for text in texts)
            return [one["intent_ranking"] for one in parsed]


class _RestTalker:
    def __init__(self, side: RasaDefault, http: httpx.AsyncClient) -> None:
        self._side, self._http = side, http

    async def open(self, language: str) -> None:
        opened = open_session(
            self._side.services.engine, language=language, zone=None, country=None, return_code=None,  # type: ignore[arg-type]
            hours=24, now=self._side.services.clock(),
        )  # fmt: skip
        self._message = {"sender": opened.session_id, "metadata": {"language": language}}
        await self.say(("/open_session", None))

    async def say(self, line: Line) -> bool:
        text, payload = line
        body = {**self._message, "message": payload or text}
        answer = await self._http.post(f"{self._side.url}/webhooks/rest/webhook", json=body)
        return answer.status_code == 200 and bool(answer.json())


async def talk(side: Side, lines: dict[str, list[Line]], users: int, turns: int) -> tuple[list[float], int, float]:
    """Let so many people talk at once, each for so many turns of the same talk, over and over.

    Returns:
        the seconds of each turn, how many were not answered, and how long all of it took.
    """
    seconds: list[float] = []
    unanswered = 0
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)

    async def one(number: int) -> None:
        nonlocal unanswered
        language = sorted(lines)[number % len(lines)]
        said: list[Line] = []
        for _ in range(turns):
            if not said:
                talker = side.talker(http)
                await talker.open(language)
                said = list(lines[language])
            started = time.perf_counter()
            answered = await talker.say(said.pop(0))
            seconds.append(time.perf_counter() - started)
            unanswered += not answered

    async with httpx.AsyncClient(timeout=LONGEST_TURN, limits=limits) as http:
        started = time.perf_counter()
        await asyncio.gather(*(one(number) for number in range(users)))
        return seconds, unanswered, time.perf_counter() - started


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _write(file: Path, content: Any) -> None:
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
