"""Redis, where several processes serve one page: how it is reached, and how things are called there.

What people wrote stands there sealed, and for no longer than their session is open.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redis.asyncio import Redis

logger = logging.getLogger(__name__)

# Seconds: nobody is to wait longer for what takes a tenth of a millisecond.
PATIENCE = 2.0
PREFIX = "rembuk"


def name_of(kind: str, key: str) -> str:
    """The name under which something of a kind stands."""
    return f"{PREFIX}:{kind}:{key}"


def connect(url: str) -> Redis:
    """Give a client for asyncio; it connects when it is first used, and again after an end of the connection."""
    # Here and below: who uses no Redis need not load what speaks with it.
    from redis.asyncio import Redis
    from redis.asyncio.retry import Retry
    from redis.backoff import ConstantBackoff
    from redis.exceptions import ConnectionError as NotConnected

    client: Redis = Redis.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        # A server that was restarted closes the connections that are kept here.
        retry=Retry(ConstantBackoff(0), 1),
        retry_on_error=[NotConnected],
    )
    return client


def forget(url: str, session_ids: Sequence[str]) -> None:
    """Take out what is said and owed in these sessions; where Redis cannot be reached it goes when its time is over."""
    if not url or not session_ids:
        return
    from redis.exceptions import RedisError

    names = [name_of(kind, one) for one in session_ids for kind in ("said", "owed")]
    try:
        with _client(url) as client:
            client.delete(*names)
    except RedisError as error:
        logger.error("What is shared of deleted sessions stays until it expires: %s", type(error).__name__)


def ask(url: str) -> None:
    """Raises: RedisError: Redis does not answer."""
    with _client(url) as client:
        client.ping()


def _client(url: str) -> Any:
    import redis

    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
