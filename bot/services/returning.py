"""Coming back: what a low rating changes, what was agreed before, and what matters to the client."""

from __future__ import annotations

from datetime import datetime

from bot.services.writing import Outcome
from bot.storage.models import Rating, Session, Step
from bot.storage.repository import Repository

RATED = ("heard", "goals", "approach", "overall")
# Below this a talk was not good, and the next one is different (DESIGN: rating).
LOW_RATING = 6.0


def low_ones(rating: Rating | None) -> list[str]:
    """What was rated low: heard, goals, approach, overall."""
    return [kind for kind in RATED if _is_low(getattr(rating, kind, None))]


def take_up_rating(rows: Repository, session: Session) -> list[str]:
    """Let this session be the one that answers the last rating; give what was low in it, empty where nothing is new."""
    rating = rows.last_rating(session)
    if rating is None or rating.taken_up_in is not None or not low_ones(rating):
        return []
    rating.taken_up_in = session.id
    return low_ones(rating)


def rating_taken_up(rows: Repository, session: Session) -> list[str]:
    """What was low in the rating that this session answers; empty where it answers none."""
    rating = rows.last_rating(session)
    return low_ones(rating) if rating is not None and rating.taken_up_in == session.id else []


def take_missing(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """What was missing in the last talk, in the client's words."""
    rating = rows.last_rating(session)
    if rating is not None:
        rating.missing = text
    return {}


def steps_to_review(rows: Repository, session: Session) -> list[Step]:
    """The next open step of each goal with a plan that was agreed before this talk, newest plan first."""
    first: dict[str, Step] = {}
    for step in rows.open_steps(session.client_id, session.started_at):
        first.setdefault(step.plan.goal_id, step)
    return list(first.values())


def goals_to_review(rows: Repository, session: Session) -> list[str]:
    return [step.plan.goal.text for step in steps_to_review(rows, session)]


def choose_goal(rows: Repository, session: Session, now: datetime, *, number: int) -> Outcome:
    """Look at the goal of that number, counted from 0, in the order of `goals_to_review`."""
    session.goal_id = steps_to_review(rows, session)[number].plan.goal_id
    return {"result": "some"}


def earlier_values(rows: Repository, session: Session) -> list[str]:
    """What the client said in earlier talks that matters to them, oldest first."""
    return [value.text for value in session.client.values if value.at < session.started_at]


def _is_low(value: float | None) -> bool:
    return value is not None and value < LOW_RATING
