"""How the pause after a hand-off ends: a gentle question is answered, or an alarm turns out to be none.

What was told in the message that called for it is heard then after all, so that nobody has to tell it twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal

from bot.channels.both import answer_both, asked_now, without_asking
from bot.channels.rasa_side import Talker
from bot.channels.text import as_plain_text
from bot.counseling.conversation import TELLING
from bot.counseling.questions import NOTHING_ASKED
from bot.counseling.safe_again import denies_danger, says_safe
from bot.safety.checking import owns_up
from bot.safety.screen import Finding

Message = dict[str, Any]
Heard = tuple[Talker, str, str, str, dict[str, Any] | None, dict[str, Any]]  # as `answer_both` takes it
Alarms = Callable[[str], Awaitable[Finding | None]]
Answered = Literal["owned", "denied", "told", "open"]
# The question that asks gently, and that after a hand-off.
CHECK = "check"
PAUSES = (CHECK, "safety")
# The question that makes room for what does not fit; whoever answers what was asked before it has gone on.
ROOM = "difference"
_GOES_ON = TELLING - {"disagree", "feel_misunderstood", "correct_summary", "express_feeling", "ambivalence"} | {
    "rate",
    "state_time",
}
_SKIP: dict[str, Any] = {"intent": {"name": "skip", "confidence": 1.0}, "entities": []}
_NOT_MEANT: dict[str, Any] = {"intent": {"name": "not_meant", "confidence": 1.0}, "entities": []}
_OWNING = frozenset({"affirm", "commit", "dont_know"})
_DENYING = frozenset({"deny", "disagree", "correct_summary", "feel_misunderstood", "say_safe", "skip", "thank"})
_FEWEST_WORDS_TOLD = 6


async def answer_paused(message: Heard, question: str, earlier: Sequence[str], alarms: Alarms) -> list[Message] | None:
    """Answer a message in a pause; None where it owns up to what was asked about.

    Args:
        message: the talker and what it takes.
        question: one of PAUSES.
        earlier: the messages before, oldest first.
        alarms: gives what calls for a hand-off in a message by itself, None where nothing does.
    """
    talker, _, _, text, act, metadata = message
    if question == CHECK:
        answer = await _answered(talker, text, act, metadata)
        if answer == "owned":
            return None
        if answer == "open":
            return await answer_both(*message)
        asked_about = await _what_alarmed(earlier, alarms)
        return await _go_on(message, asked_about[0] if asked_about else None, told_now=answer == "told")
    denied = act is None and denies_danger(text)
    alarm = await _what_alarmed(earlier, alarms) if denied else None
    if alarm is None:
        return await answer_both(*message)
    told, finding = alarm
    if finding.rule.startswith("learned"):  # nobody had said it in so many words
        return await _go_on(message, told, told_now=False)
    if any(denies_danger(one) for one in earlier):
        return await _go_on(message, None, told_now=False)
    return await answer_both(*message)


async def answer_in_room(message: Heard) -> list[Message]:
    """Answer a message where room was made for what does not fit; what answers the question before is heard as that."""
    talker, session_id, turn_id, text, act, metadata = message
    if act is not None or (await talker.hear(text, metadata))[0] not in _GOES_ON:
        return await answer_both(*message)
    reply = await talker.answer(session_id, f"{turn_id}.", "/skip", _SKIP, metadata)
    return await answer_both(talker, session_id, turn_id, text, None, metadata | {"asked": asked_now(reply)})


async def _answered(talker: Talker, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]) -> Answered:
    """How a gentle question about danger is answered: owned up to, denied, passed over by telling on, or left open."""
    if act is None and (denies_danger(text) or says_safe(text)):
        return "denied"
    if act is None and owns_up(text):
        return "owned"
    name = act["intent"]["name"] if act else (await talker.hear(text, metadata))[0]
    if name in _OWNING:
        return "owned"
    long = act is None and len(text.split()) >= _FEWEST_WORDS_TOLD
    if long and name in TELLING | _DENYING:
        return "told"
    return "denied" if name in _DENYING else "open"


async def _what_alarmed(earlier: Sequence[str], alarms: Alarms) -> tuple[str, Finding] | None:
    for text in reversed(earlier):
        if (finding := await alarms(text)) is not None:
            return text, finding
    return None


async def _go_on(message: Heard, told: str | None, *, told_now: bool) -> list[Message]:
    """Take up the talk where it was, with what was told in the message that alarmed, and with what is told now."""
    talker, session_id, turn_id, text, _, metadata = message
    reply = await talker.answer(session_id, f"{turn_id}.", "/not_meant", _NOT_MEANT, metadata)
    if told is not None:
        reply = await _hear_after_all(message, told, reply)
    if not told_now:
        return reply
    return await answer_both(talker, session_id, turn_id, text, None, metadata | {"asked": asked_now(reply)})


async def _hear_after_all(message: Heard, told: str, reply: list[Message]) -> list[Message]:
    """Give the reply that ends a pause with the answer to what was told then, instead of the question taken up."""
    talker, session_id, turn_id, _, _, metadata = message
    asked = asked_now(reply)
    if asked in ("safety", NOTHING_ASKED):
        return reply
    metadata = metadata | {"asked": asked}
    after = await answer_both(talker, session_id, f"{turn_id}~", as_plain_text(told), None, metadata)
    return [*without_asking(reply), *after]
