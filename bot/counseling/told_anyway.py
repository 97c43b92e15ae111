"""What is told where an act was heard that only leaves a question open: beside a shrug, as a goal, as who helps."""

from __future__ import annotations

import re

from bot.counseling.answers import knows_not
from bot.counseling.goal_checks import WISHES
from bot.counseling.refusing import refuses_to_answer
from bot.counseling.yes_no import yes_or_no

_I = re.IGNORECASE
_FEWEST_WORDS_TOLD = 8
_SHRUG = re.compile(r"\W*(?:idk|dunno|i\s+don['’]?t\s+know|not\s+sure|gatau|ga\s+tau|nggak\s+tahu|entah)(?!\w)", _I)
_APART = re.compile(r"(?:\s+(?:really|man|lol|tbh|sih|deh|kak))?\s*[.,;!…–-]+\s*", _I)
_UNSURE = re.compile(
    r"[\s,.;!…–-]*(?:(?:really|man|lol|tbh|sih|deh|kak|ya|yah|but|tapi|just|maybe|perhaps|mungkin|cuma|cuman|kayaknya|paling|i\s+guess)(?!\w)"
    r"[\s,.;!…–-]*)*",
    _I,
)
_TOLD = re.compile(r"\W*\w+\W+\w")
_KNOWS_NOBODY = re.compile(
    r"\b(?:don['’]?t|do\s+not)\s+(?:really\s+|even\s+)?know\s+(?:anyone|anybody|a\s+soul|many\s+people|him|her|them|people)\b"
    r"|\b(?:ga+k?|nggak|ngga|tidak)\s+(?:kenal|punya\s+kenalan)\b",
    _I,
)
_FEWEST_WORDS_BESIDE = 4
_OPENS_DOUBT = re.compile(
    r"(?:what|how|where|when|why|who|which|if|whether|to\b|where\s+to|apa|gimana|bagaimana|kenapa|mau|harus|mulai|dari\s+mana|sih|lagi|juga)\b",
    _I,
)
# A name, or a word for somebody close.
_HELPER = re.compile(
    r"(?:^|\s)(?!Skip|Next|Pass|Thank|Okay|Lewat|Lanjut|Makasih|Cukup|Udah|Sudah|Done)[A-Z][a-z]{2,}"
    r"(?=\s+(?i:itu|aja|saja|tadi|again|too|i\s+guess|maybe|probably)\b|\W*$)"
    r"|\b(?i:si\s+\w{3,}|adik\w*|adek\w*|kakak\w*|istri\w*|suami\w*|ibu\w*|bapak\w*|ayah\w*|anak\w*|te?men\w*|sahabat\w*|tetangga\w*|mum|mom|dad|sister|brother"
    r"|wife|husband|mate|friend|son|daughter|neighbou?r|cousin|aunt\w*|uncle|nan|gran\w*|boss|partner)\b"
)
_MOST_WORDS_OF_A_HELPER = 5
_SHOULD_BE = re.compile(
    r"\W*(?:(?:well|just|that|supaya|biar|ya)\s+)*(?:my|our|the|i|we|he|she|they|people|everyone|anak\w*|nama\w*|aku|saya|gue|kerjaan\w*|semua\w*)\s+"
    r"(?:[\w'’]+\s+){0,5}?(?:should|must|ought\s+to|has\s+to|have\s+to|would\s+be|harus(?:nya)?|seharusnya|mestinya|jadi)\s+(?!(?:go|run|leave|stop|pergi)\b)\w",
    _I,
)
_FEWEST_WORDS_OF_A_GOAL = 5

_OF_HELP = re.compile(
    r"\b(?:help\w*|support\w*|remind\w*|encourag\w*|with me|along|back me|cheer\w*|drive me|lean on|talk to"
    r"|ask|call|join\w*|company"
    r"|check\w* (?:in|on)"
    r"|(?:di|mem|nge|ng|n)?bantu\w*|\w*temen(?:in|ani)\w*|\w*teman(?:i|in)\w*|\w*dukung\w*|\w*inget(?:in|kan)\w*|\w*ingat(?:in|kan)\w*|\w*damping\w*"
    r"|\w*anter\w*|\w*antar\w*|sama|bareng|ajak\w*|semangat\w*|tolong\w*)\b",
    re.IGNORECASE,
)


def shrugs_first(text: str) -> bool:
    """Whether a message opens with that its writer does not know."""
    return bool(_SHRUG.match(text))


def tells_beside_dunno(text: str) -> bool:
    """Whether something is told beside a "dunno" ("idk everything feels pointless"), or it is somebody who is not
    known ("I don't know anyone here")."""
    if _KNOWS_NOBODY.search(text):
        return True
    shrug = _SHRUG.match(text)
    rest = text[shrug.end() :].strip(" ,.;:!-") if shrug else ""
    long = len(text.split()) >= _FEWEST_WORDS_TOLD and not shrug
    return long or (len(rest.split()) >= _FEWEST_WORDS_BESIDE and not _OPENS_DOUBT.match(rest) and not knows_not(rest))


def wishes_after_shrug(text: str) -> bool:
    """Whether a wish follows an "I don't know": "gatau ya, pengen bisa bilang enggak"."""
    shrug = _SHRUG.match(text)
    said = _UNSURE.sub("", text[shrug.end() :], count=1) if shrug else ""
    return any(opened and _TOLD.match(said, opened.end()) for opened in (wish.match(said) for wish in WISHES.values()))


def without_shrug(text: str) -> str:
    """Give a telling without the "I don't know." it opens with: "dunno. i just miss her" tells that she is missed."""
    shrug = _SHRUG.match(text)
    apart = _APART.match(text, shrug.end()) if shrug else None
    told = text[apart.end() :].strip() if apart else ""
    tells = len(told.split()) >= _FEWEST_WORDS_BESIDE and not _OPENS_DOUBT.match(told) and not knows_not(told)
    return told if tells else text


def wants_it_so(text: str) -> bool:
    """Whether a message says how things should be: "my name should be on my work in the next review"."""
    return len(text.split()) >= _FEWEST_WORDS_OF_A_GOAL and bool(_SHOULD_BE.match(text)) and not refuses_to_answer(text)


def tells_of_help(text: str) -> bool:
    """Whether a message says that somebody or something helps: "my bro will help me", "ditemenin Rina"."""
    return bool(_OF_HELP.search(text))


def names_helper(text: str) -> bool:
    """Whether a few words can be nothing but who or what helps: "Wawan itu", "Bev I guess"; no yes and no "next"."""
    few = 0 < len(text.split()) <= _MOST_WORDS_OF_A_HELPER and bool(_HELPER.search(text))
    return few and yes_or_no(text) is None and not knows_not(text) and not refuses_to_answer(text)
