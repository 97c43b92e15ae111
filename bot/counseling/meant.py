"""The act that the words of an answer settle, whatever act the message as a whole resembles."""

from __future__ import annotations

import re

from bot.counseling.agreeing import objects
from bot.counseling.part_changes import part_anew
from bot.counseling.plan_parts import LOOKING_AT_PLAN
from bot.counseling.ratings import find_rating

# Under a plan on show these stand as they are, whatever is said beside them.
_STANDS = frozenset("pause_stop goodbye delete_data export_data switch_language ask_privacy ask_bot_identity".split())
_I = re.IGNORECASE
_NO_MATTER = re.compile(
    r"\W*(?:idc|idk|dunno|meh|whatever|whatevs|(?:i\s+)?(?:don['’]?t|do not)\s+(?:care|mind|know)|skip|up to you|no matter"
    r"|nvm"
    r"|ter?serah|serah|bebas|sembarang|bodo(?:\s*amat)?|sebodo|lewat|gatau"
    r"|(?:nggak|gak|ga|tidak)\s+(?:peduli|tahu|tau))"
    r"(?:\s+(?:lol|lah|aja|deh|sih|kamu|man|then|really))*\W*",
    _I,
)
_MOST_WORDS_OF_A_NUMBER = 6
_ANOTHER_NUMBER = re.compile(
    r"(?<!\w)(?:make it|let['’]?s say|call it|rather|actually|change it|ganti|jadi(?:in)?|eh|ralat"
    r"|maksud\w*|i mean)\W+(?:\w+\W+)?\d",
    _I,
)
_BECAUSE = re.compile(
    r"\W*(?:(?:just|well|ya|yah|kan)\s+)?(?:because|cause|cuz|cos|bc|since|karena|karna|krn|soal(?:nya)?|sebab|gara)\b",
    _I,
)


def act_meant(asked: str, text: str, act: str | None) -> str | None:
    """Give the act that the words settle under a question; None where they leave it to the act heard."""
    if asked in LOOKING_AT_PLAN and act not in _STANDS and (objects(text) or part_anew(text)):
        # A correction wins over a yes, and over what else it sounds like.
        return "disagree"
    if asked == "name" and act not in _STANDS and no_matter(text):
        return "skip"
    if asked == "importance_reason" and act == "rate" and gives_reason(text):
        return "answer"  # other numbers in a reason are not how important it is
    return None


def no_matter(text: str) -> bool:
    """Whether a message says no more than that it is all the same."""
    return bool(_NO_MATTER.fullmatch(text))


def gives_reason(text: str) -> bool:
    """Whether a message with numbers in it is a reason: none of them rates, it opens with a because, or it is long."""
    if _ANOTHER_NUMBER.search(text):
        return False
    return find_rating(text) is None or bool(_BECAUSE.match(text)) or len(text.split()) > _MOST_WORDS_OF_A_NUMBER
