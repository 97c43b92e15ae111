"""A turn asks no more of the database and of the action server late in a long talk than early in it.

`python -m benchmarks.growth` measures the time; here it is counted what the time goes with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy

from bot.bootstrap import make_services
from bot.settings import load_settings
from bot.storage import recalled
from bot.storage.migrate import migrate
from tests.in_process import ActionsHere, RembukHere

HELD, MOST, EARLY, LATE, SOME = 3, 6, 10, 40, 5
TOLD = "my sister keeps saying just join a club but I freeze when I meet strangers"


@dataclass
class Counted:
    statements: int = 0
    told: int = 0


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Counted]]:
    """What each turn of a talk asked for, in which a person only wants to be heard."""
    own = load_settings({"REMBUK_DATA_DIR": str(tmp_path_factory.mktemp("long"))})
    migrate(own)
    counted: list[Counted] = []
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(recalled, "MOST_HELD", HELD)
        monkeypatch.setattr(recalled, "MOST_RECALLED", MOST)
        here = RembukHere(make_services(own), monkeypatch)
        count(here, counted, monkeypatch)
        session_id, _ = here.open(language="en")
        counted.append(Counted())
        here.say(session_id, "yes, keep it", "m0")
        here.say(session_id, "Sam", "m1")
        here.say(session_id, "I just want to talk", "m2")
        for number in range(LATE):
            counted.append(Counted())
            here.say(session_id, TOLD, f"told{number}")
        yield counted[-LATE:]


def count(here: RembukHere, counted: list[Counted], monkeypatch: pytest.MonkeyPatch) -> None:
    def statement(*_: Any) -> None:
        if counted:
            counted[-1].statements += 1

    for engine in (here.services.engine, here.agent.tracker_store._tracker_store.engine):  # type: ignore[attr-defined]
        sqlalchemy.event.listen(engine, "before_cursor_execute", statement)
    call = ActionsHere._request

    async def counting(endpoint: ActionsHere, kwargs: Any) -> Any:
        if counted:
            counted[-1].told += len(json.dumps(kwargs["json"]["tracker"]["events"]))
        return await call(endpoint, kwargs)

    monkeypatch.setattr(ActionsHere, "_request", counting)


def test_a_late_turn_asks_no_more_of_the_database(talk: list[Counted]) -> None:
    assert {one.statements for one in talk[-SOME:]} == {one.statements for one in talk[EARLY : EARLY + SOME]}


def test_a_late_turn_tells_the_action_server_no_more(talk: list[Counted]) -> None:
    early, late = talk[EARLY : EARLY + SOME], talk[-SOME:]
    assert max(one.told for one in late) < 1.1 * max(one.told for one in early) + 100
    assert min(one.told for one in early) > 0
