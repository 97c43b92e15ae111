"""What a supervisor sees and does: the table of a class, one session, a comment. Only practice is ever read here."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from statistics import mean
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Engine

from bot.language import Language
from bot.practice.case import all_cases
from bot.practice.debrief import debrief, name_of
from bot.practice.feedback import name_of as code_name
from bot.services.export import export_practice
from bot.services.practice import coded_turns, summary_of
from bot.services.trail import note
from bot.storage.class_models import Class, Comment, Membership, Supervisor
from bot.storage.models import Practice, PracticeTurn, new_id
from bot.storage.unit_of_work import UnitOfWork

Json = dict[str, Any]
SKILLS = (*(f"N{number}" for number in range(1, 9)), *(f"C{number}" for number in range(1, 7)))


def classes_of(work: UnitOfWork, supervisor: Supervisor, now: datetime) -> list[Json]:
    """Give a supervisor's classes: `id`, `name`, `code`, `trainees` (how many)."""
    note(work, supervisor, "classes", now)
    return [
        {"id": one.id, "name": one.name, "code": one.code, "trainees": len(work.classes.members(one.id))}
        for one in supervisor.classes
    ]


def cohort(
    engine: Engine, supervisor: Supervisor, class_id: str, language: Language, now: datetime, what: str = "cohort"
) -> Json | None:
    """Give the table of a class; None where it is not this supervisor's.

    Each trainee is read in a transaction of their own: talks that want to write wait for no whole class.

    Args:
        what: as what it is noted, for each trainee in it.

    Returns:
        `class` (`id`, `name`, `code`), `skills` (code and name of each score) and `trainees`: `number`, `name` (None
        where none was given), `joined_at`, `sessions` (how many), `last` (day of the last one, or None), `quality` and
        `scores` (by code; means over sessions in which the trainee spoke, or None) and `held`, the sessions one by one,
        oldest first.
    """
    with UnitOfWork(engine) as work:
        found = work.classes.class_of(supervisor.id, class_id)
        if found is None:
            return None
        about, members = _named(found), work.classes.members(found.id)
        for membership in members:
            note(work, supervisor, what, now, membership)
        work.commit()
    trainees = []
    for member in members:
        with UnitOfWork(engine) as work:
            if (still := work.classes.member(member.id)) is not None:  # has not left meanwhile
                trainees.append(_trainee(work, still, language))
    skills = [{"code": code, "name": name_of(code, language)} for code in SKILLS]
    return {"class": about, "skills": skills, "trainees": trainees}


def report(work: UnitOfWork, supervisor: Supervisor, session_id: str, language: Language, now: datetime) -> Json | None:
    """Give one session of practice; None where this supervisor may not read it, or it is not there.

    Returns:
        `session` (as in `held` of the table), `trainee` (`number`, `name`), `class`, `language` (of the talk), `client`
        (name of the simulated one), `opening` (their first words), `debrief` (text), `scores` (see
        `bot.practice.scoring.score`), `codes` (the names of those in the transcript) and `transcript`, each of the
        trainee's turns as in the export, with its number `turn` (from 1).
    """
    allowed = work.classes.readable_by(supervisor.id, session_id)
    if allowed is None:
        return None
    membership, practice = allowed
    note(work, supervisor, "session", now, membership, session_id)
    scores, case = summary_of(practice), all_cases().get(practice.case)
    turns = export_practice(practice.session)["turns"]
    return {
        "session": _held(practice, scores, language, len(_standing(practice))),
        "trainee": {"number": membership.number, "name": membership.name},
        "class": _named(membership.in_class),
        "language": practice.session.language,
        "client": case.person.name if case is not None else practice.case,
        "opening": practice.opening["text"],
        "debrief": debrief(scores, coded_turns(practice), language),
        "scores": scores,
        "codes": {code: code_name(code, language) for turn in turns for code in (one["code"] for one in turn["codes"])},
        "transcript": [{"turn": number, **turn} for number, turn in enumerate(turns, start=1)],
    }


def comment(work: UnitOfWork, supervisor: Supervisor, session_id: str, turn: int, text: str, now: datetime) -> str:
    """Write about a turn of a trainee's (from 1); give the day and time of it.

    Raises:
        LookupError: this supervisor may not read the session, or it has no such turn.
    """
    allowed = work.classes.readable_by(supervisor.id, session_id)
    turns = _standing(allowed[1]) if allowed is not None else []
    if allowed is None or not 1 <= turn <= len(turns):
        raise LookupError
    note(work, supervisor, "comment", now, allowed[0], session_id)
    row = Comment(id=new_id(), supervisor_id=supervisor.id, by=supervisor.name, text=text, at=now)
    turns[turn - 1].comments.append(row)
    return now.isoformat()


def as_csv(table: Json) -> str:
    """The table of a class for a spreadsheet, a row a trainee."""
    handle = io.StringIO()
    about = ("number", "name", "joined_at", "sessions", "last", "quality")
    writer = csv.DictWriter(handle, [*about, *SKILLS], extrasaction="ignore")
    writer.writeheader()
    for one in table["trainees"]:
        writer.writerow({**one, "name": as_cell(one["name"] or ""), **one["scores"]})
    return handle.getvalue()


def _trainee(work: UnitOfWork, membership: Membership, language: Language) -> Json:
    practices = [(practice, summary_of(practice)) for practice in work.classes.readable(membership)]
    held = [
        _held(practice, scores, language, work.classes.count_turns(practice.session_id))
        for practice, scores in practices
    ]
    spoken = [scores for _, scores in practices if scores["miti"]["volleys"]]
    measures = [{**scores["negotiation"], **scores["ownership"]} for scores in spoken]
    return {
        "number": membership.number,
        "name": membership.name,
        "joined_at": membership.joined_at.isoformat(),
        "sessions": len(held),
        "last": held[-1]["date"] if held else None,
        "quality": _mean([scores["quality"] for scores in spoken]),
        "scores": {code: _mean([measure[code]["score"] for measure in measures]) for code in SKILLS},
        "held": held,
    }


def _held(practice: Practice, scores: Json, language: Language, turns: int) -> Json:
    session, case = practice.session, all_cases().get(practice.case)
    return {
        "id": practice.session_id,
        "case": practice.case,
        "title": case.about[language].title if case is not None else practice.case,
        "attempt": practice.attempt,
        "date": session.started_at.astimezone(ZoneInfo(session.client.zone)).date().isoformat(),
        "ended": practice.ended_at is not None,
        "turns": turns,
        "quality": round(float(scores["quality"]), 3) if scores["miti"]["volleys"] else None,
    }


def _standing(practice: Practice) -> list[PracticeTurn]:
    return [turn for turn in practice.turns if not turn.taken_back]


def _named(one: Class) -> Json:
    return {"id": one.id, "name": one.name, "code": one.code}


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(mean(known), 3) if known else None


def as_cell(cell: str) -> str:
    """Give a text that a trainee chose so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
