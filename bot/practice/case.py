"""Cases: who a simulated client is, and every line they may say. One YAML file each, in both languages."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, get_args

import yaml

from bot.counseling.address import Form
from bot.language import LANGUAGES, Language
from bot.skills.codes import Talk

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[1] / "cases"
# Whoever asks for the cases while they are read waits for them, and does not read them too.
_READING = Lock()
# The topic of lines that fit whatever is talked about.
GENERAL = "general"
# Topics of plain facts, which are told when they are asked for.
EVERYDAY = ("today", "daily")

# What an act is where the line itself does not say it.
_TALK: dict[str, Talk] = {
    **dict.fromkeys(("accept", "plan", "commit"), "change"),
    **dict.fromkeys(("deny", "downplay", "doubt", "reject", "blame", "leave"), "sustain"),
}

Stage = Literal["precontemplation", "contemplation", "preparation", "action"]
STAGES: tuple[Stage, ...] = get_args(Stage)
Both = Mapping[Language, str]


class CaseError(ValueError):
    """A case file is not as it must be; the message names every place with its line number and what to do."""


@dataclass(frozen=True)
class Line:
    """One thing the client may say.

    Attributes:
        id: where it stands in the file (supervisor.0.inform.3, always.greet.1); the last number counts from 1.
        act: what saying it does (inform, doubt, …; for the lines that every client has: greet, repeat, …).
        tier: 0 from the start, 1 once they trust a little, 2 only when they trust much.
        asks: questions it answers, its own and those of `basics()`.
        talk: change where it speaks for change, sustain where it speaks for things as they are, else neutral.
    """

    id: str
    topic: str
    tier: int
    act: str
    text: Both
    asks: Mapping[Language, tuple[str, ...]]
    talk: Talk


@dataclass(frozen=True)
class Topic:
    """Something the client's life is about, and the words that bring it up."""

    name: str
    words: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True)
class Person:
    """Who speaks; `speaks` is how they say I in Indonesian, `address` how one would address them there."""

    name: str
    age: int
    speaks: str
    address: Form


@dataclass(frozen=True)
class About:
    """What the trainee reads before."""

    title: str
    setting: str
    text: str


@dataclass(frozen=True)
class Start:
    """Where the client stands at the beginning; numbers 0-1."""

    trust: float
    receptivity: float
    importance: float
    confidence: float
    stage: Stage


@dataclass(frozen=True)
class Case:
    """A simulated client; `difficulty` 1 easy to 3 hard; `tiers` says what each of the three tiers holds."""

    name: str
    difficulty: int
    style: str
    person: Person
    about: Mapping[Language, About]
    start: Start
    tiers: tuple[Both, ...]
    beliefs: tuple[Both, ...]
    values: tuple[Both, ...]
    accepts: tuple[Both, ...]
    never: tuple[Both, ...]
    topics: tuple[Topic, ...]
    lines: tuple[Line, ...]
    always: Mapping[str, tuple[Line, ...]]

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """Every line, those under `always` too."""
        return {line.id: line for line in (*self.lines, *(line for lines in self.always.values() for line in lines))}


def load_case(path: Path) -> Case:
    """Read one case.

    Raises:
        CaseError: the file is not as it must be; the message holds all that is wrong with it.
        FileNotFoundError: there is no such file.
    """
    from bot.practice.check import check, read

    content, problems = read(path)
    problems = problems or check(content, path)
    if problems:
        raise CaseError("\n".join(str(problem) for problem in problems))
    return _case(content.data)


@lru_cache(maxsize=1)
def basics() -> dict[str, dict[Language, list[str]]]:
    """Questions that any client may be asked, in several wordings; by the name that a line calls them by."""
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("basics.yml").read_text(encoding="utf-8"))
    return content


def all_cases() -> dict[str, Case]:
    """The cases that come with Rembuk, by name, the easy ones first; a damaged one is left out, and the log says so."""
    with _READING:
        return _read_once(FOLDER)


@lru_cache(maxsize=1)
def _read_once(folder: Path) -> dict[str, Case]:
    cases = []
    for path in folder.glob("*.yml"):
        try:
            cases.append(load_case(path))
        except (CaseError, OSError) as error:
            logger.error("A case is left out: %s", error)
    return {case.name: case for case in sorted(cases, key=lambda case: (case.difficulty, case.name))}


def _case(data: Mapping[str, Any]) -> Case:
    person, start = data["person"], data["start"]
    return Case(
        name=data["name"],
        difficulty=data["difficulty"],
        style=data["style"],
        person=Person(
            person["name"],
            person["age"],
            person["speaks"]["id"],
            person.get("address") or ("anda" if person["speaks"]["id"] == "saya" else "kamu"),
        ),
        about={language: About(**data["about"][language]) for language in LANGUAGES},
        start=Start(
            float(start["trust"]),
            float(start["receptivity"]),
            float(start["importance"]),
            float(start["confidence"]),
            start["stage"],
        ),
        tiers=tuple(_both(data["tiers"][tier]) for tier in (0, 1, 2)),
        beliefs=tuple(map(_both, data["beliefs"])),
        values=tuple(map(_both, data["values"])),
        accepts=tuple(map(_both, data["plans"]["accepts"])),
        never=tuple(map(_both, data["plans"]["never"])),
        topics=tuple(
            Topic(name, {language: tuple(words[language]) for language in LANGUAGES})
            for name, words in data["topics"].items()
        ),
        lines=tuple(
            _line(f"{topic}.{tier}.{act}.{number}", topic, tier, act, line)
            for topic, tiers in data["lines"].items()
            for tier, acts in tiers.items()
            for act, lines in acts.items()
            for number, line in enumerate(lines, start=1)
        ),
        always={
            act: tuple(
                _line(f"always.{act}.{number}", GENERAL, 0, act, line) for number, line in enumerate(lines, start=1)
            )
            for act, lines in data["always"].items()
        },
    )


def _line(name: str, topic: str, tier: int, act: str, line: Mapping[str, Any]) -> Line:
    asked = line.get("asks", {})
    shared = [basics()[basic] for basic in asked.get("basics", ())]
    asks = {
        language: (*_listed(asked.get(language, [])), *(cue for basic in shared for cue in basic[language]))
        for language in LANGUAGES
    }
    return Line(name, topic, tier, act, _both(line), asks, line.get("talk") or _TALK.get(act, "neutral"))


def _both(pair: Mapping[str, Any]) -> Both:
    return {language: pair[language].strip() for language in LANGUAGES}


def _listed(asked: str | list[str]) -> tuple[str, ...]:
    return (asked,) if isinstance(asked, str) else tuple(asked)
