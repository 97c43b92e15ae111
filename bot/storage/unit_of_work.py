"""One unit of work is one transaction; it rolls back unless it is told to commit."""

from __future__ import annotations

from types import TracebackType

from sqlalchemy import orm
from sqlalchemy.engine import Engine

from bot.storage.class_rows import ClassRows
from bot.storage.erasure import Eraser
from bot.storage.repository import Repository


class UnitOfWork:
    """`with UnitOfWork(engine) as work: work.rows.…; work.commit()`."""

    rows: Repository
    eraser: Eraser
    classes: ClassRows

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> UnitOfWork:
        self._session = orm.Session(self._engine, future=True, expire_on_commit=False)
        self.rows = Repository(self._session)
        self.eraser = Eraser(self._session)
        self.classes = ClassRows(self._session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Closing rolls back what was not committed; what was read stays readable.
        self._session.close()

    def commit(self) -> None:
        self._session.commit()
