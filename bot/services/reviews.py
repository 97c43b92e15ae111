"""How the talk was, and in a later talk what became of the plan."""

from __future__ import annotations

from datetime import datetime

from bot.services.goals import note_version
from bot.services.returning import low_ones, steps_to_review
from bot.services.writing import Outcome
from bot.storage.models import Goal, Rating, Review, Session, Step
from bot.storage.repository import Repository

# What is asked about a step that was reviewed -> where the answer is kept.
LEARNED = {
    "what_helped": "helped",
    "what_worked": "helped",
    "what_hindered": "said",
    "own_doing": "own_part",
    "slip_sign": "slip_sign",
    "slip_answer": "slip_answer",
}


def rate_talk(rows: Repository, session: Session, now: datetime, *, ratings: dict[str, float]) -> Outcome:
    """Keep the ratings; one number alone is the overall one."""
    if not ratings:
        return {"result": "unclear"}
    rating = session.rating
    if rating is None:
        rating = session.rating = Rating()
    for kind, value in ratings.items():
        setattr(rating, kind, value)
    return {"result": "low" if low_ones(rating) else "some"}


def recall_plan(rows: Repository, session: Session) -> dict[str, str]:
    """The step to look back on and its goal; empty without one."""
    step = _step_in_review(rows, session)
    return {"step": step.action, "goal": step.plan.goal.text} if step is not None else {}


def review_step(rows: Repository, session: Session, now: datetime, *, outcome: str, said: str) -> Outcome:
    """What became of the step: outcome done, partly or not_done. The talk is then about its goal."""
    step = _step_in_review(rows, session)
    if step is not None:
        step.status = outcome
        step.reviews.append(Review(session_id=session.id, outcome=outcome, said=said, at=now))
        session.goal_id = step.plan.goal_id
    return {"result": {"done": "complete", "partly": "partly", "not_done": "low"}[outcome]}


def take_review(rows: Repository, session: Session, now: datetime, *, question: str, text: str) -> Outcome:
    """The answer to a question about the step that was just reviewed; see `LEARNED`. Further answers are added."""
    review = _last_review(rows, session)
    if review is not None:
        field = LEARNED[question]
        before = getattr(review, field)
        setattr(review, field, f"{before}\n{text}" if before else text)
    return {}


def review_on(rows: Repository, session: Session) -> Outcome:
    """Several where the plan has another step to look at, complete otherwise."""
    goal = rows.goal_of(session)
    return {"result": "several" if goal is not None and _open_steps(goal) else "complete"}


def settle_goal(rows: Repository, session: Session, now: datetime, *, achieved: bool) -> Outcome:
    """The goal is achieved by the client's word, or goes on; the talk turns to something else."""
    goal = rows.goal_of(session)
    if goal is not None and achieved:
        goal.status = "achieved"
        note_version(goal, "client", now)
    session.goal_id = None
    return {}


def let_step_go(rows: Repository, session: Session, now: datetime) -> Outcome:
    """The plan that was reviewed is dropped, its goal stays; the talk turns to something else."""
    goal = rows.goal_of(session)
    for plan in goal.plans if goal is not None else ():
        if plan.status == "agreed":
            plan.status = "dropped"
    session.goal_id = None
    return {}


def _step_in_review(rows: Repository, session: Session) -> Step | None:
    """The next open step of the goal that was chosen, else of the goal with the newest plan."""
    goal = rows.goal_of(session)
    steps = _open_steps(goal) if goal is not None else steps_to_review(rows, session)
    return steps[0] if steps else None


def _open_steps(goal: Goal) -> list[Step]:
    return [step for plan in goal.plans if plan.status == "agreed" for step in plan.steps if step.status == "open"]


def _last_review(rows: Repository, session: Session) -> Review | None:
    goal = rows.goal_of(session)
    reviews: list[Review] = [
        review
        for plan in (goal.plans if goal else [])
        for step in plan.steps
        for review in step.reviews
        if review.session_id == session.id
    ]
    return max(reviews, key=lambda review: review.at) if reviews else None
