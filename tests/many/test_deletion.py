"""What is deleted is gone from PostgreSQL: from its tables at once, from its files with the next VACUUM."""

from __future__ import annotations

from pathlib import Path

import psycopg2
import pytest
import sqlalchemy

from bot.bootstrap import Services, make_services
from bot.channels.gate import Gate
from bot.settings import Settings, load_settings
from bot.storage import trackers
from tests.channels.test_gate import FakeTalker, consent, opened
from tests.many.machines import Machines

pytestmark = pytest.mark.services


@pytest.fixture
def shared(their_database: dict[str, str], machines: Machines, settings: Settings) -> Services:
    machines.empty(their_database)
    own = {"REMBUK_DATA_DIR": str(settings.data_dir), "REMBUK_KEYS": settings.keys[0]}
    return make_services(load_settings({**own, **their_database}))


async def test_sealed_words_leave_the_files_of_the_database(shared: Services, machines: Machines) -> None:
    gate = Gate(shared, FakeTalker())
    session_id = await opened(gate)
    consent(gate, session_id)
    for number in range(5):
        await gate.receive(session_id, f"ceritanya begini {number}", f"m{number}")
    with shared.engine.begin() as connection:
        event = {"sender_id": session_id, "type_name": "user", "data": "ceritanya begini"}
        connection.execute(trackers.EVENTS.insert(), event)
    with shared.engine.connect() as connection:
        sealed = connection.exec_driver_sql("SELECT text FROM turns WHERE text IS NOT NULL").scalars().all()
        sealed += connection.exec_driver_sql("SELECT data FROM events").scalars().all()
    theirs = [bytes(one)[-60:] for one in sealed]
    assert len(theirs) == 6
    vacuum(shared)
    assert files_with(theirs, machines), "the test must look where they were"

    await gate.delete(session_id)

    with shared.engine.connect() as connection:
        for name in ("clients", "sessions", "turns", "consents", "effects", "events"):
            assert connection.execute(sqlalchemy.text(f"SELECT count(*) FROM {name}")).scalar() == 0, name
        assert connection.exec_driver_sql("SELECT count(*) FROM tombstones").scalar() == 1
    vacuum(shared)
    assert not files_with(theirs, machines)


def vacuum(shared: Services) -> None:
    """As docs/operations.md says: pages are written anew, and what is in memory goes to the files."""
    connection = psycopg2.connect(shared.settings.database_url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL")
        cursor.execute("CHECKPOINT")
    connection.close()


def files_with(words: list[bytes], machines: Machines) -> set[str]:
    """The files of tables and indexes in which one of the words stands; the write-ahead log is another matter."""
    tables: Path = machines.postgres.folder / "data" / "base"
    contents = {str(path): path.read_bytes() for path in tables.rglob("*") if path.is_file()}
    return {path for path, content in contents.items() if any(word in content for word in words)}
