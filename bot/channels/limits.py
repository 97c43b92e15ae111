"""How much one session, one address and the whole server take at a time, so that nobody can crowd out the others.

A bucket holds four minutes' worth: people write in bursts, a class arrives at once. Rates count on a clock that only
goes forward.
"""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.channels.errors import Busy, TooMany, TooManyCodes, Waiting
from bot.settings import Bounds

Clock = Callable[[], float]
BURST_SECONDS = 240.0
MOST_KEYS = 10_000
# Making a document takes as long as answering several messages.
EXPORT_COST = 10.0
RETRY_WHEN_BUSY = 3.0


class Buckets:
    """A token bucket for each key, kept as the time at which it will be full again (GCRA)."""

    def __init__(self, per_minute: float, clock: Clock = time.monotonic) -> None:
        """Args: per_minute: how fast a bucket fills; 0 takes everything."""
        self._interval = 60.0 / per_minute if per_minute else 0.0
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, key: str, cost: float = 1.0) -> float:
        """Take from the bucket of a key; give 0, or the seconds to wait when there is too little in it."""
        wait = self.wait(key, cost)
        if not wait:
            now = self._clock()
            self._full_at[key] = max(self._full_at.pop(key, now), now) + self._interval * cost
            while len(self._full_at) > MOST_KEYS:
                self._full_at.popitem(last=False)
        return wait

    def wait(self, key: str, cost: float = 1.0) -> float:
        """Give the seconds until so much can be taken; 0 when it can be now."""
        now = self._clock()
        taken = self._interval * cost
        left_over = max(self._full_at.get(key, now), now) - now
        # What costs more than a bucket holds is taken from a full one.
        return max(0.0, left_over + taken - max(BURST_SECONDS, taken))


class Limits:
    """The limits of one process.

    `address` is None where nobody can be told apart by it (see `bot.channels.web.Web.address`); then it is not counted.
    """

    def __init__(self, bounds: Bounds, clock: Clock = time.monotonic) -> None:
        self._bounds = bounds
        self._of_session = Buckets(bounds.messages_per_minute, clock)
        self._of_address = Buckets(bounds.requests_per_minute, clock)
        self._openings = Buckets(bounds.sessions_per_minute, clock)
        self._wrong_codes = Buckets(bounds.wrong_codes_per_minute, clock)
        self._under_way: Counter[str] = Counter()

    def take_request(self, address: str | None) -> None:
        """Count a request. Raises: TooMany."""
        _take(self._of_address, address)

    def take_opening(self, address: str | None) -> None:
        """Count a new session. Raises: TooMany."""
        _take(self._openings, address)

    def take_message(self, session_id: str, cost: float = 1.0) -> None:
        """Count what a session asks for. Raises: TooMany."""
        _take(self._of_session, session_id, cost)

    def may_guess(self, address: str | None, refusal: type[Waiting] = TooManyCodes) -> None:
        """Let a code or a password be looked up.

        Raises:
            refusal: this address has named too many wrong ones; the right one would not be taken either.
        """
        if wait := self._wrong_codes.wait(address or ""):
            raise refusal(wait)

    def note_wrong_code(self, address: str | None) -> None:
        """Count a wrong code or password, of those whose address is not known together."""
        self._wrong_codes.take(address or "")

    @contextmanager
    def under_way(self, session_id: str | None) -> Iterator[None]:
        """Count a message, or an opening (None), while it is answered; others of its session wait behind it.

        Raises:
            TooMany: too many of this session wait already.
            Busy: too many of all.
        """
        if self._under_way.total() >= self._bounds.most_at_once:
            raise Busy(RETRY_WHEN_BUSY)
        key = session_id or ""
        if session_id is not None and self._under_way[key] >= self._bounds.most_waiting:
            raise TooMany(RETRY_WHEN_BUSY)
        self._under_way[key] += 1
        try:
            yield
        finally:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key]


def _take(buckets: Buckets, key: str | None, cost: float = 1.0) -> None:
    if key is not None and (wait := buckets.take(key, cost)):
        raise TooMany(wait)
