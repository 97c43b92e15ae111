"""Rembuk in the process of the tests: gate, model, actions and database in earnest, without HTTP in between."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk.executor import ActionExecutor
from sqlalchemy import orm

import actions.base
from bot.bootstrap import Services
from bot.channels.action_call import ActionEndpoint
from bot.channels.gate import Gate
from bot.channels.rasa_side import RasaTalker
from bot.storage import tracker_store
from bot.storage.tracker_store import EncryptedTrackerStore
from bot.training import current_model


class Killed(BaseException):
    """As far as the code can tell, the process ends here."""


class ActionsHere(ActionEndpoint):
    """The action server, without a server."""

    executor: ActionExecutor

    async def _request(self, kwargs: Mapping[str, Any]) -> Any:
        call = json.loads(json.dumps(kwargs["json"]))  # as over HTTP
        return await self.executor.run(call)


@dataclass
class Kill:
    """At which commit from now on, and whether before or after it."""

    commit: int
    before: bool


class RembukHere:
    """One installation; `gate` is a new one after each `kill`."""

    def __init__(self, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
        configure_structlog(logging.ERROR)  # it would print every event of every talk
        self.services = services
        self.loop = asyncio.new_event_loop()
        monkeypatch.setattr(tracker_store, "get_services", lambda: services)
        monkeypatch.setattr(actions.base, "get_services", lambda: services)
        monkeypatch.setattr(orm.Session, "commit", self._commit(orm.Session.commit))
        self._kill: Kill | None = None
        model = current_model()
        assert model is not None, "run `make train` first"
        endpoint = EndpointConfig("http://127.0.0.1:1/webhook")
        self.agent = Agent.load(str(model), tracker_store=EncryptedTrackerStore(), action_endpoint=endpoint)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self.start_anew()

    def start_anew(self) -> None:
        """What is only in memory is gone."""
        store = self.agent.tracker_store._tracker_store  # type: ignore[attr-defined]
        store._known.clear()
        self.gate = Gate(self.services, RasaTalker(self.agent))
        endpoint = self.agent.action_endpoint
        endpoint.__class__ = ActionsHere
        endpoint.executor = self._executor

    def open(self, **request: Any) -> tuple[str, list[dict[str, Any]]]:
        """Open a session: its id and what the bot says."""
        opening = self.loop.run_until_complete(self.gate.open(request))
        return self.gate.tokens.read(opening.token), opening.messages

    def say(self, session_id: str, text: str, message_id: str, payload: str | None = None) -> list[dict[str, Any]]:
        return self.loop.run_until_complete(self.gate.receive(session_id, text, message_id, payload))

    def heard(self, session_id: str) -> list[str]:
        """The ids of the messages that the dialogue holds."""
        tracker = self.loop.run_until_complete(self.agent.tracker_store.retrieve_full_tracker(session_id))
        assert tracker is not None
        return [event.message_id for event in tracker.applied_events() if isinstance(event, UserUttered)]

    @contextmanager
    def killed(self, kill: Kill) -> Iterator[None]:
        """Be killed in here, if it comes that far, and start anew."""
        self._kill = kill
        try:
            yield
        except Killed:
            pass
        finally:
            self._kill = None
            self.start_anew()

    def _commit(self, commit: Any) -> Any:
        def fragile(session: Any) -> None:
            kill = self._kill
            if kill is not None:
                kill.commit -= 1
                if kill.commit == 0 and kill.before:
                    raise Killed
            commit(session)
            if kill is not None and kill.commit == 0:
                raise Killed

        return fragile
