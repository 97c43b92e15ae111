"""The same in Redis: each change one command or one script, which Redis runs by itself alone."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import random
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from math import ceil

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.engine import Engine

from bot.channels.errors import Unavailable
from bot.channels.shared.buckets import BURST_SECONDS, LocalBuckets
from bot.channels.shared.locks import LocalLocks
from bot.channels.shared.owed import HandOff
from bot.channels.shared.texts import SCREENED_TOGETHER, kept_texts
from bot.metrics import get_metrics
from bot.storage.encryption import Cipher, CipherError
from bot.storage.sharing import name_of

logger = logging.getLogger(__name__)

# Seconds. A killed process leaves its lock behind for so long; one that lives takes care of it three times in that.
LOCKED = 9.0
RENEWED = 3.0
LONGEST_WAIT = 30.0
LOOK_AGAIN = (0.005, 0.04)

_RENEW = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0"
_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"
# A bucket is the time, in microseconds of Redis's own clock, at which it will be full again (GCRA).
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local left = math.max(tonumber(redis.call('GET', KEYS[1]) or now) - now, 0)
local taken, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local wait = left + taken - math.max(burst, taken)
if wait > 0 then return math.ceil(wait) end
if ARGV[3] == '1' then
  redis.call('SET', KEYS[1], string.format('%.0f', now + left + taken), 'PX', math.ceil((left + taken) / 1000) + 1)
end
return 0
"""
_ADD_TEXT = """
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[2]), -1)
return redis.call('EXPIRE', KEYS[1], ARGV[3])
"""


class RedisLocks:
    """A lock is a key with its holder's mark, which goes by itself when the holder is no more.

    Should one run out all the same, since its process was stopped for longer or Redis has lost it, what the late one
    wants to keep of the dialogue is refused (`bot.storage.tracker_store.OutrunError`).
    """

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._here = LocalLocks()
        self._renew, self._release = client.register_script(_RENEW), client.register_script(_RELEASE)

    @asynccontextmanager
    async def alone(self, session_id: str) -> AsyncIterator[None]:
        name, mark = name_of("lock", session_id), secrets.token_hex(8)
        # Of those who wait in one process but one asks Redis, and whoever came first goes first.
        async with self._here.alone(session_id):
            with get_metrics().timed(get_metrics().lock_waits):
                await self._take(name, mark)
            renewing = asyncio.create_task(self._keep(name, mark))
            try:
                yield
            finally:
                renewing.cancel()
                with suppress(RedisError):
                    await self._release([name], [mark])

    async def _take(self, name: str, mark: str) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        try:
            while not await self._client.set(name, mark, nx=True, px=int(LOCKED * 1000)):
                if time.monotonic() > deadline:
                    logger.error("A conversation was taken for too long.")
                    raise Unavailable
                await asyncio.sleep(random.uniform(*LOOK_AGAIN))
        except RedisError as error:
            raise _unavailable(error) from error

    async def _keep(self, name: str, mark: str) -> None:
        while True:
            await asyncio.sleep(RENEWED)
            with suppress(RedisError):
                await self._renew([name], [mark, int(LOCKED * 1000)])


class RedisTexts:
    """The last texts of each session, sealed; those that may be kept are found again in the database."""

    def __init__(self, client: Redis, cipher: Cipher, engine: Engine, seconds: float) -> None:
        """Args: seconds: how long a session is open."""
        self._client, self._cipher, self._engine, self._seconds = client, cipher, engine, seconds
        self._add = client.register_script(_ADD_TEXT)

    async def before(self, session_id: str, message_id: str) -> list[str]:
        # Whatever is wrong with Redis, the database or the keys, this message is screened.
        with suppress(RedisError, CipherError):
            if sealed := await self._client.lrange(name_of("said", session_id), 0, -1):
                known = [json.loads(self._cipher.open(one)) for one in sealed]
                return [text for other, text in known if text and other != message_id]
        with suppress(Exception):
            return [text for other, text in kept_texts(self._engine, session_id) if other != message_id]
        return []

    async def add(self, session_id: str, message_id: str, text: str) -> None:
        name = name_of("said", session_id)
        with suppress(RedisError, CipherError):
            known = [json.loads(self._cipher.open(one))[0] for one in await self._client.lrange(name, 0, -1)]
            texts = [] if message_id in known else [(message_id, text)]
            if not known:  # what the database may hold of it from before
                texts = [one for one in kept_texts(self._engine, session_id) if one[0] != message_id] + texts
            for one in texts:
                if one[1]:
                    sealed = self._cipher.seal(json.dumps(one))
                    await self._add([name], [sealed, SCREENED_TOGETHER - 1, ceil(self._seconds)])

    async def begin_anew(self, session_id: str, message_id: str) -> None:
        await self.forget([session_id])
        with suppress(RedisError):
            sealed = self._cipher.seal(json.dumps((message_id, "")))
            await self._add([name_of("said", session_id)], [sealed, SCREENED_TOGETHER - 1, ceil(self._seconds)])

    async def forget(self, session_ids: Sequence[str]) -> None:
        if session_ids:
            with suppress(RedisError):  # they go by themselves
                await self._client.delete(*(name_of("said", one) for one in session_ids))


class RedisOwed:
    """Hand-offs, sealed; in this process where Redis cannot be reached."""

    def __init__(self, client: Redis, cipher: Cipher, seconds: float) -> None:
        self._client, self._cipher, self._seconds = client, cipher, seconds
        self._here: dict[str, HandOff] = {}

    async def get(self, session_id: str) -> HandOff | None:
        try:
            sealed = await self._client.get(name_of("owed", session_id))
            return HandOff(**json.loads(self._cipher.open(sealed))) if sealed else self._here.get(session_id)
        except CipherError:
            return None
        except RedisError as error:
            raise _unavailable(error) from error

    async def put(self, session_id: str, shown: HandOff) -> None:
        sealed = self._cipher.seal(json.dumps(asdict(shown)))
        try:
            await self._client.set(name_of("owed", session_id), sealed, ex=ceil(self._seconds))
        except RedisError:
            self._here[session_id] = shown

    async def drop(self, session_ids: Sequence[str]) -> None:
        for session_id in session_ids:
            self._here.pop(session_id, None)
        if session_ids:
            try:
                await self._client.delete(*(name_of("owed", one) for one in session_ids))
            except RedisError as error:
                raise _unavailable(error) from error


class RedisBuckets:
    """Token buckets of all processes together. Addresses stand there as a keyed hash."""

    def __init__(self, client: Redis, name: str, per_minute: float, secret: bytes) -> None:
        """Args: per_minute: how fast a bucket fills; 0 takes everything."""
        self._kind, self._secret = f"count:{name}", secret
        self._interval = 60e6 / per_minute if per_minute else 0.0
        self._script = client.register_script(_TAKE)
        self._here = LocalBuckets(per_minute)

    async def take(self, key: str, cost: float = 1.0) -> float:
        return await self._ask(key, cost, take=True)

    async def wait(self, key: str, cost: float = 1.0) -> float:
        return await self._ask(key, cost, take=False)

    async def _ask(self, key: str, cost: float, take: bool) -> float:
        if not self._interval:
            return 0.0
        name = name_of(self._kind, hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()[:32])
        try:
            wait = await self._script([name], [int(self._interval * cost), int(BURST_SECONDS * 1e6), int(take)])
        except RedisError:
            # Nobody is refused because nobody counts; each process counts for itself meanwhile.
            return await (self._here.take(key, cost) if take else self._here.wait(key, cost))
        return float(wait) / 1e6


class RedisRounds:
    """Whoever asks first in a span of time does it."""

    def __init__(self, client: Redis) -> None:
        self._client = client

    async def mine(self, name: str, seconds: float) -> bool:
        try:
            return bool(await self._client.set(name_of("round", name), "1", nx=True, px=int(seconds * 1000)))
        except RedisError:
            return False


def _unavailable(error: RedisError) -> Unavailable:
    logger.error("Redis failed: %s", type(error).__name__)
    get_metrics().failed.labels("redis").inc()
    return Unavailable()
