"""Whether a message opens with a yes or a no, whatever else it goes on to say."""

from __future__ import annotations

import re

_FILLER = r"^[\s,.!]*(?:(?:oh|hm+|eh|well|um+|uh+|kak|min|halo|hai|hi|hello|hey|oke|ok|okay|tapi|tp|but)\b[\s,.!]*)*"
_I = re.IGNORECASE
_NO = re.compile(
    rf"{_FILLER}(?:no+|nope|nah|not|don['’]?t|do not|never|rather not|i(?:['’]d)? (?:don['’]?t|rather not)|tidak|tdk"
    r"|tak|nggak|ngga|enggak|engga|gak|gk|ga|ndak|nda|jangan|jgn|ojo|ora|moal|belum|ogah)\b",
    _I,
)
_YES = re.compile(
    rf"{_FILLER}(?:ya+h?|iya+h?|iyo|yo|inggih|nggih|muhun|sip|siap|boleh|bole|silakan|silahkan|setuju|mau|gas+|simpan|simpen"
    r"|yes+|yeah|yep|yup|sure|of course|please|fine|alright|all right|go ahead|keep|i agree|i do|agreed?|absolutely)\b",
    _I,
)
_OK = re.compile(r"^\s*(?:oke+|ok|okay|okey)\b", _I)


def yes_or_no(text: str) -> bool | None:
    """Give what a message opens with; None for neither. "Ok" is a yes, and before a no it is not."""
    if _NO.match(text):
        return False
    return True if _YES.match(text) or _OK.match(text) else None
