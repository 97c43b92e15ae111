"""What stands around a goal or a step and is no part of it: a greeting, a name, a groan about being asked, a doubt."""

from __future__ import annotations

import re

from bot.counseling.goal_checks import WISHES
from bot.counseling.time_spans import pick_spans
from bot.counseling.ways import names_way
from bot.language import Language

_I = re.IGNORECASE
_LONGEST_FRAME = 9
_FEWEST_WORDS_OF_A_WISH = 3
_TO_US = r"(?:\s+(?:kak|mas|mbak|bang|pak|bu|min|bot|rembuk|there|again|semua(?:nya)?|everyone|all))*"
_GREETS = (
    rf"(?:hall?o+|hai+|hei+|hey+|hi+|hello+|good\s+(?:morning|afternoon|evening)"
    rf"|(?:selamat\s+)?(?:pagi|siang|sore|malam)|assalamu\S*){_TO_US}"
)
_GROANS = (
    r"(?:(?:u+gh+|a+rgh+|ha+de+h+|a?du+h+|ya\s*elah|yah+|hmm+|ih+|omg|(?:ya\s+)?ampun|god|jesus|listen|look|seriously|fine|right"
    r"|ok(?:ay|e)?|well|ya\s?udah|(?:ya|iya)(?:\s+(?:deh|udah))?|(?:udah\s+)?(?:ribet|rempong|lama|panjang)\s+(?:amat|banget|bgt|ya|bener)"
    r"|(?:ke)?banyak(?:an)?\s+(?:amat\s+|banget\s+)?(?:nanya|tanya|pertanyaan)\w*(?:\s+(?:amat|banget|bgt|mulu|sih|ya))*"
    r"|(?:kok\s+)?n?[nt]anya\s+(?:mulu|terus|lagi)(?:\s+sih)?|bawel|cerewet"
    r"|(?:so|too|such\s+a\s+lot\s+of)\s+many\s+questions|enough\s+(?:with\s+(?:the|all)\s+)?questions|you\s+ask\s+(?:a\s+lot|too\s+much)"
    r"|(?:this|that)(?:['’]s|\s+is)\s+(?:so\s+|getting\s+|too\s+)?(?:annoying|long|silly|tedious|complicated|a\s+lot)"
    r"|(?:stop|quit)\s+asking(?:\s+me)?|again\s+with\s+the\s+questions)(?:\s+(?:lol|sih|deh|kak|ya|then))*)(?!\w)"
)
# Names are known by their capital, so here it counts.
_NAMES = (
    r"(?:[A-Z]\w+(?:\s+[A-Z]\w+)?\s+(?i:here|di\s*sini|nih)|(?i:this\s+is|it['’]?s|i['’]?m|my\s+name(?:['’]?s|\s+is)|namaku|nama\s+(?:saya|aku)"
    r"|(?:aku|saya)|ini)\s+[A-Z]\w+)"
)
_FRAME = re.compile(rf"\W*(?:(?i:{_GREETS}|{_GROANS}(?:\s+{_GROANS})*)|{_NAMES})\s*(?:[,.;:!?–—…]+|\s-)\s*(?=\S)")
# "Dunno. I suppose I'd like …" and "…, I should think": how sure somebody is, not what they want.
_DOUBTS_FIRST = re.compile(
    r"\W*(?:(?:(?:i\s+)?(?:dunno|don['’]?t\s+(?:really\s+)?know|do\s+not\s+know)|idk|not\s+(?:really\s+)?sure(?:\s+really)?|no\s+idea"
    r"|good\s+question|(?:(?:aku|saya|gue|gw)\s+)?(?:(?:nggak|ngga|enggak|gak|ga|gk|tidak|ndak|kurang)\s?(?:tau|tahu|yakin)|bingung)"
    r"(?:\s+(?:juga|sih|ya|deh|kak))*|gatau|entah(?:lah)?|mbuh)\W*(?:[,.;!?–—…]+|\s(?=i\s+(?:guess|suppose)))\s*|(?:i\s+(?:suppose|guess|reckon)"
    r"|(?:aku|saya)\s+(?:rasa|pikir|kira))(?:\s+that)?[\s,]+(?=\w+\s+\w))+",
    _I,
)
_DOUBTS_LAST = re.compile(
    r"[\s,]+(?:i\s+(?:(?:should|would)\s+)?(?:suppose|guess|reckon|(?:should|would)\s+(?:think|say))|i['’]d\s+say"
    r"|(?:kayak|kyk|sepertiny|keknya)\w*|gitu\s+(?:sih|deh|kayaknya)|mungkin\s+ya)\W*$",
    _I,
)
_CUT = re.compile(r"[,.;:!?–—…\n]+\s*|\s-\s")
# A condition or a limit belongs to the wish after it.
_BELONGS = re.compile(
    r"\W*(?:if|when(?:ever)?|once|unless|until|before|after|instead|even|as\s+long|without|not|by|from|at|every|kalau|kalo|klo|jika"
    r"|kalaupun|asal\w*|sebelum|sesudah|setelah|habis|abis|selama|meski\w*|walau\w*|daripada|tanpa|bukan|biar|supaya|agar|demi|untuk|buat"
    r"|to\s+(?!be\s+honest))(?!\w)",
    _I,
)

_AROUND_TIME = re.compile(
    r"\b(?:pas|di|sekitar|ya|aja|saja|deh|dong|kak|at|on|the|for|around|maybe|instead|please|rather|then)\b", _I
)


def without_frame(text: str) -> str:
    """Give an answer without a greeting, a name or a groan before it ("Sari here, open the file"); the whole where it
    is nothing else."""
    said = text
    while opened := _FRAME.match(said):
        said = said[opened.end() :]
    return said if re.search(r"\w", said) else text


# "… The first step would be to lock it away on Monday.": told with the goal, and no part of it.
_STEP_BESIDE = re.compile(
    r"(?<=[.!?;])\s+(?:and\s+)?(?:the|my)\s+first\s+step\s+(?:is|will\s+be|would\s+be|could\s+be)\b[^.!?]*[.!?]*"
    r"|(?<=[.!?;])\s+(?:dan\s+)?langkah\s+pertama(?:nya|ku)?\b[^.!?]*[.!?]*",
    re.IGNORECASE,
)


def wish_said(text: str, language: Language) -> str:
    """Give the goal that a message says, without what stands before it: "ribet amat, ya pokoknya pengen tidur nyenyak"
    -> "ya pokoknya pengen tidur nyenyak". The whole where no wish follows, or what stands before is part of it."""
    said = without_doubt(without_frame(_STEP_BESIDE.sub("", text) or text))
    for cut in _CUT.finditer(said):
        before, wish = said[: cut.start()], said[cut.end() :]
        if WISHES[language].match(before) or _BELONGS.match(before) or names_way(before, ""):
            return said
        if len(before.split()) > _LONGEST_FRAME:
            return said
        opened = WISHES[language].match(wish)
        if opened and len(wish[opened.end() :].split()) >= _FEWEST_WORDS_OF_A_WISH - 1:
            return wish
    return said


def without_doubt(text: str) -> str:
    """Give an answer without how sure its writer is: "dunno. i suppose id like a nap" -> "id like a nap"; the whole
    where nothing else is said."""
    said = _DOUBTS_LAST.sub("", _DOUBTS_FIRST.sub("", text, count=1))
    return said if re.search(r"\w", said) else text


def is_only_time(text: str) -> bool:
    """Whether a message names a time to come and nothing else: "tomorrow at lunch"."""
    rest, spans = text, pick_spans(text)
    for span in reversed(spans):
        rest = rest[: span.start] + rest[span.end :]
    return bool(spans) and not re.search(r"\w", _AROUND_TIME.sub("", rest))
