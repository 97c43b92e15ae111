"""One message of a conversation at a time."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from weakref import WeakValueDictionary


class Locks(Protocol):
    def alone(self, session_id: str) -> AbstractAsyncContextManager[None]:
        """Wait until nobody else is in this conversation, and keep the others out.

        Raises:
            Unavailable: on entering: it cannot be found out, or takes too long.
        """
        ...


class LocalLocks:
    """Locks of one process; whoever came first goes first."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def alone(self, session_id: str) -> AbstractAsyncContextManager[None]:
        return self._locks.setdefault(session_id, asyncio.Lock())
