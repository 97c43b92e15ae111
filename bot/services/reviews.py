"""How the talk was, and in a later talk what became of the plan."""

from __future__ import annotations

from datetime import datetime

from bot.services.writing import Outcome
from bot.storage.models import Rating, Review, Session
from bot.storage.repository import Repository

LOW_RATING = 5.0


def rate_talk(rows: Repository, session: Session, now: datetime, *, ratings: dict[str, float]) -> Outcome:
    """Keep the ratings; one number alone is the overall one."""
    if not ratings:
        return {"result": "unclear"}
    rating = session.rating
    if rating is None:
        rating = session.rating = Rating()
    for kind, value in ratings.items():
        setattr(rating, kind, value)
    return {"result": "low" if min(ratings.values()) < LOW_RATING else "some"}


def recall_plan(rows: Repository, session: Session) -> dict[str, str]:
    """The step to look back on and its goal; empty without one."""
    step = rows.step_to_review(session.client_id)
    return {"step": step.action, "goal": step.plan.goal.text} if step is not None else {}


def review_step(rows: Repository, session: Session, now: datetime, *, outcome: str, said: str) -> Outcome:
    """What became of the step: outcome done, partly or not_done."""
    step = rows.step_to_review(session.client_id)
    if step is not None:
        step.status = outcome
        step.reviews.append(Review(session_id=session.id, outcome=outcome, said=said, at=now))
    return {"result": {"done": "complete", "partly": "partly", "not_done": "low"}[outcome]}


def take_review(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """What helped or got in the way, beside the review it belongs to; "low" when a new plan is due."""
    goal = rows.goal_of(session)
    reviews: list[Review] = [
        review
        for plan in (goal.plans if goal else [])
        for step in plan.steps
        for review in step.reviews
        if review.session_id == session.id
    ]
    if not reviews:
        return {"result": "complete"}
    review = reviews[-1]
    review.said = f"{review.said}\n{text}" if review.said else text
    if review.outcome == "done":
        # The talk that follows is about something else.
        session.goal_id = None
        return {"result": "complete"}
    return {"result": "low"}
