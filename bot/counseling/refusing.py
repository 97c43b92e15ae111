"""Messages that say no more than that their writer will not answer, or will not go on."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_NOT = r"(?:ga+k?|gk|ng+a+k?|ngga|en+gg?ak?|tidak|tdk|tak|ndak|nda|mboten|ora|teu)"
_NO_WILL = (
    rf"(?:{_NOT}\s*(?:mau|mo|pengen|pengin|ingin|sudi|minat|gelem|purun|hoyong)|ogah|wegah|emoh|moh|embung|alim"
    rf"|males\s+(?:jawab|cerita|ngomong|mikir|ngetik|ngisi|bahas)\w*|(?:(?:udah|sudah|kan|wis)\s+)*(?:(?:di|ku|aku\s+)bilang(?:in)?)"
    rf"(?:\s+{_NOT})?)"
)
_AROUND = (
    r"(?:ya+h?|ah|kok|sih|de+h|lah|dong|pokoknya|pokok\w*|te?te[pt]p?|tetap|udah|sudah|dah|wis|aku|saya|gue|gw|gua"
    r"|kulo|banget|sama sekali|dulu|emang|memang|kan|kalo|kalau|ngerti|jawab|menjawab|njawab|cerita|bilang|ngomong"
    r"|bahas|ngisi|itu|lagi|maaf|bos|kak|min|pak|bu)"
)
_REFUSAL = re.compile(rf"\W*(?:{_AROUND}\W+)*{_NO_WILL}(?:\W+(?:{_NO_WILL}|{_AROUND}))*\W*", _I)
_SAID_BEFORE = re.compile(
    r"\W*(?:di|ku|(?:aku|kan|udah|sudah|udh|tadi)\s+)*bilang(?:in)?(?:\s+(?:tadi|lho|kan))*\W*", _I
)

_ME = r"(?:aku|saya|gue|gw|gua|kita|kulo|abdi|awak)"
_ENOUGH_FIRST = (
    r"(?:udah(?:an)?|sudah|dah|wis|uwis|cukup|oke?|ya\s?udah|yowes|yawes|yasudah)"
    r"(?:\s+(?:ya+h?|ah|deh|lah|dulu|cukup|segini|sampai\s+sini))*"
)
_GOES = (
    r"(?:pergi|cabut|caw|cabs|out|off|pamit|permisi|lungo|balik|keluar|udahan|mau\s+(?:pergi|cabut|tidur|off|udahan)"
    r"|undur\s+diri)(?:\s+(?:dulu|disik|ya+h?|deh|aja|ah|kak|pak|bu|min))*"
)
_STOPS = re.compile(
    rf"""\W*(?:
    (?:(?:{_ME}|udah|wis|jadi)\s+)*(?:males|malas|mls|bosen|bosan|{_NOT}\s*(?:mau|pengen|minat|sanggup|kuat)|ogah|wegah)
        \s+(?:(?:nge)?lanjut(?:in|kan|ke)?|nerus(?:in|ke)|terus(?:in|kan))(?:\s+(?:lagi|ah|deh|ya|aja|sih|ini))*
    | (?:{_ENOUGH_FIRST}\W+)+{_ME}\s+{_GOES}
    | (?:permisi|pamit)\s+(?:dulu|ya)(?:\s+(?:ya|kak|pak|bu))*
    | (?:(?:udah|oke?|baik)\W+)*(?:kita\s+)?(?:di)?(?:sudahi|akhiri|udahin|udahi)
        (?:\s+(?:saja|aja|dulu|di\s+sini|sampai\s+sini|ya|deh))*
    | (?:(?:udah|cukup|oke?)\W+)*(?:sampai|sampe|nyampe)\s+(?:di\s+)?(?:sini|situ|kene)\s+(?:aja|saja|dulu|wae)
        (?:\s+(?:aja|dulu|ya|deh|kak))*
    | (?:udah|wis|dah)\s+(?:ah|deh)\W+(?:males|malas|bosen|bosan|capek|cape)(?:\s+(?:ah|aku|gue|banget|sama\s+bot))*
    | {_NOT}\s+(?:usah|perlu|jadi)\s+(?:di)?(?:lanjut|terus)(?:in|kan|ke)?(?:\s+(?:lagi|deh|ah|ya|aja))*
    )\W*""",
    _I | re.VERBOSE,
)

# Under these, what somebody does; elsewhere "gue cabut" ends the talk.
_ASKED_WHAT_TO_DO = frozenset({"options", "step", "own_part", "smaller_step", "if_then", "slip_answer"})
_GOES_NOW = re.compile(
    rf"\W*{_ME}\s+(?:permisi|pamit|cabut|undur\s+diri|out|off)(?:\s+(?:dulu|ya+h?|deh|aja|ah|kak|pak|bu|min))*\W*", _I
)


def refuses_to_answer(text: str) -> bool:
    """Whether a message is a refusal and nothing else: "gak mau ya gak mau", "udah dibilang ogah"."""
    return bool(_REFUSAL.fullmatch(text)) and not _SAID_BEFORE.fullmatch(text)


def wants_to_stop(asked: str, text: str) -> bool:
    """Whether a message ends the talk: "males lanjut ah", "udah ya cukup, gue pergi", "saya permisi dulu"."""
    return bool(_STOPS.fullmatch(text) or (asked not in _ASKED_WHAT_TO_DO and _GOES_NOW.fullmatch(text)))
