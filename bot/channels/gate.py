"""The gate: every message of every way in goes through it, whatever it is and whoever is down.

Order: safety screen, limits, token's session, the turn kept as started, Rasa, the reply kept, the turn done.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import Services
from bot.channels import turns
from bot.channels.both import answer_both, welcome_back
from bot.channels.errors import (
    Deleted,
    Empty,
    GateError,
    Malformed,
    NoToken,
    TooLong,
    Unavailable,
    UnknownCode,
    say,
)
from bot.channels.pauses import CHECK, PAUSES, ROOM, answer_in_room, answer_paused
from bot.channels.practice import case_of, seed_of, what_was_said
from bot.channels.rasa_side import Resumed, Talker
from bot.channels.sessions import Sessions
from bot.channels.shared import Shared, make_shared
from bot.channels.shared.owed import HandOff
from bot.channels.text import as_plain_text, clean, for_screen
from bot.channels.tokens import TokenSigner
from bot.counseling.consent import takes_back
from bot.counseling.questions import NOTHING_ASKED, QUESTIONS
from bot.language import LANGUAGES, Language
from bot.metrics import get_metrics
from bot.safety.checking import owned, owned_after_check, word_wanted
from bot.safety.context import Mode
from bot.safety.handoff import handoff, word_before
from bot.safety.kinds import kind_of
from bot.safety.learned import UNSURE, WHOLE
from bot.safety.screen import Finding, screen_turns
from bot.safety.screener import Screener
from bot.services import consent, deletion
from bot.services.opening import UnknownCodeError, is_practice, open_session
from bot.storage.models import new_id
from bot.storage.unit_of_work import UnitOfWork

logger = logging.getLogger(__name__)

Message = dict[str, Any]
SCREENED_AT_ONCE = 2
CRISIS_LEVELS = ("L2", "L3")
# Looking for what may not be kept takes the longer the more sessions there are; housekeeping does it as often.
FORGETTING = timedelta(minutes=10)
# Any letters, without what no column holds or no log shows.
MESSAGE_ID = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,64}")


@dataclass(frozen=True)
class Opening:
    """What POST /session gives."""

    token: str
    return_code: str
    expires_at: datetime
    messages: list[Message]


class Gate:
    """One gate a process; what it shares with those of other processes is in `shared`."""

    def __init__(
        self, services: Services, talker: Talker, screener: Screener | None = None, shared: Shared | None = None
    ) -> None:
        """Args: screener: without one the lexicon alone screens."""
        self._screener = screener or Screener(None)
        self._screening = ThreadPoolExecutor(SCREENED_AT_ONCE, "screen")
        self.services = services
        self.sessions = Sessions(services)
        self._talker = talker
        self.tokens = TokenSigner(services.keys)
        self._shared = shared or make_shared(services)
        self.locks = self._shared.locks
        self._forgot_at: datetime | None = None

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
        if self._forgot_at is None or now - self._forgot_at >= FORGETTING:
            self._forgot_at = now
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
            raise turns.unavailable(error) from error
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
        with get_metrics().timed(get_metrics().turns.labels("practice" if is_practice(session_id) else "self_help")):
            return await self._receive(session_id, text, message_id, payload)

    async def _receive(self, session_id: str, text: str, message_id: str | None, payload: str | None) -> list[Message]:
        typed = clean(text)
        heard = bool(typed) and not payload and len(typed) <= self.services.settings.max_code_points
        mode: Mode = "practice" if is_practice(session_id) else "self_help"
        if heard and len(typed) <= WHOLE:
            self._talker.expect(as_plain_text(typed), mode == "practice")
        earlier = tuple(await self._shared.texts.before(session_id, message_id or ""))
        finding = await self._found(earlier, typed, mode, implied=not payload)
        if finding.level in CRISIS_LEVELS and mode == "self_help" and not payload:
            # Heard once more as what it is an answer to. Only now: of most messages there is no need to know.
            phase = turns.phase_of(self.services, session_id, message_id or "")
            finding = await self._found(earlier, typed, mode, phase=phase)
        if finding.rule == UNSURE and not turns.may_ask(self.services, session_id):
            finding = screen_turns([*earlier, for_screen(typed)], mode)
        if heard and len(typed) > WHOLE:
            # The encoder reads in turn, and the screen was not to wait for it.
            self._talker.expect(as_plain_text(typed), mode == "practice")
        if len(typed) > self.services.settings.max_code_points:
            raise TooLong(self._handoff(session_id, finding) if finding.level in CRISIS_LEVELS else [])
        if not typed and not payload:
            raise Empty
        if message_id is not None and not MESSAGE_ID.fullmatch(message_id):
            raise Malformed
        message_id = message_id or new_id()
        in_crisis = finding.level in CRISIS_LEVELS
        async with AsyncExitStack() as held:
            try:
                await held.enter_async_context(self.locks.alone(session_id))
            except Unavailable:
                if in_crisis:
                    return await self._owe(session_id, self._shown(session_id, typed, message_id, finding))
                raise
            if in_crisis:
                return await self._answer_crisis(session_id, self._shown(session_id, typed, message_id, finding))
            if owed := await self._shared.owed.get(session_id):
                await self._hand_over(session_id, owed)
                await self._shared.owed.drop([session_id])
            if not payload and takes_back(typed) and (reply := await self._withdraw(session_id, message_id)):
                return reply
            pressed = self.sessions.pressed(session_id, typed, payload)
            if pressed is None and not typed:
                # A button of an earlier reply: pressed too late, or sent again because its answer was lost.
                if (known := turns.kept_reply(self.services, session_id, message_id)) is not None:
                    return known
                self.sessions.check(session_id)
                raise Malformed
            text, act = (pressed.payload, pressed.act) if pressed else (as_plain_text(typed), None)
            before = word_wanted(finding, earlier, typed) if mode == "self_help" else None
            first: list[Message] = [{"text": word_before(before, *self.sessions.reader(session_id))}] if before else []
            try:
                return await self._take_turn(session_id, message_id, typed, text, act, first)
            except Unavailable:
                with suppress(NoToken, SQLAlchemyError), UnitOfWork(self.services.engine) as work:
                    self.sessions.one(work, session_id)  # says so where it was deleted under way
                raise

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
        started = turns.start(self.services, session_id, message_id, typed)
        if started.reply is not None:
            return started.reply
        earlier = await self._shared.texts.before(session_id, message_id)
        await self._shared.texts.add(session_id, message_id, typed)
        question = QUESTIONS.get(started.question)
        metadata = {"language": started.language, "asked": question.asked if question else NOTHING_ASKED}
        if earlier and typed:
            metadata["before"] = earlier[-1]  # two messages in a row tell which language somebody has gone over to
        talker = Resumed(self._talker) if started.resumed else self._talker
        message = (talker, session_id, started.turn_id, text, act, metadata)
        if is_practice(session_id):
            metadata |= what_was_said(self.services.engine, session_id)
            uttered = await talker.answer(*message[1:])
            return await self._finish(session_id, message_id, started.turn_id, uttered)
        welcome = await welcome_back(*message) if started.away else []
        if started.question in PAUSES:
            answered = await answer_paused(message, started.question, earlier, self._alarms)
            if answered is None:
                return await self._answer_crisis(session_id, self._shown(session_id, typed, message_id, owned(typed)))
        else:
            answered = await (answer_in_room(message) if started.question == ROOM else answer_both(*message))
        uttered = [*first, *welcome, *answered]
        if started.question in PAUSES and not set(PAUSES) & set(turns.asked_in(uttered)):
            # They are safe and go on: what was said before that means what it meant then, and nothing more now.
            await self._shared.texts.begin_anew(session_id, message_id)
        return await self._finish(session_id, message_id, started.turn_id, uttered)

    async def _finish(
        self, session_id: str, message_id: str, turn_id: str, uttered: Sequence[Message]
    ) -> list[Message]:
        """Keep the reply and where the talk stands; give the reply as it goes out."""
        reply = turns.finish(self.services, session_id, message_id, turn_id, uttered)
        if reply is None:
            # Deleted in this very turn: the reply is shown, and nothing is kept of it.
            self.services.erase_trackers([session_id])
            await self._forget([session_id])
            return turns.going_out(uttered, NOTHING_ASKED, "consent", None)
        return reply

    # ---- crisis ------------------------------------------------------------------------------------------------

    async def _answer_crisis(self, session_id: str, shown: HandOff) -> list[Message]:
        """Hand off first; that the talk waits, and that it happened, is noted if anything is there to note it."""
        await self._shared.texts.add(session_id, shown.message_id, shown.typed)
        try:
            reply = await self._hand_over(session_id, shown)
            await self._shared.owed.drop([session_id])
            return reply
        except (NoToken, Deleted) as error:
            error.messages = shown.messages
            raise
        except Exception as error:
            # Whatever is down: the hand-off is shown.
            logger.error("A hand-off was shown without the rest: %s", type(error).__name__)
            return await self._owe(session_id, shown)

    async def _owe(self, session_id: str, shown: HandOff) -> list[Message]:
        """Give the hand-off alone; the dialogue is to hear of it before anything else."""
        await self._shared.owed.put(session_id, shown)
        return turns.going_out(shown.messages, "safety", "problem", None)

    async def _hand_over(self, session_id: str, shown: HandOff) -> list[Message]:
        """Note the crisis and let the dialogue wait; give the whole reply."""
        started = turns.start(self.services, session_id, shown.message_id, shown.typed)
        if started.reply is not None:
            return started.reply
        turns.note_crisis(self.services, session_id, started.turn_id, level=shown.level, rule=shown.rule)
        check = CHECK if kind_of(shown.rule) == "unsure" else "crisis"
        crisis = "crisis_in_practice" if is_practice(session_id) else check
        act = {"intent": {"name": crisis, "confidence": 1.0}, "entities": []}
        metadata = {"language": started.language, "asked": "safety"}
        talker = Resumed(self._talker) if started.resumed else self._talker
        asked = await talker.answer(session_id, started.turn_id, f"/{crisis}", act, metadata)
        return await self._finish(session_id, shown.message_id, started.turn_id, [*shown.messages, *asked])

    async def _found(
        self, earlier: Sequence[str], typed: str, mode: Mode, implied: bool = True, phase: str | None = None
    ) -> Finding:
        """What the screen finds in a message, with what came before it; in a button's title nothing is implied."""
        texts = [*earlier, for_screen(typed)]
        if implied:
            # In a thread: the encoder takes its time, and other conversations go on meanwhile. In one of its own: a
            # crisis does not wait for charts to be drawn or passwords to be compared.
            loop = asyncio.get_running_loop()
            finding = await loop.run_in_executor(self._screening, self._screener.screen, texts, mode, phase)
        else:
            finding = screen_turns(texts, mode)
        if finding.level not in CRISIS_LEVELS and mode == "self_help":
            return owned_after_check(earlier, typed) or finding
        return finding

    async def _alarms(self, text: str) -> Finding | None:
        """What calls for a hand-off in a message by itself."""
        finding = await self._found((), text, "self_help")
        return finding if finding.level in CRISIS_LEVELS else None

    async def handoff_only(self, text: str, language: Language, session_id: str | None = None) -> list[Message]:
        """Give the hand-off that a message calls for which is not taken in; empty below L2.

        Args:
            session_id: of its session; None where no session takes it any more.
        """
        typed = clean(text)
        if session_id is None:
            finding = await self._found((), typed, "self_help")
            if finding.level not in CRISIS_LEVELS:
                return []
            return [{"text": handoff(finding.level, language, kind=kind_of(finding.rule))}]
        mode: Mode = "practice" if is_practice(session_id) else "self_help"
        finding = await self._found(tuple(await self._shared.texts.before(session_id, "")), typed, mode)
        if finding.level not in CRISIS_LEVELS:
            return []
        with suppress(GateError, SQLAlchemyError):
            turns.note_crisis(self.services, session_id, new_id(), level=finding.level, rule=finding.rule)
        return self._handoff(session_id, finding)

    def _shown(self, session_id: str, typed: str, message_id: str, finding: Finding) -> HandOff:
        return HandOff(typed, message_id, finding.level, finding.rule, self._handoff(session_id, finding))

    def _handoff(self, session_id: str, finding: Finding) -> list[Message]:
        get_metrics().handoffs.labels(finding.level).inc()
        return [{"text": handoff(finding.level, *self.sessions.reader(session_id), kind=kind_of(finding.rule))}]

    # ---- data ---------------------------------------------------------------------------------------------------

    async def delete(self, session_id: str) -> None:
        """Delete everything about the session's client.

        Raises:
            Deleted: it was deleted before.
        """
        async with AsyncExitStack() as locked:
            # In order, so that two deletions never wait for each other: a client may have several talks open.
            for one in sorted({session_id, *deletion.sessions_with(self.services.engine, session_id)}):
                await locked.enter_async_context(self.locks.alone(one))
            with UnitOfWork(self.services.engine) as work:
                self.sessions.one(work, session_id)
            await self._forget(self.services.delete(session_id))

    async def set_consent(self, session_id: str, keep: bool) -> None:
        """Let the client's words be kept from now on, or take that back.

        Raises:
            Deleted, NoToken
        """
        async with self.locks.alone(session_id):
            with UnitOfWork(self.services.engine) as work:
                self.sessions.one(work, session_id)
            if keep:
                consent.give_consent(self.services.engine, session_id, self.services.clock())
            else:
                await self._forget(self.services.withdraw_consent(session_id) or ())

    async def _withdraw(self, session_id: str, message_id: str) -> list[Message]:
        """Take consent back where it was given, say so, and ask again what was open; empty where none was given."""
        with suppress(SQLAlchemyError):
            open_question = self.sessions.last_reply(session_id)[-1:]
            ids = self.services.withdraw_consent(session_id)
            if ids is not None:
                await self._forget(ids)
                started = turns.start(self.services, session_id, message_id, "")
                said = {"text": say("consent_withdrawn", self.sessions.reader(session_id)[0])}
                return await self._finish(session_id, message_id, started.turn_id, [said, *open_question])
        return []

    async def forget_unkept(self) -> None:
        """Erase the talks whose clients did not let them be kept and that are over."""
        # In a thread: it looks at all sessions, and people are talking meanwhile.
        await self._forget(await asyncio.to_thread(self.services.forget_unkept))

    async def _forget(self, session_ids: Sequence[str]) -> None:
        await self._shared.texts.forget(session_ids)
        with suppress(Unavailable):  # what is owed in a session that is gone is asked for by nobody
            await self._shared.owed.drop(session_ids)


def _is_zone(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
