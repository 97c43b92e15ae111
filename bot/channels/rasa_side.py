"""The gate's hand on Rasa: passing a message on, collecting the reply, noticing when an action failed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.channels.action_call import ActionEndpoint, WatchedCalls
from bot.channels.errors import Unavailable
from bot.channels.graph import OrderedRunner
from bot.nlu.e5 import TUNINGS
from bot.nlu.vectors import make_encoder

logger = logging.getLogger(__name__)

CHANNEL = "widget"
# The opening whose first words, buttons among them, an action utters.
OPENS_IN_LANGUAGE = "open_practice"

# Tells whether a tracker may be kept, by how the message being answered went; None outside of an answer.
_may_keep: ContextVar[Callable[[DialogueStateTracker], bool] | None] = ContextVar("may_keep", default=None)


class Talker(Protocol):
    """Whatever answers a message; Rasa in earnest, a fake in tests."""

    def expect(self, text: str, practised: bool) -> None:
        """Hear that this text will probably have to be answered, in a session of practice or in a talk; a good moment
        to begin with what takes long."""
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

    async def answered(self, session_id: str, turn_id: str) -> list[dict[str, Any]]:
        """Give the reply that the dialogue already holds for a message; empty where it holds none."""
        ...


class Resumed:
    """A talker for a message that was begun before: what the dialogue has answered of it is not asked again.

    Whoever was killed between keeping the dialogue and keeping the reply left a message that is answered and looks
    unanswered; heard a second time it would be taken for the answer to the next question.
    """

    def __init__(self, talker: Talker) -> None:
        self._talker = talker

    def expect(self, text: str, practised: bool) -> None:
        self._talker.expect(text, practised)

    async def hear(self, text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        return await self._talker.hear(text, metadata)

    async def answer(
        self, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        known = await self._talker.answered(session_id, turn_id)
        return known or await self._talker.answer(session_id, turn_id, text, act, metadata)

    async def answered(self, session_id: str, turn_id: str) -> list[dict[str, Any]]:
        return await self._talker.answered(session_id, turn_id)


class RasaTalker:
    """Answers through Rasa's agent."""

    def __init__(self, agent: Agent, secret: str | None = None, action_url: str | None = None) -> None:
        """Args: secret: what the action server wants to be shown; action_url: where it is, if not at Rasa's usual."""
        self._agent = agent
        if isinstance(agent.action_endpoint, EndpointConfig):
            ActionEndpoint.take_over(agent.action_endpoint, secret, action_url)
        TurnStore.take_over(agent.tracker_store)
        if agent.processor is not None:
            OrderedRunner.take_over(agent.processor.graph_runner)

    def expect(self, text: str, practised: bool) -> None:
        for tuned_for in TUNINGS if practised else ("talks",):
            encoder = make_encoder(tuned_for)
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

        def may_keep(tracker: DialogueStateTracker) -> bool:
            # Rasa keeps a new conversation before anything is said in it.
            said = tracker.latest_message is not None and tracker.latest_message.message_id == turn_id
            return not said or (bool(collected.messages) and not failed)

        try:
            with WatchedCalls() as failed, _keeping_only_if(may_keep):
                if act is not None and act["intent"]["name"] == OPENS_IN_LANGUAGE:
                    await self._speak(session_id, collected, metadata["language"])
                await self._agent.handle_message(message)
        except Unavailable:
            pass  # told below
        except Exception as error:
            # The text of an error may hold what the person wrote: only its kind goes to the log.
            logger.error("Rasa gave no answer: %s", type(error).__name__)
            raise Unavailable from error
        if failed or not collected.messages:
            logger.error("A message was not answered: %s", ", ".join(failed) or "nothing was uttered")
            raise Unavailable
        return collected.messages

    async def _speak(self, session_id: str, channel: OutputChannel, language: str) -> None:
        """Let a new conversation know its language: what an action utters is worded before the slots it sets."""
        assert self._agent.processor is not None, "no model is loaded"
        tracker = await self._agent.processor.fetch_tracker_and_update_session(session_id, channel)
        tracker.update(SlotSet("language", language))
        await self._agent.processor.save_tracker(tracker)

    async def answered(self, session_id: str, turn_id: str) -> list[dict[str, Any]]:
        tracker = await self._agent.tracker_store.retrieve(session_id)
        messages: list[dict[str, Any]] = []
        here = False
        for event in tracker.applied_events() if tracker is not None else ():
            if isinstance(event, UserUttered):
                here = event.message_id == turn_id
            elif here and isinstance(event, BotUttered):
                messages += _shown(event.message())
        return messages


class TurnStore(FailSafeTrackerStore):
    """Rasa's wrapper around the tracker store; it fails where the store fails, and keeps no turn that went wrong.

    Rasa's own goes on with what it has in memory: with an empty talk after a read that failed, and with one that is
    gone at the next start after a write that failed. And it keeps a turn whose action failed, as if that were all the
    person was to hear.
    """

    @classmethod
    def take_over(cls, store: TrackerStore) -> None:
        """Make Rasa's wrapper one of these."""
        if type(store) is FailSafeTrackerStore:
            store.__class__ = cls

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return await self._tracker_store.retrieve(sender_id)

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        return await self._tracker_store.retrieve_full_tracker(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker.

        Raises:
            Unavailable: the message being answered went wrong; nothing of it is kept, so it can be sent again.
        """
        may_keep = _may_keep.get()
        if may_keep is not None and not may_keep(tracker):
            raise Unavailable
        await self._tracker_store.save(tracker)


@contextmanager
def _keeping_only_if(may_keep: Callable[[DialogueStateTracker], bool]) -> Iterator[None]:
    mark = _may_keep.set(may_keep)
    try:
        yield
    finally:
        _may_keep.reset(mark)


class Collector(OutputChannel):
    """Keeps what is uttered as it is, with the name of the response."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages += _shown(message)


def _shown(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what a person sees of a message, with the name of the response; nothing of one without words."""
    kept = {key: message[key] for key in ("text", "buttons", "utter_action", "custom") if message.get(key)}
    return [kept] if kept.get("text") else []
