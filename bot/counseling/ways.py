"""Whether a message where a number was asked for names a way instead: "email my boss about the rota"."""

from __future__ import annotations

import re

_FEWEST_WORDS = 2
_WAY_ACTS = frozenset({"propose_option", "propose_step"})
_I = re.IGNORECASE
_RUN_UP = (
    r"(?:(?:maybe|well|um+|so|ok|i(?:['’]?d| would| c[ou]+ld| can| might|['’]?ll)(?: just| maybe)?|could|just"
    r"|try(?:ing)? to|let me|mungkin|coba"
    r"|paling|bisa|aku|saya|gue|mau|mending(?:an)?|kayaknya|kyknya)\W+)*"
)
_WAY = re.compile(
    rf"\W*{_RUN_UP}(?:e-?mail(?:ing)?|call(?:ing)?|phon(?:e|ing)|text(?:ing)?|messag(?:e|ing)|writ(?:e|ing)|ask(?:ing)?"
    r"|talk(?:ing)? (?:to|with)|speak(?:ing)? (?:to|with)|tell(?:ing)?|go(?:ing)? (?:to|for|with)|book(?:ing)?"
    r"|join(?:ing)?|buy(?:ing)?|order(?:ing)?"
    r"|mak(?:e|ing) (?:a|an|the|my|some)|set(?:ting)?|start(?:ing)? (?:with|by|to)|tak(?:e|ing) (?:a|an|the|my)"
    r"|walk(?:ing)?|print(?:ing)?"
    r"|send(?:ing)?|read(?:ing)?|meet(?:ing)?|invit(?:e|ing)|sav(?:e|ing)|pay(?:ing)?|visit(?:ing)?|practi[sc](?:e"
    r"|ing)|arrang(?:e|ing)"
    r"|(?:e-?mail|nge?-?mail|telepon|telpon|nelpon|chat|nge?chat|tanya|nanya|ngomong|bicara|nulis|tulis|bikin|buat"
    r"|kirim|ngirim|ajak|ngajak"
    r"|daftar|datang|dateng|minta|jalan|baca|masak|olahraga|beli|cari|nyari|atur|ngatur|catat|nyatet|pergi|ikut|mulai|latihan|matiin"
    r"|matikan|rapi\w+|beres\w*|bersih\w+|nyicil|cicil|belajar|ketemu|ngobrol|curhat|istirahat))\s+\w",
    _I,
)


# Where ways are asked for, a plain "I tell him …" is one.
_PLAINLY = re.compile(
    r"\W*(?:(?:maybe|well|ok|so|then)\W+)*i\s+(?:will\s+|can\s+|go\s+(?:and\s+)?)?"
    r"(?:tell|ask|call|write|text|message|talk|speak|say|go|put|take|start|stop|turn|leave|set|send|walk|try|give|meet|book|switch)\s+\w",
    _I,
)
_AS_ALWAYS = re.compile(
    r"\b(?:always|never|already|usually|often|anyway|still|every\s+(?:day|night|time|week)|but|and\s+(?:he|she|they|it|then))\b",
    _I,
)


def says_way_plainly(text: str) -> bool:
    """Whether an answer to what could be done says what somebody does: "I tell him face to face, Monday morning"."""
    return bool(_PLAINLY.match(text)) and not _AS_ALWAYS.search(text)


def names_way(text: str, act: str) -> bool:
    """Whether a message without a number names something to do; `act`: what it was heard as."""
    if len(text.split()) < _FEWEST_WORDS or text.rstrip().endswith("?"):
        return False
    return act in _WAY_ACTS or bool(_WAY.match(text))
