"""What somebody puts right in a summary, without the words that only ask for it to be put right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.counseling.agreeing import without_rest

Kind = Literal["other", "added", "removed"]
_I = re.IGNORECASE
FEWEST_WORDS_ADDED = 3


@dataclass(frozen=True)
class Correction:
    """`kind`: something was missing (added), is not to be said (removed), or is otherwise. `words`: how it is."""

    kind: Kind
    words: str


_REMOVED = re.compile(
    r"\b(?:hapus(?:in|kan)?|dihapus|buang|dibuang|coret|dicoret|(?:(?:ga|gak|nggak|ngga|tidak)\s*(?:usah|perlu)"
    r"|jangan|jgn)\s+"
    r"(?:disebut\w*|sebut\w*|dimasuk\w*|dibawa-?bawa|dicatat)|leave (?:that |it |this )?out"
    r"|take (?:that |it |this )?out(?! on\b)|(?:remove|delete|drop) (?:the|my|that|this)"
    r"|don['’]?t mention|no need to mention)\b",
    _I,
)
# What says that something is missing, before it and after it.
_MISSING_BEFORE = re.compile(
    r"^[\s,.]*(?:(?:oh ya|oiya|oh iya|eh|hmm+|um+|well|kak|tapi|tp|but|and|only|cuma|hanya|masih|dan|sama)\b[\s,]*)*"
    r"(?:(?:satu|1)\s+lagi|one\s+more(?:\s+thing)?|(?:(?:ada\s+)?(?:yang|yg)\s+)?(?:kurang(?!\s+(?:tepat|pas|bener|benar"
    r"|cocok|lebih|sesuai|akurat|gitu|begitu|ya|kena))|kelewat\w*|ketinggalan|kelupaan|terlewat)(?:\s+(?:satu"
    r"|1))?(?:\s+(?:itu|tuh|kak|sih))*"
    r"|(?:ada\s+)?(?:yang|yg)\s+(?:belum|blm)\s+(?:ke|di|ter)?(?:sebut|masuk|catat)\w*"
    r"|(?:tolong\s+)?(?:di)?tambah(?:in|kan|i)?(?:\s+(?:dong|ya|juga|satu|lagi|1))*|(?:jangan|jgn)\s+lupa"
    r"|(?:(?:kamu|anda|kau|bapak|ibu)\s+)?(?:belum|blm)\s+(?:kamu\s+|anda\s+)?(?:ke|di|ter|me)?(?:nyebut|sebut"
    r"|masuk)\w*"
    r"|(?:n\s+)?(?:you|u)(?:['’]ve|\s+have|\s+did|\s+do|(?:\s+have|\s+did|\s+do)n['’]?t)?(?:\s+not)?\s+(?:mention(?:ed)?"
    r"|forgot|missed|left\s+out|lost|forgotten)(?:\s+the\s+(?:\w+\s+){1,2}?(?:thing|part|bit|point))?|(?:please\s+)?(?:add|include|don['’]?t\s+forget)"
    r"|(?:what['’]?s|what\s+is|one\s+thing(?:\s+that['’]?s)?)\s+missing(?:\s+is)?|missing"
    r"|i['’]?d\s+add(?:\s+one\s+thing)?"
    r"|there['’]?s\s+also|also)\b[\s,:.;–—-]*(?:(?:bahwa|kalau|kalo|that|to\s+mention)\b\s*)?(?=\S)",
    _I,
)
_MISSING_AFTER = re.compile(
    r"[\s,]+(?:(?:(?:yang|yg|itu|tuh|nya)\s+)*(?:(?:belum|blm|ga|gak|nggak|ngga|tidak|kurang)\s+(?:(?:ke|di"
    r"|ter)(?:sebut|masuk"
    r"|catat|singgung|bahas)\w*|masuk|sebut|ada|ikut)|kelewat\w*|ketinggalan|terlewat)"
    r"|(?:jangan|jgn)\s+(?:di)?lupa\w*|(?:tolong\s+)?(?:di)?tambah(?:in|kan)"
    r"|(?:is|was|are|were)\s+(?:missing|left\s+out|forgotten)|(?:is|was)(?:n['’]?t|\s+not)\s+(?:in\s+(?:there|it)"
    r"|mentioned|included)"
    r"|(?:put|get|add)\s+(?:that|this|it)\s+in(?:\s+there|\s+too)?|masuk(?:in|kan)\s+(?:itu|juga|dong)|don['’]?t\s+forget(?:\s+(?:that|it))?|ought\s+to\s+be\s+in\s+there|should\s+be\s+in\s+(?:there|it))"
    r"(?:[\s,]+(?:ya|dong|kak|sih|tadi|di\s*situ|please|too|juga))*[\s.!]*$",
    _I,
)
_YES = re.compile(
    r"^[\s,.!]*(?:(?:aye|mostly|nearly|almost|partly|pretty much|kind of|sort of|hampir|sebagian|kurang lebih"
    r"|ye|ya|yh|quite (?:so|right)|indeed|precisely|just so|iya+h?|ya+h?|yes+|yeah|yep|yup|betul|bener|benar"
    r"|tepat|pas|persis|cocok|oke|ok|okay|sip|correct|exactly"
    r"|right|true|as far as (?:it|that) goes"
    r"|that['’]?s (?:right|it|correct|true)|that is (?:right|correct|true)|sure|udah|sudah|semua|semuanya"
    r"|gitu|begitu|banget|kok|sih|kak|all of (?:it|that))\b[\s,.!]*)+",
    _I,
)
# What is said of the summary and not of the life in it ("that's rather off, …", "agak melenceng, …").
_VERDICT_WORDS = (
    r"(?:um+|uh+|well|h+m+|no|nope|nah|not|actually|(?:that|it|this)(?:['’]?s| is| isn['’]?t| sounds| seems| feels)?"
    r"|rly|rlly|reely|rather|a|bit|little|(?:sort|kind) of|kinda|sorta|slightly"
    r"|somewhat|quite|really|close|near|nearly|almost|off|wrong|right"
    r"|true|correct|accurate|exactly|like that|at all|partly|mostly|sorry|oh|ok|okay|the mark"
    r"|i wouldn['’]?t (?:say|put it)|i didn['’]?t (?:say|mean)|mixed up|misunderstood(?: me)?"
    r"|you (?:got|have|['’]ve got) (?:that|it|this|some of it|the \w+)"
    r"|agak|rada|sedikit|dikit|kayaknya|kyknya|sepertinya|rasanya|ya+|iya|eh|hampir|nyaris|masih|lumayan|kurang|lebih"
    r"|itu|ini|(?:ga+k?|gk|ng+a+k?|ngga|enggak|tidak|tdk|ndak|bukan|bkn)|melenceng|meleset|beda|berbeda|keliru|salah"
    r"|tepat|pas|bener|benar|cocok|sesuai|persis|sepenuhnya|semua(?:nya)?|sebagian|gitu|begitu|kok|sih|deh|kak|nih"
    r"|juga|maksud(?:ku|nya| saya| aku)|tapi|tp|but|jauh|tadi|hanya|cuma|only|akurat|nyambung"
    r"|(?:rangkum|ringkas)an(?:nya)?|maaf|belum|blm"
    r"|lol|haha|(?:you|u) (?:just |only )?(?:copied|repeated|parroted) (?:me|that|it|what i said))"
)
_VERDICT = re.compile(
    rf"\W*{_VERDICT_WORDS}(?:\s+{_VERDICT_WORDS})*\s*(?:[,.;:!–—-]+\s*|\s(?=(?:but|except|tapi|tp|cuma|cuman)\b))"
    r"(?:(?:but|except(?:\s+that)?|tapi|tp|cuma|cuman|lebih\s+tepatnya|tepatnya)\s+)?",
    _I,
)
# Of the words of a verdict these say that something is not right; "ok, well" and "not really" answer other questions.
_FAULT = re.compile(
    r"(?<!\w)(?:off|wrong|close|nearly|almost|the mark|mixed up|misunderstood|not\s+(?:quite|right|exactly|accurate|it)"
    r"|n['’]?t\s+(?:quite\s+)?right"
    r"|melenceng|meleset|keliru|salah|hampir|kurang\s+(?:tepat|pas|bener|benar|sesuai|akurat)|agak\s+beda"
    r"|(?:bukan|nggak|ga|gak|tidak)\s+(?:gitu|begitu|persis|tepat)(?:\s+\w+)?)(?!\w)",
    _I,
)
_MOST = r"(?:most\s+important|main|key|biggest|crucial|real|important)"
_OF_THINGS = r"(?:\s+(?:thing|part|bit|point|one|issue|piece))?(?:\s+(?:here|really|of\s+(?:it|all)|(?:to|for)\s+me))*"
_OF_ALL = r"(?:\s+(?:itu|tuh|adalah|ialah|sih|ya|kak|justru|seben[ae]rnya|(?:buat|bagi)(?:\s+(?:aku|saya)|ku)))*"
# How much it weighs, before it and after it ("yang paling penting itu …", "…, this is the most important").
_WEIGHS_BEFORE = re.compile(
    r"^[\s,.]*(?:(?:and|but|so|dan|tapi|tp|cuma)\s+)?"
    rf"(?:(?:the|my)\s+{_MOST}{_OF_THINGS}\s+(?:is|was)(?:\s+that\b)?"
    rf"|(?:this|that)(?:['’]?s|\s+(?:one\s+)?is)\s+(?:the\s+)?{_MOST}{_OF_THINGS}(?=\s*[,.;:–—-])"
    r"|what(?:\s+(?:really|actually))?(?:\s+(?:matters|counts)|(?:['’]?s|\s+is)\s+(?:most\s+)?important)(?:\s+(?:the\s+)?most)?"
    r"(?:\s+to\s+me)?\s+is(?:\s+that\b)?"
    r"|what\s+i(?:['’]?m|\s+was)?\s+(?:meant?|(?:trying|wanted)\s+to\s+say|saying)\s+(?:is|was)(?:\s+that\b)?"
    rf"|(?:(?:hal\s+)?(?:yang|yg)\s+)?(?:(?:paling|plg)\s+|ter)(?:penting|utama|pokok){_OF_ALL}"
    rf"|(?:yang|yg)\s+(?:penting|utama|pokok|bener|benar|tepat){_OF_ALL}"
    rf"|(?:inti|pokok)(?:nya)?(?:\s+masalah(?:nya|ku))?{_OF_ALL}|masalah\s+utama(?:nya|ku)?{_OF_ALL})"
    r"(?=[\s,.;:–—-])[\s,.;:–—-]*(?:(?:bahwa|kalau|kalo)\s+)?",
    _I,
)
_WEIGHS_AFTER = re.compile(
    rf"[\s,.;–—-]+(?:(?:and|dan)\s+)?(?:(?:this|that|it)(?:['’]?s|\s+is)\s+(?:the\s+)?{_MOST}{_OF_THINGS}|is\s+the\s+{_MOST}{_OF_THINGS}"
    r"|(?:itu|ini)(?:lah)?\s+(?:yang|yg)\s+(?:(?:paling|plg)\s+|ter)?(?:penting|utama|pokok)(?:\s+(?:sih|kak|buat\s+(?:aku|saya)))*)\W*$",
    _I,
)
_ADDS = re.compile(
    r"^(?:dan|plus|juga|jg|terus|trus|oh ya|oiya|oh iya|and|also|plus|just|only|cuma|tapi|tp|but)\b[\s,]*", _I
)
_ADDS_AT_END = re.compile(r"\b(?:juga|jg|too|as well)[\s.!]*$", _I)


def read_correction(text: str) -> Correction:
    """Read a correction: "kurang satu, soal adikku" -> added, "soal adikku"; "leave that out" -> removed."""
    if _REMOVED.search(text):
        return Correction("removed", text)
    text = without_rest(text) or text
    bare = _without_verdict(text)
    if bare != text and (missing := _MISSING_BEFORE.match(bare)):
        return Correction("added", _without_frame(bare[missing.end() :]))
    said, adds = _after_yes(text)
    words = _MISSING_AFTER.sub("", _MISSING_BEFORE.sub("", said, count=1), count=1).strip(" ,")
    if words and (adds or words != said.strip(" ,")):
        return Correction("added", _without_frame(words))
    return Correction("other", _without_frame(text))


def _without_frame(text: str) -> str:
    """How it is, without a verdict on the summary and without how much it weighs; the whole where nothing is left."""
    said = _without_verdict(text)
    bare = _WEIGHS_BEFORE.sub("", _WEIGHS_AFTER.sub("", said), count=1)
    bare = re.sub(r"^\W*that\s+(?=\w+\s+\w)", "", bare, flags=_I).strip(" ,:") if bare != said else said
    return bare if re.search(r"\w", bare) else said


def _without_verdict(text: str) -> str:
    while (verdict := _VERDICT.match(text)) and re.search(r"\w", text[verdict.end() :]):
        text = text[verdict.end() :]
    return text


def finds_fault(text: str) -> bool:
    """Whether a message opens with a verdict on what was summed up and goes on: "that's rather off, it's not …"."""
    verdict = _VERDICT.match(text)
    return bool(verdict and _FAULT.search(verdict[0]) and re.search(r"\w\W+\w", text[verdict.end() :]))


def addition(text: str) -> str | None:
    """What somebody adds to a yes ("iya bener, cicilannya 6 juta jgn lupa"), or None where it is only a yes."""
    if not _YES.match(text):
        return None
    read = read_correction(text)
    said, _ = _after_yes(text)
    if read.kind == "other" and not _ADDS_AT_END.search(said):
        return None
    words = read.words if read.kind == "added" else said
    return words if len(re.findall(r"\w+", words)) >= FEWEST_WORDS_ADDED else None


def _after_yes(text: str) -> tuple[str, bool]:
    """What follows a yes, and whether it goes on with an "and", "also" or "but"."""
    opened = _YES.match(text)
    if opened is None:
        return text, False
    rest = text[opened.end() :]
    adds = _ADDS.match(rest)
    return (rest[adds.end() :], True) if adds else (rest, False)
