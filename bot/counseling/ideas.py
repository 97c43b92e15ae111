"""Ideas that may be offered with permission: reading the collection, finding the area of life, and what comes next.

The collection is `bot/ideas/*.yml`, one file an area, written by people who need not know Python; whatever is wrong
in a file is said by name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.language import LANGUAGES, Language

FOLDER = Path(__file__).parents[1] / "ideas"
# Where nothing, or two areas equally, fits what was told.
GENERAL_AREA = "stress"
FAMILY_AREA = "family"
KINDS = ("skill", "information", "technique")
# In so many messages, or in the goal, which counts twice, something is what the talk is about.
_OFTEN = 2
# Words this short are too often the beginning of another one.
WHOLE_UP_TO = 3
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ENDINGS = ("", "ku", "mu", "nya", "'s", "’s")


class IdeasError(ValueError):
    """A file of the collection is not as it must be; says which file, which idea and what is missing."""


@dataclass(frozen=True)
class Idea:
    """One thing to offer: its title and, in a sentence or two, how it is done; `source` is where it comes from.

    `only_with`: beginnings of words without one of which it is not offered; none where it always is.
    """

    name: str
    kind: str
    title: Mapping[Language, str]
    how: Mapping[Language, str]
    source: str
    only_with: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True)
class Area:
    """An area of life, the beginnings of words by which a talk is known to be about it, and its ideas.

    `beside_family`: words that make a message which names somebody of the family one about this area ("ibu sakit").
    `passed_over`: phrases in which those words are none ("sakit hati").
    """

    name: str
    title: Mapping[Language, str]
    words: Mapping[Language, tuple[str, ...]]
    ideas: tuple[Idea, ...]
    beside_family: Mapping[Language, tuple[str, ...]]
    passed_over: Mapping[Language, tuple[str, ...]]


@lru_cache(maxsize=1)
def all_areas() -> tuple[Area, ...]:
    """The collection that comes with Rembuk."""
    return load_areas(FOLDER)


def load_areas(folder: Path) -> tuple[Area, ...]:
    """Read a collection, one area a file, in the order of the file names.

    Raises:
        IdeasError: a file lacks something, a name stands twice, or there is no general area.
    """
    areas = tuple(_read_area(path) for path in sorted(folder.glob("*.yml")))
    names = [area.name for area in areas]
    if GENERAL_AREA not in names:
        raise IdeasError(f"{folder}: there is no area {GENERAL_AREA!r} for what fits no other")
    _refuse_doubles(folder.name, names)
    _refuse_doubles(folder.name, [idea.name for area in areas for idea in area.ideas])
    return areas


def match_area(texts: Iterable[str], language: Language, areas: Sequence[Area]) -> Area:
    """Give the area that most words of the texts belong to; the general one where none or several do equally."""
    hits = dict.fromkeys((area.name for area in areas), 0)
    for text in texts:
        said = _words_of(text)
        found = {area.name: sum(_belongs(word, area.words[language]) for word in said) for area in areas}
        for area in areas:
            # Whoever is ill is named more often than the illness; the message is about caring all the same.
            if found.get(FAMILY_AREA) and _is_said(area.beside_family, area.passed_over, text, language):
                found[area.name] += found.pop(FAMILY_AREA) + 1
        for name, number in found.items():
            hits[name] += number
    most = max(hits.values(), default=0)
    best = [area for area in areas if hits[area.name] == most]
    if most and len(best) == 1:
        return best[0]
    return next(area for area in areas if area.name == GENERAL_AREA)


def next_ideas(area: Area, shown: Collection[str], count: int, told: Iterable[str], language: Language) -> list[Idea]:
    """Give at most `count` ideas of an area that were not shown yet and suit what was told, as they stand in its
    file; those that suit no more than something said once in passing after the others."""
    texts = list(told)
    left: list[tuple[bool, Idea]] = []
    for idea in area.ideas:
        times = sum(_is_said(idea.only_with, {}, text, language) for text in texts)
        if idea.name not in shown and (times or not idea.only_with):
            left.append((bool(idea.only_with) and times < _OFTEN, idea))
    return [idea for _, idea in sorted(left, key=lambda entry: entry[0])][:count]


def ideas_by_name(names: Iterable[str], areas: Sequence[Area]) -> list[Idea]:
    """Give the ideas of those names, in that order; a name that is gone from the collection is left out."""
    known = {idea.name: idea for area in areas for idea in area.ideas}
    return [known[name] for name in names if name in known]


def _is_said(
    words: Mapping[Language, tuple[str, ...]],
    passed_over: Mapping[Language, tuple[str, ...]],
    text: str,
    language: Language,
) -> bool:
    """Whether one of the words is said outside the phrases."""
    said = text.casefold()
    for phrase in passed_over.get(language, ()):
        said = said.replace(phrase, " ")
    return any(_belongs(word, words.get(language, ())) for word in _words_of(said))


def _words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _belongs(word: str, beginnings: Sequence[str]) -> bool:
    return any(
        word.startswith(beginning)
        if len(beginning) > WHOLE_UP_TO
        else word.startswith(beginning) and word[len(beginning) :] in _ENDINGS
        for beginning in beginnings
    )


def _read_area(path: Path) -> Area:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise IdeasError(f"{path.name}: this is no valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise IdeasError(f"{path.name}: there must be area, title, words and ideas")
    listed = content.get("ideas")
    if not isinstance(listed, list) or not listed:
        raise IdeasError(f"{path.name}: ideas must be a list of at least one idea")
    words = content.get("words")
    return Area(
        name=_text(content, "area", path.name),
        title=_both(content, "title", path.name),
        words={language: _words(words, language, path.name) for language in LANGUAGES},
        ideas=tuple(_read_idea(idea, number, path.name) for number, idea in enumerate(listed, start=1)),
        beside_family=_words_or_none(content, "beside_family", path.name),
        passed_over=_words_or_none(content, "passed_over", path.name),
    )


def _read_idea(content: Any, number: int, file: str) -> Idea:
    where = f"{file}: idea {number}"
    if not isinstance(content, dict):
        raise IdeasError(f"{where}: there must be name, kind, title, how and source")
    where = f"{where} ({content.get('name') or 'no name'})"
    kind = _text(content, "kind", where)
    if kind not in KINDS:
        raise IdeasError(f"{where}: kind is {kind!r} and must be one of {', '.join(KINDS)}")
    return Idea(
        name=_text(content, "name", where),
        kind=kind,
        title=_both(content, "title", where),
        how=_both(content, "how", where),
        source=_text(content, "source", where),
        only_with=_words_or_none(content, "only_with", where),
    )


def _text(content: Mapping[str, Any], key: str, where: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not value.strip():
        raise IdeasError(f"{where}: {key} is missing or no text")
    return value.strip()


def _both(content: Mapping[str, Any], key: str, where: str) -> dict[Language, str]:
    value = content.get(key)
    if not isinstance(value, dict):
        raise IdeasError(f"{where}: {key} is missing; it needs id and en")
    return {language: _text(value, language, f"{where}: {key}") for language in LANGUAGES}


def _words(words: Any, language: Language, file: str) -> tuple[str, ...]:
    listed = words.get(language) if isinstance(words, dict) else None
    if not isinstance(listed, list) or not all(isinstance(word, str) and word for word in listed):
        raise IdeasError(f"{file}: words: {language} is missing or holds something else than words (quote yes, no, on)")
    return tuple(word.casefold() for word in listed)


def _words_or_none(content: Mapping[str, Any], key: str, where: str) -> dict[Language, tuple[str, ...]]:
    """The words under a key that may be missing."""
    if key not in content:
        return {}
    return {language: _words(content[key], language, f"{where}: {key}") for language in LANGUAGES}


def _refuse_doubles(where: str, names: Sequence[str]) -> None:
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise IdeasError(f"{where}: the name {double!r} stands twice")
