"""What answers a question by its form, whatever act it resembles: a moment is a time, a yes with a way is a way."""

from __future__ import annotations

import re

from bot.counseling.ways import names_way
from bot.counseling.yes_no import yes_or_no

_I = re.IGNORECASE
# "Not only that": the telling goes on.
_NOT_ALL = re.compile(
    r"\W*(?:(?:eh|no+|ga+k?|nggak|bukan|dan|and|also|well)\W+)*(?:(?:bukan|ga+k?|nggak|tidak|not)\s+(?:cuma|hanya|only|just)\s+(?:itu|that|this)"
    r"|(?:bukan|ga+k?|nggak)\s+itu\s+(?:aja|saja|doang))\W+\w+\W+\w",
    _I,
)
# That it is over between two people, and not the talk.
_BROKE_UP = re.compile(
    r"\W*(?:(?:aku|saya|gue|gw|kami|kita|baru|barusan|abis|habis|udah|sudah|i|we|just)\s+)*(?:di)?(?:putus(?:in|kan)?|cerai|broke\s+up|dumped|divorced)"
    r"(?!\s+(?:dulu|aja|di\s*sini|obrolan|chat))(?:\s+(?:sama|dari|dengan|cinta|with)\b.*)?\W*",
    _I,
)
# What happens at a moment that comes: the time of a step that answers it.
_MOMENT = re.compile(
    r"\W*(?:(?:ya|iya|yes|pokoknya|tiap|well|just)\s+)?(?:(?:se)?tiap(?:\s+kali)?|kapan\s?pun|pas|saat|ketika|begitu|kalau|kalo|klo|habis|abis"
    r"|setelah|sebelum|when(?:ever)?|(?:every|each)\s+time|as\s+soon\s+as|the\s+moment|after|before|once)\s+\w",
    _I,
)
_OF_KEEPING = re.compile(
    r"(?<!\w)(?:keep|kept|sav\w+|stor\w+|(?:di|ny)?simp[ae]n\w*)(?!\w)|^\W*(?:y|n|no|yes|ya)\W*$", _I
)
# "Dont mind. keep it" opens like a no, and is none.
_KEEP_IT = re.compile(
    r"(?<!\w)(?:(?:you\s+can\s+|please\s+|go\s+ahead\s+and\s+)?(?:keep|save|store)\s+(?:it|them|that|this)|simpan\s+(?:aja|saja))(?!\w)",
    _I,
)
_NOT_KEPT = re.compile(
    r"(?<!\w)(?:(?:do\s+not|don['’]?t|dont|never|please\s+not|not\s+to|won['’]?t|rather\s+not|jangan|jgn|nggak|gak|ga|tidak|ojo)\s+(?:\w+\s+){0,2}?(?:keep|save|store|simpan|(?:di)?simpen)"
    r"|to\s+myself|private|between\s+us)(?!\w)|\?",
    _I,
)
_FEELS = re.compile(
    r"(?<!\w)(?:rasanya|takut|mules|deg-?degan|jantung\w*|feels?|scared|sick|hate|can['’]?t)(?!\w)|\?", _I
)
_UNKNOWING = re.compile(
    r"(?<!\w)(?:nothing|none|blank|mind|belum|kosong|gambaran|kebayang|tau|tahu|ngerti|paham|bingung|entah|ide|jawab|apa(?:-apa|2|pun)?|know|idea|sure|dunno|clue|understand|think\s+of\s+(?:any|one)"
    r"|can['’]?t\s+say|hard\s+to\s+say)(?!\w)",
    _I,
)
_SHARPENS_GOAL = re.compile(
    r"\W*(?:(?:i\s+mean|well|no+|actually|eh|maksud(?:ku|nya)?|sorry|maaf|or\s+rather)\W+)*(?:(?:my|the)\s+(?:own\s+)?(?:goal|part|target)\s+(?:is|would\s+be|should\s+be)"
    r"|(?:goal|tujuan|target|bagian)(?:nya|ku|\s+(?:saya|aku|gue))\s+(?:itu|adalah|ialah|jadi|jadinya|lebih|sebenarnya|sebenernya)?)\s*[:,]?\s+\w+\W+\w",
    _I,
)
_FEWEST_WORDS_OF_A_GOAL = 4
_OPENS_WITH_YES = re.compile(
    r"^\W*(?:(?:ya+h?|iya+h?|yes|yeah|yep|ok(?:e|ay)?|sip|boleh|well|sure|oh)\b[\s,.!]*)+(?:(?:mungkin|maybe|paling|bisa)\s+)?",
    _I,
)
_FEWEST_WORDS_OF_A_WAY = 3


def tells_on(act: str, text: str) -> bool:
    """Whether a message where people tell, heard as an end or a no, tells on ("putus", "not only that, he …")."""
    if act == "refuse_ideas":
        return bool(_OWN_IDEAS.search(text)) or not _OF_IDEAS.search(text)
    if act == "pause_stop":
        return bool(_BROKE_UP.fullmatch(text))
    return act in ("disagree", "deny", "correct_summary") and bool(_NOT_ALL.match(text))


# Ideas that somebody tells of are their own, and no offer is turned down.
_OWN_IDEAS = re.compile(
    r"(?<!\w)(?:(?:my|our)\s+(?:own\s+)?(?:ideas?|suggestions?)|(?:ide|usul\w*|masukan)(?:ku|\s+(?:aku|saya|gue)))(?!\w)",
    _I,
)
# Where none were offered, a refusal of ideas names them, or wants none of something.
_OF_IDEAS = re.compile(
    r"(?<!\w)(?:ideas?|ide(?:nya|mu)?|saran\w*|usul\w*|solusi\w*|masukan\w*|nasi?h?[ae]t\w*|gagasan\w*|tips?|advice|advis\w+|suggest\w*"
    r"|solutions?|fix\w*|no|not|n['’]?t|don['’]?t|stop|jangan|jgn|nggak|ngga|gak|ga|tidak|tdk|ndak|usah|ogah|bukan)(?!\w)",
    _I,
)


# In words of the regions and of a shrug.
_KNOWS_NOT = re.compile(
    r"\W*(?:(?:aku|saya|gue|kulo|abdi|ya+h?|yo|lah|duh|hm+|wah|i|oh|well|ah|eh)\W+)*"
    r"(?:e?mbuh|mbuhlah|duka|teuing|(?:ora|ra|gak|ga)\s+(?:ngerti|reti|weruh|eruh)|(?:teu|henteu)\s+(?:terang|nyaho|apal)"
    r"|mboten\s+(?:ngertos|mangertos)|entah(?:lah)?|tau\s+ah|mana\s+(?:ku)?tahu|dunno|beats\s+me|search\s+me|no\s+clue|who\s+knows|i['’]?ve\s+no\s+idea)"
    r"(?:\W+(?:mbak|mas|kak|pak|bu|bang|teh|kang|min|lah|ah|aku|deh|ya+|yo|juga|je|sih|i|kulo|really|sorry|dear|mate|man))*\W*",
    _I,
)


def knows_not(text: str) -> bool:
    """Whether a message says no more than that its writer does not know: "embuh mbak", "teuing ah", "search me"."""
    return bool(_KNOWS_NOT.fullmatch(text))


def keeps_it(text: str) -> bool:
    """Whether a message says in so many words that the talk is to be kept: "dont mind. keep it"."""
    return bool(_KEEP_IT.search(text)) and not _NOT_KEPT.search(text)


def consent_said(text: str) -> str | None:
    """Give the act of a yes or a no to keeping the talk, where a message says one; None otherwise."""
    if keeps_it(text):
        return "affirm"
    said = yes_or_no(text) if _OF_KEEPING.search(text) else None
    return None if said is None else "affirm" if said else "deny"


def names_moment(text: str) -> bool:
    """Whether a message says at what moment: "setiap kali saya mulai marah", "whenever she calls"."""
    return bool(_MOMENT.match(text)) and not _FEELS.search(text)


def is_goal_denied(text: str) -> bool:
    """Whether a message heard as not knowing is a goal said by a no: "ga kepikiran dia tiap malam"."""
    return len(text.split()) >= _FEWEST_WORDS_OF_A_GOAL and not _UNKNOWING.search(text)


def sharpens_goal(text: str) -> bool:
    """Whether a message says what the goal is, in better words than before: "my own part is to write to her"."""
    return bool(_SHARPENS_GOAL.match(text))


def way_after_yes(text: str) -> str | None:
    """Give the way that follows a yes ("iya nyatet besok mau apa di buku"); None where there is none."""
    rest = _OPENS_WITH_YES.sub("", text, count=1).strip()
    if rest == text.strip() or len(rest.split()) < _FEWEST_WORDS_OF_A_WAY:
        return None
    return rest if names_way(rest, "") or re.match(r"(?:ny|ng|me|nge)\w{3,}\s|\w+ing\s", rest, _I) else None
