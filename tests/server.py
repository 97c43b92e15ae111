"""A real Rembuk for tests: all its processes, on free ports of loopback, with a data folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx
from sqlalchemy.engine import Engine

from bot.settings import ROOT, load_settings
from bot.storage import engine as engines
from bot.storage.encryption import Cipher, load_keys

LONGEST_START = 240.0


class RunningRembuk:
    """`with RunningRembuk(folder) as server: server.url …`; the data in `folder` outlives it."""

    program: tuple[str, ...] = ("bot", "run")

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port, action_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "REMBUK_DATA_DIR": str(folder),
            "REMBUK_PORT": str(self.port),
            "REMBUK_ACTION_PORT": str(action_port),
            # All that its programs and libraries may write is in the folder, where tests search it.
            "TMPDIR": str(folder / "tmp"),
            "HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(folder / "home" / "cache"),
            **environment,
        }
        self.health = [f"{self.url}/webhooks/widget/health", f"http://127.0.0.1:{action_port}/health"]
        self.log = folder / "run.log"

    def __enter__(self) -> RunningRembuk:
        self.start()
        return self

    def start(self) -> None:
        for name in ("tmp", "home"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.program],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started = time.monotonic()
        while b"Rembuk is ready" not in self.log.read_bytes():
            if self.process.poll() is not None or time.monotonic() - started > LONGEST_START:
                self.process.terminate()
                raise RuntimeError(f"Rembuk did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def kill(self, name: str) -> None:
        """Kill a part, or everything with `run`, as nothing can refuse; a part is started again by itself."""
        os.kill(self.process.pid if name == "run" else self.children()[name], signal.SIGKILL)
        if name == "run":
            self.process.wait(20)

    def is_there(self) -> bool:
        """Whether every part answers."""
        try:
            return all(httpx.get(address, timeout=2).status_code == 200 for address in self.health)
        except httpx.HTTPError:
            return False

    def wait_until_there(self) -> None:
        started = time.monotonic()
        while not self.is_there():
            assert time.monotonic() - started < LONGEST_START, self.log.read_text()
            time.sleep(0.1)

    def engine(self) -> Engine:
        """An engine on the same database, with the same keys."""
        settings = load_settings(self.environment)
        return engines.create(settings.database_url, Cipher(load_keys(settings.key_file)))

    def children(self) -> dict[str, int]:
        """The process ids of the parts by name."""
        listing = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        found = {}
        for line in listing.stdout.splitlines():
            pid, _, args = line.strip().partition(" ")
            found["rasa" if " serve-rasa" in args else "actions"] = int(pid)
        return found

    def memory_mb(self) -> dict[str, int]:
        """Resident memory of each process, children of children included."""
        pids = {"run": self.process.pid, **self.children()}
        return {name: sum(_rss_kb(pid) for pid in _with_descendants(pid, deep=name != "run")) // 1024
                for name, pid in pids.items()}  # fmt: skip


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _with_descendants(pid: int, deep: bool) -> list[int]:
    if not deep:
        return [pid]
    listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [pid, *(one for child in listing.stdout.split() for one in _with_descendants(int(child), True))]


def _rss_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
