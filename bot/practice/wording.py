"""A trainee's question as it would stand alone: chat spelling written out, and nothing said around it."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.counseling.wording import load
from bot.language import Language

_I = re.IGNORECASE
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Sounds and openings before a question: "Ehm, ", "Oh, so, ".
_SOUNDS = re.compile(r"^\W*(?:(?:u+m+|u+h+|e+r+m*|e+h*m+|e+m+|h+m+|oh|ah|well|ok|okay|oke|nah)[\s,.…]+)+", _I)
_WITHIN = re.compile(r",\s*(?:u+m+|u+h+|e+r+m*|e+h*m+|e+m+)\s*,|\b(?:u+m+|u+h+)[…,]\s*", _I)
# Saying sorry for asking, asking whether one may ask, asking to be told.
_LEAVE = re.compile(
    r"^\W*(?:(?:(?:i['’]?m\s+)?sorry|maaf|mohon\s+maaf|sori)\b[^.?!;]{0,60}?[,;…-]\s*(?:but\s+|tapi\s+)?)?"
    r"(?:(?:(?:(?:can|could|may|might)\s+i|is\s+it\s+(?:ok|okay|all\s?right)\s+(?:if\s+i|to)|(?:do|would)\s+you\s+mind\s+(?:if\s+i|me)|mind\s+if\s+i"
    r"|i(?:['’]d|\s+would)\s+like\s+to|i\s+(?:want|wanted)\s+to)\s+(?:just\s+|also\s+)?ask(?:ing)?(?:\s+you)?"
    r"|would\s+you\s+mind\s+(?:telling\s+me|sharing(?:\s+with\s+me)?)|(?:could|can|would|will)\s+you\s+(?:please\s+)?(?:tell\s+me(?:\s+about)?|share(?:\s+with\s+me)?)"
    r"|i(?:['’]d|\s+would)\s+like\s+to\s+(?:know|understand|hear)(?:\s+more)?(?:\s+about)?"
    r"|kalau\s+(?:saya\s+|aku\s+)?boleh(?:\s+(?:saya|aku))?(?:\s+(?:tahu|tau|tanya|nanya))?(?:\s+ya)?"
    r"|boleh(?:kah)?\s+(?:(?:saya|aku|gue|kalau|nggak|gak)\s+)*(?:tahu|tau|tanya|nanya|bertanya)(?:\s+(?:nggak|gak|ga|ya|dikit|sedikit))*"
    r"|(?:saya|aku|gue)?\s*(?:mau|ingin|pengen|pengin)\s+(?:tanya|nanya|tahu|tau)(?:\s+(?:dong|nih|ya))?|mohon\s+(?:di)?ceritakan"
    r")\b[\s,:…]*)?",
    _I,
)
# The same after it: "…, kalau boleh tahu?", "… if that's all right to ask?", "… haha".
_AFTER = re.compile(
    r"(?:[\s,;…-]+(?:if\s+(?:that['’]?s|it['’]?s|you\s+don['’]?t\s+mind|i\s+may|i\s+can)\b[^?.!,]*|by\s+the\s+way|btw|(?:wk)+w?|ha(?:ha)+|he(?:he)+"
    r"|kalau\s+(?:saya\s+|aku\s+)?boleh(?:\s+(?:tahu|tau|tanya|nanya))?|(?:if\s+)?(?:that['’]?s\s+)?not\s+too\s+personal))+(?=\s*[?.!]*\s*$)",
    _I,
)
_FEWEST_WORDS = 3


@lru_cache(maxsize=8192)
def as_asked(text: str, language: Language) -> str:
    """Give a message with its chat spelling written out ("brp" -> "berapa") and without what is said around a question
    ("sorry, may I ask …"); where too little would be left, without nothing."""
    full = written_out(" ".join(text.split()), language)
    bare = _WITHIN.sub(" ", _SOUNDS.sub("", full, count=1))
    bare = _AFTER.sub("", _LEAVE.sub("", bare, count=1))
    bare = " ".join(bare.split())
    return bare if len(_WORD.findall(bare)) >= _FEWEST_WORDS else full


def written_out(text: str, language: Language) -> str:
    """Give a text with the shortenings of chat written out, as they are in `bot/counseling/wording/shortenings.yml`."""
    known: dict[str, str] = load("shortenings")[language]
    return _WORD.sub(lambda word: known.get(word[0].casefold(), word[0]), text)
