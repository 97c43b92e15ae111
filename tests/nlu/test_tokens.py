from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.tokens import SpacyTokens


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> SpacyTokens:
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    component = SpacyTokens.create({}, storage, Resource("tokens"), ExecutionContext(GraphSchema({})))
    assert isinstance(component, SpacyTokens)
    return component


def split(tokens: SpacyTokens, text: str, language: str | None = None) -> list[Token]:
    message = Message({TEXT: text, **({"language": language} if language else {})})
    tokens.process([message])
    found: list[Token] = message.get(TOKENS_NAMES[TEXT])
    return found


def test_each_language_has_its_own_rules(tokens: SpacyTokens) -> None:
    assert [token.text for token in split(tokens, "I don't know", "en")] == ["I", "do", "n't", "know"]
    assert [token.text for token in split(tokens, "I don't know", "id")] == ["I", "don't", "know"]


def test_doubled_words_stay_whole_in_indonesian(tokens: SpacyTokens) -> None:
    said = split(tokens, "anak-anakku main mati-matian, pagi-sore", "id")
    assert [token.text for token in said] == ["anak-anakku", "main", "mati-matian", ",", "pagi", "-", "sore"]


@pytest.mark.parametrize("language", [None, "", "jv"])
def test_an_untagged_text_is_read_as_indonesian(tokens: SpacyTokens, language: str | None) -> None:
    assert split(tokens, "gak tau, don't", language) == split(tokens, "gak tau, don't", "id")


def test_training_examples_are_split_too(tokens: SpacyTokens) -> None:
    example = Message({TEXT: "halo, kak", "intent": "greet"})
    tokens.process_training_data(TrainingData([example]))
    assert [token.text for token in example.get(TOKENS_NAMES[TEXT])] == ["halo", ",", "kak"]


@pytest.mark.parametrize(
    "text",
    [
        "capek banget😭😭 tau",
        "👨‍👩‍👧 ibuku 7️⃣",
        "e\u0301 acute",
        "\u202eRTL\u202c teks",
        "ß İstanbul",
        "نعم",
        "a\u00a0b\u200bc",
        "\ud800 x",
    ],
)
def test_every_token_stands_where_it_says(tokens: SpacyTokens, text: str) -> None:
    for token in split(tokens, text):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize("text", [" ", "\n\t", "\u00a0", "😭", "\u200b", "\ud800", "…"])
def test_a_text_without_words_is_one_token(tokens: SpacyTokens, text: str) -> None:
    assert [(token.text, token.start, token.end) for token in split(tokens, text)] == [(text, 0, len(text))]


@given(text=st.text(st.characters(), min_size=1, max_size=90), language=st.sampled_from(["id", "en"]))
def test_any_text_is_covered_by_tokens_in_order(tokens: SpacyTokens, text: str, language: str) -> None:
    found = split(tokens, text, language)
    assert found
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert "".join(text.split()) == "".join("".join(token.text.split()) for token in found)


@pytest.mark.parametrize("run", ["-", ",", "->", "ha", "😭"])
def test_a_long_run_without_spaces_is_read_soon(tokens: SpacyTokens, run: str) -> None:
    text = (run * 4000)[:4000]
    begun = time.process_time()
    found = split(tokens, text)
    assert time.process_time() - begun < 2
    assert "".join(token.text for token in found) == text
