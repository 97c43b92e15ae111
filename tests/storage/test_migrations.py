"""The migrations lead to the structure that the models describe."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine

from bot.settings import Settings
from bot.storage.migrate import migrate
from bot.storage.models import metadata


def test_a_migrated_database_is_what_the_models_say(fresh_db: Engine) -> None:
    with fresh_db.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = compare_metadata(context, metadata)
    # Dialogues may stand in the same database; Rasa's table is none of the models.
    others = [change for change in found if getattr(change[1], "name", "") not in ("events", "ix_events_sender_id")]
    assert others == []


def test_migrating_twice_changes_nothing(settings: Settings, fresh_db: Engine) -> None:
    migrate(settings)
