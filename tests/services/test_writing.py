"""The one write of a turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services import goals
from bot.services.writing import DeletedError
from bot.storage.models import Session
from bot.storage.repository import Repository


def goal(text: str) -> Any:
    return lambda rows, session, now: goals.take_goal(rows, session, now, text=text)


def kept_goals(services: Services) -> list[tuple[str, str]]:
    found = services.read("s", lambda rows, session: [(g.text, g.status) for g in session.client.goals])
    return found or []


def test_a_repeated_turn_changes_nothing_and_gives_the_same_outcome(services: Services) -> None:
    first = services.write("s", "turn-1", goal("lulus Juli"))
    assert services.write("s", "turn-1", goal("something else")) == first
    assert kept_goals(services) == [("lulus Juli", "proposed")]


def test_a_change_that_fails_leaves_nothing(services: Services) -> None:
    def half(rows: Repository, session: Session, now: datetime) -> dict[str, Any]:
        goals.take_goal(rows, session, now, text="setengah")
        rows.flush()
        raise RuntimeError("the power went")

    services.write("s", "turn-1", lambda rows, session, now: {})
    with pytest.raises(RuntimeError):
        services.write("s", "turn-2", half)
    assert kept_goals(services) == []
    services.write("s", "turn-2", goal("utuh"))
    assert kept_goals(services) == [("utuh", "proposed")]


def test_nothing_is_written_for_a_deleted_session(services: Services) -> None:
    services.write("s", "turn-1", goal("lulus"))
    services.delete("s")
    with pytest.raises(DeletedError):
        services.write("s", "turn-2", goal("lulus lagi"))
    assert services.read("s", lambda rows, session: session.id) is None
