"""What comes in is taken at once and answered behind the messenger's back, each chat in order, each message once."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from weakref import WeakValueDictionary

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.errors import TooMany
from bot.channels.messengers.chats import Chats
from bot.channels.messengers.said import Said, Sender
from bot.channels.messengers.showing import as_text, split
from bot.channels.routes import error_answer, gate_of, limits_of, refusal, web_of

logger = logging.getLogger(__name__)

MOST_REMEMBERED = 10_000
# What a messenger sends is small.
MOST_BYTES = 256 * 1024
# Seconds that answers under way are given when the server stops.
PATIENCE = 5.0


class Inbox:
    """The messages of one messenger in this process."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()
        self._chats: Chats | None = None

    def take(self, app: Sanic, said: Said) -> None:
        """Take a message; one that came before is known already."""
        # Ids of messages are unique in a chat alone.
        key = f"{said.chat}\0{said.message_id}"
        if key in self._seen:
            return
        self._seen[key] = None
        while len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)
        task = asyncio.get_running_loop().create_task(self._answer(app, said))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, *_: object) -> None:
        """Wait for the answers under way, and let go of the connections."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE)
        await self._sender.close()

    async def _answer(self, app: Sanic, said: Said) -> None:
        async with self._locks.setdefault(said.chat, asyncio.Lock()):
            try:
                if self._chats is None:
                    self._chats = Chats(gate_of(app), app.ctx.rembuk_limits)
                answer = await self._chats.answer(said)
                for piece in split(as_text(answer, said.messenger), self._sender.most):
                    if not await self._sender.send(said.chat, piece, answer.urgent):
                        break  # the rest without it would be half a message
            except Exception as error:
                logger.error("A message of %s was not answered: %s", said.messenger, type(error).__name__)


async def refuse(request: Request) -> HTTPResponse:
    """Refuse a call that does not prove to be the messenger's; who tries often waits."""
    try:
        await limits_of(request).take_request(web_of(request).address(request))
    except TooMany as error:
        return refusal(request, gate_of(request.app), error)
    return error_answer("forged", 403, "en" if request.headers.get("accept-language", "").startswith("en") else "id")
