"""The plan: step, when, obstacle, if-then, support, confidence, and the agreement."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.counseling.if_then import parse_if_then, split_step
from bot.counseling.times import parse_when, review_date
from bot.services.goals import CONFIDENT, goal_or_unnamed, note_version
from bot.services.writing import Outcome
from bot.storage.models import Goal, Plan, Session, Step
from bot.storage.repository import Repository

# How often the bot asks for a smaller step before it leaves the step to the client.
MOST_SHRINKS = 2


def take_step(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """The step of the plan that is being made: a first one, or a smaller or other one in its place."""
    goal = goal_or_unnamed(rows, session, text, now)
    plan = _draft(goal, now)
    action, time_words = split_step(text, session.language)
    if plan.steps:
        step = plan.steps[0]
        step.action = action
    else:
        step = Step(number=1, action=action, status="open", review_on=review_date(None, now))
        plan.steps.append(step)
    if time_words:
        _set_when(step, time_words, session, now)
    return {"result": "complete" if time_words else "some", "step": action}


def take_when(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    step = _step(rows, session, now)
    if step is not None:
        _set_when(step, text, session, now)
    return {}


def take_obstacle(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """The obstacle; with an if-then in the same message both are answered."""
    step = _step(rows, session, now)
    both = parse_if_then(text, session.language)
    if step is not None:
        step.obstacle = both[0] if both else text
        step.if_then = text if both else step.if_then
    return {"result": "complete" if both else "some"}


def take_if_then(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    step = _step(rows, session, now)
    if step is not None:
        step.if_then = text
    return {}


def take_support(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    step = _step(rows, session, now)
    if step is not None:
        step.support = text
    return {}


def rate_plan(rows: Repository, session: Session, now: datetime, *, rating: float | None, shrinks: int) -> Outcome:
    """How sure the client is of the plan; `shrinks` is how often a smaller step was asked for in this talk."""
    if rating is None:
        return {"result": "unclear"}
    goal = rows.goal_of(session)
    if goal is not None:
        _draft(goal, now).confidence = rating
    return {"result": "low" if rating < CONFIDENT and shrinks < MOST_SHRINKS else "some"}


def agree(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Goal and plan are agreed, by the client's explicit yes; an earlier agreed plan is replaced."""
    goal = rows.goal_of(session)
    draft = _draft(goal, now) if goal else None
    if goal is None or draft is None or not draft.steps:
        return {"result": "nothing"}
    for plan in goal.plans:
        if plan.status == "agreed" and plan is not draft:
            plan.status = "replaced"
    draft.status = "agreed"
    goal.status = "agreed"
    note_version(goal, "client", now)
    return {"result": "some"}


def plan_lines(rows: Repository, session: Session) -> dict[str, str | None]:
    """The plan that is being made, part by part, for showing it."""
    goal = rows.goal_of(session)
    plan = next((plan for plan in reversed(goal.plans) if plan.status == "draft"), None) if goal else None
    step = plan.steps[0] if plan and plan.steps else None
    return {
        "goal": goal.text if goal else None,
        "step": step.action if step else None,
        "when": step.when if step else None,
        "obstacle": step.obstacle if step else None,
        "if_then": step.if_then if step else None,
        "support": step.support if step else None,
    }


def _draft(goal: Goal, now: datetime) -> Plan:
    for plan in reversed(goal.plans):
        if plan.status == "draft":
            return plan
    plan = Plan(status="draft", created_at=now)
    goal.plans.append(plan)
    return plan


def _step(rows: Repository, session: Session, now: datetime) -> Step | None:
    goal = rows.goal_of(session)
    if goal is None:
        return None
    steps = _draft(goal, now).steps
    return steps[0] if steps else None


def _set_when(step: Step, text: str, session: Session, now: datetime) -> None:
    zone = session.client.zone
    step.when = text
    when = parse_when(text, now, zone, session.language)
    step.starts_at = when.starts_at if when else None
    step.review_on = review_date(step.starts_at, now.astimezone(ZoneInfo(zone)))
