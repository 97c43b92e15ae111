"""Rasa's SQL tracker store with its events encrypted; endpoints.yml names it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import sqlalchemy
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import orm
from sqlalchemy.engine import Engine

from bot.bootstrap import get_services
from bot.storage import engine as engines
from bot.storage.encryption import EncryptedText

MOST_REMEMBERED = 1000


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
        self.SQLEvent.__table__.c.data.type = EncryptedText()
        self.engine: Engine = engines.create(services.settings.tracker_url, services.engine.dialect.rembuk_cipher)
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = orm.sessionmaker(bind=self.engine)
        self._recent: OrderedDict[str, tuple[int, DialogueStateTracker]] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Give the tracker; the one saved last by this process, where nobody else has saved since.

        It is handed out once: after a turn that was not saved, the next one reads from the database.
        """
        mark, tracker = self._recent.pop(sender_id, (None, None))
        if tracker is not None and mark == self._newest_event(sender_id):
            return tracker
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await super().save(tracker)
        self._recent[tracker.sender_id] = (self._newest_event(tracker.sender_id), tracker)
        while len(self._recent) > MOST_REMEMBERED:
            self._recent.popitem(last=False)

    def _newest_event(self, sender_id: str) -> int:
        with self.session_scope() as session:
            newest = session.query(sqlalchemy.func.max(self.SQLEvent.id)).filter_by(sender_id=sender_id).scalar()
        return int(newest or 0)
