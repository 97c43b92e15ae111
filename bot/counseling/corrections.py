"""What somebody puts right in a summary, without the words that only ask for it to be put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["other", "added", "removed"]
_I = re.IGNORECASE
FEWEST_WORDS_ADDED = 3


@dataclass(frozen=True)
class Correction:
    """`kind`: something was missing (added), is not to be said (removed), or is otherwise. `words`: how it is."""

    kind: Kind
    words: str


_REMOVED = re.compile(
    r"\b(?:hapus(?:in|kan)?|dihapus|buang|dibuang|coret|dicoret|(?:(?:ga|gak|nggak|ngga|tidak)\s*(?:usah|perlu)"
    r"|jangan|jgn)\s+"
    r"(?:disebut\w*|sebut\w*|dimasuk\w*|dibawa-?bawa|dicatat)|leave (?:that |it |this )?out"
    r"|take (?:that |it |this )?out|(?:remove|delete|drop) (?:the|my|that|this)"
    r"|don['’]?t mention|no need to mention)\b",
    _I,
)
# What says that something is missing, before it and after it.
_MISSING_BEFORE = re.compile(
    r"^[\s,.]*(?:(?:oh ya|oiya|oh iya|eh|hmm+|kak|tapi|tp|but|and|only|cuma|hanya|masih|dan)\b[\s,]*)*"
    r"(?:(?:(?:ada\s+)?(?:yang|yg)\s+)?(?:kurang(?!\s+(?:tepat|pas|benar|bener|cocok|sesuai|akurat))|kelewat\w*|ketinggalan|kelupaan|terlewat)(?:\s+(?:satu"
    r"|1))?(?:\s+(?:itu|tuh|kak|sih))*"
    r"|(?:ada\s+)?(?:yang|yg)\s+(?:belum|blm)\s+(?:ke|di|ter)?(?:sebut|masuk|catat)\w*"
    r"|(?:tolong\s+)?(?:di)?tambah(?:in|kan|i)?(?:\s+(?:dong|ya|juga|satu|lagi|1))*|(?:jangan|jgn)\s+lupa"
    r"|(?:(?:kamu|anda|kau|bapak|ibu)\s+)?(?:belum|blm)\s+(?:kamu\s+|anda\s+)?(?:ke|di|ter|me)?(?:nyebut|sebut"
    r"|masuk)\w*"
    r"|you(?:['’]ve|\s+have|\s+did|\s+do|(?:\s+have|\s+did|\s+do)n['’]?t)?(?:\s+not)?\s+(?:mention(?:ed)?|forgot"
    r"|missed|left\s+out|forgotten)|(?:please\s+)?(?:add|include|don['’]?t\s+forget)"
    r"|(?:what['’]?s|what\s+is|one\s+thing(?:\s+that['’]?s)?)\s+missing(?:\s+is)?|missing"
    r"|i['’]?d\s+add(?:\s+one\s+thing)?"
    r"|there['’]?s\s+also|also)\b[\s,:]*(?:(?:bahwa|kalau|kalo|that|to\s+mention)\b\s*)?(?=\S)",
    _I,
)
_MISSING_AFTER = re.compile(
    r"[\s,]+(?:(?:(?:yang|yg|itu|tuh|nya)\s+)*(?:(?:belum|blm|ga|gak|nggak|ngga|tidak|kurang)\s+(?:(?:ke|di"
    r"|ter)(?:sebut|masuk"
    r"|catat|singgung|bahas)\w*|masuk|sebut|ada|ikut)|kelewat\w*|ketinggalan|terlewat)"
    r"|(?:jangan|jgn)\s+(?:di)?lupa\w*|(?:tolong\s+)?(?:di)?tambah(?:in|kan)"
    r"|(?:is|was|are|were)\s+(?:missing|left\s+out|forgotten)|(?:is|was)(?:n['’]?t|\s+not)\s+(?:in\s+(?:there|it)"
    r"|mentioned|included)"
    r"|don['’]?t\s+forget(?:\s+(?:that|it))?|ought\s+to\s+be\s+in\s+there|should\s+be\s+in\s+(?:there|it))"
    r"(?:[\s,]+(?:ya|dong|kak|sih|tadi|di\s*situ|please|too|juga))*[\s.!]*$",
    _I,
)
_YES = re.compile(
    r"^[\s,.!]*(?:(?:mostly|nearly|almost|partly|pretty much|kind of|sort of|hampir|sebagian|kurang lebih"
    r"|quite (?:so|right)|indeed|precisely|just so|iya+h?|ya+h?|yes+|yeah|yep|yup|betul|bener|benar"
    r"|tepat|pas|persis|cocok|oke|ok|okay|sip|correct|exactly"
    r"|right|true|that['’]?s (?:right|it|correct|true)|that is (?:right|correct|true)|sure|udah|sudah|semua|semuanya"
    r"|gitu|begitu|banget|kok|sih|kak|all of (?:it|that))\b[\s,.!]*)+",
    _I,
)
_ADDS = re.compile(
    r"^(?:dan|plus|juga|jg|terus|trus|oh ya|oiya|oh iya|and|also|plus|just|only|cuma|tapi|tp|but)\b[\s,]*", _I
)
_ADDS_AT_END = re.compile(r"\b(?:juga|jg|too|as well)[\s.!]*$", _I)


def read_correction(text: str) -> Correction:
    """Read a correction: "kurang satu, soal adikku" -> added, "soal adikku"; "leave that out" -> removed."""
    if _REMOVED.search(text):
        return Correction("removed", text)
    said, adds = _after_yes(text)
    words = _MISSING_AFTER.sub("", _MISSING_BEFORE.sub("", said, count=1), count=1).strip(" ,")
    if words and (adds or words != said.strip(" ,")):
        return Correction("added", words)
    return Correction("other", text)


def addition(text: str) -> str | None:
    """What somebody adds to a yes ("iya bener, cicilannya 6 juta jgn lupa"), or None where it is only a yes."""
    if not _YES.match(text):
        return None
    read = read_correction(text)
    said, _ = _after_yes(text)
    if read.kind == "other" and not _ADDS_AT_END.search(said):
        return None
    words = read.words if read.kind == "added" else said
    return words if len(re.findall(r"\w+", words)) >= FEWEST_WORDS_ADDED else None


def _after_yes(text: str) -> tuple[str, bool]:
    """What follows a yes, and whether it goes on with an "and", "also" or "but"."""
    opened = _YES.match(text)
    if opened is None:
        return text, False
    rest = text[opened.end() :]
    adds = _ADDS.match(rest)
    return (rest[adds.end() :], True) if adds else (rest, False)
