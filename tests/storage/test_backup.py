"""A copy holds all that was kept, sealed, and can be put back; with --services for PostgreSQL too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy
from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine

from bot.bootstrap import Services, make_services
from bot.channels.gate import Gate
from bot.services.supervisors import add_supervisor
from bot.settings import Settings
from bot.storage import engine as engines
from bot.storage import trackers
from bot.storage.backup import BackupError, back_up, restore
from bot.storage.encryption import Cipher, CipherError, cipher_of
from tests.channels.test_gate import FakeTalker, consent, opened
from tests.conftest import NOON

SAID = "kenariputih di jendela"


@pytest.fixture
async def kept(services: Services) -> Settings:
    """An installation with something said in it, in rows and dialogue."""
    gate = Gate(services, FakeTalker())
    session_id = await opened(gate)
    consent(gate, session_id)
    await gate.receive(session_id, SAID, "m1")
    events = engines.create(services.settings.tracker_url, Cipher(services.settings.keys))
    trackers.make_table(events)
    with events.begin() as connection:
        connection.execute(trackers.EVENTS.insert(), {"sender_id": session_id, "type_name": "user", "data": SAID})
    events.dispose()
    return services.settings


def emptied(settings: Settings, folder: Path) -> Settings:
    """The same installation after its machine was lost: another folder, or the same database with nothing in it."""
    if settings.database_url.startswith("sqlite"):
        there = {"database_url": f"sqlite:///{folder}/r.db", "tracker_url": f"sqlite:///{folder}/t.db"}
        return replace(settings, data_dir=folder, **there)
    engine = sqlalchemy.create_engine(settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return settings


def said(settings: Settings) -> tuple[list[str], list[str]]:
    services = make_services(settings)
    events = engines.create(settings.tracker_url, cipher_of(services.engine))
    with events.connect() as connection:
        heard = list(connection.execute(sqlalchemy.select(trackers.EVENTS.c.data)).scalars())
    with services.engine.connect() as connection:
        texts = connection.exec_driver_sql("SELECT text FROM turns WHERE text IS NOT NULL").scalars().all()
    opened_texts = [cipher_of(services.engine).open(bytes(text)) for text in texts]
    events.dispose()
    services.engine.dispose()
    return opened_texts, heard


async def test_what_was_kept_is_back_after_a_restore(kept: Settings, tmp_path: Path) -> None:
    files = back_up(kept, tmp_path / "copy", NOON)
    assert all(file.stat().st_mode & 0o077 == 0 and SAID.encode() not in file.read_bytes() for file in files)
    lost = emptied(kept, tmp_path / "new")
    restore(lost, tmp_path / "copy")
    assert said(lost) == ([SAID], [SAID])


async def test_nothing_is_put_over_what_is_kept(kept: Settings, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "copy", NOON)
    with pytest.raises(BackupError, match="holds clients already"):
        restore(kept, tmp_path / "copy")
    with pytest.raises(BackupError, match="there already"):
        back_up(kept, tmp_path / "copy", NOON)


def test_nothing_is_put_over_supervisors_either(settings: Settings, services: Services, tmp_path: Path) -> None:
    engines.create(settings.tracker_url, Cipher(settings.keys)).connect().close()
    back_up(settings, tmp_path / "copy", NOON)
    add_supervisor(services.engine, "Bu Sari", "kursi rotan biru tua", NOON)
    with pytest.raises(BackupError, match="holds supervisors already"):
        restore(settings, tmp_path / "copy")


async def test_another_key_is_told_at_once(kept: Settings, tmp_path: Path) -> None:
    back_up(kept, tmp_path / "copy", NOON)
    other = replace(emptied(kept, tmp_path / "new"), keys=(Fernet.generate_key().decode(),))
    with pytest.raises(CipherError):
        restore(other, tmp_path / "copy")


def test_a_folder_without_a_copy_is_told(settings: Settings, fresh_db: Engine, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="holds no copy"):
        restore(settings, tmp_path)
