"""What somebody says became of a step or a goal, where a word like yes alone would be misread."""

from __future__ import annotations

import re
from typing import Literal

from bot.counseling.acts import falls_back
from bot.counseling.numbers import NUMBER, read_number

Outcome = Literal["done", "partly", "not_done"]
_I = re.IGNORECASE
_COUNTED = re.compile(
    rf"(?<![\w.,:/])(?P<done>{NUMBER}|none|once|twice|sekali)(?:\s+(?:times?|days?|kali|hari))?\s*"
    rf"(?:/|(?:out\s+)?of(?:\s+the)?|dari|instead\s+of|rather\s+than|,?\s*not|bukan)\s*(?P<all>{NUMBER}|twice)(?![\w:/])",
    _I,
)
_TIMES = {"none": 0.0, "once": 1.0, "sekali": 1.0, "twice": 2.0}
_IN_PART = re.compile(
    r"(?<!\w)(?:all\s+but|all\s+except|apart\s+from|except(?:\s+for)?|other\s+than|most\s+(?:days|nights|mornings"
    r"|evenings|of\s+(?:it|them|the))|mostly|half(?:\s+of)?\s+(?:of\s+)?(?:it|them|the)|halfway|some\s+(?:days|of)"
    r"|not\s+(?:every|all|each)|once\s+or\s+twice|(?:only|just)\s+(?:once|twice|a\s+bit|a\s+little|one|two|the\s+first)"
    r"|(?:but|,|though)\s+(?:(?:on|the|then|i|last|this|and)\s+)*(?:\w+day\s+)?(?:i\s+)?(?:bailed|skipped|missed|forgot"
    r"|flaked|chickened\s+out|gave\s+up|didn['’]?t|did\s+not|couldn['’]?t)(?!\s+(?:know|think|feel|want|like|sleep))"
    r"|kecuali|sebagian|separuh|setengahnya|kadang(?:-kadang)?"
    r"|(?<!tidak )(?<!tidak ada )(?<!ga ada )(?<!gak ada )(?<!nggak ada )(?<!ga )(?<!gak )(?<!nggak )(?<!yang )(?<!yg )"
    r"bolong\w*)(?!\w)",
    _I,
)
_NOTHING_OF_IT = re.compile(
    r"^\W*(?:no|nope|nah|none|never|nothing|not\s+at\s+all|i\s+(?:didn['’]?t|did\s+not|bailed|skipped|forgot)|enggak|nggak"
    r"|gak|ga|tidak|belum)\b(?!.*\b(?:all|every|once|half|some|semua|tiap|setiap)\b)",
    _I,
)
# Before a fall there was something.
_FOR_A_WHILE = re.compile(
    r"(?<!\w)(?:sempat|sempet|nyoba|coba|tried|awal(?:nya|-awal)?|tadinya|cuma (?:tahan|kuat)|(?:tahan|kuat"
    r"|jalan|berhasil)\s+\w+"
    r"|for a (?:while|bit)|at first|(?:first|for|did|lasted|managed)\s+(?:\w+\s+){0,2}"
    r"(?:days?|weeks?|hari|minggu))(?!\w)",
    _I,
)
_REACHED = re.compile(
    r"(?<!\w)(?:reached|achieved|got there|made it|there now|accomplished|ter?capai|kesampaian)(?!\w)", _I
)
_STILL = re.compile(
    r"(?<!\w)(?:still|not (?:yet|quite|really|there|fully)|n['’]?t (?:yet|quite|really|reached|achieved|there)"
    r"|keep(?:ing)?|continu\w+|ongoing|going on|carry(?:ing)? on|working on|on (?:my|the) way|getting there|almost"
    r"|nearly|halfway|partly|masih|belum|lanjut\w*|hampir|dikit lagi)(?!\w)",
    _I,
)
_NEXT_STEP = re.compile(r"(?<!\w)(?:next|another|new|one more|further|langkah|berikut\w*|lagi)(?!\w)", _I)
_YES_AND_MORE = re.compile(r"\W*(?:yes+|yeah|yep|yup|ya+h?|iya+h?)\b\W*(?:\w+\W+){2,}", _I)


def share_done(text: str) -> Outcome | None:
    """Read how much of a step was done ("2 of 3, Friday I bailed" -> partly); None where a yes or no says it all."""
    counted = _COUNTED.search(text)
    if counted is not None:
        done, whole = (_count(counted[name]) for name in ("done", "all"))
        return "not_done" if not done else "partly" if done < whole else "done"
    if _IN_PART.search(text) and not _NOTHING_OF_IT.match(text):
        return "partly"
    if falls_back(text):
        return "partly" if _FOR_A_WHILE.search(text) else "not_done"
    return None


def goal_stands(text: str) -> str | None:
    """Give the act by which a goal is reached or still going, in words that are more than a yes or a no; None where
    nothing but that is said."""
    if _STILL.search(text):
        return "commit" if _NEXT_STEP.search(text) else "deny"
    if _REACHED.search(text):
        return "affirm"
    # A yes to "reached, or still going?" that goes on about something else is neither.
    return "ask_meaning" if _YES_AND_MORE.match(f"{text} ") else None


def _count(words: str) -> float:
    return _TIMES[words.casefold()] if words.casefold() in _TIMES else read_number(words)
