"""Chat text cut into clauses, each without its fillers, run-up and tail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bot.counseling.boundaries import begins_clause, is_subordinate, phrases, run_up, segments
from bot.counseling.sentences import LAUGHTER, opening, sentences
from bot.counseling.wording import load, words
from bot.counseling.wording.tokens import Token, join
from bot.language import Language

_COMMA = Token(",", ",", -1, -1, "comma")
_LONGEST_JOINED = 16
_A_LIST, _LONGEST_ITEM = 3, 6
_EMPHATIC = frozenset({"emang", "emangnya", "memangnya", "apa"})


@dataclass(frozen=True)
class Clause:
    """One clause. `link`: how it joins the clause before it (but, because, so, though, then, and, or empty);
    `sentence`: the number of its sentence; `hedged`: a "maybe" or "I feel like" stood before it; `odd`: it
    holds quotes, slashes or other marks that do not read well when said back; `part`: it goes with the clause
    before it, which sets the scene for both; `ends`: what follows it in its sentence (a link, a comma, or nothing);
    `torn`: neither a mark nor a linking word stands between it and a neighbour, which may hold its object."""

    words: tuple[Token, ...]
    link: str = ""
    sentence: int = 0
    question: bool = False
    hedged: bool = False
    odd: bool = False
    part: bool = False
    ends: str = ""
    torn: bool = False

    @property
    def text(self) -> str:
        return join(self.words)

    @property
    def said(self) -> tuple[str, ...]:
        """The words in lower case, commas left out."""
        return tuple(token.word for token in self.words if token.kind == "word")


def read(text: str, language: Language) -> tuple[Clause, ...]:
    """The clauses of a message in order, with what is known about each."""
    found: list[Clause] = []
    for number, (tokens, asked) in enumerate(sentences(text, language)):
        kept: list[Clause] = []
        for place, (segment, link) in enumerate(segments(tokens, language)):
            clause = _clause(segment, link, number, place > 0 and not link, language)
            kept += [clause] if clause else []
        if kept and (asked or _wonders(tokens, language)):
            kept[-1] = replace(kept[-1], question=True)
        found += _marked_torn(list(_with_what_follows(_with_their_main_clause(kept, language), language)), text)
    return (replace(found[0], link=""), *found[1:]) if found else ()


def _marked_torn(clauses: Sequence[Clause], text: str) -> Iterator[Clause]:
    """The clauses of a sentence, those known that were parted where nothing in the text parts them."""
    parted = [
        not after.link
        and 0 <= before.words[-1].end <= after.words[0].start
        and not re.search(r"[^\w\s]", text[before.words[-1].end : after.words[0].start])
        for before, after in pairwise(clauses)
    ]
    for clause, before, after in zip(clauses, [False, *parted], [*parted, False]):
        yield replace(clause, torn=before or after)


def _wonders(tokens: Sequence[Token], language: Language) -> bool:
    """Whether a sentence asks from its first word to its last without a question mark: `kenapa nggak ada yang mau
    sama gue, emang gue sejelek itu`."""
    asks = words("risks", language, "asks") | {"ngapain"}
    return language == "id" and tokens[0].word in asks and any(token.word in _EMPHATIC for token in tokens)


def _with_what_follows(clauses: Sequence[Clause], language: Language) -> Iterator[Clause]:
    """The clauses of a sentence, each with what follows it; a scene's second half and the items of a list known as
    that (`I go to work, I come home, I water the plants`)."""
    listed = [clause.said[0] for clause in clauses if clause.link in ("", "and")]
    for before, clause, after in zip([None, *clauses], clauses, [*clauses[1:], None], strict=False):
        halves = before is not None and clause.link == "and" and is_subordinate(before.said, language)
        ends = (after.link or ",") if after else ""
        item = listed.count(clause.said[0]) >= _A_LIST and len(clause.said) <= _LONGEST_ITEM
        part = item or (halves and before is not None and _COMMA not in before.words)
        yield replace(clause, part=part, ends=ends)


def without_tail(tokens: list[Token], known: Iterable[tuple[str, ...]], keep: Iterable[str] = ()) -> list[Token]:
    """The tokens without closing marks and closing phrases (longest first in `known`), unless a word in
    `keep` stands before the phrase."""
    while tokens:
        if tokens[-1].kind != "word":
            tokens = tokens[:-1]
            continue
        said = [token.word for token in tokens]
        length = next((len(phrase) for phrase in known if tuple(said[-len(phrase) :]) == phrase), 0)
        if not length or length >= len(tokens) or said[-length - 1] in keep:
            break
        tokens = tokens[:-length]
    return tokens


def _lists(language: Language) -> dict[str, Any]:
    lists: dict[str, Any] = load("clauses")[language]
    return lists


def _clause(tokens: list[Token], link: str, sentence: int, follows: bool, language: Language) -> Clause | None:
    """A stretch of words as a clause; None where nothing is left of it. `follows`: a comma stands before
    it."""
    lists = _lists(language)
    odd = any(token.kind == "mark" for token in tokens)
    kept = _without_fillers(tokens, language)
    link = "but" if language == "id" and follows and tokens and tokens[0].word == "eh" else link
    hedged = False
    while kept:
        said = [token.word for token in kept]
        link = "then" if (link, said[0]) == ("and", "then") else link or _opening_link(said, language)
        unsure = _hedge(kept, language)
        length = unsure or (1 if kept[0].kind == "comma" else run_up(said, language))
        if not length or (unsure and length == len(said)):
            break
        hedged = hedged or bool(unsure)
        kept = kept[length:]
    only = language == "id" and len(kept) > 2 and kept[2].word == "yang"
    link = "" if only and link == "but" and kept[0].word in ("cuma", "cuman", "hanya") else link
    if follows and len(kept) > 1 and kept[0].word in lists["soft_links"]["but"] and not only:
        kept = kept[1 + (kept[1].word in ("saja", "aja")) :]
    whole = kept
    kept = without_tail(kept, phrases("clauses", language, "closers"), lists["keep_closer_after"])
    tail = [token.word for token in whole[len(kept) :]]
    if not any(token.kind == "word" for token in kept):
        return None
    return Clause(
        tuple(kept),
        link,
        sentence,
        question=language == "id" and _asks([token.word for token in kept]),
        hedged=hedged or opening(tail, phrases("clauses", language, "hedges")) > 0,
        odd=odd,
    )


def _asks(said: Sequence[str]) -> bool:
    """Whether an Indonesian clause asks without a question mark (`aku salah di mana`); not where the
    question only stands inside (`bingung harus gimana`, `ditanya kapan nikah`)."""
    lists = _lists("id")
    for place, word in enumerate(said):
        where = word == "mana" and place > 0 and said[place - 1] in ("di", "ke", "dari")
        if place and (where or word in lists["asking"]):
            return set(said[:place]).isdisjoint(lists["ask_inside"]) and said[place + 1 : place + 2] != ("kali",)
    return False


def _without_fillers(tokens: list[Token], language: Language) -> list[Token]:
    lists = _lists(language)
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        aside = opening([later.word for later in tokens[place:]], phrases("clauses", language, "asides")) if kept else 0
        filler = token.kind == "mark" or token.word in lists["fillers"] or bool(LAUGHTER.fullmatch(token.word))
        if token.word == "ya" and place + 1 < len(tokens) and kept and "kalau" in [one.word for one in kept]:
            kept.append(replace(_COMMA, start=token.start, end=token.end))
        elif not aside and not filler and not _said_in_passing(tokens, place, language):
            kept.append(token)
        place += aside or 1
    return kept


def _said_in_passing(tokens: Sequence[Token], place: int, language: Language) -> bool:
    """A "kak" to the listener, a "like" before a number."""
    lists = _lists(language)
    word = tokens[place].word
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    before = tokens[place - 1].word if place else ""
    if language == "id":
        return word in lists["vocatives"] and not after[:1].isupper() and before not in lists["prepositions"]
    return word == "like" and (after[:1].isdigit() or after in lists["like_before"])


def _hedge(tokens: Sequence[Token], language: Language) -> int:
    """How many words of "maybe", "I feel like" stand before the clause; in English only before a whole
    one."""
    length = opening([token.word for token in tokens], phrases("clauses", language, "hedges"))
    if language == "en" and [token.word for token in tokens[length - 1 : length + 1]] == ["feel", "nothing"]:
        return 0
    feels = not {"merasa", "ngerasa"}.isdisjoint(token.word for token in tokens[:length])
    if (language == "en" and length > 1) or feels:
        return length if tokens[length:] and begins_clause(tokens[length:], language) else 0
    return length


def _opening_link(said: Sequence[str], language: Language) -> str:
    if opening(said, phrases("clauses", language, "protected")):
        return ""
    for kind in ("links", "soft_links"):
        for link, spellings in _lists(language)[kind].items():
            if opening(said, [tuple(spelling.split()) for spelling in spellings]):
                return str(link)
    return ""


def _with_their_main_clause(found: list[Clause], language: Language) -> list[Clause]:
    """A clause that only sets the scene goes with the one after it."""
    joined: list[Clause] = []
    for clause in found:
        before = joined[-1] if joined else None
        if before and not before.question and clause.link in ("", "then") and _belong(before, clause, language):
            joined[-1] = replace(
                before,
                words=(*before.words, _COMMA, *clause.words),
                question=clause.question,
                odd=before.odd or clause.odd,
            )
        else:
            joined.append(clause)
    return joined


def _belong(scene: Clause, main: Clause, language: Language) -> bool:
    complete = _COMMA in scene.words or not set(_lists(language)["main_signs"]).isdisjoint(scene.said[2:])
    if language == "id":
        says = [word for word in scene.said[1:] if word in words("clauses", "id", "predicates") | {"ada", "punya"}]
        complete = complete or (len(says) > 1 and len(scene.said) > 5)
    fits = len(scene.said) + len(main.said) <= _LONGEST_JOINED
    return fits and not complete and is_subordinate(scene.said, language)
