"""A copy of all that is kept, as of one moment, and putting it back. The keys are no part of it: texts stay sealed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy
from sqlalchemy.engine import URL, make_url

from bot.bootstrap import make_services
from bot.settings import Settings
from bot.storage.engine import LONGEST_WAIT_MS
from bot.storage.keys import check_keys
from bot.storage.migrate import migrate

ABOUT = "about.json"


class BackupError(RuntimeError):
    """A copy cannot be made or put back; the message says why."""


def back_up(settings: Settings, folder: Path, now: datetime) -> list[Path]:
    """Copy rows and dialogues into a folder that is made for it; give the files.

    SQLite's files are held meanwhile, so that both are of the same moment; PostgreSQL's copy is of the moment at which
    it began, the same for both where they are in one database.

    Raises:
        BackupError
    """
    databases = _databases(settings)
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError as error:
        raise BackupError(f"{folder} is there already; name a new folder") from error
    with ExitStack() as held:
        for url in databases.values():
            if _is_sqlite(url):
                held.enter_context(_held(url))
        for name, url in databases.items():
            _copy_out(url, folder / _file(name, url))
    about = {"schema": 1, "at": now.isoformat(), "files": {name: _file(name, url) for name, url in databases.items()}}
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return [folder / name for name in about["files"].values()]  # type: ignore[attr-defined]


def restore(settings: Settings, folder: Path) -> None:
    """Put a copy back where nothing is kept yet, and bring it to the present structure.

    Raises:
        BackupError: there is no copy, it is of another kind of database, or something is kept here already.
        CipherError: our keys do not open it; it is there all the same, for the right ones.
    """
    databases = _databases(settings)
    try:
        files = json.loads((folder / ABOUT).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError) as error:
        raise BackupError(f"{folder} holds no copy that `python -m bot backup` has made") from error
    if files != {name: _file(name, url) for name, url in databases.items()}:
        raise BackupError(
            f"{folder} holds {', '.join(files.values())}: copies of other databases than the settings name"
        )
    for url in databases.values():
        _check_empty(url)
    for name, url in databases.items():
        _copy_in(url, folder / _file(name, url))
    migrate(settings)
    check_keys(make_services(settings).engine, settings)


def _databases(settings: Settings) -> dict[str, URL]:
    rows, dialogues = make_url(settings.database_url), make_url(settings.tracker_url)
    return {"rows": rows} if rows == dialogues else {"rows": rows, "dialogues": dialogues}


def _is_sqlite(url: URL) -> bool:
    return bool(url.get_backend_name() == "sqlite")


def _file(name: str, url: URL) -> str:
    return f"{name}.{'db' if _is_sqlite(url) else 'dump'}"


@contextmanager
def _held(url: URL) -> Iterator[None]:
    """Let nobody write meanwhile; whoever wants to waits, and is told to send again after three seconds."""
    with closing(_sqlite(url)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()


def _copy_out(url: URL, file: Path) -> None:
    if _is_sqlite(url):
        with closing(_sqlite(url)) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)
        file.chmod(0o600)
    else:
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={file}", str(url.database))
        file.chmod(0o600)


def _copy_in(url: URL, file: Path) -> None:
    if not _is_sqlite(url):
        # In one transaction; tables that are there are empty.
        into = ["--single-transaction", "--clean", "--if-exists", "--no-owner", f"--dbname={url.database}"]
        _run("pg_restore", url, *into, str(file))
        return
    target = Path(str(url.database))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as connection:
        source.backup(connection)


def _check_empty(url: URL) -> None:
    if _is_sqlite(url) and not Path(str(url.database)).exists():
        return
    engine = sqlalchemy.create_engine(url)
    try:
        present = sqlalchemy.inspect(engine)
        with engine.connect() as connection:
            for name in ("clients", "supervisors", "events"):
                if present.has_table(name) and connection.execute(sqlalchemy.text(f"SELECT 1 FROM {name}")).first():
                    raise BackupError(f"{url.database} holds {name} already; put the copy back into an empty database")
    finally:
        engine.dispose()


def _sqlite(url: URL) -> sqlite3.Connection:
    if not Path(str(url.database)).exists():
        raise BackupError(f"there is no {url.database}: nothing is kept yet")
    return sqlite3.connect(str(url.database), timeout=LONGEST_WAIT_MS / 1000, isolation_level=None)


def _run(name: str, url: URL, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes where no list of processes shows it."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = shutil.which(name) or next(map(str, places), None)
    if found is None:
        raise BackupError(f"{name} is not installed: apt-get install postgresql-client")
    told = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    environment = {**os.environ, **{key: str(value) for key, value in told.items() if value is not None}}
    done = subprocess.run([found, "--no-password", *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise BackupError(f"{name} failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else ''}")
