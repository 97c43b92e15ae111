"""What the talk is for and the goal: its wordings, how important it is, how sure the client is, why it matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.counseling.goal_change import GoalChange
from bot.counseling.likeness import same_thing
from bot.services.writing import Outcome
from bot.storage.models import Goal, GoalRating, GoalVersion, Session, Value
from bot.storage.repository import Repository

MOST_OPEN_GOALS = 3
# Below this the step is made smaller (DESIGN: plan).
CONFIDENT = 7.0
# Below this the client is asked what would make them a little surer.
UNSURE = 5.0
# A number said anew within this time stands in the place of the first.
PUT_RIGHT = timedelta(hours=1)


def take_purpose(rows: Repository, session: Session, now: datetime, *, text: str, as_goal: bool = False) -> Outcome:
    """What the talk is for; with `as_goal` it is the goal as well, unless three are open already."""
    session.purpose = text
    return take_goal(rows, session, now, text=text) if as_goal else {}


def purpose_of(rows: Repository, session: Session) -> str:
    return session.purpose or ""


def take_goal(
    rows: Repository, session: Session, now: datetime, *, text: str, doubted: bool = False, by: str = "client"
) -> Outcome:
    """A new goal, or, where this session has an open one, another wording of it by the client.

    Args:
        by: whose words a new goal is in.
        doubted: the bot asks about it; it stands as countered until the client has answered.
    """
    goal = rows.goal_of(session)
    if goal is None:
        if len(rows.open_goals(session.client_id)) >= MOST_OPEN_GOALS:
            return {"result": "several"}
        goal = _new_goal(session, text, now)
        rows.add(goal)
        rows.flush()
        session.goal_id = goal.id
        note_version(goal, by, now)
    else:
        if by == "client" and not named_by_client(goal):
            goal.versions.clear()  # what stood for a goal until the client named one
        _reword(goal, text, now)
    if doubted:
        _counter(goal, now)
    return {"result": "some", "goal": text}


def named_by_client(goal: Goal) -> bool:
    """Whether any wording of the goal is the client's; an idea of the bot may stand for one until they name it."""
    return any(version.by == "client" for version in goal.versions)


def keep_goal(rows: Repository, session: Session, now: datetime) -> Outcome:
    """The client stands by their words: they are proposed as they were."""
    goal = rows.goal_of(session)
    if goal is None:
        return {}
    if goal.status == "countered":
        goal.status = "proposed"
        note_version(goal, "client", now)
    return {"goal": goal.text}


def sharpen_goal(rows: Repository, session: Session, now: datetime, *, text: str, whole: bool) -> Outcome:
    """How the client would notice a wide goal: added to its words, or in their place where it is a `whole` goal."""
    goal = rows.goal_of(session)
    wording = text if whole or goal is None else f"{goal.text}: {text}"
    return take_goal(rows, session, now, text=wording)


def change_goal(
    rows: Repository, session: Session, now: datetime, *, change: GoalChange, keeps_plan: bool = False
) -> Outcome:
    """Do with the goal what the client wants done; `keeps_plan`: the plan is on show, and stays below other words.

    Result: complete (a new wording stands), enough (a further or quite another goal stands), some (the old one is
    let go, the new one is to be said), one (a further one is to be said), partly (its wording is to be said),
    unclear (what to change is to be said), several (three are open already), nothing (there is no goal yet).
    """
    if change.kind == "both":
        return _add_goal(rows, session, now, change.wording)
    goal = rows.goal_of(session)
    if goal is None:
        return {"result": "nothing"}
    if change.kind == "other":
        drop_goal(rows, session, now)
        taken = take_goal(rows, session, now, text=change.wording) if change.wording else {}
        return {**taken, "result": "enough" if taken else "some"}
    wording = change.applied_to(goal.text)
    if wording is not None:
        another = not keeps_plan and not same_thing(goal.text, wording)
        _counter(goal, now)
        _reword(goal, wording, now)
        if another:
            goal.importance = goal.confidence = None  # they were said of something else
            goal.ratings.clear()
            for plan in goal.plans:
                if plan.status == "draft":
                    plan.status = "dropped"
            goal.options.clear()
        return {"result": "enough" if another else "complete", "goal": wording}
    return {"result": "unclear" if change.kind == "open" else "partly"}


def reword_goal(rows: Repository, session: Session, now: datetime, *, text: str | None) -> None:
    """Let the goal read otherwise, where it is said beside something else; all that belongs to it stays."""
    goal = rows.goal_of(session)
    if goal is not None and text:
        _counter(goal, now)
        _reword(goal, text, now)


def _add_goal(rows: Repository, session: Session, now: datetime, wording: str | None) -> Outcome:
    """One more goal beside those that are open; one that was given up in this talk is taken back first."""
    if len(rows.open_goals(session.client_id)) >= MOST_OPEN_GOALS:
        return {"result": "several"}
    goal = rows.goal_of(session)
    if wording is not None:
        session.goal_id = None
        return {**take_goal(rows, session, now, text=wording), "result": "enough"}
    if goal is None:
        _take_back_dropped(session, now)
        return {"result": "one"}
    earlier = next((v.text for v in reversed(goal.versions) if v.status == "countered" and v.text != goal.text), None)
    if earlier is not None:
        other = _new_goal(session, earlier, now)
        rows.add(other)
        note_version(other, "client", now)
        return {"result": "complete", "kept": earlier}
    session.goal_id = None
    return {"result": "one"}


def _new_goal(session: Session, text: str, now: datetime) -> Goal:
    return Goal(client_id=session.client_id, session_id=session.id, text=text, status="proposed", created_at=now)


def _take_back_dropped(session: Session, now: datetime) -> None:
    """The goal that was let go last in this talk is open again."""
    for goal in reversed(session.client.goals):
        if goal.status == "dropped" and goal.session_id == session.id:
            goal.status = "proposed"
            note_version(goal, "client", now)
            return


def _reword(goal: Goal, text: str, now: datetime) -> None:
    """The client's new wording awaits their yes like the first one did; the same words again leave all as it was."""
    if goal.text != text or goal.status == "countered":
        goal.text, goal.status = text, "proposed"
    note_version(goal, "client", now)


def _counter(goal: Goal, now: datetime) -> None:
    """This wording is in question; it stays the client's."""
    goal.status = "countered"
    note_version(goal, "client", now)


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


def rate_importance(
    rows: Repository,
    session: Session,
    now: datetime,
    *,
    rating: float | None,
    confidence: float | None = None,
    reason: str | None = None,
    reworded: str | None = None,
) -> Outcome:
    """How important the goal is; `confidence`, the `reason` and the goal `reworded` where the same message said them.

    Result: some, complete when the reason was said with it, or unclear.
    """
    reword_goal(rows, session, now, text=reworded)
    goal = rows.goal_of(session)
    if goal is not None and confidence is not None:
        goal.confidence = confidence
        note_rating(goal, "confidence", confidence, now)
    if rating is None:
        return {"result": "unclear"}
    if goal is not None:
        goal.importance = rating
        note_rating(goal, "importance", rating, now)
    if reason is not None:
        take_value(rows, session, now, text=reason)
    return {"result": "complete" if reason else "some", "importance": rating}


def rate_confidence(rows: Repository, session: Session, now: datetime, *, rating: float | None) -> Outcome:
    """Result: some, low (not so sure), partly (so unsure that it is worth asking what would help), or unclear."""
    goal = rows.goal_of(session)
    if rating is None:
        return {"result": "unclear"}
    if goal is not None:
        goal.confidence = rating
        note_rating(goal, "confidence", rating, now)
    result = "partly" if rating < UNSURE else "low" if rating < CONFIDENT else "some"
    return {"result": result, **ratings_of(rows, session)}


def ratings_of(rows: Repository, session: Session) -> Outcome:
    """Importance and confidence of the goal of this talk, None as far as they are open."""
    goal = rows.goal_of(session)
    return {"importance": goal.importance if goal else None, "confidence": goal.confidence if goal else None}


def values_of(rows: Repository, session: Session) -> list[str]:
    """What matters to the client, in their words, oldest first."""
    return [value.text for value in session.client.values]


def count_disagreement(rows: Repository, session: Session, now: datetime) -> Outcome:
    """That the client disagreed is kept as a number; what about, the transcript says."""
    session.disagreements += 1
    return {}


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


def note_rating(goal: Goal, kind: str, rating: float, now: datetime) -> None:
    """Keep a number of a goal beside the earlier ones; said anew within the hour it takes the place of the first."""
    newest = next((one for one in reversed(goal.ratings) if one.kind == kind), None)
    if newest is not None and now - newest.at < PUT_RIGHT:
        newest.rating, newest.at = rating, now
    else:
        goal.ratings.append(GoalRating(kind=kind, rating=rating, at=now))


def goal_or_unnamed(rows: Repository, session: Session, text: str, now: datetime, by: str = "client") -> Goal:
    """The goal of this talk; where the client skipped naming one, what they want to do stands for it.

    With three others open no fourth is made: it is then about the newest of them.
    """
    goal = rows.goal_of(session)
    if goal is None:
        take_goal(rows, session, now, text=session.purpose or text, by="client" if session.purpose else by)
        goal = rows.goal_of(session)
    if goal is None:
        goal = rows.open_goals(session.client_id)[-1]
        session.goal_id = goal.id
    return goal
