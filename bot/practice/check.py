"""Whether a case file is as it must be, and what to do where it is not: file, line number, place, remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.language import LANGUAGES
from bot.practice.case import basics

# Least numbers of pairs a case; more than fifty turns must go by without a line said twice.
LEAST_LINES = 170
LEAST_OF_ACT = {
    "inform": 66, "engage": 22, "hesitate": 12, "doubt": 12, "deny": 8, "downplay": 8, "blame": 8, "reject": 10,
    "accept": 9, "plan": 10, "thank": 3, "leave": 4,
}  # fmt: skip
LEAST_INFORM_OF_TIER = {0: 28, 1: 22, 2: 16}
LEAST_GENERAL = {"doubt": 5, "reject": 5, "engage": 5, "hesitate": 5, "deny": 3, "downplay": 3, "blame": 3}
LEAST_TIERS_OF_TOPIC = 2
OWN_OF_TIER = ("engage", "hesitate")
MOST_WORDS = 60
_NAMES = {"object": "a block with names and colons", "array": "a list", "string": "a text", "number": "a number",
          "integer": "a whole number"}  # fmt: skip

# The one written in C is eight times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One thing wrong; `line` counts from 1."""

    file: str
    line: int
    place: str
    what: str

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{self.file}, line {self.line}: {place}{self.what}"


@dataclass(frozen=True)
class Content:
    """What a file holds, and on which line each part of it begins."""

    data: Any
    lines: Mapping[Path_, int]

    def line(self, path: Path_) -> int:
        """The line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(path: Path) -> tuple[Content, list[Problem]]:
    """Read a file; the problems are those that make it unreadable.

    Raises:
        FileNotFoundError: there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        loader = _LOADER(text)
        node = loader.get_single_node()
    except UnicodeDecodeError:
        return Content(None, {}), [Problem(path.name, 1, "", "this is not UTF-8; save it with the encoding UTF-8")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"{error.problem or error.context}; look for a missing quote, colon or space on this line or just above"
        return Content(None, {}), [Problem(path.name, mark.line + 1 if mark else 1, "", what)]
    except yaml.YAMLError as error:
        return Content(None, {}), [Problem(path.name, 1, "", f"{error}; take out the sign that cannot be read")]
    if node is None:
        return Content(None, {}), [Problem(path.name, 1, "", "the file is empty; start from a copy of another case")]
    lines: dict[Path_, int] = {}
    problems = [
        Problem(path.name, line, _place((*at, name)), "stands twice here; put both together into one")
        for at, name, line in _walk(node, (), lines)
    ]
    return Content(loader.construct_document(node), lines), problems


def check(content: Content, path: Path) -> list[Problem]:
    """Everything wrong with what a file holds, in the order of its lines."""
    problems = [
        Problem(path.name, content.line(at), _place(at), what)
        for error in _validator().iter_errors(content.data)
        for at, what in _explained(error)
    ]
    if not problems:
        problems = [Problem(path.name, content.line(at), _place(at), what) for at, what in _wanting(content.data, path)]
    return sorted(problems, key=lambda problem: problem.line)


def counts(data: Mapping[str, Any]) -> dict[str, dict[int, int]]:
    """How many pairs of lines a case has: act -> tier -> number."""
    table: dict[str, dict[int, int]] = {act: {0: 0, 1: 0, 2: 0} for act in LEAST_OF_ACT}
    for _, (_, tier, act), _ in _lines(data):
        table[act][tier] += 1
    return table


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    schema = yaml.safe_load(Path(__file__).with_name("case_schema.yml").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _walk(node: yaml.Node, at: Path_, lines: dict[Path_, int]) -> Iterator[tuple[Path_, str, int]]:
    """Note the line of every part; give the names that stand twice in one block (YAML would drop the first)."""
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            name: str | int = int(key.value) if key.tag.endswith(":int") else key.value
            if name in seen:
                yield at, str(name), key.start_mark.line + 1
            seen.add(name)
            inside = (*at, name)
            lines[inside] = key.start_mark.line + 1
            yield from _walk(value, inside, lines)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _walk(value, (*at, place), lines)


def _explained(error: ValidationError) -> Iterator[tuple[Path_, str]]:
    """A library's error in plain words, with what to do."""
    at: Path_ = tuple(error.absolute_path)
    todo = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        name = next(name for name in missing if error.message.startswith(repr(name)))
        inside = _described(error.schema.get("properties", {}).get(name, {}))
        yield at, f"{name} is missing; add it{f' ({inside})' if inside else ''}"
    elif error.validator == "additionalProperties":
        for name in error.instance:
            if name not in error.schema["properties"]:
                yield (*at, name), f"nothing is called that here; use {', '.join(map(str, error.schema['properties']))}"
    elif error.parent is not None and error.parent.validator == "propertyNames":
        yield (*at, error.instance), f"this name cannot stand here; {todo or 'small letters, digits and _ only'}"
    elif error.validator == "propertyNames" or (error.validator == "enum" and not todo):
        names = _listed(error.validator_value)
        yield (*at, error.instance), f"{error.instance!r} cannot stand here; use one of {names}"
    elif error.validator in ("type", "anyOf"):
        wanted = _NAMES.get(str(error.validator_value), "")
        yield at, f"this must be {wanted or todo}{f': {todo}' if wanted and todo else ''}"
    elif error.validator in ("minItems", "minProperties"):
        yield at, f"there are {len(error.instance)}, which is too few; write {todo}"
    else:
        yield at, f"{error.instance!r} does not fit; {todo}"


def _described(schema: Mapping[str, Any]) -> str:
    """What the schema of a part says must be written there."""
    if "$ref" in schema:
        schema = _validator().schema["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return str(schema.get("description", ""))


def _wanting(data: Mapping[str, Any], path: Path) -> Iterator[tuple[Path_, str]]:
    """What no schema can say: names that belong together, and least numbers."""
    if data["name"] != path.stem:
        yield ("name",), f"the file is called {path.stem}; write `name: {path.stem}` or rename the file"
    for topic in data["lines"]:
        if topic != "general" and topic not in data["topics"]:
            yield ("lines", topic), "this topic is not under topics; add it there with its words, or correct its name"
    yield from _too_few(data)
    yield from _unanswered(data)
    yield from _said_twice(data)


def _too_few(data: Mapping[str, Any]) -> Iterator[tuple[Path_, str]]:
    table = counts(data)
    total = sum(sum(tiers.values()) for tiers in table.values())
    if total < LEAST_LINES:
        yield ("lines",), f"there are {total} lines; write at least {LEAST_LINES}"
    for act, least in LEAST_OF_ACT.items():
        there = sum(table[act].values())
        if there < least:
            yield ("lines",), f"there are {there} lines of {act}; write at least {least}"
    for tier, least in LEAST_INFORM_OF_TIER.items():
        if table["inform"][tier] < least:
            yield ("lines",), f"tier {tier} has {table['inform'][tier]} lines of inform; write at least {least}"
    for tier in (1, 2):
        for act in OWN_OF_TIER:
            if not table[act][tier]:
                yield ("lines",), f"tier {tier} has no line of {act}; write one or more"
    general = data["lines"]["general"].get(0, {})
    for act, least in LEAST_GENERAL.items():
        there = len(general.get(act, ()))
        if there < least:
            yield ("lines", "general", 0), f"there are {there} lines of {act}; write at least {least}"
    for topic in data["topics"]:
        tiers = data["lines"].get(topic, {})
        telling = [tier for tier, acts in tiers.items() if acts.get("inform")]
        if len(telling) < LEAST_TIERS_OF_TOPIC:
            where: Path_ = ("lines", topic) if tiers else ("topics", topic)
            what = f"{topic} has inform lines in {len(telling)} tiers; write some in at least {LEAST_TIERS_OF_TOPIC}"
            yield where, what


def _unanswered(data: Mapping[str, Any]) -> Iterator[tuple[Path_, str]]:
    """Basic questions that no line of tier 0 answers, and names that are none."""
    answered = set()
    for at, (_, tier, _), line in _lines(data):
        named = set(line.get("asks", {}).get("basics", ()))
        for name in sorted(named - set(basics())):
            yield (*at, "asks"), f"{name} is no basic question; the names are in bot/practice/basics.yml"
        answered |= named if tier == 0 else set()
    missing = [name for name in basics() if name not in answered]
    if missing:
        yield ("lines",), f"no line of tier 0 answers these basics: {', '.join(missing)}"


def _said_twice(data: Mapping[str, Any]) -> Iterator[tuple[Path_, str]]:
    """Lines without the question they answer, of the same words, or too long."""
    for at, (_, _, act), line in _lines(data):
        if act == "inform" and "asks" not in line:
            yield at, 'an inform line needs the question it answers; add asks: {id: "…", en: "…"}'
    every = [(at, line) for at, _, line in _lines(data)]
    every += [
        (("always", act, place), line) for act, lines in data["always"].items() for place, line in enumerate(lines)
    ]
    for language in LANGUAGES:
        said = Counter(" ".join(line[language].casefold().split()) for _, line in every)
        seen = set()
        for at, line in every:
            text = " ".join(line[language].casefold().split())
            if said[text] > 1 and text in seen:
                yield (*at, language), f"{line[language]!r} stands in the file already; say it in other words"
            seen.add(text)
            if len(text.split()) > MOST_WORDS:
                yield (*at, language), f"{len(text.split())} words are too many for one turn; at most {MOST_WORDS}"


def _lines(data: Mapping[str, Any]) -> Iterator[tuple[Path_, tuple[str, int, str], Mapping[str, Any]]]:
    """Each line with its path, and its topic, tier and act."""
    for topic, tiers in data["lines"].items():
        for tier, acts in tiers.items():
            for act, lines in acts.items():
                for place, line in enumerate(lines):
                    yield ("lines", topic, tier, act, place), (topic, tier, act), line


def _place(at: Path_) -> str:
    """A path in words: lines → supervisor → 0 → inform → number 3."""
    numbered = tuple(
        f"number {part + 1}" if isinstance(part, int) and at[0] != "tiers" and place not in (2,) else part
        for place, part in enumerate(at)
    )
    return " → ".join(map(str, numbered))


def _listed(values: Any) -> str:
    return ", ".join(map(str, values)) if isinstance(values, list) else str(values)
