"""The gate's hand on Rasa: passing a message on, collecting the reply, noticing when an action failed."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, Protocol

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import UserUtteranceReverted
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.channels.action_call import slim
from bot.channels.errors import Unavailable
from bot.nlu.vectors import make_encoder

CHANNEL = "widget"
_action_failed: ContextVar[list[str] | None] = ContextVar("action_failed", default=None)


class Talker(Protocol):
    """Whatever answers a message; Rasa in earnest, a fake in tests."""

    def expect(self, text: str) -> None:
        """Hear that this text will probably have to be answered; a good moment to begin with what takes long."""
        ...

    async def hear(self, text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        """Give the act of a text and how sure that is; nothing is answered."""
        ...

    async def answer(
        self, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Give the reply: dicts with text, buttons, utter_action as far as they apply.

        Args:
            act: intent and entities of a button or an opening; None for typed text.

        Raises:
            Unavailable: there is no reply; the message has left no trace in the dialogue.
        """
        ...


class RasaTalker:
    """Answers through Rasa's agent."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._watch_actions()

    def expect(self, text: str) -> None:
        encoder = make_encoder()
        if encoder is not None:
            encoder.begin(text)

    async def hear(self, text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        assert self._agent.processor is not None, "no model is loaded"
        heard = await self._agent.processor.parse_message(UserMessage(text, metadata=metadata))
        return str(heard["intent"]["name"]), float(heard["intent"]["confidence"])

    async def answer(
        self, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        failed: list[str] = []
        mark = _action_failed.set(failed)
        collected = Collector()
        parse_data = None if act is None else {**act, "text": text, "message_id": turn_id, "metadata": metadata}
        message = UserMessage(
            text, collected, session_id, parse_data=parse_data, input_channel=CHANNEL, message_id=turn_id,
            metadata=metadata,
        )  # fmt: skip
        try:
            await self._agent.handle_message(message)
        finally:
            _action_failed.reset(mark)
        if failed or not collected.messages:
            await self._take_back(session_id, turn_id)
            raise Unavailable
        return collected.messages

    async def _take_back(self, session_id: str, turn_id: str) -> None:
        """Undo a message whose action failed, so that the same message can be answered anew."""
        async with self._agent.lock_store.lock(session_id):
            tracker = await self._agent.tracker_store.retrieve(session_id)
            if tracker is not None and tracker.latest_message and tracker.latest_message.message_id == turn_id:
                tracker.update(UserUtteranceReverted())
                await self._agent.tracker_store.save(tracker)

    def _watch_actions(self) -> None:
        """Rasa goes on when an action fails; we must know that it did."""
        endpoint = self._agent.action_endpoint
        if isinstance(endpoint, EndpointConfig) and not isinstance(endpoint, WatchedEndpoint):
            endpoint.__class__ = WatchedEndpoint
            check_action_schema_once()


def check_action_schema_once() -> None:
    """Let Rasa check each action's answer against its schema without checking the schema itself each time.

    `jsonschema.validate` does both; on Rasa's large schema the second took 25 ms of a turn of 90 ms (measured).
    """
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


class WatchedEndpoint(EndpointConfig):
    """The action endpoint, which sends what is needed and notes a failed call for the message being answered.

    rasa-sdk answers an error with the whole request, and Rasa logs that answer: the conversation would stand in the
    log. So the error goes on without it.
    """

    async def request(self, *args: Any, **kwargs: Any) -> Any | None:
        try:
            if "json" in kwargs:
                kwargs["json"] = slim(kwargs["json"])
            return await super().request(*args, **kwargs)
        except Exception as error:
            failed = _action_failed.get()
            if failed is not None:
                failed.append(type(error).__name__)
            status = error.status if isinstance(error, ClientResponseError) else 503
        raise ClientResponseError(status, "the action failed", "")


class Collector(OutputChannel):
    """Keeps what is uttered as it is, with the name of the response."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        kept = {key: message[key] for key in ("text", "buttons", "utter_action") if message.get(key)}
        if kept.get("text"):
            self.messages.append(kept)
