"""PostgreSQL, Redis and nginx of one's own: on loopback, on free ports, with all they write in one folder.

For tests and for trying the layout of many machines on one; what runs on the machine already is left alone.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from string import Template

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent
NGINX_CONF = ROOT / "deploy" / "nginx" / "rembuk.conf"
# initdb and postgres refuse to be root; whichever of these there is does it for root.
UNPRIVILEGED = ("postgres", "nobody")
LONGEST_START = 30.0
INSTALL = {
    "postgres": "apt-get install --no-install-recommends postgresql",
    "redis-server": "apt-get install --no-install-recommends redis-server",
    "nginx": "apt-get install --no-install-recommends nginx-light",
}


class MissingProgram(RuntimeError):
    """A program is not installed; the message says how it is."""


def program(name: str) -> str:
    """Give the path of a program, also where Debian puts PostgreSQL's and nginx's.

    Raises:
        MissingProgram
    """
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/sbin")]
    found = shutil.which(name) or next((str(place / name) for place in places if (place / name).exists()), None)
    if found is None:
        raise MissingProgram(f"{name} is not installed: {INSTALL.get(name, INSTALL['postgres'])}")
    return found


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Service:
    """`with Service(…) as service`: one program, started in the foreground, ended with the block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_ports(1)[0]
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> Sequence[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def __enter__(self):  # type: ignore[no-untyped-def]
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        command = list(self.command())
        with (self.folder / "service.log").open("ab") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder, start_new_session=True
            )
        deadline = time.monotonic() + LONGEST_START
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"{command[0]} did not start:\n{(self.folder / 'service.log').read_text()[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill(self) -> None:
        """As nothing can refuse."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class Postgres(Service):
    """A cluster of its own in the folder; everybody on this machine may use it."""

    def __init__(self, folder: Path, durable: bool = True) -> None:
        """Args: durable: whether what it keeps is to outlive a power cut."""
        super().__init__(folder)
        self._durable = durable

    @property
    def url(self) -> str:
        return self.url_of("rembuk")

    def url_of(self, database: str) -> str:
        return f"postgresql://rembuk@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        data = self.folder / "data"
        if not data.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._own(self.folder)
            command = [program("initdb"), "-D", str(data), "-U", "rembuk", "-A", "trust", "-E", "UTF8", "--no-sync"]
            subprocess.run([*self._as_other(), *command, "--locale=C"], check=True, capture_output=True, cwd="/")
        super().start()
        self.make("rembuk")

    def make(self, database: str) -> str:
        """Make a database where it is not there yet; give its URL."""
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user="rembuk", dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{database}"')
        connection.close()
        return self.url_of(database)

    def command(self) -> Sequence[str]:
        settings = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "", "shared_buffers": "64MB",
            "max_connections": 80, "log_min_messages": "warning", "fsync": "on" if self._durable else "off",
        }  # fmt: skip
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [*self._as_other(), program("postgres"), "-D", str(self.folder / "data"), *given]

    def answers(self) -> bool:
        try:
            psycopg2.connect(
                host="127.0.0.1", port=self.port, user="rembuk", dbname="postgres", connect_timeout=2
            ).close()
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(2)  # "fast": it does not wait for connections to be closed
        super().stop()

    def _as_other(self) -> list[str]:
        return (
            ["setpriv", f"--reuid={self._other()}", f"--regid={self._other()}", "--clear-groups"] if _is_root() else []
        )

    def _own(self, folder: Path) -> None:
        if _is_root():
            owner = pwd.getpwnam(self._other())
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            closed = [str(parent) for parent in folder.parents if not parent.stat().st_mode & 0o001]
            if closed:
                raise MissingProgram(
                    f"PostgreSQL, which does not run as root, cannot get into {closed[-1]}; name another folder in "
                    "REMBUK_DATA_DIR"
                )

    @staticmethod
    def _other() -> str:
        known = {entry.pw_name for entry in pwd.getpwall()}
        return next(name for name in UNPRIVILEGED if name in known)


class Redis(Service):
    """Keeps nothing on disk."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> Sequence[str]:
        listening = ["--port", str(self.port), "--bind", "127.0.0.1"]
        return [program("redis-server"), *listening, "--save", "", "--appendonly", "no"]

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


class Nginx(Service):
    """Stands before the page's servers and, on a port of its own, before the action servers; as in deploy/."""

    def __init__(self, folder: Path, pages: Sequence[int], actions: Sequence[int]) -> None:
        """Args: pages, actions: the ports of the replicas on loopback."""
        super().__init__(folder)
        self.action_port = free_ports(1)[0]
        self._pages, self._actions = pages, actions

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def action_url(self) -> str:
        return f"http://127.0.0.1:{self.action_port}/webhook"

    def command(self) -> Sequence[str]:
        (self.folder / "tmp").mkdir(exist_ok=True)
        values = {
            "PAGES": " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in self._pages),
            "ACTIONS": " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in self._actions),
            "PAGE_LISTEN": f"127.0.0.1:{self.port}",
            "ACTION_LISTEN": f"127.0.0.1:{self.action_port}",
        }
        rembuk = Template(NGINX_CONF.read_text(encoding="utf-8")).safe_substitute(values)
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/tmp/{kind}; "
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        conf = self.folder / "nginx.conf"
        conf.write_text(
            f"daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log stderr warn;\n"
            f"events {{ worker_connections 1024; }}\nhttp {{ access_log off; {temporary}\n{rembuk}\n}}\n"
        )
        return [program("nginx"), "-e", "stderr", "-p", str(self.folder), "-c", str(conf)]

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _is_root() -> bool:
    return os.geteuid() == 0
