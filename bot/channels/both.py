"""Replies of two parts: a question to the bot is met, a leave, or a wish for the other language, and the answer beside
it taken; who was away is welcomed first."""

from __future__ import annotations

from typing import Any

from bot.channels.rasa_side import Talker
from bot.channels.turns import asked_in
from bot.counseling.acts import only_sounds_like
from bot.counseling.asides import (
    MET_AFTER,
    SEES_PLAN,
    SURE,
    before_leave,
    may_stand_beside,
    only_number,
    split_language,
    split_number,
    split_question,
    stays_at_leave,
    without_question,
)
from bot.counseling.languages import asks_for_language
from bot.counseling.meant import ANSWERED_FIRST, act_meant
from bot.counseling.questions import NOTHING_ASKED, QUESTIONS, question_of

Message = dict[str, Any]
# Said while somebody is listened to, this asks them to go on and is no question in words.
INVITES = "listening"
NUMBERED = ("importance", "confidence", "plan_confidence")


async def answer_both(
    talker: Talker, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
) -> list[Message]:
    """Give the reply to a message; see `Talker.answer`.

    A question to the bot beside an answer is a message of its own in the dialogue. It writes nothing, so the turn's
    one write is the answer's; and what it would ask again is left out, since the answer is there already. So is a
    leave at the end of an answer, and of whoever leaves nothing more is asked. A wish for the other language is met
    first; the answer is heard as what it was said in. A wish for ideas, or to get on, is met last, in what the
    answer led to; so is a number that the answer makes the next question ask for.
    """
    answer = await _answer_before_leave(talker, text, metadata) if act is None else None
    if answer is not None:
        taken = await talker.answer(session_id, turn_id, answer, None, metadata)
        leave = {"intent": {"name": "goodbye", "confidence": 1.0}, "entities": []}
        return [*without_asking(taken), *await talker.answer(session_id, f"{turn_id}!", "/goodbye", leave, metadata)]
    ahead = split_number(str(metadata.get("asked")), text) if act is None else None
    if ahead is None and act is None and only_number(str(metadata.get("asked")), text):
        ahead = "/affirm", text
    if ahead is not None:
        return await _answer_ahead(talker, session_id, turn_id, ahead, metadata)
    parts = None if act else await _parts(talker, text, metadata) or await _language_beside(talker, text, metadata)
    if parts is None:
        return await talker.answer(session_id, turn_id, text, act, metadata)
    answer, question, act_of_question = parts
    if act_of_question in MET_AFTER:
        taken = await talker.answer(session_id, turn_id, answer, None, metadata)
        metadata = metadata | {"asked": asked_now(taken)}
        if act_of_question == SEES_PLAN and metadata["asked"] == "agreement":
            return taken  # it is on show
        return [*without_asking(taken), *await talker.answer(session_id, f"{turn_id}?", question, None, metadata)]
    met = await talker.answer(session_id, f"{turn_id}?", question, None, metadata)
    taken = await talker.answer(session_id, turn_id, answer, None, metadata)
    return [*without_asking(met), *taken]


async def _answer_ahead(
    talker: Talker, session_id: str, turn_id: str, parts: tuple[str, str], metadata: dict[str, Any]
) -> list[Message]:
    """The reply to an answer with the number beside it that is asked for next, where it is."""
    answer, number = parts
    yes = {"intent": {"name": "affirm", "confidence": 1.0}, "entities": []} if answer == "/affirm" else None
    taken = await talker.answer(session_id, turn_id, answer, yes, metadata)
    asked = asked_now(taken)
    if asked not in NUMBERED:
        return taken
    counted = await talker.answer(session_id, f"{turn_id}+", number, None, metadata | {"asked": asked})
    return [*without_asking(taken), *counted]


async def welcome_back(
    talker: Talker, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
) -> list[Message]:
    """Give the welcome of somebody who goes on after hours without a greeting; the question they answer is left out."""
    if act is None and (await talker.hear(text, metadata))[0] == "greet":
        return []
    greeting = {"intent": {"name": "greet", "confidence": 1.0}, "entities": []}
    return without_asking(await talker.answer(session_id, f"{turn_id}<", "/greet", greeting, metadata))


async def _answer_before_leave(talker: Talker, text: str, metadata: dict[str, Any]) -> str | None:
    answer = None if metadata.get("asked") in ANSWERED_FIRST else before_leave(text)
    return answer if answer and await _stays(talker, answer, metadata) else None


async def _stays(talker: Talker, answer: str, metadata: dict[str, Any]) -> bool:
    asked, act = str(metadata.get("asked")), (await talker.hear(answer, metadata))[0]
    return stays_at_leave(asked, act_meant(asked, answer, act) or act, answer)


async def _parts(talker: Talker, text: str, metadata: dict[str, Any]) -> tuple[str, str, str] | None:
    for answer, question in split_question(text):
        asked_back, sure = await talker.hear(question, metadata)
        if act_meant(str(metadata.get("asked")), question, asked_back) == SEES_PLAN:
            asked_back, sure = SEES_PLAN, 1.0
        answered, _ = await talker.hear(answer, metadata)
        if sure >= SURE and may_stand_beside(str(metadata.get("asked")), answered, asked_back):
            return answer, question, asked_back
    return None


async def _language_beside(talker: Talker, text: str, metadata: dict[str, Any]) -> tuple[str, str, str] | None:
    for answer, wish in split_language(text):
        act, sure = await talker.hear(wish, metadata)
        heard = act == "switch_language" and sure >= SURE and not only_sounds_like(act, wish, sure)
        if not heard and not asks_for_language(wish):
            continue
        # A bare no before "keep it Indonesian" belongs to that.
        if await _stays(talker, answer, metadata):
            return answer, wish, "switch_language"
    return None


def without_asking(messages: list[Message]) -> list[Message]:
    """Give the messages without the questions in them; what is said beside a question stays."""
    kept = []
    for message in messages:
        question = question_of(str(message.get("utter_action") or ""))
        if question is None:
            kept.append(message)
        elif question != INVITES and (said := without_question(str(message["text"]))):
            kept.append({"text": said})
    return kept


def asked_now(uttered: list[Message]) -> str:
    """Give what the answer to the last question in some messages is heard as; NOTHING_ASKED where none is in them."""
    asked = asked_in(uttered)
    known = QUESTIONS.get(asked[-1]) if asked else None
    return known.asked if known else NOTHING_ASKED
