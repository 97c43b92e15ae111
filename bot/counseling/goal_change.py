"""What a client wants done with the goal, and the new wording where they give it at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.counseling.framing import is_only_time
from bot.counseling.misheard import keeps_goal
from bot.language import Language

Kind = Literal["other", "smaller", "reworded", "both", "open"]
_I = re.IGNORECASE


@dataclass(frozen=True)
class GoalChange:
    """`kind`: another goal, the same smaller or in other words, this one and one more; open where it is not said.
    `wording`: the new goal, where it stands whole in the message. `swap`: words of the goal and what takes their
    place ("dari 5 kilo ke 2 kilo")."""

    kind: Kind
    wording: str | None = None
    swap: tuple[str, str] | None = None

    def applied_to(self, goal: str) -> str | None:
        """Give the new wording of a goal, or None where the client has yet to say it."""
        if self.swap and self.swap[0].casefold() in goal.casefold():
            return re.sub(re.escape(self.swap[0]), lambda _: self.swap[1] if self.swap else "", goal, count=1, flags=_I)
        return self.wording


_BOTH: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(?:dua-?\s?duanya|keduanya|semuanya dipertahankan|satu (?:lagi|tujuan lagi)|(?:tambah|nambah|tambahin)\w*"
        r"|tujuan (?:kedua|lain juga)|punya tujuan lain|yang (?:tadi|ini|pertama) tetap)\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:both|one more (?:goal|thing)|another goal (?:too|as well|besides)|add (?:a|another|one)\b|second goal"
        r"|as well as|keep (?:this|that|the first) one|in addition)\b",
        _I,
    ),
}
_SMALLER: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:kecil|turun(?:in|kan)|kurang(?:i|in)|dikurangi|persempit|ringanin|ringankan|kegedean|kebesaran|ketinggian"
        r"|kebanyakan|kejauhan|muluk|terlalu (?:besar|tinggi|banyak|berat))",
        _I,
    ),
    "en": re.compile(
        r"\b(?:small(?:er)?|less|lower|reduce|shrink|narrow|cut (?:it|that|this) down|scale (?:it )?(?:back|down)"
        r"|easier|too (?:big|much|high|ambitious|hard))\b",
        _I,
    ),
}
_REWORDED: dict[Language, re.Pattern[str]] = {
    "id": re.compile(r"\b(?:kata-?kata\w*|kata|kalimat\w*|bunyi\w*|bahasa\w*|redaksi\w*|rumusan\w*)\b", _I),
    "en": re.compile(r"\b(?:re-?word\w*|re-?phrase\w*|wording|words?|put it differently|re-?write)\b", _I),
}
_OTHER: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(?:tujuan|goal|target|topik|masalah|hal|yang|yg) (?:yang )?(?:lain|baru|beda)\b|\blain aja\b"
        r"|\b(?:ganti|pindah|ubah)\w* (?:topik|masalah|pembahasan)\b|\bberubah pikiran\b"
        r"|\b(?:salah|bukan) (?:tujuan|itu)\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:another|different|other|new) (?:goal|one|topic|thing|problem)\b|\bsomething else\b"
        r"|\b(?:change|switch) (?:the )?(?:topic|subject)\b|\bchanged my mind\b|\bwrong goal\b",
        _I,
    ),
}
_KINDS: dict[Kind, dict[Language, re.Pattern[str]]] = {
    "both": _BOTH,
    "smaller": _SMALLER,
    "reworded": _REWORDED,
    "other": _OTHER,
}
_GOAL_ID = r"(?:goal|tujuan|target)(?:nya|ku|\s+(?:saya|aku|gue))?"
# "The goal should read: …": what it is to be, said in so many words.
_SHOULD_BE: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        rf"^\W*(?:(?:eh|tapi|maaf|sebenernya)\W+)*{_GOAL_ID}\s+(?:(?:itu|aku|saya)\s+)?"
        r"(?:se)?(?:harus(?:nya|e)|mestinya)\s*[:,]?\s*(?P<new>[^.;!?]+)",
        _I,
    ),
    "en": re.compile(
        r"^\W*(?:(?:no|well|sorry|actually|but|and)\W+)*(?:the|my)\s+goal\s+(?:should|ought\s+to|needs?\s+to)\s+"
        r"(?:really\s+)?(?:be|say|read)\b\s*[:,]?\s*[\"“‘']?(?:to\s+)?(?P<new>[^.;!?\"”]+)",
        _I,
    ),
}
# "I want to not answer him after 7, this should be my goal", "New goal is no answering after 7".
_NEW_GOAL = (
    re.compile(
        r"(?:^|(?<=[.!?;\n]))\s*(?:(?:and|but|so|now)\s+)*(?:i\s+(?:just\s+|really\s+)?(?:want|wish|would\s+like)\s+(?:to\s+)?|i['’]?d\s+like\s+(?:to\s+)?)?"
        r"(?P<new>[^.!?;\n]+?)\s*[,–-]+\s*(?:this|that|it)\s+(?:should|must|has\s+to|needs\s+to|will|is\s+going\s+to)\s+be\s+"
        r"(?:my|the)\s+(?:new\s+|real\s+)?goal(?!\w)",
        _I,
    ),
    re.compile(
        r"(?<!\w)(?:i\s+(?:want|need|would\s+like)\s+to\s+)?change\s+(?:my|the)\s+goal\s*[.,;!:–-]+\s*(?:now\s+)?(?:i\s+(?:really\s+)?(?:want|need)\s+(?:to\s+)?"
        r"|to\s+|it\s+is\s+(?:to\s+)?)(?P<new>[^.!?;\n]+)",
        _I,
    ),
    re.compile(
        r"(?<!\w)(?:my|the)\s+goal\s+(?:now\s*(?:is|=|:)|is\s+now)\s*(?:to\s+)?(?P<new>(?!the\b)[^.!?;\n]+)", _I
    ),
    re.compile(r"(?<!\w)(?:my\s+|the\s+)?new\s+goal\s*(?:is|=|:)\s*(?:to\s+)?(?P<new>(?!not\s+yet)[^.!?;\n]+)", _I),
)
_WORDINGS: dict[Language, tuple[re.Pattern[str], ...]] = {
    "id": (
        _SHOULD_BE["id"],
        re.compile(rf"\b{_GOAL_ID}\b[^:\n]{{0,30}}:\s*(?:bukan\s+[^,;]+,\s*(?:tapi|melainkan)\s+)?(?P<new>.+)", _I),
        re.compile(r"\bbukan\s+[^,;.\n]+[,;]?\s*(?:tapi|tp|melainkan)\s+(?P<new>.+)", _I),
        re.compile(
            rf"(?:{_GOAL_ID}|ganti|diganti|kuganti|gantiin|ubah|diubah|kuubah|rubah|kecilin|turunin|persempit|bikin)\b"
            rf"[^.:\n]{{0,30}}?\b(?:jadi|menjadi|dengan)\s+(?P<new>.+)",
            _I,
        ),
        re.compile(
            rf"\b{_GOAL_ID}\b[^.;!?]{{0,60}}[,.;!–-]+\s*(?:tolong\s+)?(?:di)?(?:tulis|bikin|ganti|buat)(?:in|kan)?\s+(?:aja|saja|jadi)?\s*"
            rf"(?P<new>\S.*)",
            _I,
        ),
        re.compile(r"\b(?:juga|jg)\s+(?:pengen|pengin|mau|ingin)\s+(?P<new>.+)", _I),
    ),
    "en": (
        _SHOULD_BE["en"],
        *_NEW_GOAL,
        re.compile(
            r"(?:\bnot|n['’]t\s+want)\s+[^,;.]+?(?:\s+i\s+want)?[,;.]\s*(?:but\s+|it['’]?s\s+)?i\s+(?:really\s+|just\s+|actually\s+)*(?:want|wanna|['’]d\s+like)\s+(?:to\s+)?(?P<new>.+)",
            _I,
        ),
        re.compile(
            r"\bi['’]?(?:d|\s+would)\s+rather\s+(?:it\s+(?:was|were|be)\s+|be\s+|have\s+(?=\w))?(?P<new>[^.;!?]+?)(?=,?\s+(?:not|instead\s+of|rather\s+than)\s|[.;!?]|$)",
            _I,
        ),
        re.compile(
            r"^\W*(?:another|a\s+different|other|a\s+new)\s+(?:goal|one)\s*[.:,;!–-]+\s*(?P<new>\S+(?:\s+\S+){2,})$", _I
        ),
        re.compile(r"\bwhat\s+i\s+(?:(?:really|actually)\s+)?want\s+is\s+(?:to\s+)?(?P<new>.+)", _I),
        re.compile(
            r"\b(?:change|make|switch|reword|rephrase|turn|cut|reduce|lower|shrink|narrow)\s+(?:it|that|this|my goal"
            r"|the goal|goal|my target|the target)(?:\s+down)?\s*(?:to\s+be\s+|to\s+|into\s+|as\s+|:\s*)(?P<new>.+)",
            _I,
        ),
        re.compile(r"\b(?:make|let'?s\s+make)\s+(?:it|that|the\s+goal|my\s+goal)\s+(?P<new>.+)", _I),
        re.compile(
            r"\b(?:my|the)\s+(?:new\s+|own\s+)?(?:goal|part)\s+(?:should\s+be|is(?:\s+now)?|would\s+be)(?:\s*:)?\s+(?:to\s+)?"
            r"(?P<new>(?!wrong|off|old\b|outdated|not|no\b|different|still)\S.*)",
            _I,
        ),
        re.compile(
            r"\b(?:goal|target)\b[^.;!?]{0,60}[,.;!–-]+\s*(?:please\s+|pls\s+)?(?:can\s+(?:you|we)\s+)?(?:just|rather|instead)?\s*"
            r"(?:put|say|write|call\s+it)\s+(?:that\s+)?(?P<new>\S.*)",
            _I,
        ),
        re.compile(r"\binstead\s+of\s+[^,;]+[,;]\s*(?P<new>.+)", _I),
        re.compile(r"\bi\s+also\s+(?:want|would\s+like|need)\s+(?:to\s+)?(?P<new>.+)", _I),
        re.compile(r"\bi'?d?\s+also\s+like\s+(?:to\s+)?(?P<new>.+)", _I),
    ),
}
_FEWEST_WORDS_BESIDE = 2
_JOINED = r"(?:(?:^|(?<=[.,;!?\s]))(?:and|but|dan|tapi|tp|please|tolong|mohon)\s+)*"
_BESIDE = (
    re.compile(
        rf"{_JOINED}(?:write|put|keep|say)\s+(?:the|my)\s+goal\s+(?:only|just|simply)\s*[:,-]?\s*[\"“‘']?(?:to\s+)?(?P<new>[^.;!?\"”]+)",
        _I,
    ),
    re.compile(
        rf"{_JOINED}(?:the|my)\s+goal(?:['’]s|\s+(?:is|should\s+be|was))\s+(?:only|just|simply|merely|really|still)\s+(?:to\s+)?"
        r"(?P<new>[^.;!?]+)",
        _I,
    ),
    re.compile(
        rf"{_JOINED}(?:shorten|cut|reword|rephrase|correct|change|set|make|put)\s+(?:the|my)\s+goal(?:\s+(?:down|back))?"
        r"\s*(?:to(?:\s+(?:be|read|say))?|as|into)?\s*[:,]?\s+[\"“‘']?(?:to\s+)?(?P<new>[^.;!?\"”]+)",
        _I,
    ),
    re.compile(
        rf"{_JOINED}{_GOAL_ID}\s+(?:(?:itu|sebenernya|sebenarnya)\s+)?(?:cuma|cuman|hanya|cukup|sekadar|tetap)\s+(?P<new>[^.;!?]+)",
        _I,
    ),
    re.compile(
        rf"{_JOINED}{_GOAL_ID}\s+(?:tolong\s+|mohon\s+)?(?:di)?(?:pendekin|pendekkan|singkat|ringkas|ganti|ubah|betulkan|betulin)(?:in|kan)?"
        r"\s+(?:aja\s+|saja\s+)?(?:jadi|menjadi|:)\s*(?P<new>[^.;!?]+)",
        _I,
    ),
)
# "… the laptop in the cupboard is the first step": said to tell it from the goal.
_IS_STEP = re.compile(
    r"(?:^|(?<=[.;,!]))[^.;!]*\b(?:is|was|itu|jadi)\s+(?:only\s+|just\s+|cuma\s+)?(?:the\s+|my\s+)?(?:first\s+step|langkah\s+pertama\w*)[^.;!]*[.!]*",
    _I,
)
_SWAPS: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"\b(?:dari|kata)\s+['\"“‘]?(?P<old>[^'\"”’,.;]+?)['\"”’]?(?:\s+di\s+\S+)?\s+(?:(?:di)?(?:ganti|ubah)\s+)?(?:jadi|ke|menjadi"
        r"|dengan)\s+['\"“‘]?(?P<new>[^'\"”’,.;]+)",
        _I,
    ),
    "en": re.compile(
        r"\b(?:from|(?:the\s+)?word|replace|swap)\s+['\"“‘]?(?P<old>[^'\"”’,.;]+?)['\"”’]?\s+(?:to|with|for|into)\s+"
        r"['\"“‘]?(?P<new>[^'\"”’,.;]+)",
        _I,
    ),
}
# An amount alone is no goal: of which goal it is, the client says when asked.
_AMOUNT = re.compile(
    r"(?:(?:\d+x?|se(?:hari|minggu|bulan|kali|tengah)|sekali|satu|dua|tiga|empat|lima|kali|mingguan|harian|bulanan|bab|kilo|kg|jam"
    r"|menit|halaman|once|twice|one|two|three|four|five|times?|a|an|per|week|day|month|weekly|daily|hours?|minutes?|pages?"
    r"|fortnight|fortnightly|every|other|nights?|days?|weeks?|months?|chapters?|kilos?|tiap|setiap|hari|minggu|bulan)\s*)+",
    _I,
)
_TAIL: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:[\s,]+(?:aja|saja|deh|ya|dong|dulu|sih|lah|bisa(?: nggak| gak| ga)?|boleh|kak|bukan\s.+))+[\s.!?]*$", _I
    ),
    "en": re.compile(r"(?:[\s,]+(?:instead|please|then|for now|ok|okay|maybe|rather|if possible))+[\s.!?]*$", _I),
}
# After "jadi", "to", "make it": no goal yet, only how it should be.
_NO_WORDING: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:(?:yang|yg|lebih|agak|tujuan|goal|hal|sesuatu|satu)\s+)*(?:lain|baru|beda|kecil|ringan|mudah|gampang|mungkin"
        r"|realistis|itu|ini|lagi|sedikit)(?:\s+(?:lagi|sedikit|dikit))?",
        _I,
    ),
    "en": re.compile(
        r"(?:(?:a|an|the|something|much|bit|little|more|less|lot)\s+)*(?:different|other|new|small|smaller|easier|simpler|else"
        r"|another|realistic|lighter|shorter|less|ambitious|specific|general|goal|one|that|it|this)(?:\s+(?:goal|one|thing))?",
        _I,
    ),
}


def read_change(text: str, language: Language) -> GoalChange:
    """Read a wish to change the goal: "goalnya jadi X aja", "make it smaller", "ada satu lagi"."""
    wording, swap = _new_wording(text, language), _swap(text, language)
    for kind, patterns in _KINDS.items():
        if kind == "other" and keeps_goal(text):
            continue  # "no other goal": it is named to be turned down
        if patterns[language].search(text):
            return GoalChange(kind, wording, swap)
    if wording is not None and re.search(r"\b(?:juga|jg|also)\b", text, _I):
        return GoalChange("both", wording)
    return GoalChange("open", wording, swap)


def says_what_goal_should_be(text: str) -> bool:
    """Whether a message opens with what the goal should be: "The goal should read: go once a fortnight"."""
    return any(pattern.match(text) for pattern in _SHOULD_BE.values())


def goal_beside(text: str) -> tuple[str, str] | None:
    """Give the goal as a part of a message words it anew beside something else, and the rest of the message: "Nine. But
    the goal is only to sleep properly."; None where no part does."""
    match = next(filter(None, (pattern.search(text) for pattern in _BESIDE)), None)
    wording = match["new"].strip(" .!,;:'\"“”‘’") if match else ""
    if match is None or len(wording.split()) < _FEWEST_WORDS_BESIDE or is_only_time(wording):
        return None
    rest = _IS_STEP.sub("", f"{text[: match.start()].rstrip(' ,;')}{text[match.end() :]}")
    return wording, re.sub(r"(?:^|(?<=[.!?]))[\s.,;]+", " ", rest).strip()


def names_new_goal(text: str) -> bool:
    """Whether a message says of something that it should be the goal from now on, or what the new one is."""
    return any(pattern.search(text) for pattern in _NEW_GOAL)


def _swap(text: str, language: Language) -> tuple[str, str] | None:
    match = _SWAPS[language].search(text)
    return (match["old"].strip(), _without_tail(match["new"], language)) if match else None


def _new_wording(text: str, language: Language) -> str | None:
    for pattern in _WORDINGS[language]:
        match = pattern.search(text)
        wording = _without_tail(match["new"], language) if match else ""
        if not wording or _NO_WORDING[language].fullmatch(wording):
            continue
        if not _AMOUNT.fullmatch(wording) and not is_only_time(wording):
            return wording
    return None


def _without_tail(words: str, language: Language) -> str:
    return _TAIL[language].sub("", words).strip(" .!?,;'\"“”‘’")
