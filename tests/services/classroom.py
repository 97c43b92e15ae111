"""A supervisor with a class, and trainees in it, over rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.bootstrap import Services
from bot.services import classes, cohort
from bot.services.supervisors import add_supervisor, list_supervisors, new_class
from bot.storage.class_models import Supervisor
from bot.storage.unit_of_work import UnitOfWork
from tests.conftest import NOON
from tests.services.test_practice import Trainee

PASSWORD = "kursi rotan biru tua"


class Classroom:
    """One supervisor with one class; what is asked is asked as they."""

    def __init__(self, services: Services, name: str = "Bu Sari", class_name: str = "BK 5A") -> None:
        self.services, self.name = services, name
        add_supervisor(services.engine, name, PASSWORD, NOON)
        self.code = new_class(services.engine, class_name, name, NOON)
        self.now = NOON
        with UnitOfWork(services.engine) as work:
            found = work.classes.supervisors()[-1]
            self.id, self.class_id = found.id, found.classes[0].id

    def _me(self, work: UnitOfWork) -> Supervisor:
        found = work.classes.supervisor(self.id)
        assert found is not None
        return found

    def table(self, class_id: str | None = None) -> dict[str, Any] | None:
        with UnitOfWork(self.services.engine) as work:
            me = self._me(work)
        return cohort.cohort(self.services.engine, me, class_id or self.class_id, "id", self._later())

    def names(self) -> list[str | None]:
        table = self.table()
        assert table is not None
        return [one["name"] for one in table["trainees"]]

    def report(self, session_id: str) -> dict[str, Any] | None:
        with UnitOfWork(self.services.engine) as work:
            found = cohort.report(work, self._me(work), session_id, "id", self._later())
            work.commit()
            return found

    def comment(self, session_id: str, turn: int, text: str) -> None:
        with UnitOfWork(self.services.engine) as work:
            cohort.comment(work, self._me(work), session_id, turn, text, self._later())
            work.commit()

    def members(self) -> int:
        return int(list_supervisors(self.services.engine)[0]["classes"][0]["members"])

    def _later(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def join(trainee: Trainee, code: str, name: str | None = None, session_id: str | None = None) -> None:
    with UnitOfWork(trainee.services.engine) as work:
        session = work.rows.session(session_id or trainee.session_id)
        assert session is not None
        classes.join(work, session, classes.class_with(work, session, code), name, _now(trainee))
        work.commit()


def leave(trainee: Trainee, class_id: str) -> bool:
    with UnitOfWork(trainee.services.engine) as work:
        session = work.rows.session(trainee.session_id)
        assert session is not None
        left = classes.leave(session.client, class_id, _now(trainee))
        work.commit()
        return left


def withdraw(trainee: Trainee) -> None:
    replace(trainee.services, clock=lambda: _now(trainee)).withdraw_consent(trainee.session_id)


def _now(trainee: Trainee) -> datetime:
    trainee.now += timedelta(minutes=1)
    return trainee.now
