"""The gate: every message of every way in goes through it, whatever it is and whoever is down.

Order: safety screen, limits, token's session, the turn kept as started, Rasa, the reply kept, the turn done.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import OrderedDict, deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import Services
from bot.channels.both import answer_both, welcome_back
from bot.channels.errors import Deleted, Empty, GateError, Malformed, NoToken, TooLong, Unavailable, UnknownCode
from bot.channels.practice import case_of, seed_of, what_was_said
from bot.channels.rasa_side import Talker
from bot.channels.text import as_plain_text, clean, for_screen, plain
from bot.channels.tokens import TokenSigner
from bot.counseling.questions import NOTHING_ASKED, QUESTIONS, questions_asked
from bot.language import LANGUAGES, Language
from bot.safety.checking import owned_after_check, wants_check
from bot.safety.context import Mode
from bot.safety.handoff import gentle_check, handoff
from bot.safety.screen import Finding, screen_turns
from bot.services import deletion
from bot.services.clients import AWAY
from bot.services.opening import UnknownCodeError, is_practice, open_session
from bot.storage.models import SafetyEvent, Session, new_id
from bot.storage.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

Message = dict[str, Any]
DEFAULT_LANGUAGE: Language = "id"
CRISIS_LEVELS = ("L2", "L3")
SCREENED_TOGETHER = 5
MOST_REMEMBERED = 10_000
# Any letters, without what no column holds or no log shows.
MESSAGE_ID = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,64}")
# A talk that is not to be kept is erased this long after it ended; until then it can still be downloaded.
GRACE = timedelta(hours=1)


@dataclass(frozen=True)
class Opening:
    """What POST /session gives."""

    token: str
    return_code: str
    expires_at: datetime
    messages: list[Message]


class Gate:
    """One gate a process."""

    def __init__(self, services: Services, talker: Talker) -> None:
        self.services = services
        self._talker = talker
        self.tokens = TokenSigner(services.engine.dialect.rembuk_cipher.keys[0])
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # The last texts of a session, for the screen; what may not be kept in the database is here alone.
        self._recent: OrderedDict[str, deque[str]] = OrderedDict()

    # ---- opening ----------------------------------------------------------------------------------------------

    async def open(self, request: dict[str, Any]) -> Opening:
        """Open a session; the bot speaks first.

        Raises:
            Malformed, UnknownCase, BadSeed, UnknownCode, Unavailable
        """
        language = request.get("language", "id")
        zone, country, code = (request.get(key) for key in ("timezone", "country", "return_code"))
        if language not in LANGUAGES or not all(isinstance(x, (str, type(None))) for x in (zone, country, code)):
            raise Malformed
        case, seed = case_of(request), seed_of(request)
        if zone is not None and not _is_zone(zone):
            raise Malformed
        if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise Malformed
        now = self.services.clock()
        await self.forget_unkept()
        try:
            opened = open_session(
                self.services.engine,
                language=language,
                zone=zone,
                country=country.upper() if country else None,
                return_code=clean(code) if code is not None else None,
                hours=self.services.settings.session_hours,
                code_days=self.services.settings.code_days,
                now=now,
                case=case,
                seed=seed,
            )
        except UnknownCodeError as error:
            raise UnknownCode from error
        except SQLAlchemyError as error:
            raise _unavailable(error) from error
        opening = "open_session" if case is None else "open_practice"
        act = {"intent": {"name": opening, "confidence": 1.0}, "entities": []}
        messages = await self._take_turn(opened.session_id, "open", "", f"/{opening}", act)
        token = self.tokens.sign(opened.session_id, opened.expires_at)
        return Opening(token, opened.return_code, opened.expires_at, messages)

    # ---- a message ----------------------------------------------------------------------------------------------

    async def receive(
        self, session_id: str, text: str, message_id: str | None = None, payload: str | None = None
    ) -> list[Message]:
        """Answer a message; a repeated `message_id` is answered with the same reply.

        Raises:
            Empty, Malformed, TooLong, NoToken, Deleted, Unavailable; at L2 and L3 with the hand-off in `messages`
        """
        typed = clean(text)
        if typed and not payload and len(typed) <= self.services.settings.max_code_points:
            self._talker.expect(as_plain_text(typed))
        mode: Mode = "practice" if is_practice(session_id) else "self_help"
        earlier = tuple(self._recent.get(session_id, ()))
        finding = _screened(earlier, typed, mode)
        if len(typed) > self.services.settings.max_code_points:
            raise TooLong(self._handoff(session_id, finding) if finding.level in CRISIS_LEVELS else [])
        if not typed and not payload:
            raise Empty
        if message_id is not None and not MESSAGE_ID.fullmatch(message_id):
            raise Malformed
        lock = self._locks.setdefault(session_id, asyncio.Lock())
        async with lock:
            if finding.level in CRISIS_LEVELS:
                return await self._answer_crisis(session_id, typed, message_id or new_id(), finding)
            payload = payload or self._titled(session_id, typed)
            act = self._offered(session_id, payload) if payload else None
            if act is None and not typed:
                raise Malformed
            text_for_rasa = payload if act is not None and payload else as_plain_text(typed)
            check = mode == "self_help" and wants_check(finding, earlier)
            first: list[Message] = [{"text": gentle_check(*self._reader(session_id))}] if check else []
            return await self._take_turn(session_id, message_id or new_id(), typed, text_for_rasa, act, first)

    async def _take_turn(
        self,
        session_id: str,
        message_id: str,
        typed: str,
        text: str,
        act: dict[str, Any] | None,
        first: Sequence[Message] = (),
    ) -> list[Message]:
        """Answer a message; `first` is said before the reply."""
        started = self._start(session_id, message_id, typed)
        if started.reply is not None:
            return started.reply
        before = list(self._recent.get(session_id, ()))[-1:]
        self._remember(session_id, typed)
        question = QUESTIONS.get(started.question)
        metadata = {"language": started.language, "asked": question.asked if question else NOTHING_ASKED}
        if before and typed:
            metadata["before"] = before[0]  # two messages in a row tell which language somebody has gone over to
        message = (self._talker, session_id, started.turn_id, text, act, metadata)
        if is_practice(session_id):
            metadata |= what_was_said(self.services.engine, session_id)
            uttered = await self._talker.answer(*message[1:])
            return await self._finish(session_id, message_id, started.turn_id, uttered)
        welcome = await welcome_back(*message) if started.away else []
        uttered = [*first, *welcome, *await answer_both(*message)]
        return await self._finish(session_id, message_id, started.turn_id, uttered)

    def _start(self, session_id: str, message_id: str, typed: str) -> _Started:
        """Keep the turn as started, or find it: done with its reply, or half done and to be run again."""
        try:
            with UnitOfWork(self.services.engine) as work:
                stands = work.rows.standing(session_id, message_id)
                if stands is None and work.rows.is_deleted(session_id):
                    raise Deleted
                now = self.services.clock()
                if stands is None or stands.expires_at <= now:
                    raise NoToken
                last = stands.last_at
                away = last is not None and now - last >= AWAY and stands.asked != NOTHING_ASKED
                turn_id = stands.turn_id
                if turn_id is None:
                    # What trainees say in a role is kept until the session is erased, for the debrief.
                    kept = typed if typed and (stands.may_keep or is_practice(session_id)) else None
                    turn_id = work.rows.add_turn(session_id, message_id, now, kept)
                    if stands.ended_at is not None:
                        work.rows.move(session_id, stands.asked, stands.phase, None)
                    work.commit()
                return _Started(turn_id, stands.language, stands.asked, stands.reply, away)
        except SQLAlchemyError as error:
            raise _unavailable(error) from error

    async def _finish(
        self, session_id: str, message_id: str, turn_id: str, uttered: Sequence[Message]
    ) -> list[Message]:
        """Keep the reply and where the talk stands; give the reply as it goes out."""
        asked = questions_asked([message.get("utter_action", "") for message in uttered])
        try:
            with UnitOfWork(self.services.engine) as work:
                stands = work.rows.standing(session_id, message_id)
                if stands is None:
                    # Deleted in this very turn: the reply is shown, and nothing is kept of it.
                    self._forget_traces([session_id])
                    return _reply(uttered, NOTHING_ASKED, "consent", None)
                now_asked = asked[-1] if asked else stands.asked
                known = QUESTIONS.get(now_asked) if asked else None
                phase = (known.phase if known else "") or stands.phase
                ended_at = self.services.clock() if now_asked == NOTHING_ASKED else stands.ended_at
                if (now_asked, phase, ended_at) != (stands.asked, stands.phase, stands.ended_at):
                    work.rows.move(session_id, now_asked, phase, ended_at)
                reply = _reply(uttered, now_asked, phase, stands.language)
                work.rows.keep_reply(turn_id, reply)
                work.commit()
                return reply
        except SQLAlchemyError as error:
            raise _unavailable(error) from error

    # ---- crisis ------------------------------------------------------------------------------------------------

    async def _answer_crisis(self, session_id: str, typed: str, message_id: str, finding: Finding) -> list[Message]:
        """Hand off first; that the talk waits, and that it happened, is noted if anything is there to note it."""
        messages = self._handoff(session_id, finding)
        self._remember(session_id, typed)
        try:
            started = self._start(session_id, message_id, typed)
            if started.reply is not None:
                return started.reply
            self._log_crisis(session_id, finding)
            crisis = "crisis_in_practice" if is_practice(session_id) else "crisis"
            act = {"intent": {"name": crisis, "confidence": 1.0}, "entities": []}
            metadata = {"language": started.language, "asked": "safety"}
            asked = await self._talker.answer(session_id, started.turn_id, f"/{crisis}", act, metadata)
            return await self._finish(session_id, message_id, started.turn_id, [*messages, *asked])
        except (NoToken, Deleted) as error:
            error.messages = messages
            raise
        except Exception as error:
            # Whatever is down: the hand-off is shown.
            logger.error("A hand-off was shown without the rest: %s", type(error).__name__)
            return _reply(messages, "safety", "problem", None)

    def handoff_only(self, text: str, language: Language, session_id: str | None = None) -> list[Message]:
        """Give the hand-off that a message calls for which is not taken in; empty below L2.

        Args:
            session_id: of its session; None where no session takes it any more.
        """
        typed = clean(text)
        if session_id is None:
            finding = _screened((), typed, "self_help")
            return [{"text": handoff(finding.level, language)}] if finding.level in CRISIS_LEVELS else []
        mode: Mode = "practice" if is_practice(session_id) else "self_help"
        finding = _screened(tuple(self._recent.get(session_id, ())), typed, mode)
        if finding.level not in CRISIS_LEVELS:
            return []
        with suppress(GateError, SQLAlchemyError):
            self._log_crisis(session_id, finding)
        return self._handoff(session_id, finding)

    def _handoff(self, session_id: str, finding: Finding) -> list[Message]:
        return [{"text": handoff(finding.level, *self._reader(session_id))}]

    def _reader(self, session_id: str) -> tuple[Language, str, bool]:
        """The language, country and minority of who reads a hand-off; an Indonesian adult where it cannot be known."""
        with suppress(SQLAlchemyError), UnitOfWork(self.services.engine) as work:
            session = work.rows.session(session_id)
            if session is not None:
                return session.language, session.client.country, session.client.minor
        return DEFAULT_LANGUAGE, "ID", False

    def _log_crisis(self, session_id: str, finding: Finding) -> None:
        with UnitOfWork(self.services.engine) as work:
            session = self._session(work, session_id)
            work.rows.add(
                SafetyEvent(
                    session_id=session_id,
                    at=self.services.clock(),
                    level=finding.level,
                    rule=finding.rule,
                    language=session.language,
                    mode=session.mode,
                )
            )
            work.commit()

    # ---- data ---------------------------------------------------------------------------------------------------

    def history(self, session_id: str) -> list[dict[str, str]]:
        """What was said in this session, oldest first; times in UTC."""
        with UnitOfWork(self.services.engine) as work:
            session = self._session(work, session_id)
            lines: list[dict[str, str]] = []
            for turn in session.turns:
                at = turn.at.isoformat()
                if turn.text:
                    lines.append({"who": "client", "text": turn.text, "at": at})
                lines += [{"who": "bot", "text": message["text"], "at": at} for message in turn.reply or ()]
            return lines

    def last_reply(self, session_id: str) -> list[Message]:
        """The last reply with its buttons, for a page that was loaded again."""
        with UnitOfWork(self.services.engine) as work:
            self._session(work, session_id)
            turns = work.rows.last_turns(session_id, 1)
            return list(turns[-1].reply or []) if turns else []

    async def delete(self, session_id: str) -> None:
        """Delete everything about the session's client.

        Raises:
            Deleted: it was deleted before.
        """
        lock = self._locks.setdefault(session_id, asyncio.Lock())
        async with lock:
            with UnitOfWork(self.services.engine) as work:
                self._session(work, session_id)
            self._forget_traces(self.services.delete(session_id))

    async def forget_unkept(self) -> None:
        """Erase the talks whose clients did not let them be kept and that are over."""
        ids = deletion.forget_unkept(self.services.engine, self.services.clock(), GRACE)
        if ids:
            self._forget_traces(ids)

    def _forget_traces(self, session_ids: Sequence[str]) -> None:
        self.services.erase_trackers(session_ids)
        for session_id in session_ids:
            self._recent.pop(session_id, None)

    # ---- small things ---------------------------------------------------------------------------------------------

    def language_of(self, session_id: str) -> Language | None:
        with suppress(SQLAlchemyError), UnitOfWork(self.services.engine) as work:
            session = work.rows.session(session_id)
            return session.language if session is not None else None
        return None

    def check(self, session_id: str) -> None:
        """Raises: Deleted, NoToken: this session opens nothing (any more)."""
        with UnitOfWork(self.services.engine) as work:
            self._session(work, session_id)

    def _session(self, work: UnitOfWork, session_id: str) -> Session:
        """Give the session of a token.

        Raises:
            Deleted: there is a tombstone.
            NoToken: there is no such session, or it has expired.
        """
        session = work.rows.session(session_id)
        if session is None and work.rows.is_deleted(session_id):
            raise Deleted
        if session is None or session.expires_at <= self.services.clock():
            raise NoToken
        return session

    def _titled(self, session_id: str, typed: str) -> str | None:
        """Give the payload of the button of the last reply whose title was typed out, if any."""
        said = plain(typed)
        with suppress(SQLAlchemyError):
            buttons = [button for message in self.last_reply(session_id) for button in message.get("buttons", ())]
            return next((button["payload"] for button in buttons if said and plain(button["title"]) == said), None)
        return None

    def _offered(self, session_id: str, payload: str) -> dict[str, Any] | None:
        """Give the act behind a button of the last reply; None for a payload that was not offered there."""
        offered = {
            button["payload"] for message in self.last_reply(session_id) for button in message.get("buttons", ())
        }
        if payload not in offered:
            return None
        name, _, values = payload.lstrip("/").partition("{")
        entities = json.loads("{" + values) if values else {}
        return {
            "intent": {"name": name, "confidence": 1.0},
            "entities": [{"entity": key, "value": value} for key, value in entities.items()],
        }

    def _remember(self, session_id: str, typed: str) -> None:
        recent = self._recent.setdefault(session_id, deque(maxlen=SCREENED_TOGETHER - 1))
        self._recent.move_to_end(session_id)
        if typed:
            recent.append(typed)
        while len(self._recent) > MOST_REMEMBERED:
            self._recent.popitem(last=False)


@dataclass(frozen=True)
class _Started:
    turn_id: str
    language: str
    question: str
    reply: list[Message] | None
    away: bool  # for hours, with a question open


def _screened(earlier: Sequence[str], typed: str, mode: Mode) -> Finding:
    """What the screen finds in a message, with what came before it."""
    finding = screen_turns([*earlier, for_screen(typed)], mode)
    if finding.level not in CRISIS_LEVELS and mode == "self_help":
        return owned_after_check(earlier, typed) or finding
    return finding


def _reply(uttered: Sequence[Message], question: str, phase: str, language: str | None) -> list[Message]:
    """The messages as they go out; the last one says where the talk stands."""
    going_out = ("text", "buttons", "custom")
    reply: list[Message] = [{key: message[key] for key in going_out if key in message} for message in uttered]
    known = QUESTIONS.get(question)
    stands = {"phase": phase, "asked": known.asked if known else NOTHING_ASKED}
    reply[-1]["custom"] = {**reply[-1].get("custom", {}), **stands}
    if language is not None:
        reply[-1]["custom"]["language"] = language
    return reply


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _unavailable(error: SQLAlchemyError) -> Unavailable:
    # The text of a database error holds the values of the statement: only its kind goes to the log.
    logger.error("The database failed: %s", type(error).__name__)
    return Unavailable()
