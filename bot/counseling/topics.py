"""What a message names: people, things, matters, in the clean form in which they can be said back."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.counseling.address import Address
from bot.counseling.person_shift import is_first_person
from bot.counseling.wording import load
from bot.counseling.wording.tokens import Token, tokenise
from bot.language import Language

_MOST = 2
# In more words than this, an "almarhum" only says of whom is spoken.
_IN_PASSING = 9
_OTHERS = frozenset("he she they he's she's they're his her their".split())
_NOT_THEIRS = frozenset("his her their your without no tanpa bukan nggak tidak".split())
_SENTENCE_END = re.compile(r"[.!?;,\n]")
_QUOTED = re.compile(r'["“”][^"“”]*["“”]')
_BEFORE_ONES_OWN = frozenset(
    "and but so or then now when because since with to told tell from for asked if lost says while after that".split()
)
_WELL = frozenset(
    {"aman", "lancar", "sehat", "beres", "baik", "oke", "macam", "fine", "okay", "ok", "good", "great", "lovely"}
)
_BECOMING = frozenset({"jadi", "jd", "menjadi", "sebagai", "seorang"})
# "Teman-temanku punya pacar" names nobody of theirs.
_HAVING = frozenset({"punya", "pny", "cari", "nyari", "mencari", "dapat", "dapet", "ada"})
# "Uang kuliah" is about money, "tempat kerja" is where something happened.
_NOT_ITSELF = frozenset("uang duit biaya tugas hasil jam tempat money".split())
_ONCE_OR_SOON = frozenset({"mantan", "calon"})
_NOT_TRUE = {
    "id": frozenset(
        {"takut", "kalau", "kalo", "hampir", "belum", "nggak", "tidak", "gimana", "andai", "nyaris", "sebelum", "mau"}
    ),
    "en": frozenset(
        {"if", "almost", "nearly", "might", "could", "not", "afraid", "scared", "before", "would", "going"}
    ),
}


@dataclass(frozen=True)
class Topic:
    """A noun as it is said back; `rank`: the lower the more telling; `place`: of its word among the words of the
    message; `word` and `start`: that word, and where it begins."""

    name: str
    text: str
    rank: int
    place: int
    mourned: bool
    word: str
    start: int


def topics(message: str, address: Address) -> list[Topic]:
    """What the message names, each once, in the order of the message."""
    tokens = _spoken(message, address.language)
    found: dict[str, Topic] = {}
    place = 0
    while place < len(tokens):
        noun, length = _named(tokens, place, address.language)
        well = not _WELL.isdisjoint(token.word for token in tokens[place + length : place + length + 2])
        # "The weight of it" weighs nothing.
        said_of = address.language == "en" and [
            token.word for token in tokens[place + length : place + length + 1]
        ] == ["of"]
        said = _said(noun, tokens, place, length, address) if noun and not (well or said_of) else None
        if noun and said and said not in {topic.text for topic in found.values()}:
            entries = load("topics")[address.language]
            rank, mourned = list(entries).index(noun), "mourned" in entries[noun]
            word = tokens[place]
            found.setdefault(noun, Topic(noun, said, rank, place, mourned, word.word, word.start))
        place += max(1, length)
    return list(found.values())


def chief(found: Sequence[Topic]) -> list[Topic]:
    """The most telling topic, or the two most telling of the people named, in the order of the message."""
    ranked = sorted(found, key=lambda topic: topic.rank)[:_MOST]
    kept = ranked if all(topic.mourned for topic in ranked) else ranked[:1]
    return sorted(kept, key=lambda topic: topic.place)


def mourned(message: str, address: Address) -> Topic | None:
    """Who, of those the message names as the person's own, has died; None where nobody is told to be dead."""
    language = address.language
    tokens = _spoken(message, language)
    said = [token.word for token in tokens]
    of_others = {*load("clauses")["id"]["people"], "hp"} if language == "id" else frozenset[str]()
    for topic in reversed(topics(message, address)):
        if not topic.mourned or said[topic.place].endswith("'s") or of_others & {*said[: topic.place][-1:]}:
            continue
        start = max(0, topic.place - 4)
        # What ends before the noun was said of somebody else: "my husband has died. The children …".
        while _SENTENCE_END.search(message[tokens[start].end : topic.start]) and start < topic.place:
            start += 1
        before, after = said[start : topic.place], said[topic.place : topic.place + 6]
        later = " ".join(said[topic.place :])
        if said[start : topic.place][-1:] in (["almarhum"], ["almarhumah"], ["alm"]) and len(said) > _IN_PASSING:
            continue
        died = bool(_died(language).search(later)) or _lost(before, language)
        if died and _NOT_TRUE[language].isdisjoint([*before, *after]):
            return topic
    return None


def _spoken(message: str, language: Language) -> list[Token]:
    """The words of the message without what it quotes of others."""
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), message)
    return [token for token in tokenise(unquoted, language) if token.kind == "word"]


def _lost(before: Sequence[str], language: Language) -> bool:
    """`lost my dog`, `the funeral of my nan`, `kehilangan ibu`."""
    text = " ".join(before[-3:])
    if language == "en":
        pattern = r"\b(?:lost|buried)( my| our| the)?$|\bdeath of my$"
    else:
        pattern = r"\b(?:kehilangan|ditinggal wafat|almarhum|almarhumah)$"
    return bool(re.search(pattern, text))


@functools.cache
def _died(language: Language) -> re.Pattern[str]:
    if language == "en":
        verb = r"(?:just |has |had |suddenly |recently )*(?:died|passed away|drowned)\b"
        return re.compile(rf"^[\w'-]+(?: \w+)? {verb}|^(?:[\w'-]+ )+(?:she|he) {verb}|^(?:dog|cat) down\b")
    filler = r"(?: (?:saya|aku|gue|gw|kami|udah|sudah|baru|aja|saja|telah|barusan|kemarin|tadi|pagi|mendadak|juga))*"
    return re.compile(
        rf"^(?:(?:kucing|anjing|anabul)\w*{filler}(?: \w+)?{filler} mati"
        rf"|[\w'-]+(?: mertua)?{filler} (?:meninggal|wafat|berpulang|tiada|dimakamkan))\b"
    )


def _named(tokens: Sequence[Token], place: int, language: Language) -> tuple[str | None, int]:
    """The topic whose word begins at this place, and the number of its words."""
    index = _index(language)
    for length in (3, 2, 1):
        words = [token.word for token in tokens[place : place + length]]
        if len(words) == length and (noun := index.get(" ".join(words))):
            return noun, length
    word = tokens[place].word
    if language == "id":
        stem = word.removesuffix("ku") if is_first_person(tokens[place], "id") else word
        return index.get(stem), 1
    return index.get(word.removesuffix("'s")), 1


def _said(noun: str, tokens: Sequence[Token], place: int, length: int, address: Address) -> str | None:
    entry: Mapping[str, Any] = load("topics")[address.language][noun]
    before = tokens[place - 1].word if place else ""
    if address.language == "id" and "kin" not in entry and before in _relatives():
        return None
    if address.language == "id" and before in _BECOMING | _HAVING:
        return None
    if "kin" not in entry and not _NOT_ITSELF.isdisjoint((before, *(one.word for one in tokens[place + length :][:1]))):
        return None
    # "Ibu ini kesepian" says who speaks, "ibu rumah tangga" what somebody is
    if address.language == "id" and [one.word for one in tokens[place + length :][:1]] in (["ini"], ["rumah"]):
        return None
    if address.language == "id" and "kin" in entry and before in _ONCE_OR_SOON:
        noun = f"{before} {noun}"
    after = [token.word for token in tokens[place + length : place + length + 2]]
    if address.language == "en" and after in (["in", "law"], ["in", "laws"]):
        return None
    owned = _owned_en(tokens, place, entry) if address.language == "en" else _owned_id(tokens, place, length, entry)
    if not owned:
        return str(entry["bare"]) if "bare" in entry and not _of_another(tokens, place, entry["bare"]) else None
    if "own" in entry:
        return str(entry["own"])
    polite = address.language == "id" and address.form in ("bapak", "ibu", "kak")
    return address.your(entry.get("polite", noun) if polite else noun)


@functools.cache
def _relatives() -> frozenset[str]:
    """Who, just before what someone does, does it: `anak-anak merantau`, `suami nganggur`."""
    kin = (entry["words"] for entry in load("topics")["id"].values() if "kin" in entry)
    return frozenset(word for words in kin for word in words) | {"anak", "kakak"}


def _of_another(tokens: Sequence[Token], place: int, said: str) -> bool:
    """Whether a noun is somebody else's (his boss, my son at university), or what the person is (I'm a teacher)."""
    before = [token.word for token in tokens[:place]]
    if before[-1:] and (before[-1] in _NOT_THEIRS or before[-1].endswith("'s")):
        return True
    if not {"i'm", "am"}.isdisjoint(before[-2:]):
        return True
    return said.startswith("your ") and not (_OTHERS | load("clauses")["en"]["kin_genders"].keys()).isdisjoint(
        before[-4:]
    )


def _owned_id(tokens: Sequence[Token], place: int, length: int, entry: Mapping[str, Any]) -> bool:
    """Whether a noun is the person's own: they say so, or it is kin and nobody else stands beside it."""
    persons, lists = load("persons")["id"], load("clauses")["id"]
    last, after = tokens[place + length - 1], tokens[place + length : place + length + 1]
    if any(is_first_person(token, "id") for token in (tokens[place], last)):
        return True
    if after and after[0].word in persons["i"]:
        return True
    if "kin" not in entry or "bare" in entry:
        return False
    near = [*tokens[max(0, place - 1) : place], *after]
    others = {*lists["people"], *persons["third"], *lists["no_owner"]}
    return not any(token.word in others or token.word.endswith("nya") for token in near) and not any(
        token.text[:1].isupper() for token in after
    )


def _owned_en(tokens: Sequence[Token], place: int, entry: Mapping[str, Any]) -> bool:
    """Whether a noun is the person's own: after my or our, or kin that no other word claims."""
    before = [token.word for token in tokens[max(0, place - 2) : place]]
    if not {"call", "called", "calls", "calling"}.isdisjoint(token.word for token in tokens[max(0, place - 5) : place]):
        return False
    if before[-1:] in (["my"], ["our"]):
        return True
    if before and before[0] in ("my", "our") and before[-1] not in _index("en") and not before[-1].endswith("s"):
        return True
    if "kin" not in entry or "bare" in entry:
        return False
    return not before or before[-1] in _BEFORE_ONES_OWN or tokens[place].text[:1].isupper()


@functools.cache
def _index(language: Language) -> Mapping[str, str]:
    """The topic for each of its words."""
    entries = load("topics")[language].items()
    return {word: noun for noun, entry in reversed(list(entries)) for word in entry["words"]}
