"""Bringing the database to the present structure."""

from __future__ import annotations

import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import make_services
from bot.settings import Settings
from bot.storage import engine as engines
from bot.storage import trackers
from bot.storage.encryption import cipher_of

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(settings: Settings) -> None:
    """Run what is missing of the migrations, in one transaction; several programs may begin it at once."""
    engine = make_services(settings).engine
    try:
        with engine.begin() as connection:
            engines.hold(connection, "migrations")
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            # A database that can only be read would be found out by the first person who writes.
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        if engine.dialect.name != "sqlite":  # there Rasa, which alone uses the file, makes it
            events = engines.create(settings.tracker_url, cipher_of(engine))
            trackers.make_table(events)
            events.dispose()
    finally:
        engine.dispose()


def wait_for_migrations(settings: Settings, seconds: float) -> bool:
    """Wait until the database has the present structure, and change nothing; False when it has not after so long."""
    engine = make_services(settings).engine
    wanted, deadline = ScriptDirectory.from_config(_config()).get_current_head(), time.monotonic() + seconds
    try:
        while True:
            try:
                with engine.connect() as connection:
                    if MigrationContext.configure(connection).get_current_revision() == wanted:
                        return True
            except SQLAlchemyError:
                pass  # not there yet
            if time.monotonic() > deadline:
                return False
            time.sleep(1)
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
