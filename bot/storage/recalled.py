"""What of a long talk is at hand: the last messages with all that came of them, and what was settled before them.

Rasa goes through all events of a tracker many times a turn, and sends them to the action server: with all of them
each turn would cost more than the one before it. So a tracker holds the last few messages. What actions may read of a
talk goes further back; those events ride along in the tracker's first one, where Rasa does not look. What is kept in
the database is not touched by this, nor is the history that people see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import bindparam, func, orm, select

from bot.counseling.questions import question_of

# Messages of the client that a tracker holds, and that actions may read. A talk from hello to a plan takes some thirty.
MOST_HELD, MOST_RECALLED = 8, 100

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


class Earlier(Event):
    """Stands first in a shortened tracker: what was before, for whom it matters. It is never kept."""

    type_name = "earlier"

    def __init__(self, events: Sequence[Event], timestamp: float | None = None) -> None:
        super().__init__(timestamp)
        self.events = events

    def __hash__(self) -> int:
        return hash((self.type_name, len(self.events)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Earlier) and self.events == other.events

    def __str__(self) -> str:
        return f"Earlier({len(self.events)} events)"

    def as_story_string(self) -> None:
        """It is no part of a story."""

    @classmethod
    def _from_parameters(cls, parameters: dict[str, Any]) -> None:
        """It is never kept, so it is never read."""


def recalled_events(tracker: DialogueStateTracker) -> list[Event]:
    """Give the events of a talk as far back as actions may read."""
    events = list(tracker.events)
    return [*_earlier(events), *events]


def _earlier(events: Sequence[Event]) -> Sequence[Event]:
    return events[0].events if events and isinstance(events[0], Earlier) else ()


def shorten(tracker: DialogueStateTracker, slots: Iterable[Slot]) -> None:
    """Take out of the tracker what came before the last messages, but for what slots held then.

    The last question stays, however long ago it was asked. A short talk is left as it is.
    """
    events = list(tracker.events)
    first = _first_held(events)
    if first == 0:
        return
    # A message that is taken back goes with all that came since the bot listened, which must not be what was settled.
    first -= _name(events[first - 1]) == ACTION_LISTEN_NAME
    before = DialogueStateTracker.from_events(tracker.sender_id, events[:first], slots)
    settled = [SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.value != slot.initial_value]
    told = [*_earlier(events), *_telling(events[:first])]
    held = sum(event.type_name == UserUttered.type_name for event in events[first:])
    earlier = Earlier(told[_last(told, MOST_RECALLED - held) :], events[first].timestamp)
    tracker.events = tracker._create_events([earlier, *settled, *events[first:]])


def _telling(events: Iterable[Event]) -> list[Event]:
    """Leave out what tells nothing new: each uttered response is there twice, as an action and as what it said."""
    told: list[Event] = []
    last = ACTION_LISTEN_NAME
    for event in events:
        name = _name(event)
        if event.type_name == UserUttered.type_name:
            told.append(event)
            last = ""
        elif name not in ("", ACTION_LISTEN_NAME, last):
            told.append(event)
            last = name
    return told


def _first_held(events: Sequence[Event]) -> int:
    """Give the place of the first event that stays; 0 where all do."""
    first = _last(events, MOST_HELD)
    heard = _last(events, 1)
    asked = (place for place in range(heard - 1, -1, -1) if question_of(_name(events[place])) is not None)
    return min(first, next(asked, first))


def _last(events: Sequence[Event], count: int) -> int:
    """Give the place where the last so many messages begin; 0 where there are no more."""
    messages = [place for place, event in enumerate(events) if event.type_name == UserUttered.type_name]
    return messages[-count] if 0 < count < len(messages) else 0 if count else len(events)


def _name(event: Event) -> str:
    """Give the name of an action, or of the response that was uttered; "" for all else."""
    name = event.metadata.get("utter_action") if isinstance(event, BotUttered) else None
    return str((event.action_name if isinstance(event, ActionExecuted) else name) or "")


def first_recalled(session: orm.Session, sender_id: str) -> int:
    """Give the number of the first event that is recalled of a long talk; 0 where all of it is."""
    return int(session.execute(_FIRST, {"sender_id": sender_id, "later": MOST_RECALLED - 1}).scalar() or 0)


def slots_before(session: orm.Session, sender_id: str, first: int) -> list[str]:
    """Give what set each slot last before the event of that number, as it was kept."""
    return list(session.execute(_SLOTS, {"sender_id": sender_id, "first": first}).scalars())
