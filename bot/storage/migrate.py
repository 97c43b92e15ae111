"""Bringing the database to the present structure."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import select

from bot.bootstrap import make_services
from bot.settings import Settings
from bot.storage.models import Turn

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
    finally:
        engine.dispose()


def check_keys(settings: Settings) -> None:
    """See that the keys of now open what was written last.

    Raises:
        CipherError: they do not.
    """
    engine = make_services(settings).engine
    try:
        with engine.begin() as connection:
            connection.execute(
                select(Turn.reply).where(Turn.reply.is_not(None)).order_by(Turn.at.desc()).limit(1)
            ).all()
    finally:
        engine.dispose()
