"""Rasa's SQL tracker store with its events encrypted; endpoints.yml names it."""

from __future__ import annotations

from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy import orm
from sqlalchemy.engine import Engine

from bot.bootstrap import get_services
from bot.storage import engine as engines
from bot.storage.encryption import EncryptedText


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
