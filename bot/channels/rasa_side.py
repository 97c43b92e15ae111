"""The gate's hand on Rasa: passing a message on, collecting the reply, noticing when an action failed."""

from __future__ import annotations

from typing import Any, Protocol

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import UserUtteranceReverted
from rasa.utils.endpoints import EndpointConfig

from bot.channels.action_call import ActionEndpoint, WatchedCalls
from bot.channels.errors import Unavailable
from bot.channels.graph import OrderedRunner
from bot.nlu.vectors import make_encoder

CHANNEL = "widget"


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

    def __init__(self, agent: Agent, secret: str | None = None) -> None:
        """Args: secret: what the action server wants to be shown."""
        self._agent = agent
        if isinstance(agent.action_endpoint, EndpointConfig):
            ActionEndpoint.take_over(agent.action_endpoint, secret)
        if agent.processor is not None:
            OrderedRunner.take_over(agent.processor.graph_runner)

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
        collected = Collector()
        parse_data = None if act is None else {**act, "text": text, "message_id": turn_id, "metadata": metadata}
        message = UserMessage(
            text, collected, session_id, parse_data=parse_data, input_channel=CHANNEL, message_id=turn_id,
            metadata=metadata,
        )  # fmt: skip
        with WatchedCalls() as failed:
            await self._agent.handle_message(message)
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


class Collector(OutputChannel):
    """Keeps what is uttered as it is, with the name of the response."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        kept = {key: message[key] for key in ("text", "buttons", "utter_action", "custom") if message.get(key)}
        if kept.get("text"):
            self.messages.append(kept)
