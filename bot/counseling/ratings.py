"""Ratings from 0 to 10 as people type them, in both languages at once since people mix them.

A number is taken for a rating by what stands around it: "7 lah" and "7/10" are one, "jam 7" and "7 hari" are
not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.counseling.numbers import NUMBER, read_number

_I = re.IGNORECASE

_CANDIDATE = re.compile(
    rf"""
    (?<![\w#$€£@]) (?<!\d[.,:/×x]) (?<!\w[-–]) (?<!rp\.)
    (?P<sign>[-−–](?=\d))?
    (?P<low>{NUMBER})
    (?P<half> \s*½ | \s+1/2\b | \s*(?:-\s*)?s?e?tengah\b | \s+(?:and|n|&)\s+(?:a\s+)?half\b )?
    (?: \s+(?:koma|point|titik)\s+(?P<fraction>{NUMBER}) )?
    (?:
        (?P<join> \s*(?:-+>|=+>|→|➡)\s* | \s*[-–—~]\s*
            | \s+(?:sampai|sampe|ampe|hingga|s/d|sd|to|atau|or|jadi|menjadi|ke|dan|and)\s+
            | \s*,?\s+(?:(?:atau|or)\s+)?(?:mungkin|maybe|perhaps|possibly)\s+
            | \s+(?=(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\b) )
        (?P<high>{NUMBER}) (?P<high_half>\s*½|\s+(?:setengah|and\s+a\s+half)\b)?
    )?
    (?P<approx> \s?-?\s?(?:an|ish)\b | '?s\b | \+ )?
    (?: \s*,?\s*i\s+(?:think|guess|reckon|suppose|['’]?d\s+say)\s*,?\s*(?=out\s+of\b) )?
    (?: \s*(?:/|dari|dr|per|over|out\s*of(?:\s+a)?|outta|of)\s*
        (?P<scale>100|10|5|seratus|sepuluh|lima|ten|five|(?:a|one)\s+hundred)(?!\w|[.,]\d)
      | \s*(?P<percent>%|persen\b|percent\b) )?
    (?!\w|[.,:/]\d|[-–]\w|:)
    """,
    _I | re.VERBOSE,
)

# What may follow a rating without punctuation. Any other word makes the number count something ("7 orang").
_AFTER = re.compile(
    r"""\s*(?: $ | [^\w\s] | (?:
    lah+|deh+|sih+|dong|mawon|wae|jo|barangkali|ae|bae|rek|kok|ya+h*|kan|nih|aja|saja|doang|kali\s+(?:ya+h*|deh)|kali\s*$|kayak(?:nya)?|kyknya|mungkin
    |sepertinya|menurut\w*|rasanya|kurasa|soalnya|soal|karena|karna|krn|krna|gara\W?gara|tapi|tp|tpi|cuma|cuman|dan
    |atau|biar|supaya|buat|untuk|utk|dari\s+(?:segi|sebelumnya|tadi(?:nya)?|awalnya|kemarin|minggu)|secara|sekarang
    |skrg|skrang|hari\s+ini|saat\s+ini|sejauh\s+ini|lebih|kurang|plus|dikit|lewat\s+dikit|poin|nilai\w*|cukup|udah
    |sudah|udh|belum|masih|jadi|terus|trus|gitu|gt|lagi\s+pula|pas|kalau|kalo|klo|eh|hmm+|hehe\w*|haha\w*|wk\w*|makasih
    |terima\s+kasih|thx|juga|jg|yang|yg|semua\w*|bu|pak|kak|mas|mbak|min|bukan|nggak\s+sampai|aku|saya|gue|gw
    |lol|lmao|then|whatever|ig|idk|ngl|i|i'm|i'd|because|cause|cuz|cos|bc|but|and|or|maybe|perhaps|probably|honestly|tbh|overall|for|today|now|right\s+now
    |defo|def|noo|innit|init|ez|easy|easily|solid|ish|m8|tbf|rly|really|nah|mind|like|so|since|as|with|this\s+time|once|when|while|at\s+the\s+moment|at\s+(?:most|best|least)|if|though|thanks?|please|pls|actually|in\s+terms|not|no|is
    |it|it's|still|really|definitely|guess|points?|from\s+(?:me|a|an)|instead|compared
    |dear|love|mate|mebbe|ah(?=\s+reckon)|pal|hen|lah|duh|only|tops|max|say|reckon|i['’]?d|id(?=\s+say\b)|man|bro|sis|obviously|obvs|jelas|sayang
    |bang|kira(?:-kira)?|sist?|gan|kayae|lah\s+ya|paling|maksimal|pasti
    |(?:di)?dengar\w*|denger\w*|tujuan\w*|cara\w*|pendekatan\w*|metode\w*|keseluruhan\w*|total\w*|umum\w*
    |yakin\w*|penting\w*|confiden\w*|importan\w*|pede
    |that\s+i(?:['’](?:ll|m|d)|\s+(?:will|can))
    |heard|being|feeling|listened|listening|understood|goals?|topics?|approach|methods?|way|in\s+general
    )\b )""",
    _I | re.VERBOSE,
)
_COUNTED = re.compile(r"\s*(?:orang|teman|temen|kali|hari|people|persons?|friends|times|days|nights)\b", _I)
# A number after one of these is a clock, an age, a count, a date …
_BEFORE_NO = re.compile(
    r"""(?: (?<!\w)(?:jam|pukul|jm|pkl|tanggal|tgl|umur\w*|usia\w*|aged?|kelas|semester|smt|sem|bab|no\.?|rt|rw
    |lantai|kamar|blok|rp\.?|chapter|page|room|floor|grade|year|juz|pasal|ayat|versi|version|covid
    |(?:anak|hari|minggu|bulan|orang|bab|yang|kali)\s+ke|anak\w*|adik\w*|adek\w*|kakak\w*|saudara\w*|teman\w*
    |temen\w*|kucing\w*|u?tang\w*|cicilan\w*|kids?|children|siblings?|sons?|daughters?
    |(?:kids?|child(?:ren)?|siblings?|sons?|daughters?|boys?|girls?|twins?|brothers?|sisters?|babies|baby)(?:['’]s|\s+(?:is|are|was|were|just\s+turned|turned))
    |(?:he|she|they)(?:['’](?:s|re)|\s+(?:is|are))\s+(?:only|just|almost|nearly)|turn(?:s|ed|ing)|januari|februari|maret|april|mei|juni|juli|agustus
    |september|oktober|november|desember|january|february|march|may|june|july|august|october|december)
    | (?<!\w)(?<!i'm[ ])(?<!am[ ])(?<!still[ ])(?<!currently[ ])(?<!im[ ])at )
    (?:\s*(?:10|\d)\s*(?:,|&|and|dan|sama|n))* \s*$""",
    _I | re.VERBOSE,
)
_NEGATED = re.compile(
    r"""(?<!\w)(?: (?:bukan|bkn|belum|blm|jangan|not|never|isn't|isnt|wasn't|ain't|no)
        (?:\s+(?:a|an|quite|yet|really|even|sampai|sampe|nyampe|at|full|angka|nilai))*
      | kenapa\s+(?:ng?gak|gak|ga|bukan|tidak) | why\s+not(?:\s+an?)? | minus | negatif | negative
      | (?:kalau|kalo|klo|if|until|sampai|biar|supaya|mendekati)
        (?:\s+(?:mau|pengen|bisa|sampai|jadi|it\s+were|it\s+was|an?))* ) \s*$""",
    _I | re.VERBOSE,
)
_EARLIER = re.compile(
    r"""(?<!\w)(?:dari|from|tadi|tadinya|kemarin|kmrn|dulu|dulunya|awalnya|sebelumnya|semula|(?:minggu|bulan)\s+lalu
    |biasanya|was|were|been|used\s+to\s+be|before|earlier|last\s+(?:week|time|month)|yesterday|usually
    |started(?:\s+(?:at|with|off))?)(?:\s+\w+){0,3}\s*$""",
    _I | re.VERBOSE,
)
_BETWEEN = re.compile(r"(?<!\w)(?:antara|between)\s*$", _I)
_FROM = re.compile(r"(?<!\w)(?:dari|from|naik|turun|went|tadinya)\s*$", _I)
_CHANGE = re.compile(r"jadi|ke|>|→|➡", _I)
# "satu" and "one" are seldom numbers ("salah satu", "this one"): they count in an answer of few words only.
_ONE = re.compile(r"(?:satu|one|siji|hiji)$", _I)
_ONE_BEFORE = re.compile(
    r"(?:(?:salah|si|tak|any|some|every|each|another|good|first|which|no)"
    r"|(?<!\w)(?:this|that|the)(?:\s+(?!(?:is|be|say|was)\b)\w+){0,2})\s*$",
    _I,
)
_FEW_WORDS = 5
_NEAR = 60  # characters around a number that decide what it is

# Stars are out of five.
_STARS = re.compile(rf"(?<!\w)(?:bintang\s+(?P<after>{NUMBER})|(?P<before>{NUMBER})\s+(?:bintang|stars?))(?!\w)", _I)

_NAMES: dict[str, re.Pattern[str]] = {
    "heard": re.compile(
        r"(?<!\w)(?:(?:di|ke)?deng[ae]r\w*|mendengar\w*|dipahami|heard|listen(?:ed|ing)|understood)\b", _I
    ),
    "goals": re.compile(r"(?<!\w)(?:tujuan\w*|topik\w*|goals?|topics?)\b", _I),
    "approach": re.compile(r"(?<!\w)(?:cara(?:nya|mu)?|pendekatan\w*|metode\w*|approach|methods?|way)\b", _I),
    "overall": re.compile(
        r"(?<!\w)(?:keseluruhan\w*|secara\s+umum|overall|total\w*|semua(?:nya)?|in\s+general|everything|all)\b",
        _I,
    ),
}
_FOUR = re.compile(r"\W*" + r"[\s,;/]+".join([f"({NUMBER})"] * len(_NAMES)) + r"\W*", _I)
_CLAUSE = re.compile(r"[;\n!?]+|,(?!\d)|\.(?!\d)|\s+(?:dan|and|tapi|but|kecuali|except|sedangkan|while)\s+", _I)


@dataclass(frozen=True)
class Rating:
    """One rating and where it stands in the text; `earlier` when it is what it used to be ("dari 3 …")."""

    value: float
    start: int
    end: int
    scaled: bool = False
    earlier: bool = False


def find_ratings(text: str) -> tuple[Rating, ...]:
    """Give every number that reads as a rating from 0 to 10, in order; negated ones are left out."""
    found = []
    for match in _CANDIDATE.finditer(text):
        rating = _read(text, match)
        if rating is not None:
            found.append(rating)
    return tuple(found)


def find_rating(text: str) -> Rating | None:
    """Give the one rating that the text states, or None.

    Of several the one with its scale ("8 dari 10") counts first, then what holds now over what was, then the
    last said, since people correct themselves forwards ("7, eh 6").
    """
    ratings = find_ratings(text)
    now = [rating for rating in ratings if not rating.earlier] or list(ratings)
    scaled = [rating for rating in now if rating.scaled]
    best = scaled or now
    return best[-1] if best else None


def parse_rating(text: str) -> float | None:
    """Read a rating from 0 to 10 out of a message in either language or both.

    Ranges give their middle ("6-7" 6.5), other scales are brought to ten ("70%" 7, "4/5" 8). None when there
    is no rating, or one below 0 or above 10.
    """
    rating = find_rating(text)
    return None if rating is None else rating.value


def parse_ratings(text: str) -> dict[str, float]:
    """Read ratings by name: heard, goals, approach, overall (0 to 10), as far as they are given.

    A single number without a name is `overall`; exactly four without any name are all four in that order.
    Empty when there is none.
    """
    text = _STARS.sub(lambda match: f"{match['after'] or match['before']}/5", text)
    ratings = find_ratings(text)
    named = {**_pair(text, ratings), **_pair(text, [rating for rating in ratings if not rating.earlier])}
    if named:
        return named
    four = [read_number(number) for number in match.groups()] if (match := _FOUR.fullmatch(text)) else []
    if four and max(four) <= 10:
        return dict(zip(_NAMES, four, strict=True))
    only = find_rating(text)
    return {} if only is None else {"overall": only.value}


_MOST_WORDS_OF_A_MARK = 8
_MARK = re.compile(
    r"(?<!\w)(?:bagus|baik|apik|sae|mantap|mantul|ok(?:e|ay)?|puas|senang|seneng|(?:mem|nge)?bantu|membantu|kebantu|terbantu"
    r"|cocok|pas|keren|top|sip|lumayan|mayan|memuaskan|lega|enak|nyaman|suka|kurang|jelek|buruk|elek|kecewa|bosen(?:in)?"
    r"|membosankan|kaku|parah|biasa|standar|b\s?aja|so-?so|gitu\s+deh|robot|great|good|fine|nice|helpful|useful|helped|bad"
    r"|poor|boring|useless|meh|terrible|average|nilai\s+[a-e]|memuaskan|luar\s+biasa|sempurna)(?!\w)",
    _I,
)


def mark_in_words(text: str) -> bool:
    """Whether a short message says how the talk was without a number: "lumayan lah", "kurang, kayak robot"."""
    return len(text.split()) <= _MOST_WORDS_OF_A_MARK and bool(_MARK.search(text)) and not parse_ratings(text)


def _read(text: str, match: re.Match[str]) -> Rating | None:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    if match["sign"] or _BEFORE_NO.search(before) or _NEGATED.search(before):
        return None
    if _COUNTED.match(after) if match["scale"] else not _AFTER.match(after):
        return None
    if _ONE.match(match[0]) and (_ONE_BEFORE.search(before) or len(text.split()) > _FEW_WORDS):
        return None
    low, high = _value(match, "low", "half"), None
    if match["high"]:
        high = _value(match, "high", "high_half")
        if low in (0, 1) and high in (5, 10, 100) and not match["scale"]:
            return None  # "skala 0-10" names the scale
    value = low
    if high is not None:
        changed = _CHANGE.search(match["join"]) or (_FROM.search(before) and not _BETWEEN.search(before))
        value = high if changed else (low + high) / 2
    scale = 100.0 if match["percent"] else read_number(match["scale"]) if match["scale"] else 10.0
    value = round(value * 10 / scale, 2)
    if not 0 <= value <= 10:
        return None
    return Rating(
        value=value,
        start=match.start(),
        end=match.end(),
        scaled=bool(match["scale"] or match["percent"]),
        earlier=high is None and bool(_EARLIER.search(_clause(before))),
    )


def _value(match: re.Match[str], number: str, half: str) -> float:
    value = read_number(match[number])
    if match[half]:
        value += 0.5
    if number == "low" and match["fraction"]:
        value += read_number(match["fraction"]) / 10
    return value


def _clause(before: str) -> str:
    return re.split(r"[,;.!?\n]", before)[-1]


def _pair(text: str, ratings: Sequence[Rating]) -> dict[str, float]:
    """Pair names with numbers clause by clause; names without a number share the next clause's."""
    pairs: dict[str, float] = {}
    waiting: list[str] = []
    for start, end in _clauses(text):
        items: list[tuple[int, str | float]] = [
            (match.start(), name) for name, pattern in _NAMES.items() for match in pattern.finditer(text, start, end)
        ]
        items += [(rating.start, rating.value) for rating in ratings if start <= rating.start < end]
        items.sort(key=lambda item: item[0])
        if items and isinstance(items[0][1], float) and not waiting:
            items.reverse()  # "8 for the goals": read it from behind, the number then follows its name
        for _, item in items:
            if isinstance(item, str):
                waiting.append(item)
            else:
                pairs.update({name: item for name in waiting if name not in pairs})
                waiting = []
    return pairs


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    return list(pairwise(cuts))
