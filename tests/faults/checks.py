"""What must hold in the rows whatever was killed: read from the database, with nothing of the server's help."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import sqlalchemy
from sqlalchemy import orm, select

from bot.settings import load_settings
from bot.storage import engine as engines
from bot.storage.encryption import cipher_of
from bot.storage.models import Client, Effect, Goal, Session, Turn
from bot.storage.repository import OPEN_GOAL
from tests.faults.load import Talk
from tests.server import RunningRembuk

GOALS = {"proposed", "countered", "agreed", "dropped", "achieved"}
PLANS = {"draft", "agreed", "replaced", "dropped"}
STEPS = {"open", "done", "partly", "not_done"}
MOST_OPEN_GOALS = 3


async def check_talk(talk: Talk) -> None:
    """Everything acknowledged is in the history, once, in order, and nothing else is."""
    told = await talk.history()
    assert told == talk.lines, _difference(talk.tag, told, talk.lines)


def check_rows(server: RunningRembuk) -> None:
    """The database is whole: turns counted through and done once, goals and plans in a state that can be."""
    engine = server.engine()
    with orm.Session(engine) as rows:
        if engine.dialect.name == "sqlite":
            assert rows.execute(sqlalchemy.text("PRAGMA integrity_check")).scalar() == "ok"
        for session in rows.scalars(select(Session)):
            assert [turn.number for turn in session.turns] == list(range(1, len(session.turns) + 1)), session.id
            times = [turn.at for turn in session.turns]
            assert times == sorted(times), session.id
        turns = set(rows.scalars(select(Turn.id)))
        assert set(rows.scalars(select(Effect.turn_id))) <= turns
        for client in rows.scalars(select(Client)):
            check_goals(client.goals)
    engine.dispose()


def check_goals(goals: Sequence[Goal]) -> None:
    """At most three are open; statuses are known ones; a plan is agreed only under a goal that is, and not twice."""
    assert sum(goal.status in OPEN_GOAL for goal in goals) <= MOST_OPEN_GOALS
    for goal in goals:
        assert goal.status in GOALS
        assert [version.number for version in goal.versions] == list(range(1, len(goal.versions) + 1))
        assert {plan.status for plan in goal.plans} <= PLANS
        assert {step.status for plan in goal.plans for step in plan.steps} <= STEPS
        assert sum(plan.status == "draft" for plan in goal.plans) <= 1
        agreed = [plan for plan in goal.plans if plan.status == "agreed"]
        assert len(agreed) <= 1
        if agreed:
            assert goal.status in ("agreed", "achieved") and agreed[0].steps
        if goal.status == "agreed":
            assert any(version.status == "agreed" for version in goal.versions)


def check_dialogues(server: RunningRembuk) -> None:
    """Rasa heard each message once."""
    settings = load_settings(server.environment)
    own = server.engine()
    engine = engines.create(settings.tracker_url, cipher_of(own))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        sealed = connection.exec_driver_sql("SELECT sender_id, data FROM events WHERE type_name = 'user'").all()
    heard = Counter(
        (sender_id, json.loads(cipher_of(own).open(bytes(data)))["message_id"]) for sender_id, data in sealed
    )
    engine.dispose()
    own.dispose()
    assert not [key for key, count in heard.items() if count > 1]


def _difference(tag: str, told: list[tuple[str, str]], expected: list[tuple[str, str]]) -> str:
    at = next((i for i, (one, other) in enumerate(zip(told, expected)) if one != other), min(len(told), len(expected)))
    return f"{tag}, line {at}: kept {told[at : at + 2]}, acknowledged {expected[at : at + 2]}"
