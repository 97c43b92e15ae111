"""The plan: its step, when, obstacle, if-then, support, confidence, and the agreement.

A plan that was shown is not changed any more: a change replaces it by a new draft, so that each version stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.counseling.agreeing import added_to_step, asks_for_change, change_said, objects
from bot.counseling.goal_change import goal_beside
from bot.counseling.let_go import let_go, needs_nobody
from bot.counseling.likeness import is_part_of, same_thing
from bot.counseling.part_changes import (
    added_if_then,
    parts_anew,
    said_beside_parts,
    said_instead,
    swap_in,
    time_put_right,
)
from bot.counseling.plan_parts import (
    ORDER,
    PART_OF,
    find_place,
    is_place,
    is_somebody,
    keeps_step,
    leans_on_others,
    part_named,
    read_parts,
    without_place,
)
from bot.counseling.ratings import find_rating
from bot.counseling.scales import number_put_right
from bot.counseling.time_change import time_changed
from bot.counseling.time_spans import pick_spans
from bot.counseling.times import parse_when, review_date
from bot.language import Language
from bot.services.goals import CONFIDENT, goal_or_unnamed, note_rating, note_version, reword_goal
from bot.services.writing import Outcome
from bot.storage.models import Goal, Plan, Session, Step
from bot.storage.repository import Repository

# How often the bot asks for a smaller step before it leaves the step to the client.
MOST_SHRINKS = 2
# The questions of the parts whose words another word can take the place of.
SWAPPED = ("step", "when", "obstacle", "if_then", "support")
_BESIDE_THE_STEP = ("when", "where", "support")
ASKED_FOR = ("when", "obstacle", "if_then", "support")
# A day that can be nothing but when a step is done, also in a step that is said anew.
_SOON = re.compile(
    r"\b(?:today|tonight|tomorrow|besok|lusa|nanti\s+(?:sore|malam|malem|siang)|hari\s+ini)\b", re.IGNORECASE
)
STEP_FIELDS = ("when", "starts_at", "where", "obstacle", "if_then", "support", "review_on")


def take_answer(
    rows: Repository,
    session: Session,
    now: datetime,
    *,
    text: str,
    question: str,
    hint: str | None = None,
    from_plan: bool = False,
    told_when: str = "",
) -> Outcome:
    """Keep all that a message says of the plan, each in its field.

    Args:
        question: what was asked, a key of `PART_OF`.
        hint: the part that the message most likely is by its act.
        from_plan: the question came out of looking at the whole plan, so that plan is replaced.
        told_when: a time that was told before the step was asked for; it counts where the step has none.

    Returns:
        result some: what was asked is answered; partly: something else was told; unclear: nothing was.
        step: the action now. low: the confidence known so far is low. leans: the new action is somebody else's to do.
    """
    part = PART_OF[question]
    before = rows.goal_of(session)
    gone, told = let_go(text) if question == "support" else (frozenset[str](), text)
    if question == "support" and before and needs_nobody(told):
        draft = _on_show(before, now) if from_plan else _draft(before, now)
        draft = _new_version(before, draft, now, keep_parts=True) if from_plan else draft
        return {"result": "some", "step": _fill(draft, {}, session, now, gone | {"support"}).action}
    planned = _last_step(_newest_draft(before)) if before else None
    put = _time_put_right(text) if planned and planned.when and question not in ("step", "when") else None
    text = (put[0] or text) if put else text
    found = _same_step(before, text, session.language) if part == "action" else {}
    found = found or _change_beside(text, session.language, planned, question)
    changes = bool(found)
    found = found or dict(read_parts(text, part, session.language, hint).found)
    if put and planned:
        found = {**(found if put[0] else {}), "when": time_changed(planned.when or "", put[1])}
    if not found and question == "plan_confidence" and is_somebody(text, session.language):
        found = {"support": text.strip(" .!")}  # a late answer to who could help
    if not found:
        return {"result": "unclear"}
    goal = goal_or_unnamed(rows, session, text, now)
    draft = _on_show(goal, now) if from_plan else _draft(goal, now)
    if from_plan and draft.steps:
        # Another step begins with nothing but itself.
        another = question == "step" and not same_thing(draft.steps[-1].action, found.get("action", ""))
        draft = _new_version(goal, draft, now, keep_parts=not another)
    if question == "smaller_step":
        draft.confidence = None
        if draft.steps and "action" in found and not is_part_of(found["action"], draft.steps[-1].action):
            draft.steps[-1:] = [_new_step(draft, now, number=len(draft.steps))]
    if from_plan and draft.steps and not changes:
        _keep_time(draft.steps[-1], found)
    if draft.steps and question in ORDER and not changes:
        _keep_beside(draft.steps[-1], found, question, session, now)
    if "action" in found and told_when and not (draft.steps and draft.steps[-1].when):
        found.setdefault("when", told_when)
    step = _fill(draft, found, session, now)
    return {
        "result": "some" if part in found else "partly",
        "step": step.action,
        "low": draft.confidence is not None and draft.confidence < CONFIDENT,
        "leans": "action" in found and leans_on_others(found["action"], session.language),
    }


def take_aside(rows: Repository, session: Session, now: datetime, *, text: str, question: str) -> Outcome:
    """Keep only what the words of a message name as parts of the plan; result as of `take_answer`, nothing for
    unclear."""
    found = read_parts(text, None, session.language).found
    goal = rows.goal_of(session)
    if goal is None or not found:
        return {"result": "nothing"}
    _fill(_draft(goal, now), found, session, now)
    return {"result": "some" if PART_OF[question] in found else "partly"}


def change_plan(
    rows: Repository, session: Session, now: datetime, *, text: str, as_step: bool, hint: str | None = None
) -> Outcome:
    """Take what a message changes in the plan that was shown.

    Args:
        as_step: words that name no other part are the new step.
        hint: the part that the message most likely is by its act.

    Returns:
        result some; new where the step is another one, which begins with nothing but itself; or nothing when the
        message names no change.
    """
    goal = rows.goal_of(session)
    shown = _on_show(goal, now) if goal else None
    planned = _last_step(shown)
    if beside := goal_beside(text):
        reword_goal(rows, session, now, text=beside[0])
        text, as_step = beside[1], False
    gone, text = let_go(text)
    found = _changes(text, session.language, planned, as_step=as_step, hint=hint)
    if not found and planned:
        found = _placed(said_instead(text), planned, session.language)
    if goal is None or shown is None or not (found or gone):
        return {"result": "some" if beside and goal is not None else "nothing"}
    _keep_time(planned, found)
    before = planned.action if planned else ""
    renamed = "step" in parts_anew(text)  # by the client, who sees what of the rest goes with it
    another = bool(before) and "action" in found and not renamed and not same_thing(before, found["action"])
    step = _fill(_new_version(goal, shown, now, keep_parts=not another), found, session, now, gone)
    return {"result": "new" if another else "some", "step": step.action}


def _change_beside(text: str, language: Language, planned: Step | None, question: str) -> dict[str, Any]:
    """The parts that an answer names and says anew, whatever was asked, with the number it may open with; empty where
    it changes none."""
    rating = find_rating(text) if question == "plan_confidence" else None
    number = rating if rating is not None and rating.start == 0 else None
    rest = text[number.end :].lstrip(" .,;:!-") if number else text
    found = _anew(rest, language, planned) or _swapped(rest, language, planned)
    if number and rest and not found and asks_for_change(rest):
        found = dict(read_parts(rest, None, language).found)
    if found:
        _keep_time(planned, found)
    return {**found, "confidence": number.value} if found and number else found


def _time_put_right(text: str) -> tuple[str, str] | None:
    """An answer without the time that is put right in it, and that time; see `time_put_right`."""
    anew = parts_anew(text)
    return ("", anew["when"]) if {*anew} == {"when"} else time_put_right(text)


def _same_step(goal: Goal | None, text: str, language: Language) -> dict[str, Any]:
    """The step of the last plan with what a message wants otherwise of it ("the same step, but on Sunday"); empty where
    it does not keep that step."""
    kept = _last_step(next((plan for plan in reversed(goal.plans) if plan.steps), None)) if goal else None
    if kept is None or not kept.action or not keeps_step(text):
        return {}
    found = {part: words for part, words in read_parts(text, None, language).found.items() if part in _BESIDE_THE_STEP}
    _keep_time(kept, found)
    return {"action": kept.action, **found}


def _swapped(text: str, language: Language, planned: Step | None) -> dict[str, Any]:
    """The part in which other words take the place of some of its own ("jangan Rina, ibu aja"); empty without one."""
    own = {question: getattr(planned, PART_OF[question], None) for question in SWAPPED} if planned else {}
    swapped = swap_in(own, text)
    return dict(read_parts(swapped[1], PART_OF[swapped[0]], language).found) if swapped else {}


def _keep_time(planned: Step | None, found: dict[str, Any]) -> None:
    """Where a time is said anew, what it leaves unsaid of the old one stays."""
    if planned and planned.when and "when" in found:
        found["when"] = time_changed(planned.when, found["when"])


def _changes(text: str, language: Language, planned: Step | None, *, as_step: bool, hint: str | None) -> dict[str, Any]:
    """The parts that a message changes, each with its new words."""
    if planned and (beside := added_if_then(text)):
        return {"if_then": f"{planned.if_then}; {beside}" if planned.if_then else beside}
    anew = _anew(text, language, planned)
    if anew:
        return anew
    if swapped := _swapped(text, language, planned):
        return swapped
    number = number_put_right(text)
    if number is not None and not pick_spans(text):
        return {"confidence": number}
    text = change_said(text)
    if objects(text):
        return {}  # that something is not so, and not what: it is to be asked for
    if is_place(text):
        return {"where": find_place(text)}
    parts = read_parts(text, None, language, hint)
    if planned and not parts.found and part_named(text) is None and (added := added_to_step(text)):
        return {"action": f"{planned.action}, {added}"}
    if as_step and not parts.found and parts.rest:
        return dict(read_parts(parts.rest, "action", language).found)
    return dict(parts.found)


def _placed(words: str | None, step: Step, language: Language) -> dict[str, Any]:
    """Words that name no part, in the part that they are (a time, an if-then) or that is about the same thing; empty
    where none is, or more than one."""
    if words is None:
        return {}
    parts = read_parts(words, None, language)
    if parts.found and not parts.rest:
        return dict(parts.found)
    said = {"action": step.action, "obstacle": step.obstacle, "if_then": step.if_then, "support": step.support}
    alike = [part for part, before in said.items() if before and same_thing(before, words)]
    return dict(read_parts(words, alike[0], language).found) if len(alike) == 1 else {}


def _anew(text: str, language: Language, planned: Step | None) -> dict[str, Any]:
    """The parts that a message names and says anew; empty where it names none."""
    found: dict[str, Any] = {}
    for question, words in parts_anew(text).items():
        if question == "where":
            found["where"] = words
        elif question == "step" and planned and planned.when and not _SOON.search(words):
            found["action"] = words  # days in it are what it is about: when it is done is settled
        else:
            found |= read_parts(words, PART_OF[question], language).found
    beside = read_parts(said_beside_parts(text), None, language).found if found else {}
    return {"if_then": beside["if_then"], **found} if "if_then" in beside and "action" not in found else found


def agree(rows: Repository, session: Session, now: datetime, *, without: Collection[str] = ()) -> Outcome:
    """Goal and plan are agreed, by the client's explicit yes; an earlier agreed plan is replaced.

    Args:
        without: the parts that it is agreed without; see `let_go`.
    """
    goal = rows.goal_of(session)
    draft = _draft(goal, now) if goal else None
    if goal is None or draft is None or not any(step.action for step in draft.steps):
        return {"result": "nothing"}
    draft.steps[:] = [step for step in draft.steps if step.action]
    _fill(draft, {}, session, now, without)
    for plan in goal.plans:
        if plan.status == "agreed" and plan is not draft:
            plan.status = "replaced"
    draft.status = "agreed"
    goal.status = "agreed"
    note_version(goal, "client", now)
    return {"result": "some"}


def add_step(rows: Repository, session: Session, now: datetime, *, text: str) -> Outcome:
    """One more step beside the agreed ones, in a new draft; with the words for it, or still to be asked for."""
    goal = goal_or_unnamed(rows, session, text, now)
    agreed = _newest_agreed(goal)
    draft = _draft(goal, now)
    if agreed is not None and not draft.steps:
        draft.steps.extend(_copy(step) for step in agreed.steps)
    draft.steps.append(_new_step(draft, now))
    found = dict(read_parts(text, "action", session.language).found) if text else {}
    step = _fill(draft, found, session, now)
    return {"result": "some" if step.action else "nothing", "step": step.action}


def plan_view(rows: Repository, session: Session) -> dict[str, Any]:
    """The plan that is being made, for showing it: goal, steps part by part, and the day to look at it again."""
    goal = rows.goal_of(session)
    plan = (_newest_draft(goal) or _newest_agreed(goal)) if goal else None
    steps = [step for step in plan.steps if step.action] if plan else []
    return {
        "goal": goal.text if goal else None,
        "steps": [{"step": step.action, **{name: getattr(step, name) for name in STEP_FIELDS}} for step in steps],
        "review_on": max((step.review_on for step in steps if step.review_on), default=None),
    }


def plan_state(rows: Repository, session: Session) -> dict[str, Any]:
    """What is still open in the step that is being planned: the questions without an answer, whether its confidence is
    low, and whether nothing but the step is known."""
    goal = rows.goal_of(session)
    plan = _newest_draft(goal) if goal else None
    step = _last_step(plan)
    known = {"plan_confidence": plan.confidence if plan else None}
    known.update({question: getattr(step, question, None) for question in ORDER if question != "plan_confidence"})
    open_questions = [question for question in ORDER if known[question] is None]
    if known["obstacle"] is None and "if_then" in open_questions:
        open_questions.remove("if_then")  # nothing to be ready for
    confidence = known["plan_confidence"]
    return {
        "open": open_questions,
        "low": confidence is not None and confidence < CONFIDENT,
        "step": step.action if step else "",
        "bare": step is not None and not any(getattr(step, part) for part in ASKED_FOR),
    }


def _fill(draft: Plan, found: Mapping[str, Any], session: Session, now: datetime, gone: Collection[str] = ()) -> Step:
    """Put the parts into their fields and take those out that are gone; the step that is being planned is the last."""
    if not draft.steps:
        draft.steps.append(_new_step(draft, now))
    step: Step = draft.steps[-1]
    if found.get("where") and step.where and step.when and "when" not in found:
        step.when = without_place(step.when, step.where) or step.when
    for part in ("action", "where", "obstacle", "if_then", "support"):
        if found.get(part):
            setattr(step, part, found[part])
    if "when" in found:
        _set_when(step, found["when"], session, now)
    if "confidence" in found:
        draft.confidence = found["confidence"]
        note_rating(draft.goal, "plan", draft.confidence, now)
    if "review" in found:
        day = _day_meant(found["review"], session, now)
        for each in draft.steps:
            each.review_on = day or each.review_on
    if "support" in gone:
        step.support = None
    if "review_on" in gone:
        for each in draft.steps:
            each.review_on = None
    return step


def _keep_beside(step: Step, found: dict[str, Any], question: str, session: Session, now: datetime) -> None:
    """Join to the new words of a part what was said of it before and goes with it: how often before from when on, one
    more obstacle where the first is being met."""
    if step.when and "when" in found and question != "when":
        before, after = (
            parse_when(words, now, session.client.zone, session.language) for words in (step.when, found["when"])
        )
        if before and before.weekly and not (after and after.weekly):
            found["when"] = f"{step.when}, {found['when']}"
    if step.obstacle and question == "if_then" and "obstacle" in found and "if_then" not in found:
        found["obstacle"] = f"{step.obstacle}, {found['obstacle']}"


def _last_step(plan: Plan | None) -> Step | None:
    return plan.steps[-1] if plan and plan.steps else None


def _newest_draft(goal: Goal) -> Plan | None:
    return next((plan for plan in reversed(goal.plans) if plan.status == "draft"), None)


def _newest_agreed(goal: Goal) -> Plan | None:
    return next((plan for plan in reversed(goal.plans) if plan.status == "agreed"), None)


def _on_show(goal: Goal, now: datetime) -> Plan:
    """The plan that was shown: the draft, or the one that has just been agreed."""
    return _newest_draft(goal) or _newest_agreed(goal) or _draft(goal, now)


def _draft(goal: Goal, now: datetime) -> Plan:
    plan = _newest_draft(goal)
    if plan is None:
        plan = Plan(status="draft", created_at=now)
        goal.plans.append(plan)
    return plan


def _new_version(goal: Goal, shown: Plan, now: datetime, *, keep_parts: bool) -> Plan:
    """The draft that was shown is replaced by its copy, with the last step bare where it is to be another one.

    An agreed plan stands until the new one is agreed as well.
    """
    if shown.status == "draft":
        shown.status = "replaced"
    plan = Plan(status="draft", confidence=shown.confidence if keep_parts else None, created_at=now)
    plan.steps.extend(_copy(step) for step in shown.steps)
    if not keep_parts:
        plan.steps[-1:] = [_new_step(plan, now, number=len(shown.steps))]
    goal.plans.append(plan)
    return plan


def _copy(step: Step) -> Step:
    kept = {name: getattr(step, name) for name in STEP_FIELDS}
    return Step(number=step.number, action=step.action, status=step.status, **kept)


def _new_step(plan: Plan, now: datetime, number: int | None = None) -> Step:
    return Step(number=number or len(plan.steps) + 1, action="", status="open", review_on=review_date(None, now))


def _set_when(step: Step, text: str, session: Session, now: datetime) -> None:
    zone = session.client.zone
    step.when = text
    when = parse_when(text, now, zone, session.language, step.action)
    step.starts_at = when.starts_at if when else None
    if step.review_on is not None:  # not where the client wants it left
        step.review_on = review_date(step.starts_at, now.astimezone(ZoneInfo(zone)), when.day if when else None)


def _day_meant(text: str, session: Session, now: datetime) -> date | None:
    zone = session.client.zone
    when = parse_when(text, now, zone, session.language)
    if when is None or when.starts_at is None:
        return when.day if when else None
    return when.starts_at.astimezone(ZoneInfo(zone)).date()
