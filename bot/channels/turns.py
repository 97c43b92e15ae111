"""The rows of a turn: started before anything is answered, done with its reply; what a repeat finds."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import Services
from bot.channels.errors import Deleted, NoToken, Unavailable
from bot.counseling.questions import NOTHING_ASKED, QUESTIONS, questions_asked
from bot.safety.learned import UNSURE
from bot.safety.screener import CAUTION
from bot.services.clients import AWAY
from bot.services.opening import is_practice
from bot.storage.models import SafetyEvent
from bot.storage.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

Message = dict[str, Any]
# A turn is never older than the one before it, also where the clock was put back meanwhile.
NEXT = timedelta(microseconds=1)
# What is not sure is asked about so often in a talk, with so many turns between: to ask each time is nagging.
MOST_ASKED, TURNS_BETWEEN = 2, 12


@dataclass(frozen=True)
class Started:
    """A turn that was started now or before; `reply` where it is done."""

    turn_id: str
    language: str
    question: str
    reply: list[Message] | None
    away: bool  # for hours, with a question open
    resumed: bool  # begun before, and not done


def start(services: Services, session_id: str, message_id: str, typed: str) -> Started:
    """Keep the turn as started, or find it: done with its reply, or half done and to be run again.

    Raises:
        Deleted, NoToken, Unavailable
    """
    try:
        with UnitOfWork(services.engine) as work:
            stands = work.rows.standing(session_id, message_id)
            if stands is None and work.rows.is_deleted(session_id):
                raise Deleted
            now = services.clock()
            if stands is None or stands.expires_at <= now:
                raise NoToken
            last = stands.last_at
            away = last is not None and now - last >= AWAY and stands.asked != NOTHING_ASKED
            turn_id, resumed = stands.turn_id, stands.turn_id is not None and stands.reply is None
            if turn_id is None:
                # What trainees say in a role is kept until the session is erased, for the debrief.
                kept = typed if typed and (stands.may_keep or is_practice(session_id)) else None
                at = now if last is None else max(now, last + NEXT)
                turn_id = work.rows.add_turn(session_id, message_id, at, kept)
                if stands.ended_at is not None:
                    work.rows.move(session_id, stands.asked, stands.phase, None)
                work.commit()
            return Started(turn_id, stands.language, stands.asked, stands.reply, away, resumed)
    except SQLAlchemyError as error:
        raise unavailable(error) from error


def phase_of(services: Services, session_id: str, message_id: str) -> str | None:
    """Give the phase of the talk that a message comes in, or what was asked where that wants a caution of its own; None
    where nobody can say."""
    try:
        with UnitOfWork(services.engine) as work:
            stands = work.rows.standing(session_id, message_id)
            if stands is None:
                return None
            return stands.asked if stands.asked in CAUTION else stands.phase
    except SQLAlchemyError:
        return None


def finish(
    services: Services, session_id: str, message_id: str, turn_id: str, uttered: Sequence[Message]
) -> list[Message] | None:
    """Keep the reply and where the talk stands; give the reply as it goes out, None where the session is gone.

    Raises:
        Unavailable
    """
    asked = asked_in(uttered)
    try:
        with UnitOfWork(services.engine) as work:
            stands = work.rows.standing(session_id, message_id)
            if stands is None:
                return None
            now_asked = asked[-1] if asked else stands.asked
            known = QUESTIONS.get(now_asked) if asked else None
            phase = (known.phase if known else "") or stands.phase
            ended_at = services.clock() if now_asked == NOTHING_ASKED else stands.ended_at
            if (now_asked, phase, ended_at) != (stands.asked, stands.phase, stands.ended_at):
                work.rows.move(session_id, now_asked, phase, ended_at)
            reply = going_out(uttered, now_asked, phase, stands.language)
            work.rows.keep_reply(turn_id, reply)
            work.commit()
            return reply
    except SQLAlchemyError as error:
        raise unavailable(error) from error


def asked_in(uttered: Sequence[Message]) -> list[str]:
    """The questions that are asked in what was uttered, in order."""
    return questions_asked([message.get("utter_action", "") for message in uttered])


def kept_reply(services: Services, session_id: str, message_id: str) -> list[Message] | None:
    """Give the reply of a turn that is done, None where there is none.

    Raises:
        Unavailable
    """
    try:
        with UnitOfWork(services.engine) as work:
            stands = work.rows.standing(session_id, message_id)
            return stands.reply if stands is not None else None
    except SQLAlchemyError as error:
        raise unavailable(error) from error


def may_ask(services: Services, session_id: str) -> bool:
    """Whether what is not sure may be asked about: not again right after it was, and no third time in a talk."""
    try:
        with UnitOfWork(services.engine) as work:
            session = work.rows.session(session_id)
            asked = [event.at for event in session.safety_events if event.rule == UNSURE] if session else []
            since = [turn for turn in session.turns if turn.at > asked[-1]] if session and asked else []
            return not asked or (len(asked) < MOST_ASKED and len(since) > TURNS_BETWEEN)
    except SQLAlchemyError:
        return True


def note_crisis(services: Services, session_id: str, turn_id: str, *, level: str, rule: str) -> None:
    """Note that a hand-off was shown, once a turn; never the text."""
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(session_id)
        if session is None or any(event.id == turn_id for event in session.safety_events):
            return
        work.rows.add(
            SafetyEvent(
                id=turn_id,
                session_id=session_id,
                at=services.clock(),
                level=level,
                rule=rule,
                language=session.language,
                mode=session.mode,
            )
        )
        work.commit()


def going_out(uttered: Sequence[Message], question: str, phase: str, language: str | None) -> list[Message]:
    """The messages as they go out; the last one says where the talk stands."""
    shown = ("text", "buttons", "custom")
    reply: list[Message] = [{key: message[key] for key in shown if key in message} for message in uttered]
    known = QUESTIONS.get(question)
    stands = {"phase": phase, "asked": known.asked if known else NOTHING_ASKED}
    reply[-1]["custom"] = {**reply[-1].get("custom", {}), **stands}
    if language is not None:
        reply[-1]["custom"]["language"] = language
    return reply


def unavailable(error: SQLAlchemyError) -> Unavailable:
    # The text of a database error holds the values of the statement: only its kind goes to the log.
    logger.error("The database failed: %s", type(error).__name__)
    return Unavailable()
