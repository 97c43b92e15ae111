"""Sending by a messenger's API: again and again for a while when it fails, and nothing of a text in the log."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp_retry import ExponentialRetry, RetryClient

logger = logging.getLogger(__name__)
# The library's own lines could hold an address, and Telegram's token is a part of it.
_silent = logging.getLogger(f"{__name__}.silent")
_silent.disabled = True

LONGEST_CALL = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
USUAL_TRIES = 4
# A hand-off is tried for some minutes.
URGENT_TRIES = 12
TOO_MANY = 429
FAILURES = (aiohttp.ClientError, asyncio.TimeoutError, OSError)


class Patient(ExponentialRetry):
    """Waits twice as long each time, or as long as the API asks."""

    def __init__(self, tries: int, first_pause: float) -> None:
        super().__init__(
            tries, first_pause / 2, LONGEST_PAUSE, statuses={TOO_MANY}, exceptions=set(FAILURES), methods={"POST"}
        )

    def get_timeout(self, attempt: int, response: aiohttp.ClientResponse | None = None) -> float:
        asked = response.headers.get("Retry-After", "") if response is not None else ""
        with suppress(ValueError):
            return min(max(float(asked), 0.0), LONGEST_PAUSE)
        return float(super().get_timeout(attempt, response))


class Api:
    """One messenger's API, over connections that are kept."""

    def __init__(self, name: str, first_pause: float = FIRST_PAUSE) -> None:
        self._name, self._session = name, None
        self._usual, self._urgent = Patient(USUAL_TRIES, first_pause), Patient(URGENT_TRIES, first_pause)

    _session: aiohttp.ClientSession | None

    async def post(self, url: str, urgent: bool, **request: Any) -> bool:
        """Post; whether it was taken. Nothing is raised."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LONGEST_CALL))
        client = RetryClient(self._session, _silent, self._urgent if urgent else self._usual)
        try:
            async with client.post(url, allow_redirects=False, **request) as response:
                if response.status < 300:
                    return True
                logger.error("%s did not take a message: %s", self._name, response.status)
        except FAILURES as error:
            logger.error("%s could not be reached: %s", self._name, type(error).__name__)
        return False

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
