"""What goes to the action server, and how: small, and yet all that actions read; over one connection; once more when
the server has just closed it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk import Tracker

from actions.base import read_turn
from bot.channels.action_call import ActionEndpoint, WatchedCalls

RANKING = [{"name": f"act{number}", "confidence": 0.1} for number in range(10)]


def conversation() -> DialogueStateTracker:
    tracker = DialogueStateTracker.from_events("s", [], domain=Domain.empty())
    for number in range(5):
        parse = {
            "intent": {"name": "describe_problem", "confidence": 0.9},
            "entities": [{"entity": "rating", "value": 7}],
            "text": f"capek {number}",
            "intent_ranking": RANKING,
            "text_tokens": [(place, place + 1) for place in range(30)],
        }
        for event in (
            SessionStarted() if number == 0 else SlotSet("result", "some"),
            UserUttered(f"capek {number}", parse["intent"], parse["entities"], parse, message_id=f"m{number}"),
            ActionExecuted("action_reflect", policy="AskedRulePolicy", confidence=1.0),
            BotUttered("Ya.", metadata={"utter_action": "utter_ask_problem", "condition": [{"name": "language"}]}),
        ):
            tracker.update(event)
    return tracker


def small_call(tracker: DialogueStateTracker) -> dict[str, Any]:
    endpoint = EndpointConfig("http://127.0.0.1:1")
    ActionEndpoint.take_over(endpoint)
    return RemoteAction("action_reflect", endpoint)._action_call_format(tracker, Domain.empty())


def test_actions_read_the_same_turn_from_it() -> None:
    tracker = conversation()
    whole, small = tracker.current_state(EventVerbosity.ALL), small_call(tracker)
    assert read_turn(Tracker.from_dict(whole)) == read_turn(Tracker.from_dict(small["tracker"]))
    assert small["next_action"] == "action_reflect"
    assert small["sender_id"] == "s"


def test_it_is_a_fraction_of_the_whole() -> None:
    tracker = conversation()
    whole = tracker.current_state(EventVerbosity.ALL)
    assert len(json.dumps(small_call(tracker))) < len(json.dumps(whole)) / 3


class ActionServer:
    """Answers as rasa-sdk does; notes each call and the connection it came over."""

    def __init__(self) -> None:
        self.connections: list[int] = []
        self.break_off = 0
        self.status = 200

    async def answer(self, request: web.Request) -> web.Response:
        assert request.transport is not None
        if self.break_off:
            self.break_off -= 1
            request.transport.close()
        self.connections.append(id(request.transport))
        return web.json_response({"events": [], "responses": [], "said": await request.json()}, status=self.status)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[EndpointConfig]:
        app = web.Application()
        app.router.add_post("/webhook", self.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook")
        ActionEndpoint.take_over(endpoint)
        try:
            yield endpoint
        finally:
            await endpoint.close()  # type: ignore[attr-defined]
            await runner.cleanup()


def call_of(endpoint: EndpointConfig) -> Any:
    return endpoint.request(json={"sender_id": "rahasia"}, method="post", timeout=5, compress=False)


def test_calls_share_one_connection() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.running() as endpoint:
            for _ in range(3):
                await call_of(endpoint)
        assert len(set(server.connections)) == 1

    asyncio.run(talk())


def test_a_connection_closed_meanwhile_is_made_anew() -> None:
    async def talk() -> None:
        server = ActionServer()
        async with server.running() as endpoint:
            await call_of(endpoint)
            server.break_off = 1
            answer = await call_of(endpoint)
        assert answer["said"] == {"sender_id": "rahasia"}

    asyncio.run(talk())


def test_a_failed_call_is_noted_and_its_error_tells_nothing_of_the_conversation() -> None:
    async def talk() -> None:
        server = ActionServer()
        server.status = 500
        async with server.running() as endpoint:
            with WatchedCalls() as failed, pytest.raises(ClientResponseError) as error:
                await call_of(endpoint)
        assert failed == ["ClientResponseError"]
        assert "rahasia" not in str(error.value)

    asyncio.run(talk())


@pytest.mark.parametrize(
    ("event", "accepted"),
    [
        ({"event": "slot", "timestamp": None, "name": "result", "value": "some"}, True),
        ({"event": "slot", "timestamp": None, "name": 7, "value": "some"}, False),
        ({"event": "slot", "timestamp": "late", "name": "result", "value": "some"}, False),
        ({"event": "followup", "timestamp": None, "name": "action_listen"}, True),
        ({"event": "nothing known"}, False),
        ("slot", False),
    ],
)
def test_what_an_action_answers_is_held_to_the_schema(event: Any, accepted: bool) -> None:
    endpoint = EndpointConfig("http://127.0.0.1:1")
    ActionEndpoint.take_over(endpoint)
    check = RemoteAction("action_reflect", endpoint)._validate_action_result
    if accepted:
        assert check({"events": [event], "responses": []})
    else:
        with pytest.raises(ValidationError):
            check({"events": [event], "responses": []})
