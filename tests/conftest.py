"""What tests of all parts share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import settings as hypothesis_settings
from sqlalchemy.engine import Engine

from bot.bootstrap import Services
from bot.settings import Settings, load_settings
from bot.storage import engine as engines
from bot.storage.encryption import Cipher
from bot.storage.migrate import migrate
from tests.many.machines import Machines, machines_or_skip
from tests.server import RunningRembuk

# How long an example takes tells of the machine and who else is on it; what must be quick has a test of its own.
hypothesis_settings.register_profile("rembuk", deadline=None)
hypothesis_settings.load_profile("rembuk")

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=timezone.utc)  # a Monday; noon in Jakarta


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--services", action="store_true", help="PostgreSQL and Redis in the place of SQLite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--services"):
        items[:] = [item for item in items if item.get_closest_marker("sqlite") is None]


@pytest.fixture(scope="session")
def machines() -> Iterator[Machines]:
    """A PostgreSQL and a Redis of the tests' own; skipped, saying what to install, where one is missing."""
    with machines_or_skip() as running:
        yield running


@pytest.fixture(scope="session")
def their_database(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return machines.migrated("tests", tmp_path_factory.mktemp("migrating"))


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings with an empty database: SQLite, or with --services PostgreSQL, and Redis besides."""
    own = {"REMBUK_DATA_DIR": str(tmp_path), "REMBUK_KEYS": Fernet.generate_key().decode()}
    if request.config.getoption("--services"):
        own |= request.getfixturevalue("their_database")
        request.getfixturevalue("machines").empty(own)
    return load_settings(own)


@pytest.fixture
def fresh_db(settings: Settings) -> Iterator[Engine]:
    """A migrated, empty database."""
    migrate(settings)
    engine = engines.create(settings.database_url, Cipher(settings.keys))
    yield engine
    engine.dispose()


@pytest.fixture
def services(settings: Settings, fresh_db: Engine) -> Services:
    """Services whose clock stands at `NOON`."""
    return Services(fresh_db, settings, lambda: NOON)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRembuk]:
    """One running Rembuk for all tests over HTTP; told to log all it can, which must not be what people write."""
    running = RunningRembuk(tmp_path_factory.mktemp("server"))
    running.environment["LOG_LEVEL"] = "DEBUG"
    with running:
        yield running
