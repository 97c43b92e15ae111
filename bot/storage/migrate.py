"""Bringing the database to the present structure."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.bootstrap import make_services
from bot.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(settings: Settings) -> None:
    """Run what is missing of the migrations, in one transaction."""
    engine = make_services(settings).engine
    try:
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            # A database that can only be read would be found out by the first person who writes.
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
    finally:
        engine.dispose()
