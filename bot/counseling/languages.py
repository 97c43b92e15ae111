"""Which language a person asks for."""

from __future__ import annotations

import re

from bot.language import Language

NAMED: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(inggris|english|inglis|british|american)\b", re.IGNORECASE),
    "id": re.compile(r"\b(indo|indonesia|indonesian|bahasa indonesia)\b", re.IGNORECASE),
}
OTHER = re.compile(
    r"\b(jawa|javanese|sunda|sundanese|batak|minang|bali|balinese|bugis|madura|betawi|melayu|malay|mandarin|chinese|"
    r"cina|arab|arabic|jepang|japanese|korea|korean|spanish|spanyol|french|prancis|perancis|dutch|belanda|german|"
    r"jerman|hindi|tamil|tagalog|thai|portuguese|russian|rusia|swahili|turkish|turki|urdu|vietnamese)\b",
    re.IGNORECASE,
)
# Said in so many words, before anything else: "ok balik ke indo aja ya. …". To "speak English at work" is a goal.
_ASKS = re.compile(
    r"^\W*(?:(?:ok|oke|okay|eh|hm+|well|sorry|maaf|please|tolong|can we|could we|let['’]?s|bisa|boleh|yuk|btw|no|bukan"
    r"|nggak|gak|kita|aku mau|saya mau|gue mau|i want|i['’]?d like)\W+)*"
    r"(?:(?:balik|kembali|ganti|pindah|switch|change|go|back|keep|stay|pakai|pake|use|bahasa|in|to|ke|lagi|it)\s+)+"
    r"(?:indo(?:nesian?)?|inggris|english)(?:\s+(?:aja|saja|ya|yah|dong|deh|please|pls|now|instead|again|lagi|dulu|yuk))*"
    r"\s*(?:[.,;!?\n]|$)",
    re.IGNORECASE,
)


def asks_for_language(text: str) -> bool:
    """Whether a message begins with the wish for one of the two languages."""
    return bool(_ASKS.match(text))


# What turns a language down that is named after it: "jangan pakai bahasa inggris", "why is this in Indonesian".
_REFUSED = re.compile(
    r"(?<!\w)(?:jangan|jgn|ojo|bukan|bkn|tanpa|daripada|selain|kok|kenapa|knp|(?:nggak|ngga|gak|ga|tidak|ndak|kurang)(?:\s+(?:mau|bisa|usah"
    r"|ngerti|paham|lancar|jago|suka))?|capek?|lelah|pusing|mumet|males|malas|susah|ribet|bosen|bosan|tired(?:\s+of)?|sick\s+of|struggl\w+(?:\s+with)?|hard(?:er)?"
    r"|not|no\s+more|stop|why|without|instead\s+of|rather\s+than|(?:don['’]?t|do\s+not|can['’]?t|cannot)(?:\s+want)?)"
    r"\s+(?:(?!(?:mau|pengen|maunya|want|keep|prefer|tetap|tetep)\b)\w+\s+){0,4}$"
    r"|(?<!\w)no\s+$",
    re.IGNORECASE,
)
# That the talk stays in the language it is in, unnamed.
_STAYS = re.compile(
    r"(?<!\w)(?:tetap|tetep|(?:jangan|jgn|nggak\s+usah|ga\s+usah|gak\s+usah)\s+(?:di)?(?:ganti|ubah|pindah)\w*|bahasa\s+(?:ini|tadi)|stay"
    r"|keep|stick|(?:this|same)\s+language|(?:don['’]?t|no\s+need\s+to)\s+(?:switch|change))(?!\w)",
    re.IGNORECASE,
)
# Words that stand in nearly every sentence of the one language and in none of the other.
_OWN: dict[Language, frozenset[str]] = {
    "id": frozenset(
        """
        aku saya gue gw yang dan nggak ngga gak ga tidak bukan belum udah sudah mau pengen ingin bisa sama dengan buat
        untuk dari ini itu kalau kalo karena tapi biar supaya terus lagi juga lebih banget aja saja kamu dia mereka
        kami kita tiap setiap besok nanti malam pagi jam hari ke pada jadi ada sih ya deh
        """.split()
    ),
    "en": frozenset(
        """
        i i'm i've i'd i'll my me myself the a an and to of in is are was it's that this with for from not don't can't
        want would could should but because so if when my your you he she they we our be have has had at on by about
        every tomorrow tonight morning
        """.split()
    ),
}
_FEWEST_OWN = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def wanted_language(text: str, current: Language) -> Language | None:
    """Give the language asked for: of those named the last that is not turned down, else the other than the one turned
    down; unnamed, the one in use where it is to stay, or the other. None for one not spoken here."""
    named = sorted(
        (match.end(), language, bool(_REFUSED.search(text[: match.start()])))
        for language, pattern in NAMED.items()
        for match in pattern.finditer(text)
    )
    wanted = [language for _, language, refused in named if not refused]
    if wanted:
        return wanted[-1]
    if named:
        return "en" if named[-1][1] == "id" else "id"
    if OTHER.search(text):
        return None
    if _STAYS.search(text):
        return current
    return "en" if current == "id" else "id"


def names_language(text: str) -> bool:
    """Whether a text names one of the two languages."""
    return any(pattern.search(text) for pattern in NAMED.values())


def language_of(text: str, otherwise: Language) -> Language:
    """Give the language that a text is surely in, with words of it alone; where people mix them, `otherwise`."""
    said = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    own = {one: sum(word in words or word.split("'")[0] in words for word in said) for one, words in _OWN.items()}
    other: Language = "en" if otherwise == "id" else "id"
    return other if own[other] >= _FEWEST_OWN and not own[otherwise] else otherwise
