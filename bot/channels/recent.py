"""The last texts of each session: the safety screen looks at them together."""

from __future__ import annotations

from collections import OrderedDict, deque
from contextlib import suppress

from sqlalchemy.engine import Engine

from bot.storage.unit_of_work import UnitOfWork

SCREENED_TOGETHER = 5
MOST_REMEMBERED = 10_000


class RecentTexts:
    """The last texts by session. What may not be kept in the database is here alone; the rest is found again there
    after a restart."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts: OrderedDict[str, deque[tuple[str, str]]] = OrderedDict()

    def before(self, session_id: str, message_id: str) -> list[str]:
        """Give the texts before that message, oldest first: a message that is sent again is not before itself."""
        if session_id not in self._texts:
            self._find_again(session_id)
        return [text for known, text in self._texts.get(session_id, ()) if known != message_id]

    def add(self, session_id: str, message_id: str, text: str) -> None:
        texts = self._texts.setdefault(session_id, deque(maxlen=SCREENED_TOGETHER - 1))
        self._texts.move_to_end(session_id)
        if text and all(known != message_id for known, _ in texts):
            texts.append((message_id, text))
        while len(self._texts) > MOST_REMEMBERED:
            self._texts.popitem(last=False)

    def forget(self, session_id: str) -> None:
        self._texts.pop(session_id, None)

    def _find_again(self, session_id: str) -> None:
        # Whatever is wrong with the database, this message is screened; the next one asks again.
        with suppress(Exception), UnitOfWork(self._engine) as work:
            turns = work.rows.last_turns(session_id, SCREENED_TOGETHER - 1)
            kept = [(turn.message_id, turn.text) for turn in turns if turn.text]
            self._texts[session_id] = deque(kept, maxlen=SCREENED_TOGETHER - 1)
