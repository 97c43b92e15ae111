"""Importance and confidence said in one message, and the reason said with a number."""

from __future__ import annotations

import re

from bot.counseling.numbers import NUMBER, read_number
from bot.counseling.ratings import find_rating, find_ratings
from bot.language import Language

_NAMES: dict[str, re.Pattern[str]] = {
    "importance": re.compile(r"(?<!\w)(?:penting\w*|kepentingan\w*|important|importance|matters?)\b", re.IGNORECASE),
    "confidence": re.compile(
        r"(?<!\w)(?:yakin\w*|keyakinan\w*|percaya\s+diri|pede|confident|confidence|(?<!for )sure|(?<!for )certain)\b",
        re.IGNORECASE,
    ),
}
# Two numbers and nothing else, asked for one: how important, and how sure.
_BOTH = re.compile(
    rf"\W*(?P<importance>{NUMBER})(?:\s*[,;&]\s*|\s+(?:(?:dan|and|sama|terus|then)\s+)?)(?P<confidence>{NUMBER})"
    r"(?:\s+(?:lah|deh|kayaknya|mungkin|maybe|i\s+(?:guess|think)))*\W*",
    re.IGNORECASE,
)
# A number that was given before was another: "tadi salah, harusnya 4", "sorry, I meant 4".
_PUTS_RIGHT = re.compile(
    r"(?<!\w)(?:(?:tadi|yang\s+tadi|angka\w*|eh|nilai\w*)\W+(?:\w+\W+){0,3}?(?:salah|keliru|ketuker|kepencet|harusnya|maksud\w*)|ralat|koreksi"
    r"|(?:salah|keliru)\W+(?:\w+\W+){0,3}?(?:harusnya|mestinya|maksud\w*|tadi)|(?:se)?harusnya\s+\d|maksud(?:ku|nya|\s+saya)\W+\d|(?:i\s+)?meant(?:\s+to\s+\w+)?"
    r"|should(?:['’]ve|\s+have)?\s+be(?:en)?\s+(?:an?\s+)?\d|(?:that\s+was\s+)?(?:wrong|a\s+typo|mistyped?|typo)|(?:make|change)\s+(?:it|that)\s+(?:to\s+)?(?:an?\s+)?\d"
    r"|(?:actually|wait|hang\s+on|rather)\W+(?:\w+\W+){0,3}?(?:an?\s+)?\d|not\s+\d+)(?!\w)",
    re.IGNORECASE,
)
_MOST_WORDS_PUTTING_RIGHT = 10
_BECAUSE: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(?:karena|karna|krn|krna|soalnya|sebab|gara-gara|demi|biar|supaya|buat)\s+\w.*", re.IGNORECASE | re.DOTALL
    ),
    "en": re.compile(
        r"\b(?:because|becuase|bc|cause|cuz|cos|since|so\s+that|for\s+(?:my|the|our|his|her|their))\s+\w.*",
        re.IGNORECASE | re.DOTALL,
    ),
}
_MOST = 10
# Without a "because" so many words after a comma say why all the same: "9, I want to be there for my kids".
_TELLING_WORDS = 5


def read_scales(text: str) -> dict[str, float]:
    """Read "penting 9, yakin 4": importance and confidence as far as each is named beside a number.

    A name takes the number after it or, where none is left there, the one before it ("9 for importance"). Of two
    numbers and nothing else ("8, 6") the first is the importance.
    """
    if both := _BOTH.fullmatch(text):
        numbers = {name: read_number(number) for name, number in both.groupdict().items()}
        return numbers if max(numbers.values()) <= _MOST else {}
    ratings = [rating for rating in find_ratings(text) if not rating.earlier]
    names = sorted((match.start(), name) for name, pattern in _NAMES.items() for match in pattern.finditer(text))
    # "9 and confidence 5": with a number after the last name, each name takes the one after it.
    leads = bool(ratings and names) and ratings[0].start < names[0][0] and ratings[-1].start < names[-1][0]
    found: dict[str, float] = {}
    for place, (start, name) in enumerate(names):
        since = names[place - 1][0] if leads and place else start * (not leads)
        until = start if leads else names[place + 1][0] if place + 1 < len(names) else len(text)
        near = [rating.value for rating in ratings if since <= rating.start < until]
        if near and name not in found:
            found[name] = near[-1] if leads else near[0]
    others = [rating.value for rating in ratings if rating.value not in found.values()]
    if len(others) == 1 and len(found) == 1:
        # The number without a name is the other of the two.
        found.setdefault("importance", others[0])
        found.setdefault("confidence", others[0])
    return found


def number_put_right(text: str) -> float | None:
    """Give the number that a short message puts in the place of one given before ("tadi salah, harusnya 4"); None where
    it does not, or says more."""
    rating = find_rating(text)
    short = len(text.split()) <= _MOST_WORDS_PUTTING_RIGHT
    return rating.value if rating is not None and short and _PUTS_RIGHT.search(text) else None


def reason_given(text: str, language: Language) -> str | None:
    """Give why the number is what it is ("8 karena ibu" -> "karena ibu"); None where only the number is said."""
    rating = find_rating(text)
    if rating is None:
        return None
    rest = text[rating.end :].strip()
    apart = re.fullmatch(r"[,.;:\-–]\s*(\w.*)", rest, re.DOTALL)
    if apart and len(apart[1].split()) >= _TELLING_WORDS:
        return apart[1]
    match = _BECAUSE[language].search(rest)
    return match.group() if match else None
