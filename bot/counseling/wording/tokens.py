"""Chat text as words: markup and emoji taken out, shortenings written out, places in the original kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from bot.counseling.wording import feeling_words, load
from bot.language import Language

Kind = Literal["word", "comma", "stop", "mark"]

_SCRIPT = re.compile(r"<(script|style)\b.{0,4000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]{0,300}>|&(?:[a-z]{2,8}|#\d{1,6});|(?:https?://|www\.)\S+", re.IGNORECASE)
_FACE = re.compile(
    r"(?<![\w])(?:[:;=8xX]['-]?[)(DPpOo3/\\|\]\[*]+|[)(]+[:;]|\^[_.]*\^|[tT][_.][tT]|-[_.]+-|>[_.]+<|<3+|:'\()(?!\w)"
)
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_WORD = (
    rf"[$£€]?[^\W_][\w{_INVISIBLE}]*"
    rf"(?:(?:['’ʼ`‘-](?=[^\W_])|(?<=\d)[.,:](?=\d))[{_INVISIBLE}]*[^\W_][\w{_INVISIBLE}]*)*%?"
)
_TOKEN = re.compile(
    rf"(?P<word>{_WORD})|(?P<comma>,)|(?P<stop>[\x1f.!?;…。！？\n\r()\[\]]+|--+|[–—]|(?<=\s)-(?=\s))"
    r"|(?P<mark>[\"“”«»„'’‘:/\\&+=*@#|~^<>{}_$£€%-]+)"
)
_DOUBLED = re.compile(r"^([^\W\d_]{3,})2(nya|an|ku|mu|in)?$")
_OFTEN_STUTTERED = r"(?:i|we|it|my|the|and|he|she|in|if|is)(?:'[a-z]+)?"
_STUTTER = re.compile(rf"({_OFTEN_STUTTERED}-)+({_OFTEN_STUTTERED})", re.IGNORECASE)
# "Stood in t'kitchen".
_NORTHERN_THE = re.compile(r"t'[a-z]{3,}")
# Beside one of these, "ma" and "ah" are Scots: "ah left ma trolley and went hame".
_SCOTS = re.compile(
    r"(?<!\w)(?:tae|hame|naw|(?:could|would|did|does|is|was|wis|din|can|have|has|will|wid|cud)nae|wumman|jist|masel|aboot|hoose|doon|fae|gonnae"
    r"|telt|weans?|naebody|haud\w*|heid|wisnae|noo)(?!\w)",
    re.IGNORECASE,
)
_IN_SCOTS = {"ma": "my", "ah": "I", "ah'm": "I'm", "ah've": "I've", "ah'd": "I'd", "ah'll": "I'll"}
# "Me mam", as it is said in the north and in Ireland; not "he told me mum was ill".
_NOT_MINE = "".join(
    f"(?<!{word} )" for word in "told tell tells gave give gives show ask asked let made make to for with call".split()
)
_MY = re.compile(
    rf"(?<!\w){_NOT_MINE}me(?=\s+(?:mam|mum|da|dad|nan|gran|sister|brother|husband|wife|fella|auld|old|lad|kids|mates?|own|heid|head"
    r"|job)\b)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:ber(?=kali$|ulang$|tanya$|bulan$|tahun$|hari$|minggu$)|se(?=jadi$|enak$))")
_REPEAT = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHES = str.maketrans("’ʼ`‘", "''''")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True)
class Token:
    """A word or a mark. `text` is how it is said back, `word` the same in lower case; start and end are
    places in the text it was read from (several tokens share a place where a shortening stands for several
    words)."""

    text: str
    word: str
    start: int
    end: int
    kind: Kind = "word"


def without_markup(text: str) -> str:
    """The text with tags, entities and addresses blanked out; every other character keeps its place."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match.group())

    return _MARKUP.sub(blank, _SCRIPT.sub(blank, text))


def tokenise(text: str, language: Language) -> tuple[Token, ...]:
    """The words, commas, full stops (sentence ends, brackets, emoji) and other marks of a text, in order."""
    masked = _FACE.sub(lambda match: "\x1f" * len(match.group()), without_markup(text))
    masked = "".join(
        "\x1f" if unicodedata.category(sign) in ("So", "Sk", "Cn", "Co") and sign not in "^`" else sign
        for sign in masked
    )
    shouted = _shouted(masked)
    scots = language == "en" and bool(_SCOTS.search(masked))
    found: list[Token] = []
    for match in _TOKEN.finditer(masked):
        start, end = match.span()
        if match.lastgroup == "word":
            plain = _IN_SCOTS.get(match.group().translate(_APOSTROPHES).lower()) if scots else None
            plain = "my" if language == "en" and _MY.match(masked, start) else plain
            words = [plain] if plain else _written_out(match.group(), shouted, language)
            found += [Token(said, said.lower(), start, end) for said in words]
        else:
            kind: Kind = "comma" if match.lastgroup == "comma" else "stop" if match.lastgroup == "stop" else "mark"
            found.append(Token(match.group(), match.group(), start, end, kind))
    return _settled(found, shouted, language)


def join(tokens: tuple[Token, ...] | list[Token]) -> str:
    """Words and commas as running text."""
    return " ".join(token.text for token in tokens).replace(" ,", ",")


def _shouted(text: str) -> bool:
    """Whether a text of some length is written in capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 8 and sum(sign.isupper() for sign in letters) > 0.6 * len(letters)


def _written_out(raw: str, shouted: bool, language: Language) -> list[str]:
    word = unicodedata.normalize("NFKC", _HIDDEN.sub("", raw)).translate(_APOSTROPHES).replace("_", "")
    if not word:
        return []
    word = _unstretched(word, language)
    shortenings: dict[str, str] = load("shortenings")[language]
    abbreviation = word.isupper() and len(word) > 1 and not shouted
    full = None if abbreviation else shortenings.get(word.lower())
    if language == "en" and _NORTHERN_THE.match(word):
        return ["the", word[2:]]
    stem = word[:-2].lower() if language == "en" and word.lower().endswith("'s") else ""
    if full is None and stem in shortenings and not abbreviation:
        full = f"{shortenings[stem]}'s"
    if full is not None:
        said = full.split()
        return [
            said[0][0].upper() + said[0][1:] if word[0].isupper() and len(word) > 1 else said[0],
            *said[1:],
        ]
    times = re.fullmatch(r"(\d+)x", word) if language == "id" else None
    if times:
        return [times[1], "kali"]
    doubled = _DOUBLED.match(word) if language == "id" else None
    if doubled:
        # With a prefix only what follows it is doubled: berkali-kali, sejadi-jadinya.
        again = _PREFIX.sub("", doubled[1].lower())
        return [f"{doubled[1]}-{again}{doubled[2] or ''}"]
    stuttered = _STUTTER.fullmatch(word) if language == "en" else None
    if stuttered:
        word = word[0] + stuttered[2][1:]
    if language == "en" and (word == "i" or word.startswith("i'")):
        word = "I" + word[1:]
    return [word]


def _unstretched(word: str, language: Language) -> str:
    """capeeek -> capek, soooo -> so, feeeel -> feel."""
    if not _REPEAT.search(word):
        return word
    known: frozenset[str] = frozenset(load("shortenings")[language]) | _double_letters()
    twice = _REPEAT.sub(r"\1\1", word)
    return twice if language == "en" and twice.lower() in known else _REPEAT.sub(r"\1", word)


def _double_letters() -> frozenset[str]:
    return frozenset(load("clauses")["en"]["double_letters"])


def _settled(tokens: list[Token], shouted: bool, language: Language) -> tuple[Token, ...]:
    """Apostrophes put back where the next word shows them missing; a text in capitals read in lower case."""
    if language == "en":
        pairs = zip(["", *(token.word for token in tokens)], tokens, tokens[1:], strict=False)
        tokens = [_contracted(before, token, after.word) for before, token, after in pairs] + tokens[-1:]
    if shouted:
        tokens = [Token(_lowered(token, language), token.word, token.start, token.end, token.kind) for token in tokens]
    tokens = [_unshouted(token, language) for token in tokens]
    return tuple(_reduplicated(tokens) if language == "id" else tokens)


def _reduplicated(tokens: list[Token]) -> list[Token]:
    """`anak anak` is anak-anak; `sejam an` is sejaman."""
    persons = load("persons")["id"]
    kept: list[Token] = []
    for token in tokens:
        if token.word in ("an", "nya") and kept and kept[-1].kind == "word":
            said = kept[-1].text + token.word
            kept[-1] = Token(said, said.lower(), kept[-1].start, token.end)
            continue
        last = kept[-1] if kept and token.word not in (*persons["i"], *persons["we"]) else None
        twice = (
            last is not None
            and token.kind == "word"
            and token.word in (last.word, f"{last.word}nya")
            and len(last.word) > 2
        )
        if last is not None and twice and token.word.isalpha() and token.start > last.end:
            said = f"{last.text}-{token.word}"
            kept[-1] = Token(said, said.lower(), last.start, token.end)
        else:
            kept.append(token)
    return kept


def _unshouted(token: Token, language: Language) -> Token:
    """A word typed in capitals for stress, as it is said; what may be an abbreviation stays."""
    known = load("clauses")[language]
    stressed = (
        token.text.isupper()
        and len(token.text) > 3
        and (
            len(token.text) > 6
            or token.word in feeling_words(language)
            or any(token.word in value for value in known.values())
        )
    )
    return Token(token.word, token.word, token.start, token.end, token.kind) if stressed else token


def _contracted(before: str, token: Token, after: str) -> Token:
    """A pronoun typed without its apostrophe, known by the word after it: `id love`, `its hard`, `I been`."""
    lists = load("clauses")["en"]
    said = token.text
    if token.word in ("id", "ill") and after in lists["after_id"]:
        said = "I'd" if token.word == "id" else "I'll"
    elif token.word == "ill" and before in lists["joints"] and after.isalpha() and after not in lists["prepositions"]:
        said = "I'll"
    elif token.word == "its" and (after in lists["after_its"] or after.isdigit() or before in lists["before_its"]):
        said = token.text[:2] + "'s"
    elif token.word == "i" and after == "been":
        said = "I've"
    elif token.word in lists["maybe_owners"] and _owns(before, token.word, after):
        said = f"{token.text[:-1]}'s"
    elif token.word == "cause" and (after in lists["starters"] or after == "of"):
        said = "because"
    return token if said == token.text else Token(said, said.lower(), token.start, token.end)


def _owns(before: str, word: str, after: str) -> bool:
    """Whether a `dads` between these words is one father's and not several fathers."""
    lists = load("clauses")["en"]
    several = {*lists["determiners"], "other", "new", "and", "or", "all", "of"} - {"my", "your", "his", "her"}
    if before in several or not after.isalpha():
        return False
    if word not in ("dads", "moms", "mums"):
        return after in lists["owned"]
    return after in ("been", "got") or after not in {*lists["prepositions"], *lists["verbs"], "and", "or", "who"}


def _lowered(token: Token, language: Language) -> str:
    if language == "en" and (token.word == "i" or token.word.startswith("i'")):
        return "I" + token.word[1:]
    return token.word
