"""What the talk is for and the goal: its wordings, how important it is, how sure the client is, why it matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.services.writing import Outcome
from bot.storage.models import Goal, GoalVersion, Session, Value
from bot.storage.repository import Repository

MOST_OPEN_GOALS = 3
# Below this the step is made smaller (DESIGN: plan).
CONFIDENT = 7.0


def take_purpose(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    session.purpose = text
    return {}


def take_goal(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """A new goal, or, where this session has an open one, another wording of it by the client."""
    goal = rows.goal_of(session)
    if goal is None:
        if len(rows.open_goals(session.client_id)) >= MOST_OPEN_GOALS:
            return {"result": "several"}
        goal = Goal(client_id=session.client_id, session_id=session.id, text=text, status="proposed", created_at=now)
        rows.add(goal)
        rows.flush()
        session.goal_id = goal.id
    elif goal.text != text:
        # The client's new wording awaits their yes like the first one did.
        goal.text, goal.status = text, "proposed"
    note_version(goal, "client", now)
    return {"result": "some", "goal": text}


def drop_goal(rows: Repository, session: Session, now: datetime) -> Outcome:
    goal = rows.goal_of(session)
    if goal is None:
        return {"result": "nothing"}
    goal.status = "dropped"
    for plan in goal.plans:
        if plan.status in ("draft", "agreed"):
            plan.status = "dropped"
    note_version(goal, "client", now)
    session.goal_id = None
    return {"result": "some"}


def rate_importance(rows: Repository, session: Session, now: datetime, *, rating: float | None) -> Outcome:
    goal = rows.goal_of(session)
    if rating is None:
        return {"result": "unclear"}
    if goal is not None:
        goal.importance = rating
    return {"result": "some", "importance": rating}


def rate_confidence(rows: Repository, session: Session, now: datetime, *, rating: float | None) -> Outcome:
    goal = rows.goal_of(session)
    if rating is None:
        return {"result": "unclear"}
    if goal is not None:
        goal.confidence = rating
    return {"result": "low" if rating < CONFIDENT else "some"}


def take_value(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """What makes the goal matter is what matters to the client."""
    if all(value.text != text for value in session.client.values):
        rows.add(Value(client_id=session.client_id, text=text, at=now))
    return {}


def note_version(goal: Goal, by: str, now: datetime) -> None:
    versions: Sequence[GoalVersion] = goal.versions
    if versions and (versions[-1].text, versions[-1].status) == (goal.text, goal.status):
        return
    goal.versions.append(GoalVersion(number=len(versions) + 1, text=goal.text, status=goal.status, by=by, at=now))


def goal_or_unnamed(rows: Repository, session: Session, text: str, now: datetime) -> Goal:
    """The goal of this talk; where the client skipped naming one, what they want to do stands for it."""
    goal = rows.goal_of(session)
    if goal is None:
        take_goal(rows, session, now, text=session.purpose or text)
        goal = rows.goal_of(session)
        assert goal is not None, "take_goal has just made it, or three others are open"
    return goal
