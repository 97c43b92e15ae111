"""Whether a message opens with a yes or a no, whatever else it goes on to say."""

from __future__ import annotations

import re

_FILLER = r"^[\s,.!]*(?:(?:oh|hm+|eh|well|um+|uh+|kak|min|halo|hai|hi|hello|hey|oke|ok|okay|tapi|tp|but)\b[\s,.!]*)*"
_I = re.IGNORECASE
_NO = re.compile(
    rf"{_FILLER}(?:no+|nope|nah|not|don['’]?t|do not|never|rather not|i(?:['’]d)? (?:don['’]?t|rather not)|tidak|tdk"
    r"|tak|nggak|ngga|enggak|engga|gak|gk|ga|ndak|nda|jangan|jgn|ojo|ora|moal|belum|ogah)\b",
    _I,
)
_YES = re.compile(
    rf"{_FILLER}(?:ya+h?|iya+h?|iyo|yo|inggih|nggih|muhun|sip|siap|boleh|bole|silakan|silahkan|setuju|mau|gas+|simpan|simpen"
    r"|y(?=\W*$)|aye|you (?:may|can|could)(?: please)?(?= )|yes+|yea+h?|yeh|yh|yep|yup|sure|of course|please|fine"
    r"|alright|all right|go ahead"
    r"|keep|i agree|i do|(?:(?:that|it)(?:['’]s|\s+is)\s+)?(?:agreed?|settled)|absolutely)\b",
    _I,
)
_OK = re.compile(r"^\s*(?:oke+|ok|okay|okey)\b", _I)
# Said alone at the end of telling, and to a summary or plan: in words of the regions and mistyped as well.
_AROUND = (
    r"(?:ya+h?|iyo|kok|mawon|wae|ae|aja|saja|sih|deh|lah|banget|bgt|pisan|sanget|kabeh|sedoyo|sedaya|semua\w*|sadayana"
    r"|kak|mas|mbak|pak|bu|bang|min|kang|teh|nak|neng|dik|dek|mbah|say|bro|sis|gan|dulu|rumiyin|sementara|aku|saya|kulo|abdi|gue|itu|niku|kuwi|eta|udah|sudah|wis"
    r"|uwis|sampun|atos|enggeus|geus|matur\s+nuwun|hatur\s+nuhun|makasih|terima\s+kasih)"
)
_AGREED = (
    r"(?:se?t(?:u|e)?ju+[hi]?|suju|satuju|sarujuk|akur|sepakat|mupakat|cocok|cocog|leres|kepareng|manut|mangga"
    r"|monggo|n+ggih|enggih|inggih|muhun|mufakat|bener|betul|pas|sip+|mantap|mathuk|dadi|rojo?ng|iyo|yoi"
    r"|agree(?:d|ment)?|settled)"
)
# Beside a yes these add nothing to it.
_BESIDE_YES = (
    rf"(?:{_AROUND}|iya+h?|yes+|yea+h?|yeh|yh|yep|yup|fine|bye|ok(?:e|ay)?|well|i|do|am|is|in|quite|it|that|this|(?:with|to)\s+(?:it|that|this|the\s+plan)|fully|totally"
    r"|completely|really|m(?:a|k|ak)?kasih|terima\s*kasih|banyak|sekali|rencana(?:nya|ku)?|thank(?:s|\s+you)|thx|ty|cheers"
    r"|(?:so|very)\s+much|a\s+lot|dear|mate|love)"
)
_ENOUGH = (
    r"(?:ceka?p|cukup\w*|cukop|ckup|ckp|sampun|parantos|uwis|wis|atos|geus|enggeus|segitu|segini|semono|semene|sakitu|sakieu|sagitu"
    r"|(?:niku|kuwi|eta|itu|iku|(?:be)?gitu)\s+(?:mawon|wae|ae|aja|saja|hungkul)|ngoten\s+mawon|ngono\s+wae|kitu\s+wae)"
)
_ENOUGH_EN = re.compile(
    r"(?<!not )(?<!n['’]t )(?<!isn['’]t )(?<!never )\b(?:enough|sufficient|ample|plenty"
    r"|that['’]?s (?:all|it)"
    r"|(?:that|this|one|it)(?: one| step)? (?:will|['’]ll|would) (?:do|suffice)\b(?! (?:it|that|this))"
    r"|nothing (?:to add|more|else)"
    r"|no more(?: steps?)?)\b",
    _I,
)
_THAT_IS_ALL = re.compile(
    r"\W*(?:(?:no+|nope|nah|naw|yes+|yeah|yep|aye|och|ok|okay|i (?:think|guess|believe|suppose|reckon)"
    r"|i should (?:think|say)|thank you|thanks|well|and|but|udah|ya+|iya|eh|hm+)\W+)*"
    r"(?:(?:that['’]?s|that is|thats)\s+(?:about|kinda|sort of|pretty much|basically|really)?\s*(?:it|all|everything"
    r"|(?:yer|your|me) lot|me(?: done)?|the (?:whole"
    r"|lot)(?: (?:of it|story|thing))?)"
    r"|(?:(?:i(?:['’]ve| have)?|there(?:['’]?s| is))\s+)?(?:got\s+)?(?:no(?:thing)? (?:more|else)|nothing)"
    r"(?:\s+(?:i can think of|(?:left\s+)?(?:for me\s+)?to (?:say|add|tell(?: you)?)))"
    r"|(?:i(?:['’]ve| have)?\s+)?no(?:thing)? (?:more|else)"
    r"|(?:(?:ga+k?|gk|nggak|ngga|enggak|tidak|tdk|ndak)\s*ada|gada|gaada)\s+lagi(?:\s+(?:yang|yg)\s+(?:(?:mau|pengen|ingin"
    r"|perlu|bisa|aku|saya)\s+)*(?:di)?(?:cerita|bilang|omong|sampai|tambah|kata)\w*)?)"
    r"(?:[\s,]+(?:really|for now|thanks?|thank you"
    r"|already|dear|love|luv|hun|hon|hen|mate|pet|pal|duck|doll|buddy|man|sir"
    r"|ma['’]?am|y['’]?all|so it is|i reckon|like|innit|lah|lor|kak|mas|mbak|bang|kang|teh|bro"
    r"|sis|gan|nak|bu|pak|sih|deh|kok|ya))*"
    r"(?:\W+i?\s*(?:just|jist|only)\s+(?:wanted|needed)\s+(?:to|tae)\s+(?:say|get|tell|vent|talk|let)\b.*)?\W*",
    _I,
)
_SAID_YES = re.compile(
    r"\bi\s+(?:already\s+)?said\s+(?:yes|yea|yeah|yep)\b|\b(?:udah|sudah|kan)\s+(?:ku)?bilang\s+iya\b", _I
)
_ENDS_IN_YES = re.compile(
    r"(?:^|[,.;!?]\s*|\b(?:but|tapi|tp|lol|lmao+|haha+)\s+)(?:(?:but|tapi|tp)\s+)?"
    r"(?:(?:yes|yeah|yea|yep|aye|ok|okay)[\s,]+(?:(?:it|that)['’]?s|it is|that is)\s+"
    r"(?:about |mostly |all |basically )?(?:right|correct|true|fine|good|ok|okay)"
    r"|(?:that['’]?s |it['’]?s )?(?:near|close) enough(?:,? (?:yes|yea|yeah|yep|aye|ya)\b)?"
    r"|(?:iya|ya|oke)[\s,]+(?:udah |sudah )?(?:bener|benar|betul|pas|cocok))"
    r"(?:[\s,]+(?:i guess|i think|enough|now|then|kok|sih|deh|kak|lah|ya))*\W*$",
    _I,
)
_ENOUGH_ALONE = re.compile(
    r"\W*(?:(?:ok|okay|yes|yeah|no+|nope|nah|i think|well)\W+)*(?:(?:that['’]?s|thats|that is|this is|it is"
    r"|it['’]?s)\s+)?(?:quite\s+)?(?:enough|plenty|sufficient)"
    r"(?:\s+(?:for (?:now|today|me)|now|today|thanks|i think|really))*\W*",
    _I,
)
_THIS_TIME = re.compile(
    r"\s+(?:for\s+)?(?:today|tonight|hari\s+ini|untuk\s+hari\s+ini|buat\s+hari\s+ini|sekarang)\b", _I
)
_NO_MORE_STEPS = re.compile(
    r"\W*(?:no\s+(?:more|other|further)\s+(?:steps?|plans?)|(?:that|this|the)?\s*(?:one\s+)?(?:step\s+)?is\s+(?:quite\s+|more\s+than\s+)?(?:enough|plenty|sufficient)|satu\s+(?:langkah\s+)?(?:aja\s+)?(?:cukup|dulu)"
    r"|cukup\s+(?:satu|1|itu|ini|segitu|segini)(?:\s+(?:langkah|itu|ini))?|one['’]?s\s+(?:enough|plenty)"
    r"|i['’]?ll\s+(?:stop|leave\s+it)\s+(?:there|here|at\s+that)|samp(?:e|ai)\s+(?:di\s+)?sini(?:\s+dulu)?)"
    r"(?:\s+(?:for(?:\s+(?:now|today|me))?|thanks|aja|saja|dulu|please|ya|kok))*\W*",
    _I,
)
_MOST_WORDS_OF_ENOUGH = 16
_ONLY_AGREED = re.compile(rf"\W*(?:{_BESIDE_YES}\W+)*{_AGREED}(?:\W+(?:{_AGREED}|{_BESIDE_YES}))*\W*", _I)
_ONLY_ENOUGH = re.compile(rf"\W*(?:{_AROUND}\W+)*{_ENOUGH}(?:\W+(?:{_ENOUGH}|{_AROUND}))*\W*", _I)


def only_agrees(text: str) -> bool:
    """Whether a message is a yes to what was shown and nothing else: "stuju bgt", "wis cocok kabeh", "leres"."""
    return bool(_ONLY_AGREED.fullmatch(text))


def only_enough(text: str) -> bool:
    """Whether a message says that this was all: "cekap", "uwis, kuwi wae", "udah segitu"."""
    return bool(_ONLY_ENOUGH.fullmatch(text))


def says_all(text: str) -> bool:
    """Whether a message says no more than that this was all, in either language."""
    return only_enough(text) or that_is_all(text) or bool(_ENOUGH_ALONE.fullmatch(text))


def closes(text: str) -> bool:
    """Whether a sentence says no more than that it is enough for this time: "This is enough for today", "cukup dulu
    hari ini"."""
    return says_all(_THIS_TIME.sub("", text)) or bool(_NO_MORE_STEPS.fullmatch(text))


def says_enough(text: str) -> bool:
    """Whether a short answer to "one more?" says that there is enough: "One step is enough", "that is sufficient"."""
    return len(text.split()) <= _MOST_WORDS_OF_ENOUGH and bool(_ENOUGH_EN.search(text))


def that_is_all(text: str) -> bool:
    """Whether a message says no more than that this was all: "nah that's about it", "no, nothing else"."""
    return bool(_THAT_IS_ALL.fullmatch(text))


def ends_in_yes(text: str) -> bool:
    """Whether a message comes round to a yes in the end: "lol u copied me. but yea its right i guess"."""
    return bool(_ENDS_IN_YES.search(text) or _SAID_YES.search(text))


def yes_or_no(text: str) -> bool | None:
    """Give what a message opens with; None for neither. "Ok" is a yes, and before a no it is not."""
    if _NO.match(text):
        return False
    return True if _YES.match(text) or _OK.match(text) else None
