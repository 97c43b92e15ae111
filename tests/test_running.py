"""What is missing is said in one line; Ctrl-C stops all of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from bot.settings import ROOT
from bot.training import fingerprint
from tests.server import RunningRembuk, free_ports


def run(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run({"REMBUK_DATA_DIR": str(tmp_path), "REMBUK_PORT": str(taken.getsockname()[1])})
    assert done.returncode == 1
    assert "REMBUK_PORT" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_key_that_is_none_is_named(tmp_path: Path) -> None:
    port, action_port = (str(port) for port in free_ports(2))
    done = run({"REMBUK_DATA_DIR": str(tmp_path), "REMBUK_KEYS": "no-key", "REMBUK_PORT": port,
                "REMBUK_ACTION_PORT": action_port})  # fmt: skip
    assert done.returncode == 1
    assert "new-key" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_stopping_it_stops_every_part(tmp_path: Path) -> None:
    with RunningRembuk(tmp_path) as server:
        parts = server.children()
        assert set(parts) == {"rasa", "actions"}
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 0
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in parts.values()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [name for name, pid in parts.items() if Path(f"/proc/{pid}").exists()]


def test_a_changed_example_makes_the_model_stale(tmp_path: Path) -> None:
    for name in ("config.yml", "domain.yml", "requirements.lock"):
        (tmp_path / name).write_text("x")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("halo")
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == before
    (tmp_path / "data" / "a.yml").write_text("halo halo")
    assert fingerprint(tmp_path) != before
