"""The feelings a person names as their own."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.counseling.person_shift import is_first_person
from bot.counseling.segments import Clause, read
from bot.counseling.wording import feeling_words, load, words
from bot.counseling.wording.tokens import Token
from bot.language import Language

_NEAR = 4
# "a bit relieved" is not to be named as relief
# "Gampang tersinggung" is how somebody is, not how they are now.
_EASILY = frozenset({"gampang", "gampangnya", "mudah", "suka"})
_A_LITTLE = frozenset({"agak", "rada", "sedikit", "lumayan", "bit", "little", "slightly", "somewhat"})


@dataclass(frozen=True)
class Feeling:
    """A feeling by the word to say back (capek for "cape banget"), and where it stands in the text."""

    name: str
    span: tuple[int, int]
    language: Language


@dataclass(frozen=True)
class FeelingWords:
    """How a feeling is said: `state` after the pronoun (merasa bersalah), `noun` after "ada" (rasa
    bersalah)."""

    name: str
    state: str
    noun: str
    tone: str


def find_feelings(text: str, language: Language) -> list[Feeling]:
    """The feelings the person has now, in the order named, each name once. Not: what is denied ("nggak
    takut"), wished for, supposed or long over, and what somebody else feels."""
    found: dict[str, Feeling] = {}
    before: Clause | None = None
    for clause in read(text, language):
        for feeling in own_feelings(clause, before, language):
            found.setdefault(feeling.name, feeling)
        before = clause
    return list(found.values())


def own_feelings(clause: Clause, before: Clause | None, language: Language) -> list[Feeling]:
    """The speaker's own present feelings in a clause; `before` is the clause said just before it."""
    open_ = not {"apa", "atau", "or"}.isdisjoint(clause.said) and not {"tahu", "know"}.isdisjoint(clause.said)
    if clause.question or clause.odd or open_:
        return []
    tokens = [token for token in clause.words if token.kind == "word"]

    def own(name: str, start: int, end: int) -> bool:
        if tokens[start].text.startswith('"') or (start and tokens[start - 1].word in _A_LITTLE):
            return False
        if language == "en" and _only_supposed(clause, tokens[start]):
            return False
        if language == "en":
            return _own_english(tokens, start, end)
        return _own_indonesian(tokens, start, end, before, name)

    return [
        Feeling(name, (tokens[start].start, tokens[end - 1].end), language)
        for name, start, end in named(tokens, language)
        if own(name, start, end)
    ]


def _only_supposed(clause: Clause, felt: Token) -> bool:
    """Whether a feeling stands in the scene and not in what happens then: `when I'm alone I want people`."""
    if clause.said[0] not in ("when", "whenever", "if", "unless", "once"):
        return False
    comma = next((token.start for token in clause.words if token.kind == "comma" and token.start >= 0), felt.start + 1)
    subjects = [token.start for token in clause.words if token.word in ("i", "i'm", "i've")]
    return felt.start < comma and len([start for start in subjects if start < felt.start]) < 2


@functools.cache
def wording_of(name: str, language: Language) -> FeelingWords:
    """The words for a feeling found by `find_feelings`."""
    entry = next(entry for entry in load("feelings")[language] if entry["name"] == name)
    noun = entry.get("noun", f"rasa {name}" if language == "id" else name)
    return FeelingWords(name, entry.get("state", name), noun, entry.get("tone", "heavy"))


@functools.cache
def _spellings(language: Language) -> dict[tuple[str, ...], dict[str, Any]]:
    return {
        tuple(spelling.split()): entry
        for entry in load("feelings")[language]
        for spelling in (entry["name"], *entry.get("words", ()))
    }


def named(tokens: Sequence[Token], language: Language) -> Iterator[tuple[str, int, int]]:
    """Name, first and one past the last word of each feeling word; the longest reading wins."""
    spellings = _spellings(language)
    place = 0
    while place < len(tokens):
        for length in (3, 2, 1):
            entry = spellings.get(tuple(token.word for token in tokens[place : place + length]))
            if entry is not None and place + length <= len(tokens):
                yield str(entry["name"]), place, place + length
                place += length - 1
                break
        place += 1


def _negated(said: Sequence[str], language: Language) -> bool:
    """Whether a no in these words, which stand before the feeling, reaches it ("nggak cuma" does not)."""
    lists = load("clauses")[language]
    for place, word in enumerate(said):
        denies = word in lists["negations"] or (language == "en" and word.endswith("n't"))
        only = place + 1 < len(said) and said[place + 1] in lists["only"]
        if denies and not only and len(said) - place <= _NEAR:
            return True
    return False


def _own_indonesian(tokens: Sequence[Token], start: int, end: int, before: Clause | None, name: str) -> bool:
    lists = load("clauses")["id"]
    said = [token.word for token in tokens[:start]]
    nearest = next((place for place in range(start - 1, -1, -1) if is_first_person(tokens[place], "id")), -1)
    if _denied_or_unreal(said, nearest, name) or _quality_of_a_thing(tokens, start):
        return False
    if _needs_feeling_word(name) and not _after_feeling_word(said, nearest, len(tokens), name):
        return False
    others = [place for place in range(start) if _names_another(tokens, place)]
    if nearest >= 0:
        if said[nearest] in lists["hearts"]:
            return True
        whose = said[nearest - 1] if nearest else ""
        owned = whose in {*lists["people"], *lists["nouns"]} - {*lists["hearts"]}
        owned = owned or (_needs_feeling_word(name) and nearest > 0 and not _before_a_subject(whose))
        caused = bool({*lists["causes"]} & set(said[:nearest])) and nearest == start - 1
        speaker = said[nearest] in load("persons")["id"]["i"] and not owned
        return caused or (speaker and all(place < nearest for place in others))
    if others:
        return False
    if before is None or not _about_other(before):
        return True
    after = [token.word for token in tokens[end:]]
    first = next((word for word in after if word not in lists["adverbs"]), "")
    aimed = bool({"dia", "mereka", "beliau"} & set(after)) or _perceiving(first)
    return aimed or all(word in lists["adverbs"] and word not in lists["prepositions"] for word in after)


def _before_a_subject(word: str) -> bool:
    """Whether a subject may follow this word; after any other a `saya` is likelier an owner: `toko kelontong saya`."""
    keys = ("adverbs", "leads", "subordinators", "prepositions", "auxiliaries", "feel", "causes", "joins")
    return any(word in words("clauses", "id", key) for key in keys) or word in feeling_words("id")


def _denied_or_unreal(said: Sequence[str], nearest: int, name: str) -> bool:
    """Whether the words before a feeling deny it, wish it, suppose it, put it in the past or in another's
    mouth."""
    lists = load("clauses")["id"]
    if not name.startswith(("tidak", "nggak")) and _negated(said[nearest + 1 :], "id"):
        return True
    if said[-1:] and said[-1] in _EASILY:
        return True
    if set(said[-_NEAR:]) & set(lists["unreal"]) or "dulu" in said or "katanya" in said:
        return True
    return bool(set(said[: max(nearest, 0)]) & set(lists["says"])) or said[-1:] == ["kurang"]


def _quality_of_a_thing(tokens: Sequence[Token], start: int) -> bool:
    """`film sedih`, `hari yang sedih`."""
    return start > 0 and tokens[start - 1].word in load("clauses")["id"]["things"]


def _needs_feeling_word(name: str) -> bool:
    return any(entry["name"] == name and entry.get("felt") for entry in load("feelings")["id"])


def _after_feeling_word(said: Sequence[str], nearest: int, length: int, name: str) -> bool:
    """Whether a word that means other things as well (kosong, marah) is said as a feeling here."""
    lists = load("clauses")["id"]
    marks = set(lists["feel"])
    if set(said[-2:]) & marks or (said and said[-1] in lists["adverbs"] and set(said) & marks):
        return True
    beside_me = name in ("marah", "pusing", "emosi") and nearest == len(said) - 1
    return beside_me or (not said and length <= 3)


def _names_another(tokens: Sequence[Token], place: int) -> bool:
    """Whether somebody or something else is named at this place, other than after "ke", "sama", "soal"."""
    lists, word = load("clauses")["id"], tokens[place].word
    known = {*load("persons")["id"]["third"], *lists["people"], *lists["nouns"]} - {*lists["hearts"]}
    of_it = word.endswith("nya") and word not in lists["feel"] and word not in lists["adverbs"]
    said = [token.word for token in tokens]
    return (word in known or of_it) and not _beside_preposition(said, place)


def _perceiving(word: str) -> bool:
    """`liat`, `dengernya`, `mikirinnya`: what the speaker sees, hears or thinks of."""
    if word in load("clauses")["id"]["perceiving"]:
        return True
    stem = word.removesuffix("nya")
    verbs = {*load("clauses")["id"]["personal"], *load("persons")["id"]["ku_verbs"]}
    return stem != word and (stem in verbs or stem.endswith("in"))


def _beside_preposition(said: Sequence[str], place: int) -> bool:
    return place > 0 and said[place - 1] in load("clauses")["id"]["prepositions"]


def _about_other(clause: Clause) -> bool:
    """Whether an Indonesian clause is about somebody or something else, so that what follows may be too."""
    lists, persons = load("clauses")["id"], load("persons")["id"]
    for place, token in enumerate(clause.words):
        if token.word in persons["i"]:
            return False
        named = token.word in {*persons["third"], *lists["people"], *lists["nouns"]}
        if named or is_first_person(token, "id"):
            return not _beside_preposition(clause.said, place)
        suffered = token.word.startswith("di") and len(token.word) > 5 and token.word not in lists["not_verbs"]
        if suffered or token.word in lists["personal"] or token.word in feeling_words("id"):
            return False
    return False


def _brings_about(verb: str) -> bool:
    return verb.startswith(
        ("mak", "made", "leav", "left", "get", "got", "keep", "kept", "hav", "had", "driv", "put", "turn")
    )


def _own_english(tokens: Sequence[Token], start: int, end: int) -> bool:
    lists, persons = load("clauses")["en"], load("persons")["en"]
    said = [token.word for token in tokens[:start]]
    after = tokens[end].word if end < len(tokens) else ""
    previous = said[-1] if said else ""
    if tokens[start].word == "lost" and (after in lists["objects"] or after[:1].isdigit()):
        return False
    if previous in ("a", "an", "the", "my", "his", "her", "some", "any", "this", "that") or after in (
        "person",
        "people",
        "way",
        "wreck",
        "mess",
    ):
        return False
    nearest = next(
        (
            place
            for place in range(start - 1, -1, -1)
            if is_first_person(tokens[place], "en") and said[place] not in ("my", "our")
        ),
        -1,
    )
    others = [
        place
        for place, word in enumerate(said)
        if word in persons["third"] or word in lists["nouns"] or word in persons["second"]
    ]
    if _negated(said[max(nearest, 0) :], "en") or set(said[max(0, start - _NEAR) :]) & set(lists["unreal"]):
        return False
    if any(place > nearest for place in others) or set(said[: max(nearest, 0)]) & set(lists["says"]):
        return False
    between = said[nearest + 1 :]
    if nearest < 0:
        states = set(lists["adverbs"]) | {"feeling", "feel", "feels", "felt"} | feeling_words("en")
        return (all(word in states for word in between) and previous not in ("feels",)) or (
            bool(between)
            and between[0] in ("feel", "feeling", "felt", "been")
            and previous in lists["feel"] + lists["adverbs"]
        )
    if said[nearest] in ("me", "us"):
        # "It makes me sad" is felt; of "they look at me scared" nobody knows who is.
        if any(place < nearest for place in others) and not _brings_about(said[nearest - 1]):
            return False
        if between and not all(word in lists["adverbs"] + ["feel"] for word in between):
            return False
    verb = said[nearest] in ("i'm", "we're", "me", "us", "i've") or bool(set(between) & set(lists["feel"]))
    near = [word for word in between[-3:] if word not in lists["adverbs"] and word not in feeling_words("en")]
    return verb and all(word in lists["feel"] for word in near)
