"""Practice: a trainee and a simulated client. Each turn is kept with its codes and with what it did to the client."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.language import Language
from bot.practice.case import Case, all_cases
from bot.practice.client import Heard, open_session, respond
from bot.practice.comments import Commented, list_comments
from bot.practice.debrief import debrief
from bot.practice.feedback import feedback, hint, introduction
from bot.practice.scoring import CodedTurn, score
from bot.practice.state import PracticeState
from bot.practice.trend import Held, compare, table
from bot.practice.volley import quote
from bot.services.consent import add_consent
from bot.services.writing import Outcome
from bot.skills.codes import Coded, Talk
from bot.storage.models import Client, Practice, PracticeTurn, Session, new_id
from bot.storage.repository import Repository


def list_cases(language: Language) -> list[dict[str, Any]]:
    """What a trainee may know of each case beforehand, the easiest first."""
    cases = sorted(all_cases().values(), key=lambda case: (case.difficulty, case.name))
    return [
        {
            "case": case.name,
            **asdict(case.about[language]),
            "person": {"name": case.person.name, "age": case.person.age},
            "difficulty": case.difficulty,
            "style": case.style,
        }
        for case in cases
    ]


def open_practice(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Let the simulated client come in; gives the introduction and their first words."""
    practice = session.practice
    case = all_cases()[practice.case]
    before = rows.last_practice(session.client_id, practice.case, session.id)
    if before is not None and not before.opening:
        before = None  # its client never came in: something failed before their first words
    practice.attempt = before.attempt + 1 if before is not None else 1
    reaction = open_session(case, session.language, practice.seed, _state_now(before) if before is not None else None)
    practice.opening = {"state": reaction.state.to_json(), "text": reaction.text}
    said = introduction(case, session.language)
    return {
        "kind": "opened",
        "language": session.language,
        "introduction": said,
        "line": reaction.text,
        "mood": reaction.mood,
    }


def take_turn(rows: Repository, session: Session, now: datetime, *, text: str, told: dict[str, Any]) -> Outcome:
    """Let the client react to what the trainee said.

    Args:
        told: what the pipeline heard in it: `coded`, `near` and `act` (see `bot.nlu.practice`).
    """
    practice = session.practice
    if practice.ended_at is not None:
        return {"kind": "over"}
    case, language = all_cases()[practice.case], session.language
    turns = _turns(practice)
    coded = Coded.from_json(told["coded"])
    heard = Heard(text, coded, told["near"], language, told["act"])
    reaction = respond(case, _state_now(practice), heard, _seed(practice))
    rows.add(
        PracticeTurn(
            id=new_id(),
            session_id=practice.session_id,
            number=len(practice.turns) + 1,
            text=text,
            coded=coded.to_json(),
            client_act=reaction.act,
            reply=reaction.text,
            state=reaction.state.to_json(),
            reasons=list(reaction.reasons),
        )
    )
    outcome: Outcome = {"kind": "turn", "line": reaction.text, "mood": reaction.mood}
    if practice.feedback == "live":
        said = feedback(case, heard, reaction, _line_before(practice, turns), language)
        codes = [_shown(skill) for skill in coded.skills]
        outcome["feedback"] = {"text": said.text, "codes": codes, "turn": len(turns) + 1}
    if reaction.ended:
        rows.flush()
        rows.refresh(practice)
        outcome["debrief"] = _end(practice, language, now)
    return outcome


def take_back(rows: Repository, session: Session, now: datetime, *, turn: int | None = None) -> Outcome:
    """Take back what the trainee said from that turn of theirs on, or their last words; the rows stay, marked.

    Gives the client's words before. A session that was over goes on.
    """
    practice = session.practice
    turns = _turns(practice)
    first = len(turns) if turn is None else turn
    if not turns:
        return {"kind": "nothing_to_take_back", **_waiting(practice)}
    if not 1 <= first <= len(turns):
        return {"kind": "no_such_turn", "turns": f"1–{len(turns)}" if turns[1:] else "1", **_waiting(practice)}
    _go_back(practice, turns[first - 1 :])
    practice.redraws += 1
    line = _line_before(practice, turns[: first - 1])
    if first == len(turns):
        return {"kind": "taken_back", "line": line}
    said = quote(turns[first - 1].text)
    return {"kind": "branched", "first": first, "last": len(turns), "said": said, "line": line}


def start_over(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Take everything back, and draw as in the beginning: the same words get the same answers."""
    practice = session.practice
    _go_back(practice, _turns(practice))
    practice.redraws = 0
    return {"kind": "started_over", "line": practice.opening["text"]}


def tell_trend(rows: Repository, session: Session, now: datetime) -> Outcome:
    """How the trainee's sessions have gone so far."""
    language, zone = session.language, ZoneInfo(session.client.zone)
    held = [
        Held(one.session.started_at.astimezone(zone).date(), all_cases()[one.case].about[language].title, one.summary)
        for one in _ended(session.client)
        if one.case in all_cases()
    ]
    return {"kind": "trend", "trend": table(held, language), **_waiting(session.practice)}


def give_hint(rows: Repository, session: Session, now: datetime) -> Outcome:
    practice = session.practice
    if practice.ended_at is not None:
        return {"kind": "over"}
    line = _line_before(practice, _turns(practice))
    said = hint(all_cases()[practice.case], _state_now(practice), line, session.language)
    return {"kind": "hint", "hint": said, "line": line}


def end_practice(rows: Repository, session: Session, now: datetime) -> Outcome:
    """End the session; gives the debrief."""
    practice = session.practice
    return {"kind": "ended", "debrief": _end(practice, session.language, now)}


def set_feedback(rows: Repository, session: Session, now: datetime, *, when: str) -> Outcome:
    """Feedback after each turn (live), in the debrief alone (end), or not at all (off)."""
    session.practice.feedback = when
    return {"kind": "feedback", "when": when, **_waiting(session.practice)}


def keep_practice(rows: Repository, session: Session, now: datetime) -> Outcome:
    """Keep the session beyond its end: the trainee says so."""
    add_consent(rows, session, now, given=True)
    return {"kind": "kept"}


def summary_of(practice: Practice) -> dict[str, Any]:
    """The scores of a session so far, or of the whole when it is over."""
    return dict(practice.summary or score(coded_turns(practice)))


def coded_turns(practice: Practice) -> list[CodedTurn]:
    """The talk as scoring reads it, the client's opening words first."""
    case = all_cases().get(practice.case)
    said = [CodedTurn("client", practice.opening["text"], None, None)]
    for turn in _turns(practice):
        said.append(CodedTurn("counselor", turn.text, Coded.from_json(turn.coded), None))
        said.append(CodedTurn("client", turn.reply, None, talk_of(case, turn)))
    return said


def talk_of(case: Case | None, turn: PracticeTurn) -> Talk:
    """What the client's words of a turn are in the terms of motivational interviewing; `case` None where its file is
    gone."""
    if case is None:
        return "neutral"
    line = case.by_id.get(next(iter(reversed(turn.state["said"])), ""))
    # A line that is no longer in the case, or words out of role, tell nothing.
    return line.talk if line is not None and line.act == turn.client_act else "neutral"


def _end(practice: Practice, language: Language, now: datetime) -> str:
    if practice.ended_at is None:
        practice.ended_at = practice.session.ended_at = now
        practice.summary = score(coded_turns(practice))
    began = practice.session.started_at
    earlier = [one.summary for one in _ended(practice.session.client) if one.session.started_at < began]
    grown = compare(practice.summary, earlier, language)
    beside = [part for part in (grown, list_comments(_comments(practice), language)) if part]
    said = [debrief(practice.summary, coded_turns(practice), language)]
    return "\n".join(said + [line for part in beside for line in ("", *part)])


def _comments(practice: Practice) -> list[Commented]:
    return [
        Commented(number, turn.text, comment.by, comment.text)
        for number, turn in enumerate(_turns(practice), start=1)
        for comment in turn.comments
    ]


def _go_back(practice: Practice, turns: Sequence[PracticeTurn]) -> None:
    """Mark these turns as taken back, and let the session go on where it was over."""
    for turn in turns:
        turn.taken_back = True
    practice.ended_at = practice.session.ended_at = practice.summary = None


def _ended(client: Client) -> list[Practice]:
    """The trainee's sessions that are over, oldest first."""
    practices = (session.practice for session in client.sessions)
    return [practice for practice in practices if practice is not None and practice.ended_at is not None]


def _waiting(practice: Practice) -> Outcome:
    """The client's last words, while they wait for an answer."""
    return {} if practice.ended_at is not None else {"line": _line_before(practice, _turns(practice))}


def _turns(practice: Practice) -> list[PracticeTurn]:
    return [turn for turn in practice.turns if not turn.taken_back]


def _state_now(practice: Practice) -> PracticeState:
    turns = _turns(practice)
    return PracticeState.from_json(turns[-1].state if turns else practice.opening["state"])


def _line_before(practice: Practice, turns: Sequence[PracticeTurn]) -> str:
    return str(turns[-1].reply if turns else practice.opening["text"])


def _seed(practice: Practice) -> int:
    """Another draw each turn, the same again for the same turn; after taking words back, another one."""
    return zlib.crc32(f"{practice.seed}/{len(_turns(practice)) + practice.redraws}".encode())


def _shown(skill: Any) -> dict[str, Any]:
    return {"code": skill.code, "span": [skill.start, skill.end]}
