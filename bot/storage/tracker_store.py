"""Rasa's SQL tracker store with its events encrypted; endpoints.yml names it."""

from __future__ import annotations

import itertools
import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import orm
from sqlalchemy.engine import Engine

from bot.bootstrap import get_services
from bot.storage import engine as engines
from bot.storage import trackers
from bot.storage.encryption import EncryptedText, cipher_of
from bot.storage.recalled import first_recalled, shorten, slots_before
from bot.storage.unit_of_work import UnitOfWork

MOST_REMEMBERED = 1000
_EVENTS = SQLTrackerStore.SQLEvent.__table__
# Every turn asks for it twice: building the statement takes longer than running it.
_NEWEST = sqlalchemy.select(sqlalchemy.func.max(_EVENTS.c.id)).where(
    _EVENTS.c.sender_id == sqlalchemy.bindparam("sender_id")
)
# On a tracker: the number of the newest event that was kept when it was read or saved, and how many of its own events
# are kept.
_SEEN, _KEPT = "_newest_seen", "_number_kept"


class OutrunError(RuntimeError):
    """Another process has kept something of this conversation since it was read here; nothing was kept."""


class EncryptedTrackerStore(SQLTrackerStore):
    """Keeps events where the settings say (REMBUK_TRACKER_URL), sealed by the installation's keys.

    Names of acts and actions stand in plain columns; what was said is in the sealed one.
    """

    def __init__(
        self, domain: Domain | None = None, host: str | None = None, event_broker: EventBroker | None = None, **_: Any
    ) -> None:
        services = get_services()
        # An in-memory database satisfies the parent, whose own engine knows no cipher.
        super().__init__(domain, dialect="sqlite", db="", event_broker=event_broker)
        self.engine.dispose()
        _EVENTS.c.data.type = EncryptedText()
        self.engine: Engine = engines.create(services.settings.tracker_url, cipher_of(services.engine))
        trackers.make_table(self.engine)
        self.sessionmaker = orm.sessionmaker(bind=self.engine)
        self._rows: Engine = services.engine
        self._known: OrderedDict[str, _Known] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Give the tracker; the one saved last by this process, where nobody else has saved since.

        It is handed out once: after a turn that was not saved, the next one reads from the database.
        """
        known = self._known.get(sender_id)
        if known is not None and known.newest is not None:
            newest, known.newest = known.newest, None
            with self.session_scope() as session:
                if newest == self._newest_event(session, sender_id):
                    return known.tracker
        return await super().retrieve(sender_id)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            asked = self._event_query(session, sender_id, fetch_events_from_all_sessions)
            first = 0 if fetch_events_from_all_sessions else first_recalled(session, sender_id)
            kept = (asked.filter(self.SQLEvent.id >= first) if first else asked).all()
            if not self.domain or not kept:
                return None
            before = slots_before(session, sender_id, kept[0].id) if kept[0].id == first else []
            events = [json.loads(data) for data in (*before, *(one.data for one in kept))]
            tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
            if not fetch_events_from_all_sessions:
                shorten(tracker, self.domain.slots)
            vars(tracker).update({_SEEN: kept[-1].id, _KEPT: len(tracker.events)})
            return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events that are not kept yet, all in one statement: one by one took most of 5 ms (measured).

        Raises:
            OutrunError: a lock has run out, and another process has gone on with the conversation.
        """
        await self.stream_events(tracker)
        self._known.pop(tracker.sender_id, None)
        with self.session_scope() as session:
            engines.hold(session.connection(), tracker.sender_id)
            seen = vars(tracker).get(_SEEN)
            # 0: erased in this very turn; see below.
            if seen is not None and self._newest_event(session, tracker.sender_id) not in (seen, 0):
                raise OutrunError
            if _KEPT in vars(tracker):
                events = list(itertools.islice(tracker.events, vars(tracker)[_KEPT], None))
            else:
                events = list(self._additional_events(session, tracker))
            if events:
                session.execute(_EVENTS.insert(), [_row(tracker.sender_id, event) for event in events])
            newest = self._newest_event(session, tracker.sender_id)
            session.commit()
        if self.domain:
            shorten(tracker, self.domain.slots)
        vars(tracker).update({_SEEN: newest, _KEPT: len(tracker.events)})
        if self._is_deleted(tracker.sender_id):
            return
        self._known[tracker.sender_id] = _Known(tracker, newest)
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)

    def _is_deleted(self, sender_id: str) -> bool:
        """Whether the conversation was deleted while its message was under way; then what was just saved goes too.

        A deletion lays the tombstone first and erases events after it, so either it has seen these events, or we see
        the tombstone here.
        """
        with UnitOfWork(self._rows) as work:
            if not work.rows.is_deleted(sender_id):
                return False
        with self.engine.begin() as connection:
            trackers.erase_events(connection, [sender_id])
        trackers.checkpoint(self.engine)
        return True

    def _event_query(self, session: orm.Session, sender_id: str, fetch_events_from_all_sessions: bool) -> orm.Query:
        """Ask for the events of a conversation, or of its last session, in the order in which they were kept.

        Rasa's own looks for the session's beginning by time, and misses what was said after the clock was put back.
        """
        events = session.query(self.SQLEvent).filter_by(sender_id=sender_id)
        if not fetch_events_from_all_sessions:
            starts = sqlalchemy.select(sqlalchemy.func.max(self.SQLEvent.id)).filter_by(
                sender_id=sender_id, type_name=SessionStarted.type_name
            )
            events = events.filter(self.SQLEvent.id >= sqlalchemy.func.coalesce(starts.scalar_subquery(), 0))
        return events.order_by(self.SQLEvent.id)

    def _newest_event(self, session: orm.Session, sender_id: str) -> int:
        return int(session.execute(_NEWEST, {"sender_id": sender_id}).scalar() or 0)


@dataclass
class _Known:
    """A tracker as it was saved, the newest of its events being `newest` (None while handed out)."""

    tracker: DialogueStateTracker
    newest: int | None


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
