"""A reply as words alone: its buttons as a list to choose from by number, and in pieces no longer than may be sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.channels.messengers.said import Answer, Message
from bot.channels.messengers.words import fit, say
from bot.language import Language
from bot.skills.sentences import sentences

# Where a number is an answer of its own, or a counselor's words, no list is numbered.
NUMBERS_ARE_ANSWERS = frozenset({"importance", "confidence", "plan_confidence", "rating", "practice"})
# "2", "2.", "(2)", "no. 2", "nomor 2", "2️⃣".
_CHOICE = re.compile(r"(?:(?:no|nomor|number|pilih(?:an)?|option)\b\.?\s*)?[(#]?\s*(\d{1,2})[\s.)\ufe0f\u20e3]*", re.I)
_PARAGRAPH, _LINE, _WORD = re.compile(r"\n\n+"), re.compile(r"\n+"), re.compile(r"\s+")
# A piece is not cut earlier than this part of what it could hold.
LEAST = 1 / 3


def choice_in(text: str, count: int) -> int | None:
    """Which of so many was chosen by its number, from 0; None where the text is none."""
    found = _CHOICE.fullmatch(text.strip())
    number = int(found[1]) if found else 0
    return number - 1 if 1 <= number <= count else None


def chosen(reply: Sequence[Message], text: str) -> dict[str, str] | None:
    """The button of the last reply that was chosen by its number."""
    if not reply or reply[-1].get("custom", {}).get("asked") in NUMBERS_ARE_ANSWERS:
        return None
    buttons: list[dict[str, str]] = [button for message in reply for button in message.get("buttons", ())]
    number = choice_in(text, len(buttons))
    return None if number is None else buttons[number]


def numbered(titles: Sequence[str]) -> str:
    return "\n".join(f"{number}. {title}" for number, title in enumerate(titles, start=1))


def as_text(answer: Answer, messenger: str) -> str:
    """All of an answer as one text, with the list of its buttons at the end."""
    texts = [_line(message, answer) for message in answer.messages if message.get("text")]
    said = fit("\n\n".join(texts), answer.language, messenger)
    buttons = [button["title"] for message in answer.messages for button in message.get("buttons", ())]
    if not buttons:
        return said
    asked = answer.messages[-1].get("custom", {}).get("asked")
    return f"{said}\n\n{_choices(said, buttons, asked, answer.language)}"


def split(text: str, most: int) -> list[str]:
    """Divide a text into pieces of at most `most` UTF-16 code units: between paragraphs where it can be, else between
    lines, sentences or words, and inside a word only where it is longer than a message."""
    pieces = []
    while _units(text) > most:
        window = _head(text, most)
        cut = _cut(text, len(window))
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in (*pieces, text) if piece.strip()]


def _line(message: Message, answer: Answer) -> str:
    about: dict[str, Any] = message.get("custom", {})
    speaks = about.get("kind") == "client" and answer.speaker
    return f"{answer.speaker}: {message['text']}" if speaks else str(message["text"])


def _choices(said: str, titles: Sequence[str], asked: str | None, language: Language) -> str:
    if asked == "practice":
        return say("practice_tools", language)
    if asked in NUMBERS_ARE_ANSWERS:
        return say("or_type", language, titles=" · ".join(titles))
    lines = numbered(titles).split("\n")
    # Ideas stand in the text with their numbers already.
    missing = [line for line in lines if not re.search(rf"^{re.escape(line)}\b", said, re.MULTILINE)]
    return "\n".join([*missing, say("choose", language)])


def _cut(text: str, end: int) -> int:
    """The best place to cut at or before `end`."""
    for pattern in (_PARAGRAPH, _LINE):
        found = [match.end() for match in pattern.finditer(text, 0, end + 1) if match.start() <= end]
        if found and found[-1] >= end * LEAST:
            return min(found[-1], end)
    # What is left of the next sentence counts as one too; it ends on no mark.
    ends = [stop for _, stop in sentences(text[: end + 1]) if stop <= end and not text[stop - 1].isalnum()]
    if ends and ends[-1] >= end * LEAST:
        return ends[-1]
    words = [match.start() for match in _WORD.finditer(text, 0, end + 1)]
    return words[-1] if words and words[-1] >= end * LEAST else end


def _head(text: str, most: int) -> str:
    """As much of a text's beginning as fits, code points whole."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
