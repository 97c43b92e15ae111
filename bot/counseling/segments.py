"""Chat text cut into clauses, each without its fillers, run-up and tail."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.counseling.person_shift import is_first_person
from bot.counseling.sentences import opening, sentences
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load
from bot.counseling.wording.tokens import Token, join
from bot.language import Language

_COMMA = Token(",", ",", -1, -1, "comma")
_LONGEST_JOINED = 16
_LAUGHTER = re.compile(r"w?(?:kw)+k*w?|h?(?:[aeiu]h)+[aeiu]?|(?:xi){2,}|a?(?:ha){2,}")


@dataclass(frozen=True)
class Clause:
    """One clause. `link`: how it joins the clause before it (but, because, so, though, then, and, or empty);
    `sentence`: the number of its sentence; `hedged`: a "maybe" or "I feel like" stood before it; `odd`: it
    holds quotes, slashes or other marks that do not read well when said back."""

    words: tuple[Token, ...]
    link: str = ""
    sentence: int = 0
    question: bool = False
    hedged: bool = False
    odd: bool = False

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
        for place, (segment, link) in enumerate(_segments(tokens, language)):
            clause = _clause(segment, link, number, place > 0 and not link, language)
            kept += [clause] if clause else []
        if kept and asked:
            kept[-1] = replace(kept[-1], question=True)
        found += _with_their_main_clause(kept, language)
    return tuple(found)


def is_subordinate(said: Sequence[str], language: Language) -> bool:
    """Whether the words begin like a clause that cannot stand by itself (`kalau aku cerita`, `when we
    talk`)."""
    lists = _lists(language)
    if not said or said[0] not in lists["subordinators"]:
        return False
    follows = said[1] if len(said) > 1 else ""
    if language == "en" and said[0] in ("every", "each", "even", "as"):
        return follows in lists["scene_setting"]
    return follows.rstrip("s") not in lists["time_units"] and follows not in ("itu", "ini", "all", "of")


@functools.cache
def phrases(name: str, language: Language, key: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list as tuples of words, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in load(name)[language][key]), key=len, reverse=True))


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


def _segments(tokens: list[Token], language: Language) -> list[tuple[list[Token], str]]:
    """The stretches between commas and linking words that join clauses, each with the link before it."""
    found: list[tuple[list[Token], str]] = [([], "")]
    for place, token in enumerate(tokens):
        current, linked = found[-1]
        if token.kind == "comma":
            reason_over = linked == "because" and bool(current)
            if reason_over or _comma_parts_clauses(current, tokens[place + 1 :], language):
                found.append(([], ""))
            elif current:
                current.append(token)
            continue
        link = _link(tokens, place, current, language)
        if language == "en" and not link and _runs_on(tokens, place, current):
            found.append(([token], ""))
        elif link and current:
            found.append(([], link))
        else:
            current.append(token)
    return found


def _runs_on(tokens: list[Token], place: int, current: list[Token]) -> bool:
    """Whether a new clause starts here without any mark: `… tomorrow they put my pic …`."""
    lists = _lists("en")
    return (
        len(current) > 3
        and tokens[place].word in lists["starters"]
        and current[-1].word in lists["run_on_after"]
        and has_verb(current)
        and has_verb(tokens[place:])
        and not is_subordinate([token.word for token in current], "en")
    )


def _link(tokens: list[Token], place: int, current: list[Token], language: Language) -> str:
    """What a word at this place links with, where it parts two clauses; empty where it does not."""
    lists = _lists(language)
    word = tokens[place].word
    after = tokens[place + 1 : place + 8]
    if not after or (
        len(after) < 2 and word not in lists["links"]["but"] and after[0].word not in feeling_words(language)
    ):
        return ""
    for link, spellings in lists["links"].items():
        if word in spellings and not (word == "because" and after[0].word == "of"):
            before = current[-1].word if current else ""
            return "" if word == "but" and before in ("nothing", "anything", "all", "help") else str(link)
    if word == "kok" and len(current) > 1 and _turns(current, after):
        return "but"
    if language == "id" and word in lists["soft_links"]["but"] and len(current) > 1 and _speaker_does(after):
        return "but"
    if sum(token.kind == "word" for token in current) < 2 or not _begins_clause(after, language):
        return ""
    if word == "jadi" and (after[0].word in lists["people"] or after[0].word.startswith("diri")):
        return ""
    if word == "and" and after[0].word == "i" and len(after) == 2 and after[1].word not in feeling_words("en"):
        return ""
    if word == "and" and after[0].word == "i" and _paired_with_me(current):
        return ""
    if not has_verb(current) if language == "en" else word not in lists["joins"]:
        return ""
    return next((link for link in ("and", "so", "then") if word in lists["soft_links"][link]), "")


def _speaker_does(after: Sequence[Token]) -> bool:
    """Whether the Indonesian words after a `cuma` are a clause of the speaker's: `cuma saya kangen`, not
    `cuma saya yang jaga`."""
    own = after[0].word in load("persons")["id"]["i"]
    return own and len(after) > 1 and after[1].word not in ("yang", "sendiri", "doang", "aja", "saja", ",")


def _turns(current: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the Indonesian kok between these words is a but: `mau melarang kok malu`."""
    lists = _lists("id")
    linked = current[-1].word in {*lists["joins"], *(word for words in lists["links"].values() for word in words)}
    return not linked and (after[0].word in feeling_words("id") or after[0].word in ("malah", "rasanya"))


def _paired_with_me(current: Sequence[Token]) -> bool:
    """Whether an "and I" after these words goes with a `my wife` that is the subject, not with
    `… from my father`."""
    comma = next((place for place in reversed(range(len(current))) if current[place].kind == "comma"), -1)
    said = [token.word for token in current[comma + 1 :]]
    if said[-2:-1] != ["my"]:
        return False
    joint = len(said) > 2 and said[-3] in _lists("en")["joints"]
    return joint or not has_verb(current[comma + 1 : -2])


def _begins_clause(tokens: Sequence[Token], language: Language) -> bool:
    lists = _lists(language)
    said = [token.word for token in tokens]
    if language == "id":
        subjects = {
            *load("persons")["id"]["i"],
            *load("persons")["id"]["third"],
            *lists["people"],
            *lists["nouns"],
        }
        return said[0] in subjects or is_first_person(tokens[0], "id")
    if said[0] in lists["starters"] or is_subordinate(said, "en"):
        return True
    until = said.index(",") if "," in said else len(said)
    if opening(said, phrases("clauses", "en", "protected")) or not has_verb(tokens[:until]):
        return False
    return said[0] in lists["np_starters"] or said[0].endswith("ing")


def _comma_parts_clauses(before: list[Token], after: list[Token], language: Language) -> bool:
    """Whether a comma stands between clauses and not between the items of a list."""
    until = next((place for place, token in enumerate(after) if token.kind == "comma"), len(after))
    following = after[:until]
    if not before or not following:
        return False
    return (_clausal_en if language == "en" else _clausal_id)(before, following)


def _clausal_id(before: list[Token], following: list[Token]) -> bool:
    lists, feelings = _lists("id"), feeling_words("id")
    last = next((place for place in range(len(before) - 1, -1, -1) if before[place].kind == "comma"), -1)
    item = {token.word for token in before[last + 1 :]}
    if following[0].word in lists["likenesses"] and len(following) > 2:
        return True
    if any(following[0].word in spellings for spellings in lists["links"].values()):
        return True
    short = len(following) < 2 and following[0].word not in feelings
    listed = len(before) - last < 3 and not item & {*feelings, *lists["openers"], *lists["fillers"]}
    return not (short or listed)


def _clausal_en(before: list[Token], following: list[Token]) -> bool:
    lists = _lists("en")
    own = {*lists["own_states"], *lists["own_verbs"], *feeling_words("en")}

    def whole(part: list[Token]) -> bool:
        start = [token.word for token in part[:2]]
        return has_verb(part) or any(word in own or word.endswith("ing") for word in start)

    run_up = _run_up([token.word for token in before], "en") == len(before)
    return run_up or (whole(before) and whole(following))


def _clause(tokens: list[Token], link: str, sentence: int, follows: bool, language: Language) -> Clause | None:
    """A stretch of words as a clause; None where nothing is left of it. `follows`: a comma stands before
    it."""
    lists = _lists(language)
    odd = any(token.kind == "mark" for token in tokens)
    kept = _without_fillers(tokens, language)
    hedged = False
    while kept:
        said = [token.word for token in kept]
        link = link or _opening_link(said, language)
        unsure = _hedge(kept, language)
        length = unsure or (1 if kept[0].kind == "comma" else _run_up(said, language))
        if not length or (unsure and length == len(said)):
            break
        hedged = hedged or bool(unsure)
        kept = kept[length:]
    only = language == "id" and len(kept) > 2 and kept[2].word == "yang"
    if follows and len(kept) > 1 and kept[0].word in lists["soft_links"]["but"] and not only:
        kept = kept[1:]
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
        filler = token.kind == "mark" or token.word in lists["fillers"] or bool(_LAUGHTER.fullmatch(token.word))
        if not aside and not filler and not _said_in_passing(tokens, place, language):
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
    feels = not {"merasa", "ngerasa"}.isdisjoint(token.word for token in tokens[:length])
    if (language == "en" and length > 1) or feels:
        return length if tokens[length:] and _begins_clause(tokens[length:], language) else 0
    return length


def _run_up(said: Sequence[str], language: Language) -> int:
    """How many words at the start only lead up to the clause."""
    if opening(said, phrases("clauses", language, "protected")):
        return 0
    if said[0] == "so" and not _so_leads_on(said[1:]):
        return 0
    before_comma = opening(said, phrases("clauses", language, "openers_before_comma"))
    if before_comma and tuple(said[before_comma : before_comma + 1]) in ((), (",",)):
        return before_comma
    before_clause = opening(said, phrases("clauses", language, "openers_before_clause"))
    if before_clause and said[before_clause : before_clause + 1] and _is_speaker(said[before_clause]):
        return before_clause
    return opening(said, phrases("clauses", language, "openers"))


def _is_speaker(word: str) -> bool:
    """Whether the word is the speaker as subject, in either language."""
    return word in load("persons")["id"]["i"] or word == "i" or word.startswith("i'")


def _so_leads_on(rest: Sequence[str]) -> bool:
    """Whether what follows a "so" is a clause and not "so tired"."""
    lists = _lists("en")
    return bool(rest) and (
        rest[0] in (",", *lists["starters"], *lists["np_starters"])
        or opening(rest, phrases("clauses", "en", "openers")) > 0
    )


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
    fits = len(scene.said) + len(main.said) <= _LONGEST_JOINED
    return fits and not complete and is_subordinate(scene.said, language)
