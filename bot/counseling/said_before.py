"""What was said before and is only pointed at: "same thing", "I just told you", "like I said, one friend"."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_OPENING = (
    r"(?:(?:ok|okay|well|um+|uh+|er|hm+|yes|yeah|no|ugh|lol|again|but|and|so|ya|iya|kan|eh|tuh|lho|loh|nah"
    r"|(?:i\s+)?(?:don['’]?t|do\s+not)\s+know|idk|dunno"
    r"|(?:aku\s+)?(?:nggak|ngga|gak|ga|tidak|ora)\s?(?:tau|tahu|ngerti)|entah(?:lah)?|gatau|mbuh)\W+)*"
)
_POINTS = (
    r"(?:(?:it['’]?s\s+|its\s+|it\s+is\s+|just\s+|that['’]?s\s+|exactly\s+"
    r"|still\s+)*(?:the\s+)?(?:same(?:\s+(?:thing|one|as\s+(?:before|above"
    r"|i\s+said|earlier|i\s+just\s+said)|again|goal|answer))?|what\s+i\s+(?:just\s+|already\s+)?(?:said|told\s+you"
    r"|wrote)(?:\s+(?:before"
    r"|already|above|earlier))?|that\s+one|see\s+above|as\s+above|ditto)"
    r"|i['’]?m\s+after\s+tell(?:ing?|in['’]?)\s+(?:you|ye|ya)(?:\s+(?:that|already))?"
    r"|(?:(?:as|like)\s+)?i(?:['’]?ve)?\s+(?:have\s+|did\s+)?(?:just\s+|already\s+|literally\s+)*(?:said?|say|told(?:\s+(?:you|u|ye))?"
    r"|wrote|mentioned|answered)"
    r"(?:\s+(?:that|it|this|so|you))?(?:\s+(?:already|before|above|earlier|just\s+now|a\s+minute\s+ago))?"
    r"|(?:kan\s+)?(?:(?:udah|sudah|tadi|barusan|kan)\s+)+(?:(?:aku|saya|gue|ku)\s*)?(?:bilang|kubilang|dibilang"
    r"|jawab|kujawab|tulis)(?:\s+(?:tadi|barusan))?"
    r"|(?:(?:yang|yg)\s+)?(?:itu|ini)(?:lah)?\s+tadi|(?:yo\s+)?(?:kuwi|iku)\s+mau|sama(?=\s*(?:[,.;:]|$))|(?:(?:yang|yg)\s+)?(?:sama|tadi)(?:\s+(?:aja|saja|kayak\s+tadi|seperti\s+tadi|itu|tadi))+|kayak\s+tadi"
    r"|seperti\s+tadi|idem|yang\s+tadi)"
)
_SAID_BEFORE = re.compile(
    rf"\W*{_OPENING}{_POINTS}(?:\s+(?:lol|ok|okay|though|kok|sih|ya|deh|kan|dear))*(?:\W*$"
    rf"|\s*[,.:;!?\-–—]+\s*(?P<rest>\S.*)$)",
    _I | re.DOTALL,
)

# "A client ringing late, as I have just said": in the middle of an answer.
_POINTS_WITHIN = re.compile(
    r",?\s+(?:as|like)\s+i(?:['’]ve|\s+have)?\s+(?:just\s+|already\s+)*(?:said|told\s+you|mentioned|wrote)"
    r"(?:\s+(?:before|already|above|earlier))?(?=\s*[.,;!]|\s*$)",
    _I,
)
_POINTS_LAST = re.compile(rf"(?<=[.!?,;])\s+{_OPENING}(?:{_POINTS})(?:\s+(?:lol|kok|sih|ya|deh|kan|dear))*\W*$", _I)


_THAT_FIRST = re.compile(r"^\W*(?:that|this|itu|yang itu)[.!]+\s+(?=\S)", _I)


def said_before(text: str) -> str | None:
    """Give what a message says beside pointing at what was said before ("like I said, one friend" -> "one friend");
    "" where it only points, None where it does not."""
    match = _SAID_BEFORE.match(text)
    return (match["rest"] or "").strip() if match else None


def without_pointing(text: str) -> str:
    """Give a message without the words that only point at what was said before, where they open or close it."""
    text = _POINTS_WITHIN.sub("", _THAT_FIRST.sub("", text, count=1)) or text
    rest = said_before(text)
    return rest or (text if rest == "" else _POINTS_LAST.sub("", text).strip() or text)
