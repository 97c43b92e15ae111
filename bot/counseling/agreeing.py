"""Whether words said to a plan on show are no yes to it, and what of them is the change."""

from __future__ import annotations

import re

from bot.counseling.time_spans import pick_spans
from bot.counseling.yes_no import closes, only_agrees

_I = re.IGNORECASE
# It is not so, or should be otherwise; a yes before or after does not outweigh it.
_OBJECTS = re.compile(
    r"""(?<!\w)(?:
    (?:is|are|was|were)(?:n['’]?t|\s+not)\s+(?:really\s+|quite\s+)?
        (?:(?:my|the|our)\s+(?:plan|step|goal|idea|way)|mine|right|correct|it|what\s+i)
    | not\s+(?:my\s+(?:plan|step|goal|idea)|(?:quite\s+|really\s+|all\s+|so\s+|too\s+)?(?:sure|right|correct|convinced)
        |quite|really|yet|what\s+i)
    | (?:that|this|it)(?:['’]?s|\s+is)\s+(?:all\s+|just\s+|still\s+|so\s+)?(?:wrong|daft|off|incorrect|silly|nonsense)
    | (?:should|shd|ought\s+to|needs?\s+to)\s+(?:rather\s+|really\s+)?(?:be|say|read|have)\b | should['’]?ve\s+been
    | (?:i\s+)?(?:don['’]?t|do\s+not|didn['’]?t|never)\s+(?:really\s+)?(?:agree|say|said|mean|meant|want)
    | (?:is|are|['’]s|was|got|have)\s+(?:\w+\s+)?wrong | wrong\s+(?:one|step|day|time|plan|person)
    | (?:please\s+)?(?:change|replace|swap)\s+(?:the|it|that|my|what|when|step)
    | (?:(?:itu|ini)\s+)?(?:bukan|bkn)\s+(?:itu\w*|gitu|begitu|(?:rencana|langkah|tujuan|mau|maksud|cara)\w*)
    | (?:se)?harus(?:nya|e)|mesti(?:nya|ne)|kudune | salah\b(?!\s+satu) | keliru
    | (?:kurang|belum|blm)\s+(?:pas|tepat|cocok|bener|benar|yakin|sreg|srek|sesuai|setuju)
    | (?:ga|gak|gk|nggak|ngga|enggak|tidak|tdk|ndak)\s+(?:terlalu\s+|begitu\s+|gitu\s+)?
        (?:setuju|yakin|cocok|pas|gitu|begitu|bilang|pernah\s+bilang|sesuai|sreg)
    | (?:masih\s+)?ragu\b
    | where(?:['’]?s|\s+(?:is|are|did|has|have))\s+(?:the\s+|my\s+|all\s+)?
        (?:rest|other\s+\w+|plan\s+b|support|if[- ]then|time|step|day)
    | (?:(?:you|u)(?:['’]ve|\s+have)?|it(?:['’]s|\s+has)?)\s+(?:(?:just|still|also)\s+)?
        (?:left\s+(?:\w+\s+){0,5}?out|missed|forgot(?:ten)?|lost|dropped|skipped)
    | (?:is|are|['’]s)\s+(?:\w+\s+){0,3}?missing
    | (?:mana|ke\s?mana)\s+(?:yang|yg|sisa\w*|dukungan\w*|rencana\w*|waktu\w*|jam\w*)
    | (?:hilang|ketinggalan|kelewat(?:an)?)\b(?=\W*$|\s*[,.])
    )(?!\w)""",
    _I | re.VERBOSE,
)
# "I'm not sure I could do it better", "nggak salah": the words of an objection in a yes.
_NO_OBJECTION = re.compile(
    r"(?<!\w)(?:(?:ga|gak|nggak|ngga|tidak|tdk|ga ada yang|gak ada yang|nggak ada yang|tidak ada yang"
    r"|nothing(?:['’]?s| is)?"
    r"|not|isn['’]?t)\s+(?:salah|keliru|wrong)|(?:as|how|what|like) it should be|should be (?:fine|good|ok(?:ay)?|great"
    r"|alright|all right|doable|right|enough|easy|it)\b|(?:harusnya|seharusnya|mestinya) (?:bisa|oke?|aman|cukup"
    r"|gampang|mudah|udah|sudah)\b)",
    _I,
)
_YES = re.compile(
    r"^[\s,.!]*(?:(?:yes+|yeah|yea|yeh|yh|aye|yep|yup|ok(?:e|ay)?|okay|sure|fine|good|agreed|alright|iya+h?|ya+h?|setuju|sip|boleh"
    r"|betul"
    r"|bener|udah pas|sudah pas|no+|nope|nah|nggak|enggak|bukan|tidak|hmm+|eh|well|wait|nearly|almost|mostly"
    r"|(?:belum|blm)(?=\W+(?:tapi|tp)\b)|not\s+(?:quite|yet)|hampir|i\s+agree|aku\s+setuju|saya\s+setuju|sih|kok)\b[\s,.!]*)+"
    r"(?:(?:but|tapi|tp|only|just|cuma|cuman)\b[\s,]*)?|^[\s,.!]*(?:but|tapi|tp|cuma|cuman)\b[\s,]*",
    _I,
)
_BUT = re.compile(r"(?<!\w)(?:but|only|just|tapi|tp|cuma|cuman)(?!\w)", _I)
_MOST_WORDS_OF_A_TIME = 12
_REST_FINE = re.compile(
    r"[\s,.;]*(?:\b(?:and|but|dan|tapi|tp)\s+)?\b(?:the\s+)?(?:rest|other parts?|everything else|sisan(?:ya|e)"
    r"|selebihnya|(?:yang|yg|sing)\s+(?:lain|liyan)(?:nya|-lain(?:nya)?|2)?|lain(?:nya|-lain(?:nya)?)|selain\s+(?:itu|ini))"
    r"(?:\s+(?:of it|is|are|['’]s))*(?:\s+(?:aku|saya|sy|gue|gw|kami|udah|udh|sudah|sdh|wis|semua(?:nya)?|tetap|tetep"
    r"|juga|jg|mah|sih|saya\s+rasa|menurut\s+saya))*"
    r"\s+(?:fine|ok(?:e+|ay|eh)?|good|right|great|correct|agreed|s(?:e)?t(?:u|e)ju(?:i)?|pas|bet(?:u|e)l|bener|benar|cocok"
    r"|aman|tetap|tetep|biar(?:in|kan)?|sip+|mantap|bagus|baik|sama|cukup|ikut|gitu|begitu|sesuai|nggak\s+masalah"
    r"|(?:ng)?gak\s+(?:masalah|apa-?apa|papa))\b(?:\s+(?:aja|saja|kok|lah|ya|semua(?:nya)?|banget|sudah|udah))*[\s.!]*",
    _I,
)
# Something in the plan is to be otherwise, said of a plan that is agreed already.
_CHANGES = re.compile(
    r"(?<!\w)(?:(?:change|changed|swap|switch|edit|adjust|tweak|alter|redo|fix|update|move|shift|push)\s+"
    r"(?:(?:something|anything|a\s+(?:bit|thing|part)|one\s+(?:thing|part))(?:\s+(?:in|about|on|of)\s+(?:the|my|that"
    r"|this|it)"
    r"(?:\s+plan)?)?|(?:(?:the|my|that|this|our)\s+)?(?:\w+\s+)?(?:plan|step|time|day|date|when|where|place|obstacle"
    r"|support"
    r"|if[- ]then)|(?:it|that|this)\s+to)|make\s+(?:it|that)\s+(?:on\s+)?(?:\w+day|tomorrow|\d|later|earlier)"
    r"|(?:ganti|ubah|diganti|diubah|pindah\w*|geser|digeser)\s+(?:ke|jadi|rencana\w*|langkah\w*|waktu\w*|hari\w*"
    r"|jam\w*))(?!\w)",
    _I,
)
_STAYS = re.compile(
    r"(?<!\w)(?:nothing\s+(?:needs?|has|should|wants?|to|else)?\s*(?:to\s+(?:be\s+)?)?(?:alter|chang|fix|differ|edit|adjust)\w*"
    r"|nothing(?:['’]?s|\s+is)\s+wrong|no\s+changes?(?:\s+needed)?\W*$|(?:leave|keep)\s+(?:it|that|the\s+plan|everything)\s+(?:as\s+(?:it\s+)?is"
    r"|like\s+(?:that|this)|that\s+way|the\s+same)|i\s+(?:(?:have|did|already|just)\s+)*agreed?(?:\s+(?:to|with)\s+(?:it|that|the\s+plan))?\W*$"
    r"|(?:don['’]?t|do\s+not)\s+(?:want\s+to\s+)?change\s+(?:anything|a\s+thing)"
    r"|(?:ga|gak|nggak|ngga|enggak|tidak|tdk|ndak)\s+(?:ada\s+)?(?:(?:yang|yg)\s+)?(?:perlu|usah|harus|mau|pengen)?\s*(?:saya\s+|aku\s+)?(?:di)?"
    r"(?:ubah|ganti|rubah|koreksi|revisi)\w*|(?:biar|biarkan|tetap|tetep)\s+(?:begitu|gitu|seperti\s+itu|segitu)(?:\s+(?:aja|saja))?)(?!\w)",
    _I,
)
_CONTRAST = re.compile(r"(?<!\w)(?:but|except|only|tapi|tp|kecuali|cuma|selain)(?!\w)", _I)
_DENIED = re.compile(
    r"(?<!\w)(?:(?:is|are)(?:n['’]?t| not)|not my|wrong|daft|silly|nonsense|bukan|bkn|salah|keliru)\b", _I
)
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
# What else is to be in the step.
_ADDS = re.compile(
    r"\W*(?:(?:and|but|dan|tapi|tp|cuma|cuman|only|just|tolong|mohon|minta|please|kalau\s+bisa|kalo\s+bisa|boleh|bisa)\W+)*"
    r"(?:(?:i|we)(?:['’]d|\s+would)?\s+also\s+(?:want|like|need|plan|will)?\s*(?:to\s+)?|also\s+|(?:(?:could|can)\s+(?:you|we)\s+)?add\s+"
    r"(?:in\s+)?(?:that\s+(?:i\s+)?)?|(?:di)?tambah(?:in|kan|i)?\s+(?:(?:lagi|satu|dong|ya|juga|sama)\s+)*"
    r"|(?:aku|saya|gue|gw)\s+(?:juga|jg)\s+(?:(?:mau|pengen|pengin|ingin)\s+)?|sekalian\s+)(?P<new>\S.*)$",
    _I | re.DOTALL,
)
_POLITE_END = re.compile(r"(?:[\s,]+(?:ya|dong|deh|juga|sih|kak|please|too|as\s+well))+[\s.!]*$", _I)
_FEWEST_WORDS_ADDED = 2
_SENTENCES = re.compile(
    r"[.!;\n]+\s*|,?\s+(?=(?:thank|thx|ty|ta|cheers|makasih|terima\s?kasih|trims)(?!\w)|thanks|thank you)"
    r"|,\s*(?:(?:and|dan)\s+)?(?=that|this|one\b|cukup|udah|sudah|satu\s|segitu|segini|samp(?:e|ai)\s|i['’]?m\s+done|i['’]?ll\s+(?:stop|leave)|done)",
    _I,
)
_THANKS = re.compile(
    r"\W*(?:(?:(?:udah|sudah|sdh)\s+(?:mau\s+)?(?:di)?(?:nem[ae]n\w*|dengar\w*|denger\w*|bantu\w*|sabar)|and|so|ok|okay|oke|ya|dan|kak|really|very|banyak|sekali|so\s+much|a\s+lot|for\s+(?:this|that|today|now|the\s+talk|listening|your\s+(?:help|time))"
    r"|thanks?|thank\s+(?:you|u)|thx|ty|ta|cheers|ma?kasih|trims|terima\s*kasih|nuwun|matur|hatur|nuhun|i['’]?m\s+(?:done|good)|done|now|then|hen|mate|pal|love|dear|hun|selesai)(?!\w)\W*)+",
    _I,
)
_BARE_YES = re.compile(r"\W*(?:aye|yes+|yeah|yea|yeh|yh|yep|yup|ok(?:e|ay)?|sure|iya+h?|ya+h?|sip|oke+h?)\W*", _I)
# "Add one more step": a step of its own.
_MORE_STEPS = re.compile(r"(?<!\w)(?:steps?|langkah\w*|one\s+more|lagi\s+satu)(?!\w)", _I)
_QUOTES = re.compile(r"[\"“”„«»]")


def objects(text: str) -> bool:
    """Whether a message says that something in the plan is not so, should be otherwise, or is in doubt."""
    return bool(_OBJECTS.search(_NO_OBJECTION.sub(" ", text)))


def leaves_as_it_is(text: str) -> bool:
    """Whether a message says that nothing in the plan needs to change ("Nothing needs altering. I agreed to it.")."""
    return bool(_STAYS.search(text)) and not _CONTRAST.search(text)


def agrees_but_for_a_part(text: str) -> bool:
    """Whether a message calls the rest of the plan fine, and so wants the part beside it otherwise."""
    return bool(_REST_FINE.search(text) and change_said(text))


def agrees_at_another_time(text: str) -> bool:
    """Whether a message says yes but names a time: "yea but only school nights, 11 pm", "setuju, tapi jamnya jam 5"."""
    opened = _YES.match(text)
    rest = text[opened.end() :] if opened else ""
    but = opened and _BUT.search(opened.group())
    return bool(but and len(rest.split()) <= _MOST_WORDS_OF_A_TIME and pick_spans(rest))


def agrees_and_closes(text: str) -> bool:
    """Whether a message says yes to what was shown and then only thanks or that it is enough: "I agree, thank you. This
    is enough for today."; both, so that a yes alone is heard as before."""
    parts = [part for part in _SENTENCES.split(text) if re.search(r"\w", part)]
    rest = [part for part in parts if not (only_agrees(part) or _BARE_YES.fullmatch(part))]
    return len(rest) < len(parts) and bool(rest) and all(_THANKS.fullmatch(one) or closes(one) for one in rest)


def without_rest(text: str) -> str:
    """Give a message without "the rest is fine"."""
    return _REST_FINE.sub(" ", text).strip(" ,;")


def asks_for_change(text: str) -> bool:
    """Whether a message wants something in the plan changed: "can we move it to Friday", "change the plan"."""
    return bool(_CHANGES.search(text))


def change_said(text: str) -> str:
    """Give what a message says should be: without a yes before it, what it denies, and "the rest is fine"."""
    said = _YES.sub("", without_rest(_YES.sub("", text, count=1)), count=1)
    sentences = _SENTENCE.split(said)
    kept = [sentence for sentence in sentences if not _only_denies(sentence)]
    return _QUOTES.sub("", " ".join(kept)).strip()


def added_to_step(text: str) -> str | None:
    """Give what a message wants in the step beside what stands in it ("I also want to bring my sister", "tambahin ajak
    adikku"); None where it adds nothing."""
    match = _ADDS.match(text)
    if match is None:
        return None
    words = _POLITE_END.sub("", match["new"]).strip(" .!,;")
    none = len(words.split()) < _FEWEST_WORDS_ADDED or _MORE_STEPS.search(words) or _THANKS.fullmatch(words)
    return None if none else words


def _only_denies(sentence: str) -> bool:
    """Whether a sentence says what is not, and nothing that is: no "should be", no "but", no colon."""
    denies = _DENIED.search(sentence) and not re.search(
        r"(?<!\w)(?:should|harus\w*|seharus\w*|mesti\w*|but|tapi|melainkan|it['’]?s|it is|ganti\w*|jadi|to)(?!\w)",
        sentence,
        _I,
    )
    after = sentence.rsplit(":", 1)[-1] if ":" in sentence else sentence
    listed = "," in sentence and not re.search(r"\"[^\"]*,[^\"]*\"", sentence)
    return bool(denies and _DENIED.search(after) and not listed)
