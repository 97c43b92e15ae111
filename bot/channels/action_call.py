"""Calling the action server: what is sent, over which connection, and noticing that a call failed."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

import aiohttp
import rasa
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.channels.tokens import ACTION_HEADER
from bot.metrics import get_metrics
from bot.settings import Settings
from bot.storage.recalled import recalled_events

# What of a conversation an action may read: see `bot.counseling.conversation.read_events`.
TOLD_EVENTS = frozenset({"user", "action", "bot", "rewind", "restart", "session_started"})
READ_OF_PARSE = ("intent", "entities", "text", "message_id", "metadata", "practice")
# The action server closes a connection that was idle for five seconds (Sanic's default); ours goes before.
KEPT_SECONDS = 4.0
# Rasa would wait for five minutes. An action takes some 10 ms; whoever waits for one that hangs is told so instead.
LONGEST_CALL = 15.0
_OF_A_SLOT = {"event", "timestamp", "name", "value"}

_failed_calls: ContextVar[list[str] | None] = ContextVar("failed_calls", default=None)


def action_health(settings: Settings) -> str:
    """Where the action server says that it is there."""
    return f"{settings.action_url.removesuffix('/webhook')}/health"


class WatchedCalls:
    """`with WatchedCalls() as failed`: the names of what went wrong with the calls made inside, in order."""

    def __enter__(self) -> list[str]:
        failed: list[str] = []
        self._mark = _failed_calls.set(failed)
        return failed

    def __exit__(self, *_: object) -> None:
        _failed_calls.reset(self._mark)


class ActionEndpoint(EndpointConfig):
    """The action server, at the end of a connection that stays open; notes a failed call for the message at hand.

    rasa-sdk answers an error with the whole request, and Rasa logs that answer: the conversation would stand in the
    log. So the error goes on without it.
    """

    _kept: aiohttp.ClientSession | None = None

    @classmethod
    def take_over(cls, endpoint: EndpointConfig, secret: str | None = None, url: str | None = None) -> None:
        """Make Rasa's endpoint one of these, at `url`, with calls small and quickly checked; each shows the secret."""
        endpoint.__class__ = cls
        if url is not None:
            endpoint.url = url
        if secret is not None:
            endpoint.headers = {**endpoint.headers, ACTION_HEADER: secret}
        RemoteAction._action_call_format = _call_format
        _check_schema_once()

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any | None:
        failed = _failed_calls.get()
        if failed:
            # The turn is lost already, and nobody is to wait for each of its other actions as well.
            raise ClientResponseError(503, "an action failed before", "")
        try:
            try:
                return await self._request(kwargs)
            except aiohttp.ClientConnectionError:
                # It closed the kept connection just now, or was killed, and where there are several another one
                # answers. A call may be repeated: its write is known by the turn's id.
                return await self._request(kwargs)
        except Exception as error:
            if failed is not None:
                failed.append(type(error).__name__)
            get_metrics().failed.labels("actions").inc()
            status = error.status if isinstance(error, ClientResponseError) else 503
        raise ClientResponseError(status, "the action failed", "")

    async def close(self) -> None:
        """Close the kept connection."""
        if self._kept is not None:
            await self._kept.close()

    async def _request(self, kwargs: Mapping[str, Any]) -> Any:
        if self._kept is None or self._kept.closed:
            self._kept = aiohttp.ClientSession(connector=aiohttp.TCPConnector(keepalive_timeout=KEPT_SECONDS))
        timeout = aiohttp.ClientTimeout(total=min(kwargs["timeout"], LONGEST_CALL))
        async with self._kept.post(
            str(self.url), json=kwargs["json"], timeout=timeout, headers=self.headers, params=self.combine_parameters()
        ) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, str(response.reason), "")
            return await response.json()


def _call_format(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Give what is sent for an action: of the conversation, what actions read, and no more.

    Rasa would send the whole tracker; rankings, tokens and policies are most of it and nobody there looks at them.
    """
    message = tracker.latest_message
    parse = {} if message is None else {**message.parse_data, "entities": message.entities}
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "version": rasa.__version__,
        "tracker": {
            "sender_id": tracker.sender_id,
            "slots": tracker.current_slot_values(),
            "latest_message": {key: parse[key] for key in READ_OF_PARSE if key in parse},
            "events": [_told(event) for event in recalled_events(tracker) if event.type_name in TOLD_EVENTS],
            "paused": tracker.is_paused(),
            "followup_action": tracker.followup_action,
            "active_loop": {},
            "latest_action_name": tracker.latest_action_name,
        },
    }


def _told(event: Event) -> dict[str, Any]:
    """Give an event as an action reads it; made once, since an event never changes."""
    known: dict[str, Any] | None = event.__dict__.get("_told")
    if known is None:
        known = event.__dict__["_told"] = {"event": event.type_name, "timestamp": event.timestamp, **_content(event)}
    return known


def _content(event: Event) -> dict[str, Any]:
    if isinstance(event, UserUttered):
        intent = {key: event.intent.get(key) for key in ("name", "confidence")}
        return {"text": event.text, "message_id": event.message_id, "parse_data": {"intent": intent}}
    if isinstance(event, BotUttered):
        return {"metadata": {"utter_action": event.metadata.get("utter_action")}}
    return {"name": event.action_name} if event.type_name == "action" else {}


def _check_schema_once() -> None:
    """Let Rasa check each action's answer against its schema without checking the schema itself each time.

    `jsonschema.validate` does both; on Rasa's large schema the second took 25 ms of a turn of 90 ms (measured). And it
    holds every event against each of twenty kinds: slots that are set, nearly all there is, are looked at here.
    """
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        events = result.get("events")
        if isinstance(events, list):
            result = {**result, "events": [event for event in events if not _sets_slot(event)]}
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _sets_slot(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and event.keys() == _OF_A_SLOT
        and event["event"] == SlotSet.type_name
        and isinstance(event["name"], str)
        and event["timestamp"] is None
    )
