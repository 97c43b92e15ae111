"""The last texts of each session: the safety screen looks at them together."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from sqlalchemy.engine import Engine

from bot.storage.unit_of_work import UnitOfWork

SCREENED_TOGETHER = 5
MOST_REMEMBERED = 10_000


class Texts(Protocol):
    async def before(self, session_id: str, message_id: str) -> list[str]:
        """Give the texts before that message, oldest first: a message that is sent again is not before itself."""
        ...

    async def add(self, session_id: str, message_id: str, text: str) -> None: ...

    async def begin_anew(self, session_id: str, message_id: str) -> None:
        """Let that message be the first that is looked at together with later ones."""
        ...

    async def forget(self, session_ids: Sequence[str]) -> None: ...


class LocalTexts:
    """Those that this process has heard. What may not be kept in the database is here alone; the rest is found again
    there after a restart."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts: OrderedDict[str, deque[tuple[str, str]]] = OrderedDict()

    async def before(self, session_id: str, message_id: str) -> list[str]:
        if session_id not in self._texts:
            # Whatever is wrong with the database, this message is screened; the next one asks again.
            with suppress(Exception):
                self._texts[session_id] = deque(kept_texts(self._engine, session_id), maxlen=SCREENED_TOGETHER - 1)
        return [text for known, text in self._texts.get(session_id, ()) if text and known != message_id]

    async def add(self, session_id: str, message_id: str, text: str) -> None:
        texts = self._texts.setdefault(session_id, deque(maxlen=SCREENED_TOGETHER - 1))
        self._texts.move_to_end(session_id)
        if text and all(known != message_id for known, _ in texts):
            texts.append((message_id, text))
        while len(self._texts) > MOST_REMEMBERED:
            self._texts.popitem(last=False)

    async def begin_anew(self, session_id: str, message_id: str) -> None:
        self._texts[session_id] = deque([(message_id, "")], maxlen=SCREENED_TOGETHER - 1)

    async def forget(self, session_ids: Sequence[str]) -> None:
        for session_id in session_ids:
            self._texts.pop(session_id, None)


def kept_texts(engine: Engine, session_id: str) -> list[tuple[str, str]]:
    """(message id, text) of the last turns whose words may be kept, oldest first."""
    with UnitOfWork(engine) as work:
        turns = work.rows.last_turns(session_id, SCREENED_TOGETHER - 1)
        return [(turn.message_id, turn.text) for turn in turns if turn.text]
