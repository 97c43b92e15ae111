"""What is wrong before anybody talks: it is said in one line, nothing is overwritten, and what can be mended is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy
from cryptography.fernet import Fernet
from sqlalchemy import insert

from bot import running
from bot.practice import case as cases
from bot.settings import ROOT, Settings, load_settings
from bot.storage import engine as engines
from bot.storage.encryption import Cipher, load_keys
from bot.storage.migrate import migrate
from bot.storage.models import Client, Session, Turn
from tests.conftest import NOON
from tests.server import free_ports

KEPT = [{"text": "what was said"}]


def used(folder: Path) -> Settings:
    """Settings of an installation in which somebody has talked."""
    settings = load_settings({"REMBUK_DATA_DIR": str(folder)})
    migrate(settings)
    engine = engines.create(settings.database_url, Cipher(load_keys(settings.key_file)))
    with engine.begin() as connection:
        connection.execute(insert(Client.__table__).values(id="c", created_at=NOON))
        connection.execute(
            insert(Session.__table__).values(id="s", client_id="c", language="id", started_at=NOON, expires_at=NOON)
        )
        turn = {"id": "t", "session_id": "s", "message_id": "m", "number": 1, "status": "done", "at": NOON}
        connection.execute(insert(Turn.__table__).values(**turn, reply=KEPT))
    engine.dispose()
    return settings


def no_key(settings: Settings) -> None:
    settings.key_file.unlink()


def other_key(settings: Settings) -> None:
    settings.key_file.write_text(Fernet.generate_key().decode())


def database_of_a_later_version(settings: Settings) -> None:
    engine = sqlalchemy.create_engine(settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    engine.dispose()


def damaged_database(settings: Settings) -> None:
    (settings.data_dir / "rembuk.db").write_bytes(b"this is no database, whatever it was " * 200)


@dataclass(frozen=True)
class Fault:
    make: Callable[[Settings], None]
    says: str
    environment: dict[str, str]


FAULTS = {
    "no key": Fault(no_key, "keys is missing", {}),
    "other key": Fault(other_key, "do not open what is kept", {}),
    "later version": Fault(database_of_a_later_version, "from_the_future", {}),
    "damaged database": Fault(damaged_database, "not a database", {}),
    "read-only database": Fault(
        lambda settings: None, "readonly", {"REMBUK_DATABASE_URL": "sqlite:///file:{folder}/rembuk.db?mode=ro&uri=true"}
    ),
    "no folder": Fault(lambda settings: None, "cannot be used", {"REMBUK_DATA_DIR": "/dev/null/data"}),
}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Settings, subprocess.CompletedProcess[str]]]:
    """What `python -m bot run` says to each fault; it ends by itself."""

    folders = {name: used(tmp_path_factory.mktemp("start")) for name in FAULTS}

    def start(name: str) -> tuple[Settings, subprocess.CompletedProcess[str]]:
        fault, settings = FAULTS[name], folders[name]
        fault.make(settings)
        port, action_port = free_ports(2)
        ports = {"REMBUK_PORT": str(port), "REMBUK_ACTION_PORT": str(action_port)}
        own = {key: value.format(folder=settings.data_dir) for key, value in fault.environment.items()}
        environment = {**os.environ, "REMBUK_DATA_DIR": str(settings.data_dir), **ports, **own}
        command = [sys.executable, "-m", "bot", "run"]
        return settings, subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(FAULTS, pool.map(start, FAULTS)))


@pytest.mark.faults
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_what_is_wrong_is_said_in_one_line(
    started: dict[str, tuple[Settings, subprocess.CompletedProcess[str]]], name: str
) -> None:
    _, done = started[name]
    assert done.returncode == 1
    assert FAULTS[name].says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Rembuk is ready" not in done.stdout


@pytest.mark.faults
def test_no_other_key_is_made_while_there_are_texts(
    started: dict[str, tuple[Settings, subprocess.CompletedProcess[str]]],
) -> None:
    settings, _ = started["no key"]
    assert not settings.key_file.exists()


@pytest.mark.faults
def test_a_damaged_model_is_not_served(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"\x1f\x8b damaged")
    command = [sys.executable, "-m", "bot", "serve-rasa", "--model", str(model)]
    environment = {**os.environ, "REMBUK_DATA_DIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert str(model) in done.stderr or model.name in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_damaged_model_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"\x1f\x8b damaged")
    monkeypatch.setattr(running, "current_model", lambda: model)
    assert running.usable_model() is None, "so it is trained"


def test_a_damaged_case_is_left_out_and_the_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "burnout.yml").write_bytes((cases.FOLDER / "burnout.yml").read_bytes())
    (tmp_path / "half.yml").write_text("name: half\nlines: [")
    monkeypatch.setattr(cases, "FOLDER", tmp_path)
    assert list(cases.all_cases()) == ["burnout"]


def test_every_case_that_comes_along_is_whole() -> None:
    assert len(cases.all_cases()) == len(list(cases.FOLDER.glob("*.yml")))
