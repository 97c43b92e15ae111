"""Tokens by spaCy's rules for the language of each message."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import spacy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.lang.id import Indonesian
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces

from bot.language import LANGUAGES, Language
from bot.nlu.component import Component

_SURROGATE = re.compile("[\ud800-\udfff]")
# spaCy takes seconds over a long run of punctuation without a space, so runs are read in pieces.
_LONG_RUN = re.compile(r"\S{61}")
_PIECE = re.compile(r"\S{1,60}|\s+")


class _Indonesian(Indonesian):
    """spaCy's Indonesian without its list of 15,000 words that stay whole, which takes seconds to load.

    Nearly all of them are doubled words (anak-anak, mati-matian), which a rule knows as well, and with any ending.
    """

    class Defaults(Indonesian.Defaults):
        tokenizer_exceptions = BASE_EXCEPTIONS
        token_match = re.compile(r"(?i)(\w+)-\1\w*\Z").match


def blank(language: Language) -> Pipeline:
    """Make a bare pipeline of a language: its tokenizer and nothing else."""
    return _Indonesian() if language == "id" else spacy.blank(language)


@lru_cache(maxsize=len(LANGUAGES))
def _tokenizer(language: Language) -> Pipeline:
    return blank(language)


def language_of(message: Message) -> Language:
    """Give the language the message was tagged with; Indonesian where it was not."""
    return "en" if message.get("language") == "en" else "id"


def read(pipeline: Pipeline, text: str) -> Doc:
    """Run a pipeline over any text, its offsets kept, in time that grows with its length only.

    Lone surrogates, on which spaCy fails, are read as U+FFFD.
    """
    text = _SURROGATE.sub("\ufffd", text)
    if not _LONG_RUN.search(text):
        return pipeline(text)
    words = [token.text for piece in _PIECE.findall(text) for token in pipeline.tokenizer(piece)]
    words, spaces = get_words_and_spaces(words, text)
    return pipeline(Doc(pipeline.vocab, words=words, spaces=spaces))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyTokens(Component, Tokenizer):
    """Splits a text by the tokenizer of its `language` (id or en; untagged: id).

    Every text that is not empty has at least one token, and each token stands where it says: `text[start:end]`
    is its text, counted in code points.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        Component.__init__(self, config, storage, resource, name)
        Tokenizer.__init__(self, config)

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = message.get(attribute)
        doc = read(_tokenizer(language_of(message)), text)
        spans = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
        words = [Token(text[start:end], start) for start, end in spans]
        return self._apply_token_pattern(words) or ([Token(text, 0)] if text else [])
