"""What people type, made safe to pass on: still their words, never a command."""

from __future__ import annotations

import re

from bot.counseling.conversation import WORD_JOINER

# Of a message that is far too long, this many code points from each end are screened, so that nobody can keep the
# screen busy for minutes.
SCREENED_AT_EACH_END = 20_000


def clean(text: str) -> str:
    """Take out NUL and lone surrogates, which nothing behind can hold, and the white space around."""
    return "".join(letter for letter in text if letter != "\0" and not 0xD800 <= ord(letter) <= 0xDFFF).strip()


def as_plain_text(text: str) -> str:
    """Keep Rasa from reading a typed "/…" as an act: an invisible word joiner goes before it."""
    return WORD_JOINER + text if text.startswith("/") else text


def plain(text: str) -> str:
    """Give the words alone, in small letters: "No name!" is "no name"."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def for_screen(typed: str) -> str:
    """Give what of a message is screened: all of it, or both its ends."""
    if len(typed) <= 2 * SCREENED_AT_EACH_END:
        return typed
    return f"{typed[:SCREENED_AT_EACH_END]}\n{typed[-SCREENED_AT_EACH_END:]}"
