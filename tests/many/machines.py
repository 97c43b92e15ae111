"""PostgreSQL and Redis for tests: started once, with a database for each test that nothing was in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import pytest
import redis

from bot.settings import load_settings
from bot.storage import trackers
from bot.storage.migrate import migrate
from bot.storage.models import metadata
from tools.services import MissingProgram, Postgres, Redis, program

PROGRAMS = ("postgres", "redis-server", "nginx")


class Machines:
    """What is running, and an empty database in it for each test."""

    def __init__(self, postgres: Postgres, redis: Redis) -> None:
        self.postgres, self.redis = postgres, redis

    def migrated(self, name: str, folder: Path) -> dict[str, str]:
        """Make a database with the present structure; give what tells an installation of it, and of Redis."""
        url = self.postgres.make(name)
        # Rows and dialogues in one database, as deploy/ has them.
        environment = {"REMBUK_DATABASE_URL": url, "REMBUK_TRACKER_URL": url, "REMBUK_REDIS_URL": self.redis.url}
        migrate(load_settings({**environment, "REMBUK_DATA_DIR": str(folder)}))
        return environment

    def empty(self, environment: dict[str, str]) -> None:
        """Take out whatever a test has left."""
        connection = psycopg2.connect(environment["REMBUK_DATABASE_URL"], options="-c lock_timeout=5000")
        wanted = {*metadata.tables, trackers.EVENTS.name}
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            if damaged := not wanted <= {name for (name,) in cursor.fetchall()}:
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            else:
                names = ", ".join(f'"{name}"' for name in wanted)
                cursor.execute(f"TRUNCATE {names} CASCADE")
        connection.close()
        if damaged:
            migrate(load_settings(environment))
        with redis.Redis.from_url(self.redis.url) as client:
            client.flushall()


@contextmanager
def machines_or_skip() -> Iterator[Machines]:
    """Start them; skip, saying what to install, where a program is missing."""
    try:
        for name in PROGRAMS:
            program(name)
    except MissingProgram as error:
        pytest.skip(f"NOT TESTED: {error}")
    with ExitStack() as running:
        # Not in pytest's own folder: that is closed to others than root, and PostgreSQL does not run as root.
        folder = Path(running.enter_context(TemporaryDirectory(prefix="rembuk-machines-")))
        folder.chmod(0o711)
        postgres = running.enter_context(Postgres(folder / "postgres", durable=False))
        yield Machines(postgres, running.enter_context(Redis(folder / "redis")))
