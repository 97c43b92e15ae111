"""How much one session, one address and the whole server take at a time, so that nobody can crowd out the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.channels.errors import Busy, TooMany, TooManyCodes, Waiting
from bot.channels.shared.buckets import Buckets
from bot.settings import Bounds

# Making a document takes as long as answering several messages.
EXPORT_COST = 10.0
RETRY_WHEN_BUSY = 3.0


class Limits:
    """The limits of an installation; what is under way is counted by each process for itself.

    `address` is None where nobody can be told apart by it (see `bot.channels.web.Web.address`); then it is not counted.
    """

    def __init__(self, bounds: Bounds, buckets: Callable[[str, float], Buckets]) -> None:
        """Args: buckets: makes those of a name with a rate a minute."""
        self._bounds = bounds
        self._of_session = buckets("session", bounds.messages_per_minute)
        self._of_address = buckets("address", bounds.requests_per_minute)
        self._openings = buckets("opening", bounds.sessions_per_minute)
        self._wrong_codes = buckets("code", bounds.wrong_codes_per_minute)
        self._under_way: Counter[str] = Counter()

    async def take_request(self, address: str | None) -> None:
        """Count a request. Raises: TooMany."""
        await _take(self._of_address, address)

    async def take_opening(self, address: str | None) -> None:
        """Count a new session. Raises: TooMany."""
        await _take(self._openings, address)

    async def take_message(self, session_id: str, cost: float = 1.0) -> None:
        """Count what a session asks for. Raises: TooMany."""
        await _take(self._of_session, session_id, cost)

    async def may_guess(self, address: str | None, refusal: type[Waiting] = TooManyCodes) -> None:
        """Let a code or a password be looked up.

        Raises:
            refusal: this address has named too many wrong ones; the right one would not be taken either.
        """
        if wait := await self._wrong_codes.wait(address or ""):
            raise refusal(wait)

    async def note_wrong_code(self, address: str | None) -> None:
        """Count a wrong code or password, of those whose address is not known together."""
        await self._wrong_codes.take(address or "")

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


async def _take(buckets: Buckets, key: str | None, cost: float = 1.0) -> None:
    if key is not None and (wait := await buckets.take(key, cost)):
        raise TooMany(wait)
