"""The lexicons of both languages, read from YAML and compiled into one automaton.

Each file under `lexicon/` has these parts, all optional. Lists of the same name and entries of the same id in two files
are joined, because people mix languages within a sentence:

    words      lists of words for the patterns; `_` stands for a space within a phrase
    also       a second reading of a word ("im" counts as "i" too)
    joined     two lists of words that are often written together ("ga mau" as "gamau")
    typos      words to be recognised with a letter missing, swapped, doubled or (from seven letters on) wrong
    ordinary   ordinary words that look like such a misspelling, or like a listed word with a letter held down
    glued      words that people tear apart
    censored   words that people write with stars
    heads      words that may begin a word written without spaces
    rules      what raises the level: id, level L1 to L3, patterns
    calm       what is ordinary talk: id, level L0 or L1, patterns; a finding whose last word is one of its words counts
               for no more than that
    signs      means, plan, time, place: nothing by themselves, L3 beside a wish (`near: clause`: in the same clause)
    hints      what says little by itself and much together: means at hand, a high place, affairs put in order,
               nobody at home, thanks and farewell. Each has a `weight`; different ones that come to three are L3
    past       what says that something lies behind: "years ago" (up to `within` words away; `within: 0`: only where
               it is also said to be over), "I'm well now" (`over: true`)
    echoes     what brings back a finding that was about another person, denied or over ("me too", "but lately it's
               back")

A rule may say `firm: true` (neither ordinary talk nor the past lowers it), `whose: any` (the subject may be someone
else: harm done to the person) and `act: true` (the words name the act itself, so that a time beside them is a plan).

The words that tell whose a finding is, and whether it is denied, are lists too; `context.py` and `denial.py` use them
by name:
SELF, YOU, OTHER, NOMINATIVE, HONORIFIC, TOWARD, DETERMINER, INTRO, CHAIN, SAY, SAYS, NOT, NO_ANSWER, ONLY, BUT,
DENIABLE, THAT, TOPIC, FINAL, MUCH, SURE, WOULD, ASKED, AT, PRESENT, PRESENT_WISH, WORSE, OR, EVEN, ANSWER,
ATTRIBUTE, EVER, EVER_PERHAPS, RECENT, LAST, LAST_ONE, AGAIN, NOW, TITLE, PERCEIVE, REFLECT, WANT, FILL, HITBY.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import product
from string import ascii_lowercase
from typing import Any, Literal, cast

import yaml

from bot.safety.folding import fold_word, squeeze
from bot.safety.patterns import Automaton, PatternError, Row, expand
from bot.safety.words import Vocabulary

Level = Literal["L0", "L1", "L2", "L3"]
Kind = Literal["rule", "calm", "sign", "hint", "past", "echo"]
_PARTS: dict[str, Kind] = {
    "rules": "rule",
    "calm": "calm",
    "signs": "sign",
    "hints": "hint",
    "past": "past",
    "echoes": "echo",
}
_SHORTEST_TYPO, _SHORTEST_WRONG_LETTER = 5, 7


@dataclass(frozen=True)
class Rule:
    """One entry of a lexicon; `level` is L0 for signs, hints, past and echoes, which have none of their own."""

    id: str
    kind: Kind
    level: Level
    firm: bool = False
    any_subject: bool = False
    act: bool = False
    in_clause: bool = False
    within: int = 8
    weight: int = 1
    over: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Both languages together: the rules by number, the automaton that finds them, and which lists a word is in."""

    rules: tuple[Rule, ...]
    automaton: Automaton
    vocabulary: Vocabulary
    memberships: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read every file of `bot/safety/lexicon`.

    Raises:
        PatternError: a pattern cannot be read, or two entries of one id disagree.
    """
    folder = resources.files("bot.safety") / "lexicon"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".yml")), key=lambda item: item.name)
    # The parser in C, where it is built in, saves a third of a start.
    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return compile_lexicon([cast("dict[str, Any]", yaml.load(item.read_text("utf-8"), Loader=safe)) for item in files])


def compile_lexicon(parts: Sequence[Mapping[str, Any]]) -> Lexicon:
    """Join the parsed files into one lexicon; raises PatternError as `load_lexicon` does."""
    lists: dict[str, list[str]] = {}
    for part in parts:
        for name, listed in part.get("words", {}).items():
            lists.setdefault(name, []).extend(listed.split())
    numbers: dict[str, int] = {}
    rules: list[Rule] = []
    rows: list[tuple[int, Row]] = []
    expanded: dict[str, list[Row]] = {}
    for rule, patterns in _entries(parts):
        number = numbers.setdefault(rule.id, len(rules))
        if number == len(rules):
            rules.append(rule)
        elif rules[number] != rule:
            raise PatternError(f"{rule.id}: two entries with this id differ in more than their patterns")
        for pattern in patterns:
            try:
                rows.extend((number, row) for row in expand(pattern, lists, expanded))
            except PatternError as error:
                raise PatternError(f"{rule.id}: {error}") from error
    singles = {name: frozenset(fold_word(word) for word in words) for name, words in lists.items()}

    def listed_in(*names: str) -> frozenset[str]:
        return frozenset().union(*(singles.get(name, frozenset()) for name in names))

    automaton = Automaton(rows, listed_in("NOT", "BUT"), listed_in("OTHER", "YOU"), listed_in("FILL"))
    known = automaton.words | frozenset().union(*singles.values())
    memberships: dict[str, frozenset[str]] = {}
    for name, words in singles.items():
        for word in words:
            memberships[word] = memberships.get(word, frozenset()) | {name}
    return Lexicon(tuple(rules), automaton, _vocabulary(parts, known), memberships)


def _entries(parts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Rule, list[str]]]:
    for part in parts:
        for section, kind in _PARTS.items():
            for entry in part.get(section, []):
                rule = Rule(
                    id=entry["id"],
                    kind=kind,
                    level=entry.get("level", "L0"),
                    firm=entry.get("firm", False),
                    any_subject=entry.get("whose") == "any",
                    act=entry.get("act", False),
                    in_clause=entry.get("near") == "clause",
                    within=entry.get("within", 8),
                    weight=entry.get("weight", 1),
                    over=entry.get("over", False),
                )
                yield rule, entry["patterns"]


def _vocabulary(parts: Sequence[Mapping[str, Any]], known: frozenset[str]) -> Vocabulary:
    def words(name: str) -> frozenset[str]:
        return frozenset(fold_word(word) for part in parts for word in part.get(name, "").split())

    ordinary = words("ordinary")
    squeezed = {squeeze(word): word for word in sorted(known, reverse=True) if squeeze(word) not in known}
    typos: dict[str, str] = {}
    for word in sorted(words("typos")):
        for typo in _misspellings(word):
            if typo not in known and typo not in ordinary:
                typos.setdefault(typo, word)
    joined = {
        fold_word(left + right): (fold_word(left), fold_word(right))
        for part in parts
        for lefts, rights in part.get("joined", [])
        for left, right in product(lefts.split(), rights.split())
    }
    also = {fold_word(word): fold_word(other) for part in parts for word, other in part.get("also", {}).items()}
    return Vocabulary(known, ordinary, squeezed, typos, words("glued"), words("heads"), words("censored"), joined, also)


def _misspellings(word: str) -> Iterator[str]:
    """A letter missing or two swapped, the first one kept; in longer words also one letter wrong."""
    if len(word) < _SHORTEST_TYPO:
        return
    for at in range(1, len(word)):
        yield fold_word(word[:at] + word[at + 1 :])
        if at + 1 < len(word):
            yield fold_word(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
        if len(word) >= _SHORTEST_WRONG_LETTER:
            for letter in ascii_lowercase:
                yield fold_word(word[:at] + letter + word[at + 1 :])
                yield fold_word(word[:at] + letter + word[at:])
