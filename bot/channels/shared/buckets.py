"""Token buckets: so much at once, and so much a minute.

A bucket holds four minutes' worth: people write in bursts, a class arrives at once. Rates count on a clock that only
goes forward.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

Clock = Callable[[], float]
BURST_SECONDS = 240.0
MOST_KEYS = 10_000


class Buckets(Protocol):
    async def take(self, key: str, cost: float = 1.0) -> float:
        """Take from the bucket of a key; give 0, or the seconds to wait when there is too little in it."""
        ...

    async def wait(self, key: str, cost: float = 1.0) -> float:
        """Give the seconds until so much can be taken; 0 when it can be now."""
        ...


class LocalBuckets:
    """A token bucket for each key in this process, kept as the time at which it will be full again (GCRA)."""

    def __init__(self, per_minute: float, clock: Clock = time.monotonic) -> None:
        """Args: per_minute: how fast a bucket fills; 0 takes everything."""
        self._interval = 60.0 / per_minute if per_minute else 0.0
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    async def take(self, key: str, cost: float = 1.0) -> float:
        wait = await self.wait(key, cost)
        if not wait:
            now = self._clock()
            self._full_at[key] = max(self._full_at.pop(key, now), now) + self._interval * cost
            while len(self._full_at) > MOST_KEYS:
                self._full_at.popitem(last=False)
        return wait

    async def wait(self, key: str, cost: float = 1.0) -> float:
        now = self._clock()
        taken = self._interval * cost
        left_over = max(self._full_at.get(key, now), now) - now
        # What costs more than a bucket holds is taken from a full one.
        return max(0.0, left_over + taken - max(BURST_SECONDS, taken))
