"""Hand-offs that were shown while something was down: the dialogue is to hear of them before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class HandOff:
    """A hand-off as it was shown, and the message that called for it."""

    typed: str
    message_id: str
    level: str
    rule: str
    messages: list[dict[str, Any]]


class Owed(Protocol):
    async def get(self, session_id: str) -> HandOff | None: ...

    async def put(self, session_id: str, shown: HandOff) -> None: ...

    async def drop(self, session_ids: Sequence[str]) -> None: ...


class LocalOwed:
    """Those of one process."""

    def __init__(self) -> None:
        self._owed: dict[str, HandOff] = {}

    async def get(self, session_id: str) -> HandOff | None:
        return self._owed.get(session_id)

    async def put(self, session_id: str, shown: HandOff) -> None:
        self._owed[session_id] = shown

    async def drop(self, session_ids: Sequence[str]) -> None:
        for session_id in session_ids:
            self._owed.pop(session_id, None)
