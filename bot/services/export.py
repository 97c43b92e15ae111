"""Everything that is kept about a client, as one JSON value: the right of access, and what the reports are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.practice.case import Case, all_cases
from bot.services.practice import summary_of, talk_of
from bot.storage.class_models import Membership
from bot.storage.models import Goal, Option, Plan, PracticeTurn, Rating, Review, Session, Step, Turn
from bot.storage.repository import Repository

SCHEMA = 1
STATE = ("trust", "receptivity", "importance", "confidence", "stage", "tier")
RATINGS = ("heard", "goals", "approach", "overall")

Json = dict[str, Any]
_OUTSIDE = UUID("6f0d7f0e-3f5f-4b53-9d0c-2f1b7c1a4e55")


def export_client(rows: Repository, session: Session) -> Json:
    """Give all that is kept about the client of `session`, in the shape that DESIGN.md fixes ("JSON export").

    Texts are the client's own words; times are ISO strings with the offset of the client's zone; days are ISO dates.
    Beyond the fixed keys there are: of the client `zone`, `country`, `minor`, `since` and `consents`; of a goal
    `plans` (all of them, oldest first; `plan` is the one in force) and `ratings`, the numbers given to it over time
    (`{"kind": importance|confidence|plan, "rating", "at"}`, plan being how sure they were of its plan); of a step
    `id`, which never changes, and `reviews`; of a session `missing`, what the client said later was missing in it, and
    `disagreements`, how often they disagreed; of a session of practice what `export_practice` adds; of the client
    `classes` that they joined, how many `chats` in messengers go on as them, and `access`, what supervisors saw of
    them. A message that was not to be kept is missing from its transcript; the reply to it is there.

    Args:
        rows: where `session` was found; its transaction must still be open.
    """
    client = session.client
    zone = ZoneInfo(client.zone)
    return {
        "schema": SCHEMA,
        "client": {
            "name": client.name,
            "address": client.form,
            "values": [value.text for value in client.values],
            "zone": client.zone,
            "country": client.country,
            "minor": client.minor,
            "since": _iso(client.created_at, zone),
            "consents": [
                {
                    "purpose": consent.purpose,
                    "version": consent.version,
                    "given": consent.given,
                    "at": _iso(consent.at, zone),
                }
                for consent in client.consents
            ],
            "classes": [_membership(membership, zone) for membership in client.memberships],
            "chats": rows.count_chats(client.id),
        },
        "goals": [_goal(goal, zone) for goal in client.goals],
        "sessions": [_session(one, zone) for one in client.sessions],
        "practice": [export_practice(one) for one in client.sessions if one.practice is not None],
        "safety": _safety(client.sessions, zone),
        "access": [{"at": _iso(one.at, zone), "by": one.by, "what": one.what} for one in client.accesses],
    }


def _membership(membership: Membership, zone: ZoneInfo) -> Json:
    in_class = membership.in_class
    return {
        "class": in_class.name,
        "supervisor": in_class.supervisor.name,
        "name": membership.name,
        "joined_at": _iso(membership.joined_at, zone),
        "sees_from": _iso(membership.sees_from, zone),
    }


def _goal(goal: Goal, zone: ZoneInfo) -> Json:
    current = plan_in_force(goal.plans)
    return {
        "text": goal.text,
        "status": goal.status,
        "importance": goal.importance,
        "confidence": goal.confidence,
        "history": [
            {"text": version.text, "status": version.status, "by": version.by, "at": _iso(version.at, zone)}
            for version in goal.versions
        ],
        "ratings": [{"kind": one.kind, "rating": one.rating, "at": _iso(one.at, zone)} for one in goal.ratings],
        "options": [_option(option) for option in goal.options],
        "plan": _plan(current, zone) if current is not None else None,
        "plans": [_plan(plan, zone) for plan in goal.plans],
    }


def plan_in_force(plans: Sequence[Plan]) -> Plan | None:
    """Of plans, oldest first: the newest that is agreed, else the newest draft, else None."""
    for status in ("agreed", "draft"):
        for plan in reversed(plans):
            if plan.status == status:
                return plan
    return None


def _option(option: Option) -> Json:
    return {"text": option.text, "by": option.by, "chosen": option.chosen}


def _plan(plan: Plan, zone: ZoneInfo) -> Json:
    return {
        "status": plan.status,
        "confidence": plan.confidence,
        # One of which only the time or the help is known so far is no step yet.
        "steps": [_step(step, zone) for step in plan.steps if step.action],
    }


def _step(step: Step, zone: ZoneInfo) -> Json:
    return {
        "id": step.id,
        "action": step.action,
        "when": step.when,
        "starts_at": _iso(step.starts_at, zone),
        "where": step.where,
        "obstacle": step.obstacle,
        "if_then": step.if_then,
        "support": step.support,
        "review_on": step.review_on.isoformat() if step.review_on else None,
        "status": step.status,
        "reviews": [_review(review, zone) for review in step.reviews],
    }


def _review(review: Review, zone: ZoneInfo) -> Json:
    learned = {kind: getattr(review, kind) for kind in ("helped", "own_part", "slip_sign", "slip_answer")}
    return {"outcome": review.outcome, "said": review.said, **learned, "at": _iso(review.at, zone)}


def _session(session: Session, zone: ZoneInfo) -> Json:
    rating: Rating | None = session.rating
    return {
        "mode": session.mode,
        "language": session.language,
        "started_at": _iso(session.started_at, zone),
        "ended_at": _iso(session.ended_at, zone),
        "phase": session.phase,
        "purpose": session.purpose,
        "disagreements": session.disagreements,
        "preferences": {preference.kind: preference.choice for preference in session.preferences},
        "rating": {kind: getattr(rating, kind, None) for kind in RATINGS},
        "missing": getattr(rating, "missing", None),
        "transcript": [line for turn in session.turns for line in _lines(turn, zone)],
    }


def export_practice(session: Session) -> Json:
    """Give a session of practice: what reports of it are made of.

    Beyond the fixed keys: `id` (a UUID that never changes), `language`, `attempt`, `seed`, `session_started_at`,
    `ended_at` (None while it goes on), `opening` (the client's first words, None where they never came in),
    `opening_state`, and of a turn `client_talk` and the `comments` of supervisors.
    """
    practice = session.practice
    zone, state = ZoneInfo(session.client.zone), practice.opening.get("state")
    return {
        "id": known_as(session.id),
        "case": practice.case,
        "attempt": practice.attempt,
        "seed": practice.seed,
        "language": session.language,
        "session_started_at": _iso(session.started_at, zone),
        "ended_at": _iso(practice.ended_at, zone),
        "opening": practice.opening.get("text"),
        "opening_state": {key: state[key] for key in STATE} if state else None,
        "turns": [
            _practice_turn(all_cases().get(practice.case), turn, zone) for turn in practice.turns if not turn.taken_back
        ],
        "summary": summary_of(practice),
    }


def known_as(row_id: str) -> str:
    """Give a UUID by which the world may know a row: always the same, and not the id that Rembuk itself goes by."""
    return str(uuid5(_OUTSIDE, row_id))


def _practice_turn(case: Case | None, turn: PracticeTurn, zone: ZoneInfo) -> Json:
    return {
        "text": turn.text,
        "codes": [{"code": skill["code"], "span": [skill["start"], skill["end"]]} for skill in turn.coded["skills"]],
        "client_act": turn.client_act,
        "client_talk": talk_of(case, turn),
        "reply": turn.reply,
        "state": {key: turn.state[key] for key in STATE},
        "reasons": turn.reasons,
        "comments": [{"by": one.by, "text": one.text, "at": _iso(one.at, zone)} for one in turn.comments],
    }


def _lines(turn: Turn, zone: ZoneInfo) -> list[Json]:
    at = _iso(turn.at, zone)
    said = [("client", turn.text)] + [("bot", message.get("text")) for message in turn.reply or ()]
    return [{"who": who, "text": text, "at": at} for who, text in said if text]


def _safety(sessions: Sequence[Session], zone: ZoneInfo) -> list[Json]:
    events = sorted((event for one in sessions for event in one.safety_events), key=lambda event: event.at)
    return [{"at": _iso(event.at, zone), "level": event.level, "rule": event.rule} for event in events]


def _iso(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat(timespec="seconds") if at is not None else None
