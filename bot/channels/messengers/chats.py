"""The course of a chat: which session it goes on in, and what the gate makes of what is said there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from sqlalchemy.exc import SQLAlchemyError

from bot.channels import turns
from bot.channels.errors import Deleted, GateError, NoToken, Unavailable, UnknownCode
from bot.channels.errors import say as say_error
from bot.channels.gate import Gate
from bot.channels.limits import Limits
from bot.channels.messengers.asides import contact_in, plan_as_text, speaker_in
from bot.channels.messengers.commands import Command, command_in
from bot.channels.messengers.said import Answer, Message, Said
from bot.channels.messengers.showing import choice_in, chosen, numbered
from bot.channels.messengers.words import notice, say, tells_something, titles
from bot.channels.shared.buckets import Buckets, LocalBuckets
from bot.channels.text import plain
from bot.language import Language, language_of
from bot.services.access import end_session
from bot.services.chats import KnownChat, chat_secret, delete_chat, find_chat, hash_chat, link_chat, show_menu
from bot.services.opening import is_practice
from bot.services.practice import list_cases

logger = logging.getLogger(__name__)

# Of a group, and of somebody who writes too fast, one notice is enough for a while.
NOTICES_PER_MINUTE = 1 / 60
SAFETY = "safety"


class Chats:
    """The chats of one process."""

    def __init__(self, gate: Gate, limits: Limits) -> None:
        self._gate, self._limits = gate, limits
        self._engine = gate.services.engine
        self._notices = LocalBuckets(NOTICES_PER_MINUTE)
        self._secret = ""

    async def answer(self, said: Said) -> Answer:
        """Answer what somebody sent. Nothing is raised: whatever is down, a hand-off is among what is given."""
        chat_id = ""
        try:
            self._secret = self._secret or chat_secret(self._engine)
            chat_id = hash_chat(self._secret, said.messenger, said.chat)
            # Of a chat, as of a session: nobody is told apart by the address of a messenger's servers.
            await self._limits.take_message(chat_id)
            with self._limits.under_way(chat_id):
                async with AsyncExitStack() as held:
                    # The gate keeps apart what is said in one talk; what opens one, and our own lists, are kept apart
                    # here, at all replicas together. A crisis waits for none of that.
                    with suppress(Unavailable):
                        await held.enter_async_context(self._gate.locks.alone(f"chat {chat_id}"))
                    return await _Exchange(self._gate, self._limits, self._notices, said, chat_id).answer()
        except GateError as error:
            return await self._refused(said, chat_id, error)
        except Exception as error:
            logger.error("A chat failed: %s", type(error).__name__)
            return await self._refused(said, chat_id, Unavailable())

    async def _refused(self, said: Said, chat_id: str, error: GateError) -> Answer:
        """Say why there is no answer, in the words of the ways in; with the hand-off that the message calls for."""
        if said.kind == "group":
            return Answer([])
        session_id = None
        with suppress(Exception):
            known = find_chat(self._engine, chat_id) if chat_id and not isinstance(error, (NoToken, Deleted)) else None
            session_id = known.session_id if known else None
        language = (self._gate.sessions.language_of(session_id) if session_id else None) or _language(said)
        messages = error.messages
        with suppress(Exception):
            messages = messages or await self._gate.handoff_only(said.text, language, session_id)
        if not messages and error.status == 429 and await self._notices.take(f"fast {chat_id}"):
            return Answer([])
        # What the ways in call malformed nobody can make by typing.
        key = error.code if error.status in (404, 410, 413, 429) or error.code == "busy" else Unavailable.code
        return Answer([*messages, {"text": say_error(key, language)}], language, urgent=bool(messages))


class _Exchange:
    """One thing said, and its answer."""

    def __init__(self, gate: Gate, limits: Limits, notices: Buckets, said: Said, chat_id: str) -> None:
        self._gate, self._limits, self._notices, self._said, self._chat_id = gate, limits, notices, said, chat_id
        self._engine = gate.services.engine
        self._chat: KnownChat | None = None if said.kind == "group" else find_chat(self._engine, chat_id)
        kept = self._gate.sessions.language_of(self._chat.session_id) if self._chat else None
        self._language: Language = kept or _language(said)
        self._session_id = self._chat.session_id if self._chat is not None and self._is_open() else None

    async def answer(self) -> Answer:
        said = self._said
        if said.kind == "group":
            told = await self._notices.take(f"group {self._chat_id}")
            return Answer([]) if told else self._say("group", contact=contact_in(self._language, said.country))
        if said.kind == "edited":
            return await self._edited()
        if not said.text.strip():
            return self._say("wordless")
        command = command_in(said.text)
        if self._chat is not None and self._chat.menu is not None:
            show_menu(self._engine, self._chat_id, None)
            picked = None if command else await self._picked(self._chat.menu)
            if picked is not None:
                return picked
        if command is not None:
            return await self._obey(command)
        answer = await (self._talk(self._session_id) if self._session_id else self._begin())
        return self._with_first(answer, say("pictured", self._language)) if said.pictured else answer

    # ---- talking ------------------------------------------------------------------------------------------------

    async def _talk(self, session_id: str) -> Answer:
        """Let the gate answer; a message that it has answered before is not answered again."""
        text, message_id = self._said.text, self._said.message_id
        if turns.kept_reply(self._gate.services, session_id, message_id) is not None:
            return Answer([])
        button = None
        with suppress(SQLAlchemyError):  # the gate tells of it
            button = chosen(self._gate.sessions.last_reply(session_id), text)
        if button is None:
            return self._shown(await self._gate.receive(session_id, text, message_id), session_id)
        reply = await self._gate.receive(session_id, button["title"], message_id, button["payload"])
        return self._shown(reply, session_id)

    async def _begin(
        self, case: str | None = None, code: str | None = None, language: Language | None = None
    ) -> Answer:
        """Open a session, and say what is said before anything else.

        What opened it is no answer: nobody had been asked. Only a danger in it is taken up at once.
        """
        text = "" if case or code or command_in(self._said.text) else self._said.text
        handed = await self._gate.handoff_only(text, self._language) if text else []
        try:
            session_id, opening, new = await self._open(case, code, language)
            if handed:
                reply = await self._gate.receive(session_id, text, self._said.message_id)
                # The hand-off first, what it asks last, and no more in between than has to be said.
                told = _told(notice(self._said.messenger, self._language)) if new else []
                return self._shown([*reply[:-1], *told, *reply[-1:]], session_id)
        except Exception as error:
            if handed:
                logger.error("A hand-off was shown without a session: %s", type(error).__name__)
                return Answer(handed, self._language, urgent=True)
            raise
        heard = [say("heard_first", self._language)] if tells_something(text) else []
        messages = [*_told(*new[:1]), *opening[:-1], *_told(*heard, *new[1:]), *opening[-1:]]
        return self._shown(messages, session_id)

    async def _open(
        self, case: str | None, code: str | None, language: Language | None
    ) -> tuple[str, list[Message], list[str]]:
        """Open a session for the chat's client, or for the one with a code; gives its id, what the bot says, and what
        somebody new is told: the notice and the return code."""
        await self._limits.take_opening(self._chat_id)
        request: dict[str, str | None] = {"language": language or self._language}
        if case is not None:
            request |= {"mode": "practice", "case": case}
        known = code or (self._chat.return_code if self._chat is not None else None)
        place = {"country": self._said.country, "timezone": self._said.zone}
        try:
            opening = await self._gate.open({**request, **(place if known is None else {"return_code": known})})
        except UnknownCode:
            if code is not None:
                raise
            # Renewed somewhere else, or not used for long: whoever is here now is known by nothing any more.
            known = None
            opening = await self._gate.open({**request, **place})
        session_id = self._gate.tokens.read(opening.token)
        link_chat(self._engine, self._chat_id, session_id, opening.return_code)
        self._language = self._gate.sessions.language_of(session_id) or self._language
        first = self._chat is None or known is None
        told = [notice(self._said.messenger), say("code", self._language, code=opening.return_code)] if first else []
        return session_id, opening.messages, told

    async def _edited(self) -> Answer:
        handed = await self._gate.handoff_only(self._said.text, self._language, self._session_id)
        if handed:
            return Answer(handed, self._language, urgent=True)
        return Answer([]) if await self._notices.take(f"edited {self._chat_id}") else self._say("edited")

    # ---- commands -----------------------------------------------------------------------------------------------

    async def _obey(self, command: Command) -> Answer:
        if command.name == "start":
            return await self._start(command.argument)
        if command.name == "code":
            return await self._code(command.argument)
        if command.name == "practice":
            return await self._practice(command.argument)
        if command.name in ("english", "indonesian"):
            return await self._change_language("en" if command.name == "english" else "id")
        if command.name == "delete":
            return self._ask_to_delete()
        if command.name == "plan":
            return self._tell_plan()
        if command.name == "stop":
            if self._session_id is None:
                return self._say("not_begun")
            end_session(self._engine, self._session_id, self._gate.services.clock())
            return self._say("stopped")
        handed = [] if command.known else await self._gate.handoff_only(self._said.text, self._language)
        told = say("help", self._language, contact=contact_in(self._language, self._said.country))
        return Answer([*handed, {"text": told}], self._language, urgent=bool(handed))

    async def _start(self, argument: str) -> Answer:
        if (given := command_in(argument)) is not None and given.name == "code":
            return await self._code(argument)  # a link can carry it: t.me/…?start=CODE
        if self._session_id is None or is_practice(self._session_id):
            return await self._begin()
        last = self._gate.sessions.last_reply(self._session_id)
        if not last or last[-1].get("custom", {}).get("asked") == "none":
            return await self._begin()
        return self._with_first(self._shown(last, self._session_id), say("where_we_were", self._language))

    async def _code(self, code: str) -> Answer:
        if not code:
            return self._say("code", code=self._chat.return_code) if self._chat is not None else self._say("not_begun")
        await self._limits.may_guess(self._chat_id)
        try:
            return await self._begin(code=code)
        except UnknownCode:
            await self._limits.note_wrong_code(self._chat_id)
            raise

    async def _practice(self, wanted: str) -> Answer:
        cases = list_cases(self._language)
        names = [case["case"] for case in cases]
        number = choice_in(wanted, len(names))
        if number is not None or wanted in names:
            return await self._begin(case=wanted if number is None else names[number])
        levels = titles("levels", self._language)
        shown = [
            say("case", self._language, title=case["title"], level=levels[case["difficulty"] - 1], **case["person"])
            for case in cases
        ]
        if self._chat is not None:
            show_menu(self._engine, self._chat_id, "cases")
        how = "choose" if self._chat is not None else "choose_case"
        listed = f"{say('cases', self._language)}\n\n{numbered(shown)}\n\n{say(how, self._language)}"
        return Answer([{"text": f"{listed}\n{say('after_practice', self._language)}"}], self._language)

    async def _change_language(self, language: Language) -> Answer:
        if self._session_id is None:
            return await self._begin(language=language)
        if is_practice(self._session_id):
            return self._say("language_in_practice")
        words = say("to_english" if language == "en" else "to_indonesian", self._language)
        return self._shown(await self._gate.receive(self._session_id, words, self._said.message_id), self._session_id)

    def _tell_plan(self) -> Answer:
        told = plan_as_text(self._gate.services, self._chat.session_id, self._language) if self._chat else None
        if told is None:
            return self._say("no_plan")
        url = self._gate.services.settings.public_url
        more = say("on_the_page", self._language, url=f"{url}/webhooks/widget/chat") if url else ""
        return Answer([{"text": told}, {"text": more}], self._language)

    # ---- lists of our own ---------------------------------------------------------------------------------------

    def _ask_to_delete(self) -> Answer:
        if self._chat is None:
            return self._say("nothing_kept")
        show_menu(self._engine, self._chat_id, "delete")
        listed = numbered(titles("delete", self._language))
        text = f"{say('delete_sure', self._language)}\n\n{listed}\n\n{say('choose', self._language)}"
        return Answer([{"text": text}], self._language)

    async def _picked(self, menu: str) -> Answer | None:
        """Do what was picked of a list that was shown last; None where nothing of it was."""
        lists: dict[str, list[str]] = {
            "delete": titles("delete", self._language),
            "cases": [case["case"] for case in list_cases(self._language)],
        }
        offered = lists.get(menu, [])
        number = choice_in(self._said.text, len(offered))
        if number is None:
            number = _index(offered, self._said.text)
        if number is None:
            return None
        if menu == "cases":
            return await self._begin(case=offered[number])
        return await self._delete() if number == 0 else self._say("not_deleted")

    async def _delete(self) -> Answer:
        assert self._chat is not None, "the list is kept with it"
        try:
            await self._gate.delete(self._chat.session_id)
        except (NoToken, Deleted):  # it is over; what came of it is not
            services = self._gate.services
            services.erase_trackers(delete_chat(self._engine, self._chat_id, services.clock()))
        return self._say("deleted")

    # ---- what goes out ------------------------------------------------------------------------------------------

    def _is_open(self) -> bool:
        assert self._chat is not None
        try:
            self._gate.sessions.check(self._chat.session_id)
        except (NoToken, Deleted):
            return False
        return True

    def _shown(self, messages: list[Message], session_id: str) -> Answer:
        language = messages[-1].get("custom", {}).get("language") or self._language
        urgent = messages[-1].get("custom", {}).get("asked") == SAFETY
        return Answer(messages, language, urgent, speaker_in(self._gate.services, session_id))

    def _say(self, key: str, **values: object) -> Answer:
        return Answer([{"text": say(key, self._language, **values)}], self._language)

    def _with_first(self, answer: Answer, text: str) -> Answer:
        return Answer([{"text": text}, *answer.messages], answer.language, answer.urgent, answer.speaker)


def _told(*texts: str) -> list[Message]:
    return [{"text": text} for text in texts]


def _language(said: Said) -> Language:
    # Commands are written alike in both.
    return language_of("" if command_in(said.text) else said.text, said.language or "id")


def _index(offered: Sequence[str], text: str) -> int | None:
    said = plain(text)
    return next((number for number, title in enumerate(offered) if plain(title) == said), None)
