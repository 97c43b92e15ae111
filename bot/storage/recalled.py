"""What of a long talk is recalled: the last messages with all that came of them, and what was settled before them.

A turn goes through all events of its tracker several times, and sends them to the action server: with all of them it
would cost more with every turn. What is kept in the database is not touched by this, nor is the history that people see.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, func, orm, select

# Messages of the client. A talk from hello to a plan takes some thirty.
MOST_RECALLED = 100

_EVENTS = SQLTrackerStore.SQLEvent.__table__
_OF_TALK = _EVENTS.c.sender_id == bindparam("sender_id")
_FIRST = (
    select(_EVENTS.c.id)
    .where(_OF_TALK, _EVENTS.c.type_name == UserUttered.type_name)
    .order_by(_EVENTS.c.id.desc())
    .offset(bindparam("later"))
    .limit(1)
)
_SESSION_START = (
    select(func.coalesce(func.max(_EVENTS.c.id), 0))
    .where(_OF_TALK, _EVENTS.c.type_name == SessionStarted.type_name, _EVENTS.c.id < bindparam("first"))
    .scalar_subquery()
)
_SLOTS = (
    select(_EVENTS.c.data)
    .where(
        _EVENTS.c.id.in_(
            # The name of a slot stands where that of an action would.
            select(func.max(_EVENTS.c.id))
            .where(_OF_TALK, _EVENTS.c.type_name == SlotSet.type_name)
            .where(_EVENTS.c.id < bindparam("first"), _EVENTS.c.id > _SESSION_START)
            .group_by(_EVENTS.c.action_name)
        )
    )
    .order_by(_EVENTS.c.id)
)


def shorten(tracker: DialogueStateTracker, slots: Iterable[Slot]) -> None:
    """Let go of what came before the last messages, but for what slots held then; does nothing to a short talk."""
    events = list(tracker.events)
    messages = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(messages) <= MOST_RECALLED:
        return
    first = messages[-MOST_RECALLED]
    before = DialogueStateTracker.from_events(tracker.sender_id, events[:first], slots)
    settled: list[Event] = [
        SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.value != slot.initial_value
    ]
    tracker.events = tracker._create_events([*settled, *events[first:]])


def first_recalled(session: orm.Session, sender_id: str) -> int:
    """Give the number of the first event that is recalled of a long talk; 0 where all of it is."""
    return int(session.execute(_FIRST, {"sender_id": sender_id, "later": MOST_RECALLED - 1}).scalar() or 0)


def slots_before(session: orm.Session, sender_id: str, first: int) -> list[str]:
    """Give what set each slot last before the event of that number, as it was kept."""
    return list(session.execute(_SLOTS, {"sender_id": sender_id, "first": first}).scalars())
