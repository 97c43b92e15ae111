"""Alembic's way in: the connection comes from `bot.storage.migrate`, or from the settings for its own commands."""

from __future__ import annotations

from alembic import context

from bot.storage.models import metadata


def _run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is None:
        from bot.bootstrap import make_services
        from bot.settings import load_settings

        with make_services(load_settings()).engine.connect() as connection:
            _migrate(connection)
    else:
        _migrate(connection)


def _migrate(connection: object) -> None:
    # Batch mode: SQLite cannot alter a table in place.
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


_run()
