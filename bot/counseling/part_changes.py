"""A part of the plan that is named and said anew: "the support should be my brother, not my wife"."""

from __future__ import annotations

import re

from bot.counseling.agreeing import change_said

_I = re.IGNORECASE
# The question of a part -> the words that name it.
_PARTS = {
    "obstacle": r"halangan\w*|hambatan\w*|kendala\w*|obstacles?|what(?:['’]?s| is|gets| could get)? in the way",
    "if_then": r"(?:kalau|jika|kalo)[ -]maka\w*|rencana (?:cadangan|b|kalau \w+)|if[ -]then|plan b|back-?up plan"
    r"|if (?:that|it) happens|what i(?:['’]?d| would|['’]?ll) do if [^:,;]{2,40}(?=[:,])"
    r"|(?:kalau|kalo|jika) itu terjadi",
    "support": r"dukungan\w*|pendukung\w*|bantuan\w*|(?:yang|yg) (?:bantu\w*|nemenin|dukung|ngingetin)"
    "|support(?:er)?|helper",
    "step": r"langkah(?:nya|ku|ne)?|(?:first )?step",
    "when": r"waktu(?:nya)?|hari(?:nya)?|when",
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
    for part, pattern in _ANEW.items():
        match = pattern.match(change_said(text))
        if match is None or not (match["is"] or match["not"]):
            continue
        words = _TAIL.sub("", _NOT_SO.sub("", match["new"])).strip(" .!,;")
        if words and not _NO_VALUE.fullmatch(words):
            return part, words
    return None
