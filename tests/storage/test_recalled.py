"""A talk of any length: its last messages are recalled, what was settled before stays, and nothing kept is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
import sqlalchemy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered, UserUtteranceReverted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.bootstrap import Services
from bot.storage import recalled, tracker_store
from bot.storage.tracker_store import EncryptedTrackerStore

DOMAIN = Domain.from_dict(
    {"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in ("name", "pace", "result")}}
)
HELD, MOST, TURNS = 2, 4, 11


@pytest.fixture(autouse=True)
def short_memory(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "get_services", lambda: services)
    monkeypatch.setattr(recalled, "MOST_HELD", HELD)
    monkeypatch.setattr(recalled, "MOST_RECALLED", MOST)


@pytest.fixture(params=["one process", "another process each turn"])
def talk(request: pytest.FixtureRequest) -> EncryptedTrackerStore:
    """A talk of `TURNS` messages; gives the store that saw the last of it."""
    store = EncryptedTrackerStore(DOMAIN)
    for number in range(1, TURNS + 1):
        if request.param != "one process":
            store = EncryptedTrackerStore(DOMAIN)
        tracker = asyncio.run(store.get_or_create_tracker("s"))
        for event in events_of(number):
            tracker.update(event)
        asyncio.run(store.save(tracker))
    return store


def events_of(number: int) -> list[Event]:
    settled: dict[int, list[Event]] = {
        1: [SlotSet("name", "Dewi"), SlotSet("pace", "slow")],
        2: [SlotSet("pace", None)],
    }
    said = [ActionExecuted("action_listen"), UserUttered(f"kata {number}")]
    return [*said, *settled.get(number, ()), SlotSet("result", number), *answer(number)]


def answer(number: int) -> list[Event]:
    """As Rasa has it: the action, and what it said."""
    return [ActionExecuted("utter_noted"), BotUttered(f"jawab {number}", metadata={"utter_action": "utter_noted"})]


def recall(store: EncryptedTrackerStore) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve("s"))
    assert tracker is not None
    return tracker


def test_the_last_messages_are_recalled_with_their_answers(talk: EncryptedTrackerStore) -> None:
    for store in (talk, EncryptedTrackerStore(DOMAIN)):
        tracker = recall(store)
        assert said(tracker.events) == said_in(TURNS - HELD + 1, TURNS)
        told = [event for event in recalled.recalled_events(tracker) if isinstance(event, UserUttered)]
        assert [event.text for event in told] == [f"kata {number}" for number in range(TURNS - MOST + 1, TURNS + 1)]


def test_of_what_is_further_back_each_response_is_recalled_once(talk: EncryptedTrackerStore) -> None:
    earlier = recall(talk).events[0]
    assert isinstance(earlier, recalled.Earlier)
    assert [type(event) for event in earlier.events] == [UserUttered, ActionExecuted] * (MOST - HELD)


@pytest.mark.parametrize("back", range(HELD))
def test_a_message_that_is_taken_back_takes_nothing_along_that_was_settled_before(
    talk: EncryptedTrackerStore, back: int
) -> None:
    tracker = recall(talk)
    for _ in range(back + 1):
        tracker.update(UserUtteranceReverted())
    recalled.shorten(tracker, DOMAIN.slots)
    assert tracker.get_slot("name") == "Dewi"
    tracker.update(SlotSet("result", 0))
    again = DialogueStateTracker.from_events("s", list(tracker.events), DOMAIN.slots)
    assert again.get_slot("name") == "Dewi"


def test_the_last_question_stays_however_long_ago_it_was_asked(talk: EncryptedTrackerStore) -> None:
    tracker = recall(talk)
    tracker.update(BotUttered("Apa yang mengganjal?", metadata={"utter_action": "utter_ask_problem"}))
    asyncio.run(talk.save(tracker))
    for _ in range(MOST):
        tracker = recall(talk)
        tracker.update(UserUttered("lagi"))
        asyncio.run(talk.save(tracker))
    assert said(recall(talk).events)[:2] == ["Apa yang mengganjal?", "lagi"]


def said(events: Iterable[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, (UserUttered, BotUttered))]


def said_in(first: int, last: int) -> list[str]:
    return [text for number in range(first, last + 1) for text in (f"kata {number}", f"jawab {number}")]


def test_what_was_settled_before_them_holds(talk: EncryptedTrackerStore) -> None:
    for store in (talk, EncryptedTrackerStore(DOMAIN)):
        tracker = recall(store)
        assert [tracker.get_slot(name) for name in ("name", "pace", "result")] == ["Dewi", None, TURNS]
        tracker.replay_events()  # as after a message that is taken back
        assert tracker.get_slot("name") == "Dewi"


def test_every_event_is_kept_once(talk: EncryptedTrackerStore) -> None:
    with talk.engine.connect() as connection:
        kept = connection.execute(sqlalchemy.text("SELECT count(*) FROM events")).scalar()
    # Rasa begins a new talk with an event of its own.
    assert kept == 1 + sum(len(events_of(number)) for number in range(1, TURNS + 1))
    whole = asyncio.run(EncryptedTrackerStore(DOMAIN).retrieve_full_tracker("s"))
    assert whole is not None and len(whole.events) == kept


def test_a_tracker_is_no_longer_after_more_turns(talk: EncryptedTrackerStore) -> None:
    before = len(recall(EncryptedTrackerStore(DOMAIN)).events)
    for number in range(TURNS + 1, TURNS + 6):
        tracker = recall(EncryptedTrackerStore(DOMAIN))
        for event in events_of(number):
            tracker.update(event)
        asyncio.run(talk.save(tracker))
    assert len(recall(EncryptedTrackerStore(DOMAIN)).events) == before
    assert len(recall(talk).events) <= before
