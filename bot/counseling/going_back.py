"""Going back in the talk: the way that led to where it is, and the question that somebody wants back to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from bot.counseling.questions import question_of

MOVED_BACK = "utter_moved_back"
_I = re.IGNORECASE
# The words for a part of the talk -> its questions, the one to go back to first.
_NAMED: dict[str, tuple[str, ...]] = {
    r"ideas?|ide(?:-ide)?(?:nya)?|suggestions?|saran\w*|menu": ("ideas", "options"),
    r"options?|ways?|choices?|cara(?:nya|-cara)?|pilihan\w*|opsi\w*": ("choose_option", "options"),
    r"purpose": ("purpose",),
    r"goals?|tujuan\w*|target\w*": ("goal", "purpose"),
    r"importan\w+|penting\w*": ("importance",),
    r"confiden\w+|sureness|(?:ke)?yakin\w*": ("plan_confidence", "confidence"),
    r"(?:first )?steps?|langkah\w*": ("step",),
    r"when|time|day|date|waktu\w*|hari\w*|jam\w*|kapan\w*": ("when",),
    r"obstacles?|halangan\w*|hambatan\w*|kendala\w*": ("obstacle",),
    r"if[- ]then|plan b|(?:kalau|kalo|jika)[- ]maka": ("if_then",),
    r"support|help|helper|dukungan\w*": ("support",),
    r"plan|rencana\w*": ("agreement",),
    r"summary|ringkasan\w*|rangkuman\w*": ("summary",),
}
# "Go back one step" names no step.
_ONE_BACK = re.compile(r"(?<!\w)(?:(?:one|a|1|two|2) (?:steps?|questions?)|satu langkah|selangkah)(?!\w)", _I)
_WANTS_BACK = re.compile(
    r"\W*(?:(?:wait|hang on|sorry|actually|ok|okay|hm+|um+|no|please|eh|bentar|tunggu|can|could|may|i|we|you"
    r"|let['’]?s|let me|want|need"
    r"|wanna|would|like|rather|i['’]?d|to|take|bring|me|us|just|gotta|yuk|bisa|boleh|mau|pengen|aku|saya|gue|kita"
    r"|dong|tolong)\W+)*"
    r"(?:(?:(?:go|get|going|jump|switch)\W+)?(?:all the way\W+)?back\W+to|return\W+to|(?:balik|kembali"
    r"|mundur)(?: lagi)?(?:\W+ke)?)\W+(?P<where>.+)",
    _I,
)
_MOST_WORDS = 6


def way_here(uttered: Iterable[str]) -> list[str]:
    """Give the questions that led to where the talk is, out of all that was uttered; from a question that was gone
    back to, what came after it is left out."""
    way: list[str] = []
    back = False
    for name in uttered:
        back = back or name == MOVED_BACK
        question = question_of(name)
        if question is None or (way and way[-1] == question):
            continue
        if back and question in way:
            del way[way.index(question) + 1 :]
        else:
            way.append(question)
        back = False
    return way


def is_back(uttered: Iterable[str]) -> bool:
    """Whether the question that was asked last was gone back to."""
    back = asked_back = False
    last = ""
    for name in uttered:
        back = back or name == MOVED_BACK
        if question_of(name) is not None:
            # A response that is an action of its own is named twice.
            last, asked_back, back = name, back or (asked_back and name == last), False
    return asked_back


def question_named(text: str, asked: Collection[str]) -> str | None:
    """Give the question that a message names out of those asked before ("back to the ideas"), or None."""
    said = _ONE_BACK.sub(" ", text)
    for words, questions in _NAMED.items():
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", said, _I):
            return next((question for question in questions if question in asked), None)
    return None


def wants_back(text: str) -> bool:
    """Whether a message asks to go back to a part of the talk that it names."""
    match = _WANTS_BACK.match(text)
    if match is None or len(match["where"].split()) > _MOST_WORDS:
        return False
    everything = {question for questions in _NAMED.values() for question in questions}
    return question_named(match["where"], everything) is not None
