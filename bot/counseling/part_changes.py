"""A part of the plan that is named and said anew: "the support should be my brother, not my wife"."""

from __future__ import annotations

import re

from bot.counseling.agreeing import change_said

_I = re.IGNORECASE
# The question of a part -> the words that name it.
_PARTS = {
    "obstacle": r"halangan\w*|hambatan\w*|kendala\w*|obstacles?"
    r"|(?:(?:what|(?:the )?(?:\w+ )?thing)(?:['’]s|(?: (?:that|usually|always|really|could|might|may|can|will|would"
    r"|is|be|gets?|stands?|comes?))*) )?in (?:the|my) way"
    r"|what (?:(?:could|might|may|will|would) )?(?:stops?|holds?|keeps?) me(?: back| from it)?",
    "if_then": r"(?:kalau|jika|kalo)[ -]maka\w*|rencana (?:cadangan|b|kalau \w+)|if[ -]then|plan b|back-?up plan"
    r"|if (?:that|it|this) happens|what i(?:['’]?d| would|['’]?ll| will) do (?:then|in that case)"
    r"|what i(?:['’]?d| would|['’]?ll) do if [^:,;]{2,40}(?=[:,])"
    r"|(?:kalau|kalo|jika) itu terjadi",
    "support": r"dukungan\w*|pendukung\w*|bantuan\w*|(?:yang|yg) (?:bantu\w*|nemenin|dukung|ngingetin)"
    r"|support(?:er)?|helper|who (?:(?:can|could|will|would) )?(?:helps?|supports?)(?: me)?",
    "step": r"langkah(?:nya|ku|ne)?|(?:first )?step",
    "when": r"waktu(?:nya)?|hari(?:nya)?|when|(?:start )?time|day|date",
}
_WRONG = (
    r"(?:(?:itu|tuh|is|was|['’]s)?\s*(?:salah|keliru|kurang pas|kurang tepat|wrong|not right|different|beda"
    r"|berubah)\b[\s,.;:-]*)"
)
_IS = (
    r"(?:(?:should (?:rather )?(?:be|say|read)|should['’]?ve been|is|was|['’]s|=|:|itu|tuh|(?:se)?harusnya|mestinya"
    r"|(?:di)?ganti(?: jadi| ke)?"
    r"|jadi|menjadi|sebe?nernya|sebenarnya|mending|actually|rather|it['’]?s|it is|it should be|make it"
    r"|to)[\s,:]+|:\s*)+"
)
_ANEW = {
    part: re.compile(
        rf"^(?:[\w'’]+[\s,.]+){{0,4}}?(?:the\s+|my\s+)?(?:{words})\s*(?:aku|saya|ku|nya)?[\s,]*{_WRONG}?(?P<is>{_IS})?"
        rf"(?P<not>(?:bukan|not)\s+[^,;.]+?[,;.]?\s*(?:tapi|tp|melainkan|but)\s+)?(?:(?:that|bahwa)\s+)?(?P<new>\S.*)$",
        _I | re.DOTALL,
    )
    for part, words in _PARTS.items()
}
# These name no part but what is done where the obstacle comes.
_IN_THAT_CASE = re.compile(
    r"^(?:(?:if (?:that|it|this) happens|in that case|(?:kalau|kalo|jika) itu terjadi)[\s,:]+(?:then\s+|maka\s+)?"
    r"(?=(?:i|we|aku|saya|gue|gw)\b))(?P<new>\S.*)$",
    _I | re.DOTALL,
)
# Something is to be put in, and not said where.
_SHOULD_SAY = re.compile(
    r"^(?:(?:(?:it|that|this|the plan|mine|what i said)\s+)?(?:was\s+)?(?:(?:really|just|rather)\s+)?"
    r"(?:(?:should|shd|ought to|needs? to|has to|was supposed to|is supposed to)\s+(?:really\s+|just\s+|rather\s+)?"
    r"(?:be|say|read|have)|should['’]?ve (?:been|said))|(?:please\s+)?(?:put|write)(?:\s+in)?"
    r"|(?:itu\s+)?(?:se)?harusnya\s+(?:(?:di)?tulis\w*|isinya|bunyinya|jadi))\s*[:,]?\s+(?:that\s+|bahwa\s+)?"
    r"(?P<new>\S.*)$",
    _I | re.DOTALL,
)
_NOT_SO = re.compile(r"[\s,]+(?:bukan|not|instead of|rather than|daripada)\s+.*$", _I | re.DOTALL)
_TAIL = re.compile(r"(?:[\s,]+(?:aja|saja|deh|ya|dong|sih|kok|please|instead))+[\s.!]*$", _I)
# These only say that it should be otherwise.
_NO_VALUE = re.compile(
    r"(?:(?:salah|keliru|beda|wrong|different|diganti|ganti|diubah|ubah|changed?|please|dong|ya|deh|aja|kurang|pas"
    r"|tepat|too|big"
    r"|kebesaran|kegedean|besar|berat|smaller|lebih|kecil|terlalu|other|another|lain|yang|one|not|right|bukan|itu"
    r"|masih|belum|ada|fine|good|ok(?:e|ay)?|bagus|cocok)\b\W*)+",
    _I,
)


def part_anew(text: str) -> tuple[str, str] | None:
    """Give the question of the part that is named, and its new words; None where no part is said anew."""
    if in_that_case := _IN_THAT_CASE.match(change_said(text)):
        return "if_then", in_that_case["new"].strip(" .!")
    for part, pattern in _ANEW.items():
        match = pattern.match(change_said(text))
        if match is None or not (match["is"] or match["not"]):
            continue
        if words := _value(match["new"]):
            return part, words
    return None


def said_instead(text: str) -> str | None:
    """Give what is to be put into the plan where it is not said which part it is ("it should say wait a week")."""
    match = _SHOULD_SAY.match(change_said(text))
    return _value(match["new"]) if match else None


def _value(said: str) -> str | None:
    words = _TAIL.sub("", _NOT_SO.sub("", said)).strip(" .!,;")
    return words if words and not _NO_VALUE.fullmatch(words) else None
