"""Where one clause of chat text ends and the next begins."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from bot.counseling.person_shift import is_first_person
from bot.counseling.sentences import opening
from bot.counseling.verbs import has_verb
from bot.counseling.wording import feeling_words, load
from bot.counseling.wording.tokens import Token
from bot.language import Language

# After a so and a subject: what something is done for.
_MAY = frozenset({"won't", "wouldn't", "can", "could", "doesn't"})


def segments(tokens: list[Token], language: Language) -> list[tuple[list[Token], str]]:
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


def run_up(said: Sequence[str], language: Language) -> int:
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


def begins_clause(tokens: Sequence[Token], language: Language) -> bool:
    lists = _lists(language)
    said = [token.word for token in tokens]
    if language == "id":
        subjects = {
            *load("persons")["id"]["i"],
            *load("persons")["id"]["third"],
            *lists["people"],
            *lists["nouns"],
        }
        return said[0] in subjects or said[0] == "pada" or is_first_person(tokens[0], "id")
    if said[0] in lists["starters"] or is_subordinate(said, "en"):
        return True
    if said[0] in lists["leads"] and said[1:2] and said[1] in lists["starters"]:
        return True
    if said[0] in lists["prepositions"] and not {*lists["nominatives"]}.isdisjoint(said[2:5]):
        return True
    until = said.index(",") if "," in said else len(said)
    if opening(said, phrases("clauses", "en", "protected")) or not has_verb(tokens[:until]):
        return False
    return said[0] in lists["np_starters"] or said[0].endswith("ing")


def _lists(language: Language) -> dict[str, Any]:
    lists: dict[str, Any] = load("clauses")[language]
    return lists


def _runs_on(tokens: list[Token], place: int, current: list[Token]) -> bool:
    """Whether a new clause starts here without any mark: `… tomorrow they put my pic …`, `it's fine I just …`."""
    lists = _lists("en")
    word, before = tokens[place].word, [token.word for token in current]
    near = {*lists["joints"], *lists["prepositions"], *lists["ties"], *feeling_words("en")}
    tied = not near.isdisjoint(before[-1:]) or not {*lists["relates"]}.isdisjoint(before[-3:])
    tied = tied or not {*lists["says"]}.isdisjoint(before[-5:])
    plural = before[-1:] and before[-1].endswith("s") and len(before[-1]) > 4 and before[-1] not in lists["verbs"]
    loose = word in lists["nominatives"] and not tied and not plural
    return (
        len(current) > 3 - loose
        and word in lists["starters"]
        and (before[-1] in lists["run_on_after"] or loose)
        and has_verb(current)
        and has_verb(tokens[place:])
        and not is_subordinate(before, "en")
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
    if language == "id" and word == "eh" and min(len(current), len(after)) > 2 and after[0].word != "bukan":
        return "but"
    if word == "kok" and len(current) > 1 and _turns(current, after):
        return "but"
    if language == "id" and word in lists["soft_links"]["but"] and len(current) > 1 and _speaker_does(after):
        return "but"
    if word == "so" and _says_what_for(after):
        return ""
    if sum(token.kind == "word" for token in current) < 2 or not begins_clause(after, language):
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


def _says_what_for(after: Sequence[Token]) -> bool:
    """Whether an English so is a so that: `I eat in my car so I don't have to talk`."""
    said = " ".join(token.word for token in after[:3])
    may = not _MAY.isdisjoint(token.word for token in after[1:3])
    return may or any(f"{said} ".startswith(f"{purpose} ") for purpose in _lists("en")["what_for"])


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

    leads_up = run_up([token.word for token in before], "en") == len(before)
    return leads_up or (whole(before) and whole(following))


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
