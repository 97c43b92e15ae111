"""What a client wants out of the plan: whoever was to help ("nobody, I do it alone"), or the day on which it is looked
at again ("setuju, tapi nggak usah diingetin")."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_NOT = (
    r"(?:(?:g[ao]k?(?:usah|ush|perlu|mau|pengen)|ga+k?|gk|nggak|ngga|enggak|engga|tidak|tdk|tak|ndak|ora|jangan|jgn|tanpa|ojo|do\s+not|don['’]?t|dont|dinnae|nae|no|not|without|never"
    r"|rather\s+not|needn['’]?t)(?:\s+(?:usah|perlu|mau|pengen|pengin|ingin|butuh|need|want|wish|like|to|be|any|a|me|for|the|you"
    r"|have|send|even|more|further|lagi|ada|pake|pakai|di|buat|your))*)"
)
_LOOKING_AGAIN = (
    r"(?:remind\w*|check(?:ing)?[\s-]*(?:ins?|ups?|back|on\s+me)|follow[\s-]*ups?|look(?:ing|in['’]?)?\s+(?:at\s+(?:it|this)\s+)?again|reviews?"
    r"|look\s+back|(?:di)?(?:ingat|inget)(?:kan|in)|ngingetin|mengingatkan|pengingat|reminder|(?:di)?(?:lihat|liat|cek|tinjau|bahas|ngecek|lihatin)"
    r"\s+(?:lagi|ulang))"
)
_GONE = (
    r"(?:(?:di)?(?:hapus|hilangkan|hilangin|buang|kosongkan|kosongin|coret|copot)|remove|delete|drop|take\s+out|scrap"
    r"|leave\s+out|cross\s+out|skip|lose|get\s+rid\s+of)"
)
_DAY = (
    r"(?:(?:tanggal|tgl|hari|date|day)\b[^,.;]*|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+[a-z]{3,9}"
    r"|[a-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?)"
)
_NO_REVIEW = re.compile(
    rf"(?<!\w)(?:{_NOT}\s+{_LOOKING_AGAIN}|{_GONE}\s+(?:\w+\s+){{0,3}}?(?:{_LOOKING_AGAIN}|{_DAY})"
    rf"|(?:{_LOOKING_AGAIN}|{_DAY})(?:nya)?\s+(?:juga\s+|jg\s+|itu\s+|please\s+)*(?:{_GONE}|(?:ga+k?|nggak|ngga|tidak)\s+(?:usah|perlu)|not\s+needed))(?!\w)",
    _I,
)
_SUPPORT = r"(?:dukungan|pendukung|support(?:er)?)(?:nya|ku)?"
_NONE = (
    r"(?:(?:ga+k?|nggak|ngga|tidak|tdk)\s*(?:ada|usah|perlu|butuh)|gada|gausah|kosong\w*|nobody|no\s?one|none|nothing"
    r"|not\s+needed|empty|blank)"
)
_NO_SUPPORT = re.compile(
    rf"(?<!\w)(?:{_GONE}\s+(?:(?:the|my|that|bagian|yang|soal)\s+)*{_SUPPORT}|{_SUPPORT}\s*(?:is|are|itu|should\s+be|:)?\s*(?:juga\s+)?(?:{_GONE}|{_NONE})"
    rf"|(?:no|without|tanpa)\s+{_SUPPORT})(?!\w)",
    _I,
)
_CLAUSE = re.compile(r"[.;!?,\n]+\s*|\s+(?=(?:tapi|tp|but|dan|sama|and|terus|trus)\s)")
_JOINS = re.compile(r"^(?:(?:tapi|tp|but|dan|sama|and|terus|trus|juga|also|yang|yg|please|tolong)\s+)+", _I)
# What stands beside "don't remind me" and says why.
_ALONE = (
    r"(?:(?:aku|saya|gue|gw|i|we)\s+)?(?:(?:can|will|['’]ll|bisa|mau)\s+)?"
    r"(?:do\s+it|manage|handle\s+it|kerjain|jalanin|pegang)?\s*"
    r"(?:sendiri\w*|alone|(?:by\s+)?myself|solo|(?:on\s+)?my\s+own)(?:\s+(?:aja|saja|kok))?"
)
_POLITE = re.compile(r"\W*(?:(?:please|pls|tolong|dong|ya|thanks?|makasih|kak)\W*)+", _I)
_ONLY_ALONE = re.compile(rf"\W*{_ALONE}\W*", _I)
# An answer to the question who could help.
_FILLER = (
    r"(?:kok|sih|deh|lah|aja|saja|dulu|ya|kayaknya|rasanya|mungkin|well|really|lol|mate|m8|tbh|i\s+think|i\s+guess|honestly|just|eh|hm+|no+|nope|nah"
    r"|nggak|ngga|enggak|engga|gak|ga|for\s+(?:now|this(?:\s+one)?)|thanks?|makasih|kak|innit|bro|it|doin|doing|this|that|need(?:ed)?|tbf|ok(?:e|ay)?"
    r"|(?:can|could)\s+we\s+(?:finish|stop|end|wrap\s+(?:it\s+)?up)(?:\s+(?:here|now|it))*|(?:just\s+)?bye)"
)
_NOBODY = (
    r"(?:(?:nobody|no[\s-]?one|no1)(?:\s+else)?(?:\s+is)?\s+(?:needed|necessary|required)|i\s+live\s+(?:alone|on\s+my\s+own)"
    r"|nobody|no[\s-]?one|no1|none|(?:just|only)\s+me(?:\s+myself)?|me\s+alone|(?:i(?:['’]ll|\s+will|\s+can|['’]d\s+rather|['’]m)?\s+)?(?:do(?:ing|in)?|manage|handle|go)\s+(?:it|this)?\s*"
    r"(?:alone|solo|myself|by\s+myself|on\s+my\s+own)|solo|alone|(?:by\s+|on\s+)?my(?:self|\s+own)"
    r"|(?:ga+k?|gk|nggak|ngga|enggak|tidak|tdk|ora|ndak)\s*(?:ada|usah|perlu|butuh|mau|ono)(?:\s+(?:siapa(?:\s*-?\s*siapa|2)?|orang(?:nya)?|yang\s+(?:bantu|dukung)\w*|bantuan|dukungan|yg\s+\w+))?"
    r"|gada|gaada|gausah|belum\s+ada|blm\s+ada|(?:aku|saya|gue|gw)?\s*sendiri(?:an)?|i\s+don['’]?t\s+need\s+(?:anyone|anybody|help)|don['’]?t\s+need\s+(?:anyone|anybody|help))"
)
_NEEDS_NOBODY = re.compile(rf"\W*(?:{_FILLER}\W+)*{_NOBODY}(?:\W+(?:{_FILLER}|{_NOBODY}))*\W*", _I)


def needs_nobody(text: str) -> bool:
    """Whether an answer to who could help is that nobody is to: "ga usah, sendiri aja"."""
    return bool(_NEEDS_NOBODY.fullmatch(text))


def let_go(text: str) -> tuple[frozenset[str], str]:
    """Give the parts of the plan that a message wants out, `support` and `review_on`, and what else it says.

    Looking at the whole plan only: elsewhere "no reminders" may be a step.
    """
    gone: set[str] = set()
    kept = []
    for clause in _CLAUSE.split(text):
        said = clause.strip()
        if _NO_SUPPORT.search(said):
            gone.add("support")
        elif _NO_REVIEW.search(said):
            gone.add("review_on")
        elif said:
            kept.append(said)
    if gone:
        kept = [said for said in kept if not (_ONLY_ALONE.fullmatch(said) or _POLITE.fullmatch(said))]
        kept[:] = [_JOINS.sub("", said) for said in kept]
    return frozenset(gone), ", ".join(said for said in kept if said) if gone else text


def only_lets_go(text: str) -> bool:
    """Whether a sentence says no more than what is not wanted in the plan: "I need no reminders."."""
    gone, rest = let_go(text)
    return bool(gone) and not rest
