"""A part of the plan that is named and said anew: "the support should be my brother, not my wife", and words
of the plan that others take the place of: "jangan Rina, ibu aja"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.counseling.agreeing import change_said, without_rest
from bot.counseling.answers import names_moment
from bot.counseling.plan_parts import is_place
from bot.counseling.time_spans import pick_spans

_I = re.IGNORECASE
# The question of a part -> the words that name it.
_PARTS = {
    "obstacle": r"halangan\w*|hambatan\w*|kendala\w*|obstacles?"
    r"|(?:(?:what|(?:the )?(?:\w+ )?thing)(?:['’]s|(?: (?:that|usually|always|really|could|might|may|can|will|would"
    r"|is|be|gets?|stands?|comes?))*) )?in (?:the|my) way"
    r"|what (?:(?:could|might|may|will|would) )?(?:stops?|holds?|keeps?) me(?: back| from it)?",
    "if_then": r"(?:kalau|jika|kalo)[ -]maka\w*|rencana (?:cadangan|b|kalau \w+)|if[ -]then|plan b|back-?up plan"
    r"|if (?:that|it|this) happens|what i(?:['’]?d| would|['’]?ll| will) do (?:then|in that case)"
    r"|what i(?:['’]?d| would|['’]?ll) do if [^:,;]{2,40}(?=[:,])"
    r"|(?:kalau|kalo|jika) itu terjadi",
    "support": r"dukungan\w*|pendukung\w*|bantuan\w*|(?:yang|yg|sing) (?:mem|nge?|men)?(?:bantu\w*|temani|nemen[ie]n"
    r"|nemani|dukung|mendukung|ngingetin|ingatkan|dampingi|ngancani)"
    r"|support(?:er)?|helper|who (?:(?:can|could|will|would) )?(?:helps?|supports?)(?: me)?",
    "step": r"langkah(?:nya|ku|ne)?|(?:first )?step",
    "when": r"waktu(?:nya|ne)?|kapannya|hari(?:nya|ne)?|jam(?:nya|e)|(?<=ganti )jam|(?<=ubah )jam"
    r"|tanggal(?:nya)?|jadwal(?:nya)?"
    r"|when|(?:start )?time|day|date",
    "where": r"tempat(?:nya|e)|lokasi(?:nya|ne)?|(?:the )?(?:place|location|venue)|where(?: i(?:['’]?ll)? do it)?",
}
_WRONG = (
    r"(?:(?:itu|tuh|is|was|['’]s)?\s*(?:salah|keliru|kurang pas|kurang tepat|w?rong|wron|worng|not right|different|beda"
    r"|berubah)\b(?:\s+(?:now|again|here))?[\s,.;:-]*)"
)
_IS = (
    r"(?:(?:sh(?:ou|u|l)?l?d (?:rather |just |really )*(?:be|say|read)(?: just)?|should['’]?ve been|is|was"
    r"|['’]s|=|:|itu"
    r"|tuh|(?:se)?harusnya|mestinya"
    r"|(?:(?:mau|minta|mohon|tolong|pengen|pengin|ingin|boleh|bisa) )*(?:di|tak|ku)?(?:ganti|ubah|pindah"
    r"|geser)(?:in|kan)?"
    r"(?: jadi| ke| sama| dengan| pakai| pake)?"
    r"|(?:it['’]?s|is)\s+(?:still|meant\s+to\s+be|supposed\s+to\s+be)"
    r"|jadi|menjadi|sebe?nernya|sebenarnya|mending|actually|rather|it['’]?s|it is|it should be|make it"
    r"|be|to)[\s,:]+|:\s*)+"
)
_DENY = "bukan|bkn|jangan|jgn|ojo|not"
_CHANGE = r"(?:di)?ganti(?:in|kan)?(?:\s+(?:jadi|ke|sama|dengan|pakai|pake))?|mending(?:an)?|jadi"
_ANEW = {
    part: re.compile(
        rf"^(?P<before>(?:[\w'’]+[\s,.]+){{0,5}}?)(?:the\s+|my\s+)?(?P<named>{words})\s*(?:aku|saya|ku|nya)?(?:\s*(?:ng?gak|gak|ga|dong|ya)?\s*\?)?[\s,.]*(?P<wrong>{_WRONG})?(?P<is>{_IS})?"
        rf"(?P<not>(?:{_DENY})\s+[^,;.]+?(?:[,;.]?\s*(?:tapi|tp|melainkan|but|{_CHANGE})|[,;.])\s+)?"
        rf"(?:(?:that|bahwa)\s+)?(?P<new>\S.*)$",
        _I | re.DOTALL,
    )
    for part, words in _PARTS.items()
}
_OR_I_DO = r"|(?=i(?:['’]?m|\s+am|['’]?ll|\s+will|['’]?d)\s+\w)"
# "The step is wrong now. It's still put my charger in the kitchen": the sentence that denies names the part.
_WRONG_SO = {
    part: re.compile(
        rf"(?<!\w)(?:the|my)\s+(?:{words})\s+(?:is|are|was|looks)\s+(?:w?rong|wron|worng|off|not\s+right)(?:\s+now)?[\s.,;!–-]+"
        rf"(?:(?:it['’]?s|it\s+is|it\s+should\s+be|should\s+be)\s+(?:still\s+|to\s+|that\s+)?"
        rf"{_OR_I_DO if part == 'step' else ''})(?P<new>\S.*)$",
        _I | re.DOTALL,
    )
    for part, words in _PARTS.items()
}
_NOT_SO = re.compile(r"[\s,]+(?:bukan|bkn|jangan|jgn|ojo|not|instead of|rather than|daripada)\s+.*$", _I | re.DOTALL)
_ONLY_THAT = re.compile(
    r"\s(?:aja|saja|ae|wae|bae|ya|deh)[\s.!]*$|[\s,]+(?:tolong|mohon|minta)\s+(?:di)?(?:ganti|ubah)\w*[\s.!]*$", _I
)
# Before the name of a part: it is to be another one.
_TO_CHANGE = re.compile(
    r"(?<!\w)(?:change|swap|switch|replace|move|(?:di)?ganti|(?:di)?ubah|geser|pindah(?:in|kan)?)\s+(?:(?:the|my)\s+)?$",
    _I,
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:aja|saja|ae|wae|bae|deh|ya|dong|sih|kok|please|instead|(?:tolong|mohon|minta)\s+(?:di)?(?:ganti|ubah)\w*))+[\s.!]*$",
    _I,
)
_RATHER = re.compile(r"^(?:lebih\s+(?:ke|tepatnya|pas(?:nya)?)|tepatnya|more\s+(?:like|that)|rather)\s+", _I)
# These name no part but what is done where the obstacle comes.
_IN_THAT_CASE = re.compile(
    r"^(?:(?:if (?:that|it|this) happens|in that case|(?:kalau|kalo|jika) itu terjadi)[\s,:]+(?:then\s+|maka\s+)?"
    r"(?=(?:i|we|aku|saya|gue|gw)\b))(?P<new>\S.*)$",
    _I | re.DOTALL,
)
# Something is to be put in, and not said where.
_SHOULD_SAY = re.compile(
    r"^(?:(?:(?:it|that|this|the plan|mine|what i said)\s+)?(?:was\s+)?(?:(?:really|just|rather)\s+)?"
    r"(?:(?:should|shd|ought to|needs? to|has to|was supposed to|is supposed to)\s+(?:really\s+|just\s+|rather\s+)?"
    r"(?:be|say|read|have)|should['’]?ve (?:been|said))|(?:please\s+)?(?:put|write)(?:\s+in)?"
    r"|(?:itu\s+)?(?:se)?harusnya\s+(?:(?:di)?tulis\w*|isinya|bunyinya|jadi))\s*[:,]?\s+(?:that\s+|bahwa\s+)?"
    r"(?P<new>\S.*)$",
    _I | re.DOTALL,
)
# "Kez is my support", "the knock on his door bit is plan b, not support": the words before the part they are.
_IS_PART = {
    part: re.compile(
        rf"^(?:(?:no|nah|lol|nearly|almost|and|n|but|oh|eh|dan|tapi|sama)[\s,.]+)*(?:the\s+)?"
        rf"(?P<new>(?!what|who|which|this|that|it\b|nothing|nobody|none|siapa|apa|itu\b|ini\b)[^.;?!\n]{{2,80}}?)\s+(?:(?:bit|part|thing)\s+)?"
        rf"(?:is|are|was|itu|jadi|yang\s+jadi)\s+(?:(?:also|just|really|meant\s+to\s+be|supposed\s+to\s+be)\s+)*(?:(?:my|the)\s+)?"
        rf"(?:{words})(?:\s+(?:person|aku|saya|gue))?(?:[\s,]+(?:not|bukan)\s+[^.;?!]+)?[\s.!]*$",
        _I,
    )
    for part, words in _PARTS.items()
    if part in ("obstacle", "if_then", "support")
}
_JOINS = re.compile(r"^(?:and|n|dan|sama|terus|trus)\s+", _I)
_SENTENCE = re.compile(r"[^.;!?\n]+[.;!?\n]*")
_SENTENCES = re.compile(r"[.;!?\n]+\s+(?:(?:and|n|dan|sama|terus|trus)\s+)?|,\s+(?:and|n|dan)\s+(?=(?:the|my)\s)")
# These only say that it should be otherwise.
_NO_VALUE = re.compile(
    r"(?:(?:salah|keliru|beda|wrong|different|diganti|ganti|diubah|ubah|changed?|please|dong|ya|deh|aja|kurang|pas"
    r"|tepat|too|big"
    r"|kebesaran|kegedean|besar|berat|smaller|lebih|kecil|terlalu|other|another|lain|yang|one|not|right|bukan|itu"
    r"|masih|belum|ada|fine|good|ok(?:e|ay)?|bagus|cocok|gitu|begitu|segitu|udah|sudah|cukup|tetap|sama|hapus|hilangin|skip|lewat"
    r"|gampang|mudah|susah|sulit|jelas|realistis|masuk|akal|banyak|doable|easy|hard|clear|realistic"
    r"|enough|plenty|sufficient|manageable|achievable"
    r"|setuju|agree|siap|jalani|mau|iya|ya|i|aku|saya|gue|kosong(?:in|kan)?|nggak|gak|ga|tidak|usah|perlu|dulu|di\w+(?:in|kan))\b\W*)+",
    _I,
)


_EXCEPT = {
    part: re.compile(
        rf"(?<!\w)(?:kecuali|except(?:\s+for)?|selain|(?:apart|aside)\s+from|other\s+than)\s+(?:(?:the|my|soal|bagian|di|untuk)\s+)*(?:{words})(?!\w)",
        _I,
    )
    for part, words in _PARTS.items()
}
_NEW = r"(?P<new>[^,;.]+?)"
_OLD = (
    r"(?:(?:sama|dengan|ke|pakai|pake|si|sang)\s+)*(?P<old>(?!lupa|sampai|sampe|kha?watir|kuatir|gitu|begitu|dong|dulu"
    r"|itu\b|ini\b)[^,;.]+?)"
)
_TO = r"(?:jadi|menjadi|ke|sama|dengan|dgn|pakai|pake)"
_INSTEAD = tuple(
    re.compile(rf"\W*(?:{pattern})[\s.!]*", _I)
    for pattern in (
        rf"(?:{_DENY})\s+{_OLD}[\s,;.]+(?:(?:tapi|tp|melainkan|{_CHANGE})\s+|(?<=[,;.]\s)){_NEW}",
        rf"{_OLD}\s*(?:jangan|jgn|ojo)[\s,;.]+(?:(?:tapi|tp|{_CHANGE})\s+)?{_NEW}",
        rf"(?:tolong\s+|mohon\s+)?(?:ganti|gantiin|tukar|ubah)\s+{_OLD}\s+{_TO}\s+{_NEW}",
        rf"{_OLD}(?:nya)?\s+(?:(?:tolong|mohon|mau|minta|aku|saya)\s+)*(?:di|ku|tak)?(?:ganti|tukar|ubah)(?:in|kan)?\s+"
        rf"(?:{_TO}\s+)?{_NEW}",
        rf"{_NEW}\s+(?:aja|saja|ae|wae|instead)[\s,;.]+(?:{_DENY})\s+{_OLD}",
    )
)
_CLOCK = r"(?:half\s+|setengah\s+)?\d{1,2}(?:[.:]\d\d)?(?:\s*(?:am|pm|pagi|siang|sore|malam))?"
_HANGS_ON = re.compile(
    r"\W*(?:hang\s+on|hold\s+on|wait|no+|actually|sorry|oh|eh|tunggu|bentar|sebentar|maaf)(?!\w)", _I
)
_DAY_AND_CLOCK = (
    r"(?:on\s+)?(?:mon|tues?|wednes|thurs?|fri|satur|sun)day(?:\s+(?:morning|ar?ft?er?noon|evening|night|arvo))?(?:\s+(?:at\s+)?"
    rf"{_CLOCK})?|tomorrow(?:\s+(?:morning|afternoon|evening|night))?(?:\s+(?:at\s+)?{_CLOCK})?"
)
_MAKE_IT = re.compile(
    r"(?:^|[\s.,;!]+)(?:(?:oh|eh|n|and|but|wait|sorry|also|no|actual+y|actualy|dan|terus|tapi|maaf)[\s,.]+)*"
    rf"(?:(?:(?:can\s+(?:we|you|u)|let['’]?s|please|pls)\s+)?(?:make|change|set)\s+(?:it|that|the\s+time)\s+(?:to\s+)?(?P<en>(?:at\s+)?{_CLOCK}|{_DAY_AND_CLOCK})"
    rf"|(?:jamnya|waktunya)?\s*(?:(?:di)?ganti|(?:di)?ubah)(?:\s+(?:jadi|ke))?\s+(?P<id>(?:jam\s+|pukul\s+)?{_CLOCK}))"
    r"(?:\s+(?:aja|saja|ya|deh|please|instead))*(?:\s*,?\s*(?:not|instead\s+of|rather\s+than|bukan)\s+[^.!?]*)?[.!\s]*$",
    _I,
)
_MOST_WORDS_OF_A_SWAP = 5
# "The time is right now": what is well with a part is no new value of it.
_FINE = re.compile(
    r"(?:the|my)\s+(?:time|day|date|step|support|obstacle|place)\s+(?:is|are|looks?)\s+(?:all\s+)?(?:right|fine|good|ok(?:ay)?|correct"
    r"|perfect)(?:\s+(?:now|as\s+(?:it\s+is|is)))?(?=\s*(?:[,.;!]|$|\band\b|\bbut\b))[\s,.;]*(?:(?:and|but)\s+)?",
    _I,
)
# What agrees to the rest is no part of what is put right.
_AND_AGREES = re.compile(
    r"[\s,.;]+(?:(?:and|but|then|otherwise|other\s+than\s+that|apart\s+from\s+that|dan|tapi|selain\s+itu|sisanya)[\s,]+)+"
    r"(?:i|aku|saya|gue|gw)\s+(?:agree|setuju)\w*(?:\s+(?:to|with)\s+(?:it|that|this|the\s+(?:rest|plan)))?[\s.!]*$",
    _I,
)
_ADDS_IF_THEN = re.compile(
    r"\W*(?:(?:no|yes|yeah|but|and|also|oh|well|nearly|almost|not\s+quite|tapi|tp|iya|belum|eh)\W+)*"
    r"(?:(?:(?:one|1|some)\s*(?:more\s+)?thing(?:['’]?s|\s+is)?\s+(?:still\s+)?missing|(?:there['’]?s|there\s+is)\s+one\s+more\s+thing"
    r"|you\s+(?:missed|forgot|left\s+out)\s+(?:one\s+thing|a\s+bit|something)|what['’]?s\s+missing\s+is"
    r"|(?:please\s+)?(?:also\s+)?(?:add|put\s+in)(?:\s+that)?|(?:masih\s+|ada\s+(?:yang|yg)\s+)?kurang(?:\s+(?:satu|1))?|(?:tolong\s+)?(?:di)?tambah(?:in|kan|i)?)"
    r"[\s,.:;–-]+)(?P<plan>(?:if|when|should|in\s+case|kalau|kalo|klo|jika)\s+\w.*)",
    _I | re.DOTALL,
)
_PUT_IN = re.compile(
    r"[\s,.;–-]+(?:and\s+)?(?:please\s+|pls\s+|can\s+you\s+|tolong\s+)?(?:(?:put|add|get|write)\s+(?:that|this|it)(?:\s+in)?(?:\s+(?:too|as\s+well|please))*"
    r"|(?:di)?(?:masuk|tambah|catat|tulis)(?:in|kan)?(?:\s+(?:juga|ya|dong))*|itu\s+(?:juga\s+)?(?:di)?(?:masuk|tambah)(?:in|kan))[\s.!?]*$",
    _I,
)
_DAYPART = r"(?:pagi|siang|sore|malam|malem)"


def excepted_part(text: str) -> str | None:
    """Give the question of the part that a yes leaves out: "kecuali dukungannya, saya setuju"."""
    part = next((part for part, pattern in _EXCEPT.items() if pattern.search(text)), None)
    return "when" if part == "where" else part  # one question asks for both


def swap_said(text: str) -> tuple[str, str] | None:
    """Give words of the plan that a message turns down, and those that take their place: "jangan Rina, ibu aja"."""
    ways = (pattern.fullmatch(said) for said in (change_said(text), without_rest(text)) for pattern in _INSTEAD)
    for match in filter(None, ways):
        old, new = _TAIL.sub("", match["old"]).strip(), _TAIL.sub("", match["new"]).strip()
        short = max(len(old.split()), len(new.split())) <= _MOST_WORDS_OF_A_SWAP
        if short and old and new and not _NO_VALUE.fullmatch(new):
            return old, new
    return None


def swap_in(parts: Mapping[str, str | None], text: str) -> tuple[str, str] | None:
    """Give the question of the one part that holds what a message turns down, and its words with the new ones in
    their place; None where no part or more than one holds it."""
    swap = swap_said(text)
    if swap is None:
        return None
    old = re.compile(rf"(?<!\w){re.escape(swap[0])}(?!\w)(?P<daypart>\s+{_DAYPART})?", _I)
    own_daypart = re.search(rf"{_DAYPART}$", swap[1], _I)
    held = [
        (part, old.sub(lambda match: swap[1] + ("" if own_daypart else match["daypart"] or ""), words))
        for part, words in parts.items()
        if words and old.search(words)
    ]
    return held[0] if len(held) == 1 else None


def parts_anew(text: str) -> dict[str, str]:
    """Give the new words of each part that a message names and says anew, by the part's question: "support is my mate
    Kez. And the step should be text Dev" names two; empty where it names none."""
    text = _FINE.sub("", text)
    each = [part_anew(sentence) for sentence in _SENTENCES.split(text)]
    named = [part for part in each if part is not None]
    if len({part for part, _ in named}) > 1:
        return dict(named)
    if len(each) > 1 and named and named[0][0] == "when":
        return dict(named)  # a time ends with its sentence
    whole = part_anew(text) or (named[0] if named and len(each) > 1 else None)
    return dict([whole]) if whole else {}


def said_beside_parts(text: str) -> str:
    """Give the sentences of a message that name no part anew and ask nothing."""
    told = [sentence for sentence in _SENTENCE.findall(text) if not sentence.rstrip().endswith("?")]
    return " ".join(sentence.strip() for sentence in told if part_anew(_JOINS.sub("", sentence.strip())) is None)


def part_anew(text: str) -> tuple[str, str] | None:
    """Give the question of the part that is named, and its new words; None where no part is said anew."""
    for part, pattern in _IS_PART.items():
        if (said := pattern.match(text)) and not pick_spans(said["new"]) and (words := _value(said["new"])):
            return part, words
    for part, pattern in _WRONG_SO.items():
        if (wrong := pattern.search(text)) and (words := _value(wrong["new"])):
            return part, words
    if in_that_case := _IN_THAT_CASE.match(change_said(text)):
        return "if_then", in_that_case["new"].strip(" .!")
    for part, pattern in _ANEW.items():
        match = pattern.match(change_said(text))
        if match is None or not (_is_change(match) or _is_evident(part, match)):
            continue
        words = _value(match["new"])
        if words and (part != "when" or _is_time(words)):
            return part, words  # "waktunya mepet ya" is what gets in the way
    return None


def _is_evident(part: str, match: re.Match[str]) -> bool:
    """Whether the words after a part's name can be nothing else: a place, or a time ("the time. 7 tonight")."""
    if part == "where":
        return is_place(match["new"])
    spans = pick_spans(match["new"]) if part == "when" and not match["before"] else ()
    return bool(spans) and spans[0].start == 0


def _is_time(words: str) -> bool:
    return bool(re.search(r"\d", words) or pick_spans(words) or names_moment(words))


def _is_change(match: re.Match[str]) -> bool:
    """Whether the part is said anew: "the day is …", "not … but …", "can I change the day? …", "harinya … aja"."""
    said = match["is"] or match["not"] or match["wrong"] or _TO_CHANGE.search(match["before"])
    return bool(said) or _is_only_that(match)


def _is_only_that(match: re.Match[str]) -> bool:
    """Whether a part and its new words are said without a word for the change: "dukungannya ibu aja"."""
    opens = not match["before"] and re.search(r"(?:nya|ne|ku)$|^(?:yang|yg|sing)\b", match["named"], _I)
    return bool(opens and _ONLY_THAT.search(_NOT_SO.sub("", match["new"])))


def added_if_then(text: str) -> str | None:
    """Give an if-then that is to be put in beside what the plan has ("one thing is missing. If I can't sleep I'll read
    my book, please put that in too"); None where there is none."""
    match = _ADDS_IF_THEN.match(text.strip())
    return _PUT_IN.sub("", match["plan"]).strip(" ,.;!") if match else None


def time_put_right(text: str) -> tuple[str, str] | None:
    """Give an answer without the time that its end puts right, and that time: "read a book. oh and make it 10 not half
    10"; None where no time is put right there."""
    match = _MAKE_IT.search(text)
    answer = text[: match.start()].strip(" ,") if match else ""
    # "Hang on, there's football on Saturday. Make it Sunday": why, and no answer.
    return ("" if _HANGS_ON.match(answer) else answer, match["en"] or match["id"]) if match else None


def said_instead(text: str) -> str | None:
    """Give what is to be put into the plan where it is not said which part it is ("it should say wait a week")."""
    match = _SHOULD_SAY.match(change_said(text))
    return _value(match["new"]) if match else None


def _value(said: str) -> str | None:
    said = _AND_AGREES.sub("", said)
    words = _TAIL.sub("", _NOT_SO.sub("", _RATHER.sub("", said))).strip(" .!,;")
    return words if words and not _NO_VALUE.fullmatch(words) else None
