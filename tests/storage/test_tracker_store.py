"""The tracker store: every event once, in order, sealed, and never an old state."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from bot.bootstrap import Services
from bot.storage import tracker_store
from bot.storage.models import Tombstone
from bot.storage.tracker_store import EncryptedTrackerStore, OutrunError
from bot.storage.unit_of_work import UnitOfWork
from tests.conftest import NOON


@pytest.fixture
def installation(fresh_db: Engine, services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setattr(tracker_store, "get_services", lambda: services)
    return services


def store() -> EncryptedTrackerStore:
    return EncryptedTrackerStore(Domain.empty())


def take_turn(to: EncryptedTrackerStore, *events: Event) -> None:
    tracker = asyncio.run(to.get_or_create_tracker("s"))
    for event in events:
        tracker.update(event)
    asyncio.run(to.save(tracker))


def told(tracker: DialogueStateTracker | None) -> list[str]:
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, (UserUttered, BotUttered))]


def test_every_event_is_kept_once_and_in_order(installation: Services) -> None:
    one = store()
    take_turn(one, ActionExecuted("action_listen"), UserUttered("satu"), BotUttered("dua"))
    take_turn(one, UserUttered("tiga"))
    take_turn(one)
    assert told(asyncio.run(store().retrieve("s"))) == ["satu", "dua", "tiga"]


def test_a_process_sees_what_another_has_saved_in_between(installation: Services) -> None:
    one, other = store(), store()
    take_turn(one, UserUttered("satu"))
    take_turn(other, UserUttered("dua"))
    take_turn(one, UserUttered("tiga"))
    assert told(asyncio.run(other.retrieve("s"))) == ["satu", "dua", "tiga"]


def test_nothing_is_kept_of_a_turn_that_another_process_has_outrun(installation: Services) -> None:
    one, other = store(), store()
    take_turn(one, UserUttered("satu"))
    for late in (one, store()):  # one that remembers the talk, one that has read it
        tracker = asyncio.run(late.retrieve("s"))
        assert tracker is not None
        tracker.update(UserUttered("terlambat"))
        take_turn(other, UserUttered("lebih dulu"))
        with pytest.raises(OutrunError):
            asyncio.run(late.save(tracker))
    assert told(asyncio.run(store().retrieve("s"))) == ["satu", "lebih dulu", "lebih dulu"]


def test_a_turn_that_was_not_saved_leaves_nothing(installation: Services) -> None:
    one = store()
    take_turn(one, UserUttered("satu"))
    lost = asyncio.run(one.retrieve("s"))
    assert lost is not None
    lost.update(UserUttered("hilang"))
    take_turn(one, UserUttered("dua"))
    assert told(asyncio.run(one.retrieve("s"))) == ["satu", "dua"]


def test_what_was_said_stands_sealed(installation: Services) -> None:
    one = store()
    take_turn(one, UserUttered("rahasia kenari"))
    with one.engine.connect() as connection:
        sealed = connection.execute(sqlalchemy.text("SELECT data FROM events")).scalars().all()
    assert sealed and not any(b"kenari" in data for data in sealed)


def test_what_is_saved_after_a_deletion_is_erased_again(installation: Services) -> None:
    one = store()
    take_turn(one, UserUttered("satu"))
    with UnitOfWork(installation.engine) as work:
        work.rows.add(Tombstone(session_id="s", at=NOON))
        work.commit()
    take_turn(one, UserUttered("terlambat"))
    assert asyncio.run(store().retrieve("s")) is None
    assert asyncio.run(one.retrieve("s")) is None
