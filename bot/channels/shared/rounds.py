"""What is to be done once in a while by one of several processes."""

from __future__ import annotations

from typing import Protocol


class Rounds(Protocol):
    async def mine(self, name: str, seconds: float) -> bool:
        """Whether this process is to do it; the others are told no for so long."""
        ...


class EveryRound:
    """There is but one process."""

    async def mine(self, name: str, seconds: float) -> bool:
        return True
