"""Where a message says that its writer leaves now."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_LEAVES = re.compile(
    r"(?:^|[,.;!?\-–]\s*|\b(?:thanks|thx|makasih|anyway|anyways|and|but|ok|okay|so|sorry|now|tapi|eh|udah|dah|oke|maaf)\s+)"
    r"(?:(?:i|i['’]ve|aku|saya|gue|gw)\s+)?(?:really\s+)?(?:(?:gotta|got to|have to|hafta|need to)\s+"
    r"(?:go|run|dash|get going|be off|log off|sign off)(?:\s+now)?|i['’]?m\s+(?:off(?:\s+(?:now|then))?|leaving\s+now)"
    r"|i['’]?m\s+off\s+to\s+(?:get|put|make|do|fetch|see|feed)\s+(?:\S+\s+){0,5}?(?:on|in|going|ready|now|tea|dinner|kids?)(?=\W*$)"
    r"|i['’]?m\s+off\s+(?:to|for)\s+(?:my\s+|the\s+|some\s+)?(?:tea|bed|work|dinner|lunch|pub|shops?|sleep|class|home)|gtg|g2g|ttyl"
    r"|(?:harus|mesti|kudu)\s+(?:pergi|cabut|jalan)\s+dulu|just\s+bye|(?:pamit|cabut)\s+(?:dulu|ya)|pamit|(?:cukup\s+)?samp(?:ai|e)\s+(?:di\s+)?sini\s+(?:saja|aja|dulu)"
    r"|(?:good[\s-]?bye|bye+(?:\s?bye)?|see\s+(?:you|ya)|cya|good\s?(?:night|evening)|dadah?|(?<=[,.;] )dah+|gn"
    r"|peace\s+out|cheerio|ta-?ra|night\s+night|off\s+to\s+bed|(?:i['’]?m\s+)?(?:gonna|going\s+to)\s+(?:crash|turn\s+in|hit\s+the\s+(?:sack|hay))(?:\s+now)?|sampai\s+(?:jumpa"
    r"|ketemu)(?:\s+lagi)?|udahan\s+(?:ya|dulu|aja)))"
    r"(?:[\s,]+(?:ya|yaa|bye|now|thanks|makasih|kak|sorry|lol|ttyl|love|luv|duck|pet|hen|mate|pal|then|all|to\s+you))*\W*$",
    _I,
)
# The same with why, or a word of thanks, after it: "gotta go, shift starts soon. thx for listening".
_LEAVES_FOR = re.compile(
    r"(?:^|[,.;!?]\s*|\b(?:ok|okay|sorry|anyway)\s+)"
    r"(?:(?:(?:i|i['’]ve)\s+)?(?:gotta|got to|have to|need to)\s+(?:go|run|dash|head off|be off)"
    r"(?:\s+(?:now|mate|pal|man|love))?"
    r"|i['’]?m\s+off\s+(?:(?:to|for)\s+(?:my\s+|the\s+|some\s+)?\w+|home|out|now)"
    r"|(?:(?:aku|saya|gue|gw)\s+)?(?:harus|mesti|kudu)\s+(?:pergi|cabut|jalan|berangkat)(?:\s+(?:dulu|sekarang))?)"
    r"\s*[,.;!–-]+\s*"
    r"(?=.*\b(?:thx|thanks|thank|bye|later|shift|bus|train|class|meeting|work|break|kids?|save|keep|next|waiting|starts?|soon"
    r"|makasih|terima\s*kasih|dadah|nanti|kelas|kerja|rapat|anak|jemput)\b)(?:\S+\s*){1,12}$",
    _I,
)


# A goodbye anywhere, or that no more is to be asked: whoever says so is asked nothing.
_GOODBYE = re.compile(
    r"(?<!\w)(?:good[\s-]?bye|bye+|g'?night|good\s?night|(?:^|(?<=[.!?;]\s))good\s+evening|gn|peace\s+out|cheerio|laters|ta-?ra|cya|see\s+(?:you|ya)|ttyl|gtg|g2g"
    r"|(?:gotta|got\s+to|must|have\s+to|need\s+to)\s+(?:go|run|dash)|i\s+go\s+(?:work|home|sleep)"
    r"|no\s+more\s+questions?|(?:don['’]?t|dont)\s+ask\s+(?:me\s+)?(?:any\s*more|more)"
    r"|dadah?|pamit|sampai\s+jumpa|selamat\s+(?:malam|tidur)|(?:mau|mo)\s+(?:siap2?|siap-siap|tidur|kerja|pergi|jalan|berangkat|cabut)"
    r"|(?:jangan|nggak\s+usah|gausah|ga\s+usah|gak\s+usah)\s+(?:tanya|nanya)\w*)(?!\w)",
    _I,
)


def says_goodbye(text: str) -> bool:
    """Whether there is a goodbye in a message, or that no more is to be asked: "enough. no more question please, I go
    work"."""
    return bool(_GOODBYE.search(text))


def takes_leave(text: str) -> re.Match[str] | None:
    """Where a message says that the client leaves now: "… anyway gotta go", "…, harus pergi dulu, makasih"."""
    return _LEAVES.search(text) or _LEAVES_FOR.search(text)
