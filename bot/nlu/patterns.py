"""Entities that need no training: ratings, times, if-then plans, people and frequencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language as Pipeline
from spacy.matcher import Matcher

from bot.counseling.if_then import parse_if_then
from bot.counseling.numbers import WORDS, read_number
from bot.counseling.ratings import find_rating
from bot.counseling.time_spans import find_spans
from bot.language import LANGUAGES, Language
from bot.nlu.component import Component
from bot.nlu.tokens import blank, language_of, read

Entity = dict[str, Any]

_CLITICS = ("", "ku", "mu", "nya")
_LISTED = ("people", "frequency")


@lru_cache(maxsize=1)
def load_patterns() -> dict[str, Any]:
    """Give the lexicon `patterns.yml`."""
    file = Path(__file__).with_name("patterns.yml")
    words: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Patterns(Component, EntityExtractorMixin):
    """Adds entities found by fixed patterns of both languages, since people mix them.

    - `rating`: the one rating of the message; its value is a number from 0 to 10.
    - `time`: each stretch that names a time to come; its value is the client's words. No date is worked out.
    - `if_then`: a plan; its value is {"if": cue, "then": action} in the client's words.
    - `people`: who is spoken of; its value is a key of the lexicon, such as mother or boss.
    - `frequency`: how often; a key of the lexicon, such as daily, or a count such as "3/week".
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        super().__init__(config, storage, resource, name)
        for language in LANGUAGES:  # so that the first message does not wait for the lexicon
            find_entities("", language)

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to those that each message has already."""
        for message in messages:
            text = message.get(TEXT)
            if text:
                found = self.add_extractor_name(find_entities(text, language_of(message)))
                message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages


def find_entities(text: str, language: Language) -> list[Entity]:
    """Give the entities of a text in order of their place, as Rasa's dictionaries without an extractor."""
    found = [*_rating(text), *_times(text), *_if_then(text, language), *_listed(text, language)]
    return sorted(found, key=lambda entity: (entity[ENTITY_ATTRIBUTE_START], entity[ENTITY_ATTRIBUTE_END]))


def _entity(kind: str, value: object, start: int, end: int) -> Entity:
    return {
        ENTITY_ATTRIBUTE_TYPE: kind,
        ENTITY_ATTRIBUTE_VALUE: value,
        ENTITY_ATTRIBUTE_START: start,
        ENTITY_ATTRIBUTE_END: end,
    }


def _rating(text: str) -> Iterator[Entity]:
    rating = find_rating(text)
    if rating is not None:
        yield _entity("rating", rating.value, rating.start, rating.end)


def _times(text: str) -> Iterator[Entity]:
    for span in find_spans(text):
        yield _entity("time", text[span.start : span.end], span.start, span.end)


def _if_then(text: str, language: Language) -> Iterator[Entity]:
    plan = parse_if_then(text, language)
    if plan is not None:
        starts = [text.index(words) for words in plan]
        ends = [start + len(words) for start, words in zip(starts, plan, strict=True)]
        yield _entity("if_then", {"if": plan[0], "then": plan[1]}, min(starts), max(ends))


def _listed(text: str, language: Language) -> Iterator[Entity]:
    doc = read(_finder(language), text)
    for entity in doc.ents:
        if entity.label_ in _LISTED:
            yield _entity(entity.label_, entity.ent_id_, entity.start_char, entity.end_char)
    for start, end in _longest(_counter(language)(doc)):
        span = doc[start:end]
        yield _entity("frequency", _count([token.lower_ for token in span]), span.start_char, span.end_char)


@lru_cache(maxsize=len(LANGUAGES))
def _finder(language: Language) -> Pipeline:
    """Give a pipeline that marks the words of the lexicon, split as the language's tokenizer splits them."""
    finder = blank(language)
    ruler = finder.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    words = load_patterns()
    patterns = [
        {"label": label, "pattern": form, "id": key}
        for label in _LISTED
        for key, forms in words[label].items()
        for form in _forms(forms, clitics=label == "people")
    ]
    patterns += [{"label": "none", "pattern": form} for form in _forms(words["not_people"], clitics=False)]
    ruler.add_patterns(patterns)
    return finder


def _forms(words: dict[Language, list[str]], *, clitics: bool) -> set[str]:
    own = {word + clitic for word in words["id"] for clitic in (_CLITICS if clitics else _CLITICS[:1])}
    return own | set(words["en"])


@lru_cache(maxsize=len(LANGUAGES))
def _counter(language: Language) -> Matcher:
    """Give a matcher of counts in a period: "3 kali seminggu", "3x a week", "twice a week", "seminggu sekali"."""
    words = load_patterns()["counted"]
    period = {"LOWER": {"IN": [form for forms in words["periods"].values() for form in forms]}}
    number = {"LOWER": {"REGEX": rf"^(?:\d{{1,2}}|{WORDS})$"}}
    times = {"LOWER": {"IN": words["times"]}}
    joined = {"LOWER": {"REGEX": r"^\d{1,2}x$"}}
    once = {"LOWER": {"IN": list(words["once"])}}
    per = {"LOWER": {"IN": words["per"]}, "OP": "?"}
    counter = Matcher(_finder(language).vocab)
    counts = [[number, times], [joined], [once]]
    counter.add("count", [[*count, per, period] for count in counts] + [[period, *count] for count in counts])
    return counter


def _longest(matches: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Give the (start, end) of the matches that lie in no other, in order."""
    spans = sorted({(start, end) for _, start, end in matches}, key=lambda span: (span[0] - span[1], span[0]))
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= other or start >= until for other, until in kept):
            kept.append((start, end))
    return sorted(kept)


def _count(words: list[str]) -> str:
    """Write a count as times/period, e.g. ["3x", "seminggu"] "3/week"."""
    counted = load_patterns()["counted"]
    period = next(name for name, forms in counted["periods"].items() if set(forms) & set(words))
    for word in words:
        if word in counted["once"]:
            return f"{counted['once'][word]}/{period}"
        if word[:1].isdigit():
            return f"{int(word.rstrip('x'))}/{period}"
    others = {*counted["times"], *counted["per"], *(form for forms in counted["periods"].values() for form in forms)}
    number = next(word for word in words if word not in others)
    return f"{int(read_number(number))}/{period}"
