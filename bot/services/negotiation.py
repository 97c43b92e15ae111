"""What a client and the bot settle: each function makes one change and gives what the dialogue must know of it.

All of them take the repository, the session and the time; `result` in what they give is the word that the rules in
data/stories go by. Texts are kept in the client's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.counseling.address import Address, Form
from bot.counseling.choices import match_choice
from bot.counseling.if_then import parse_if_then, split_step
from bot.counseling.times import parse_when, review_date
from bot.language import Language
from bot.storage.models import (
    Consent,
    Goal,
    GoalVersion,
    Option,
    Plan,
    Preference,
    Rating,
    Review,
    Session,
    Step,
    Value,
)
from bot.storage.repository import Repository

CONSENT_VERSION = "2026-11"
MOST_OPEN_GOALS = 3
ENOUGH_OPTIONS = 4
# Below this the step is made smaller (DESIGN: plan).
CONFIDENT = 7.0
LOW_RATING = 5.0
# How often the bot asks for a smaller step before it leaves the step to the client.
MOST_SHRINKS = 2

Outcome = dict[str, Any]
PREFERENCES = {
    "slower": ("pace", "slow"),
    "faster": ("pace", "fast"),
    "gentler": ("tone", "gentle"),
    "more_direct": ("tone", "direct"),
}


def address_of(session: Session) -> Address:
    """How the client is spoken to in this session."""
    return Address(language=session.language, form=session.client.form, name=session.client.name)


def recall_opening(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Who is there: somebody new, somebody back, or somebody back with a plan to look back on."""
    client = session.client
    step = rows.step_to_review(client.id)
    if not client.consents:
        result = "new"
    elif step is not None:
        result = "review"
        # The talk begins with the goal of that step.
        session.goal_id = step.plan.goal.id
    else:
        result = "back"
    return {
        "result": result,
        "language": session.language,
        "form": client.form,
        "name": client.name,
        "country": client.country,
        "minor": client.minor,
    }


def record_consent(rows: Repository, session: Session, now: datetime, *, given: bool) -> Outcome:
    rows.add(Consent(client_id=session.client_id, version=CONSENT_VERSION, given=given, at=now))
    return {}


def record_age(rows: Repository, session: Session, now: datetime, *, minor: bool) -> Outcome:
    session.client.minor = minor
    return {"result": "minor" if minor else "complete", "country": session.client.country}


def take_name(rows: Repository, session: Session, now: datetime, *, name: str | None, form: Form | None) -> Outcome:
    """Keep name and form of address, whichever was said."""
    client = session.client
    client.name = name or client.name
    client.form = form or client.form
    return {"result": "some" if name or form else "unclear", "name": client.name, "form": client.form}


def take_preference(rows: Repository, session: Session, now: datetime, *, act: str) -> Outcome:
    kind, choice = PREFERENCES[act]
    for preference in session.client.preferences:
        if preference.kind == kind:
            preference.choice = choice
            break
    else:
        rows.add(Preference(client_id=session.client_id, kind=kind, choice=choice))
    return {}


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
    _note_version(goal, "client", now)
    return {"result": "some", "goal": text}


def drop_goal(rows: Repository, session: Session, now: datetime) -> Outcome:
    goal = rows.goal_of(session)
    if goal is None:
        return {"result": "nothing"}
    goal.status = "dropped"
    for plan in goal.plans:
        if plan.status in ("draft", "agreed"):
            plan.status = "dropped"
    _note_version(goal, "client", now)
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


def take_option(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    goal = _goal_or_unnamed(rows, session, text, now)
    options = goal.options
    if all(option.text.casefold() != text.casefold() for option in options):
        options.append(Option(number=len(options) + 1, text=text, by="client", chosen=False))
    return {"result": "enough" if len(options) >= ENOUGH_OPTIONS else "some", "option": text}


def count_options(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Nothing, one (which is then chosen) or several."""
    goal = rows.goal_of(session)
    options = goal.options if goal else []
    if len(options) == 1:
        options[0].chosen = True
    return {"result": ("nothing", "one")[len(options)] if len(options) < 2 else "several"}


def list_options(rows: Repository, session: Session) -> list[str]:
    goal = rows.goal_of(session)
    return [option.text for option in goal.options] if goal else []


def choose_option(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """Choose by number, by words, or take what the client names now as one more option of theirs."""
    goal = _goal_or_unnamed(rows, session, text, now)
    chosen = match_choice(text, [option.text for option in goal.options])
    if chosen is None:
        if len(text.split()) < 3:
            return {"result": "unclear"}
        goal.options.append(Option(number=len(goal.options) + 1, text=text, by="client", chosen=False))
        chosen = len(goal.options) - 1
    for number, option in enumerate(goal.options):
        option.chosen = number == chosen
    return {"result": "some", "option": goal.options[chosen].text}


def take_step(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """The step of the plan that is being made: a first one, or a smaller or other one in its place."""
    goal = _goal_or_unnamed(rows, session, text, now)
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
    _note_version(goal, "client", now)
    return {"result": "some"}


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


def switch_language(rows: Repository, session: Session, now: datetime, *, language: Language) -> Outcome:
    session.language = language
    return {"result": "some", "language": language}


def _note_version(goal: Goal, by: str, now: datetime) -> None:
    versions: Sequence[GoalVersion] = goal.versions
    if versions and (versions[-1].text, versions[-1].status) == (goal.text, goal.status):
        return
    goal.versions.append(GoalVersion(number=len(versions) + 1, text=goal.text, status=goal.status, by=by, at=now))


def _goal_or_unnamed(rows: Repository, session: Session, text: str, now: datetime) -> Goal:
    """The goal of this talk; where the client skipped naming one, what they want to do stands for it."""
    goal = rows.goal_of(session)
    if goal is None:
        take_goal(rows, session, now, text=session.purpose or text)
        goal = rows.goal_of(session)
        assert goal is not None, "take_goal has just made it, or three others are open"
    return goal


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
