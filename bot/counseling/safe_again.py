"""Whether somebody says, after a hand-off, that they are safe or wish to go on. In doubt the talk waits."""

from __future__ import annotations

import re

_I = re.IGNORECASE
# Said with a negation of their own.
_NOTHING_WRONG = re.compile(
    r"(?<!\w)(?:gapapa|gpp|gakpapa|gppa|teu kunanaon"
    r"|(?:nggak|ngga|gak|ga|gk|tidak|tak|ora|ndak)\s*(?:apa[- ]?apa|apa2|papa|popo|kenapa[- ]?(?:kenapa|napa|2)"
    r"|(?:sedang\s+)?(?:ada\s+|dalam\s+)?bahaya|sendiri(?:an)?|se?gawat|(?:kepikiran\s+)?(?:yang\s+|yg\s+)?kayak tadi)"
    r"|(?:not|no|isn['’]?t|out of|nobody is in)\s+(?:\w+\s+){0,2}danger|not alone|nobody['’]?s? (?:is )?hurting me"
    r"|(?:won['’]?t|will not) do anything|not going to (?:hurt myself|do anything)"
    r"|nothing['’]?s?\s+(?:bad\s+)?(?:is\s+)?(?:(?:going to|gonna)\s+happen|happening|wrong))(?!\w)",
    _I,
)
_SAFE = re.compile(
    r"(?<!\w)(?:aman|selamat|tenang|mendingan|membaik|baikan|enakan|lega|reda|stabil|terkendali|plong|adem|berlalu"
    r"|bs napas|bisa (?:ber)?napas|(?:aku|saya|gue|gw|kondisiku|keadaanku)\s+(?:oke|ok|baik)|boleh pulang"
    r"|(?:udah|sudah|sdh|udh|wis|uwis|tos)\s+(?:\w+\s+)?(?:baik|lewat|oke|ok|ditolong|dijemput)"
    r"|baik[- ]?(?:baik|2)|di(?:tungguin|temenin|temani|jagain|jaga)"
    r"|safe|safely|calm(?:er|ed)?|relieved|eased|passed|settled|steady|secure|lighter|under control|well again"
    r"|(?:worst|danger|moment|feeling)['’]?s?\s+(?:is\s+|has\s+|don\s+)?(?:over|gone|pass(?:ed)?)|right here with me"
    r"|(?:i['’]?m|im|i am|i feel|feeling|we['’]?re|we are|doing|all|quite|everything['’]?s?|things are|got"
    r"|its|it['’]?s)\s+(?:\w+\s+){0,2}(?:ok|okay|fine|good|gud|alright|all right|better)"
    r"|(?:ok|okay|fine|good|gud|alright|all right|better) (?:now|again|already))(?!\w)",
    _I,
)
_GO_ON = re.compile(
    r"(?<!\w)(?:(?:di|ng|me)?lanjut\w*|(?:di)?(?:terus(?:in|kan|ne|no|keun)|teraskeun)\w*|nerusne|nyambung\w*|bahas\w*"
    r"|(?:balik|kembali) (?:lagi )?ke (?:obrolan|topik|yang (?:tadi|td)|yg (?:tadi|td))"
    r"|(?:go|carry|move|press|get)(?:ing)? on|go ahead|continu\w+|keep(?:ing)? going|proceed|resume"
    r"|pick (?:it |this |the plan )?up(?: again| where)?|(?:return|back) to (?:what|where|our|my|the \w+))(?!\w)",
    _I,
)
_NOT = re.compile(
    r"(?<!\w)(?:nggak|ngga|enggak|engga|gak|ga|gk|g|tidak|tdk|tak|ndak|ora|belum|blm|bukan|kurang|jangan|susah|sulit|not|no"
    r"|never|isn['’]?t|can(?:no|['’]?)t|don['’]?t|won['’]?t|doesn['’]?t|didn['’]?t|couldn['’]?t|wouldn['’]?t|hard(?:ly)?|barely|unless|if|kalau|kalo"
    r"|wish|seandainya|andai|pengen|pengin|ingin|want to (?:feel|be)|until|sampai)(?!\w)",
    _I,
)
_CLAUSE = re.compile(
    r"[.,;:!?\n]+|\s[-–]\s|(?<!\w)(?:tapi|tp|tetapi|namun|but|though|because|karena|soalnya|and|dan)(?!\w)", _I
)
_ANSWERED_NO = re.compile(r"\W*\?\W*(?:nggak|ngga|enggak|gak|ga|tidak|belum|no|not|nope)(?!\w)", _I)
_DOUBTED = re.compile(r"\s+(?:nggak|ngga|enggak|gak|ga|tidak|belum|or not)(?:\s+(?:ya|sih))?(?!\w)", _I)
_WORDS_BEFORE = 5
# The question about danger is denied at once, or what alarmed was meant of something else.
_DENIES_IT = re.compile(
    r"^\W*(?:(?:what|wait|huh|lol|lmao|wtf|wth|bro|mate|dude|jeez|ffs|er+m*|oh|omg|god|no+|nah|nope|hey|sorry|haha\w*"
    r"|eh|lho|loh|hah|ya ampun|astaga|waduh|apaan|anjir|njir|buset|enggak?|nggak|ngga|gak|ga|tidak|kok|deh|lah)\W+)*"
    r"(?:nothing like that(?!\s+(?:helps?|works?|ever))"
    r"|(?:that['’]?s|thats|it['’]?s|that is)\s+not\s+(?:at all\s+)?(?:what|how)\s+i\s+meant"
    r"|i\s+didn['’]?t\s+mean\s+(?:that|it that way)|i\s+(?:only|just)\s+meant"
    r"|i(?:['’]?m|\s+(?:was|am))\s+(?:only\s+|just\s+|literally\s+)?(?:talking|on)\s+about"
    r"|i['’]?m\s+not\s+(?:thinking|talking)\s+(?:of|about)\s+(?:that|anything like that|dying)"
    r"|(?:you(?:['’]ve)?|u)\s+(?:got\s+(?:me|it|that)\s+wrong|misunderstood|misread)"
    r"|bukan\s+(?:gitu|begitu|itu|kayak gitu|seperti itu)(?!\s+yang)(?:\s+(?:maksud\w*|kok|lah|sih))?"
    r"|maksud(?:ku| saya| gue| aku)?\s+(?:cuma|bukan)"
    r"|(?:nggak|ngga|gak|ga|tidak)\s+(?:ada\s+)?(?:kepikiran|pikiran|mikir)\s+(?:yang\s+|sampai\s+|sampe\s+)?"
    r"(?:gitu|begitu|situ|itu|ke situ|kayak gitu)|salah\s+(?:paham|tangkap))(?!\w)",
    _I,
)


def says_safe(text: str) -> bool:
    """Whether the words say it: "udah aman kok", "no danger, go on"; not "belum aman", "so heavy", "I can't go on"."""
    if _NOTHING_WRONG.search(text):
        return True
    found = [*_SAFE.finditer(text), *_GO_ON.finditer(text)]
    return any(not _taken_back(text, one) for one in found)


_OWNS_IT = re.compile(
    r"(?<!\w)(?:(?:itu|ini|emang|memang|tentang|soal|beneran)\s+(?:\w+\s+)?(?:aku|saya|gue|gw|diriku|diri\s+saya)"
    r"|(?:bukan|bkn)\s+(?:bagian\s+(?:dari\s+)?)?(?:peran\w*|latihan|akting|kasus\w*)"
    r"|(?:it|that)(?:['’]?s|\s+(?:is|was))\s+(?:really\s+|actually\s+)?(?:me|about\s+me|myself)|about\s+me|me\s+myself"
    r"|(?:not|isn['’]?t)\s+(?:(?:part\s+of\s+)?(?:the|a)\s+)?(?:role|case|character|act(?:ing)?|exercise|practice))(?!\w)",
    _I,
)
_NOT_ME = re.compile(
    r"(?<!\w)(?:bukan|bkn)\s+(?:tentang\s+|soal\s+)?(?:aku|saya|gue|gw|diri)"
    r"|(?<!\w)not\s+(?:about\s+)?(?:me|myself)(?!\w)",
    _I,
)


def owns_danger(text: str) -> bool:
    """Whether a message says that it was about its writer, and no role: "itu aku sendiri, bukan peran"."""
    return bool(_OWNS_IT.search(text)) and not _NOT_ME.search(text)


def denies_danger(text: str) -> bool:
    """Whether a message denies at once what was asked about danger: "what?? no lol nothing like that"."""
    return bool(_DENIES_IT.match(text))


def ends_pause(act: str | None, text: str) -> bool:
    """Whether a message that was heard as a denial says in words that they are safe, or one heard as a leave that they
    wish to go on: "ya ampun nggak lah, ini cuma hapus shopee. lanjut"."""
    if act in ("deny", "disagree", "correct_summary", "feel_misunderstood"):
        return says_safe(text)
    return act in ("goodbye", "pause_stop") and any(not _taken_back(text, one) for one in _GO_ON.finditer(text))


def _taken_back(text: str, said: re.Match[str]) -> bool:
    after = text[said.end() :]
    if _ANSWERED_NO.match(after) or _DOUBTED.match(after):
        return True
    clause = _CLAUSE.split(text[: said.start()])[-1]
    near = " ".join([*clause.split()[-_WORDS_BEFORE:], said.group()])  # "im not ok"
    wish_to_go_on = _GO_ON.fullmatch(said.group())
    denials = [one.group().lower() for one in _NOT.finditer(near)]
    # "pengen lanjut" is the wish; "pengen tenang" is not yet being so.
    return bool([one for one in denials if not (wish_to_go_on and one in ("pengen", "pengin", "ingin"))])
