"""A question that a person puts, turned into what they wonder: `how do I tell her` into `how to tell her`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.counseling.address import Address
from bot.counseling.echo import turned
from bot.counseling.guards import holds, hurtful
from bot.counseling.sentences import sentences
from bot.counseling.sound import has_slip
from bot.counseling.wording import words
from bot.counseling.wording.tokens import Token, join

_SHORTEST, _LONGEST = 2, 16
# What these stand for was said elsewhere.
_POINTING = {
    "en": frozenset("this these those it them there then".split()),
    "id": frozenset("ini itu gini gitu begini begitu sini situ gini-gini gitu-gitu nih tuh".split()),
}
_TIMES = re.compile(r"\b(?:these days|this (?:week|month|year|morning)|(?:akhir-akhir|hari|minggu|bulan|tahun) ini)\b")
# Said back, "why your son hates you" would be a fact.
_AGAINST_ONE = frozenset("hate hates hated benci membenci dibenci dibuang unlovable ugly failure gagal jelek".split())
_RATED = "aneh wajar normal salah egois lebay berlebihan dosa boleh".split()
_SAYS_HOW = "normal weird wrong strange bad okay ok selfish odd silly possible too late common".split()
_TURNED_EN = (
    (re.compile(r"^(?:do you think|do you reckon|don't you think)(?: that)? (.+)"), "whether {0}"),
    (
        re.compile(rf"^is it (?:really |just )?({'|'.join(_SAYS_HOW)}) (to|that|if|for) (.+)"),
        "whether it's {0} {1} {2}",
    ),
    (
        re.compile(
            r"^(should|can|could|would|will) (i|we) "
            r"(?!(?:just |please |now )*(?:get on|get to|go|move|make|start|skip|stop|switch|speak|finish|begin|work on"
            r"|talk|do this|speed) ?)(.+)"
        ),
        "whether {1} {0} {2}",
    ),
    (re.compile(r"^(?:am i) (.+)"), "whether I'm {0}"),
    (re.compile(r"^(?:do i) (.+)"), "whether I {0}"),
    (
        re.compile(r"^(how|what|where|who) (?:do|should|can|could) (?:i|we) (?:even |possibly |ever )?(.+)"),
        "{0} to {1}",
    ),
    (re.compile(r"^(how|why|what) (can't|don't|won't|couldn't) (i) (.+)"), "{0} {2} {1} {3}"),
    (re.compile(r"^(why) (?:do) (i) (.+)"), "{0} {1} {2}"),
    (re.compile(r"^(why) (?:am) i (.+)"), "{0} I'm {1}"),
)
_WHAT_TO_DO = re.compile(r"\bwhat (?:do|should|can) (?:i|we) (?:even |possibly )?do(?: now)?$")
_WHY_DOES = re.compile(
    r"^why does (everyone|everybody|nobody|no one|he|she|my \w+) ((?:always |never |still )?)(\w+)(.*)"
)


def wondered(message: str, address: Address) -> str | None:
    """What the message asks at its end, to be said after `you wonder` (`apakah …`, `whether …`), turned to the person;
    None where it asks nothing or that cannot be said so."""
    found = sentences(message, address.language)
    if not found:
        return None
    tokens = [token for token in found[-1][0] if token.kind in ("word", "comma")]
    asked = _asked_en(tokens) if address.language == "en" else _asked_id(tokens)
    if asked is None:
        return None
    said, text = asked
    spoken = [token.word for token in said if token.kind == "word"]
    pointing = not _POINTING[address.language].isdisjoint(_TIMES.sub("", " ".join(spoken)).split())
    if not _SHORTEST <= len(spoken) <= _LONGEST or pointing or has_slip(spoken, address.language):
        return None
    if not _AGAINST_ONE.isdisjoint(spoken):
        return None
    if hurtful(said, address.language) or holds(spoken, address.language, "judgements"):
        return None
    return turned(text, address)


def _asked_en(tokens: Sequence[Token]) -> tuple[list[Token], str] | None:
    """The tokens of the question and its text from the word that opens it; what stands before its comma is left out."""
    for start in _starts(tokens):
        part = list(tokens[start:])
        text = " ".join(token.word for token in part if token.kind == "word")
        if _WHAT_TO_DO.search(text):
            return part[-2:], "what to do"
        if _goes_on(part):
            continue
        for pattern, say in _TURNED_EN:
            match = pattern.match(text)
            if match:
                # the "it" of "is it normal to" and the "you" of "do you think" point nowhere
                rest = [one for one in part[3:] if one.word not in ("your", "yourself")]
                return rest, _with_capital_i(say.format(*match.groups()))
        does = _WHY_DOES.match(text)
        if does:
            who, how, verb, after = does.groups()
            return part[2:], _with_capital_i(f"why {who} {how}{_of_one(verb)}{after}")
    return None


def _with_capital_i(text: str) -> str:
    return re.sub(r"\bi\b", "I", text)


def _of_one(verb: str) -> str:
    """A bare verb with its -s: leave, leaves; go, goes; cry, cries."""
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def _asked_id(tokens: Sequence[Token]) -> tuple[list[Token], str] | None:
    asks, skipped, before = (words("purposes", "id", key) for key in ("asks", "skipped", "before"))
    for start in _starts(tokens):
        part = [token for token in tokens[start:] if token.word not in skipped]
        while part and part[0].word in before and part[0].word not in asks:
            part = part[1:]
        if len(part) < 2 or _goes_on(part):
            continue
        if part[-2].word in ("harus", "mesti", "kudu") and part[-1].word in ("gimana", "bagaimana", "ngapain"):
            return part[-2:], f"{part[-2].word} {part[-1].word}"
        if part[0].word in _RATED and part[1].word in ("nggak", "tidak") and len(part) > 3:
            return part[2:], f"apakah {part[0].word} {join(part[2:])}"
        if part[0].word == "apa" and part[1].word in words("persons", "id", "i"):
            return part[1:], f"apakah {join(part[1:])}"
        if part[0].word in asks and part[-1].word not in asks:
            opens = {"wajarkah": "apakah wajar", "salahkah": "apakah salah", "normalkah": "apakah normal"}
            first = opens.get(part[0].word, part[0].word)
            first = {"haruskah": "apakah harus", "bolehkah": "apakah boleh"}.get(first, first)
            return part[1:], f"{first} {join(part[1:])}"
    return None


def _goes_on(tokens: Sequence[Token]) -> bool:
    """Whether a telling follows the question in its sentence."""
    return any(token.kind == "comma" for token in tokens)


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Where a question may begin: with the sentence, or after one of its commas."""
    return [0, *(place + 1 for place, token in enumerate(tokens[:-1]) if token.kind == "comma")]
