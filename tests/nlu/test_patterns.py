from __future__ import annotations

import time
from typing import Any

import dateparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language import LANGUAGES, Language
from bot.nlu.patterns import Patterns, find_entities, load_patterns


@pytest.fixture(scope="module")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Patterns:
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("model"))
    return Patterns.create({}, storage, Resource("patterns"), ExecutionContext(GraphSchema({})))


def found(text: str, kind: str, language: Language = "id") -> list[tuple[Any, str]]:
    """Give (value, words) of the entities of one kind."""
    return [
        (entity["value"], text[entity["start"] : entity["end"]])
        for entity in find_entities(text, language)
        if entity["entity"] == kind
    ]


def test_entities_join_those_already_there(patterns: Patterns) -> None:
    known = {"entity": "language", "value": "id", "start": 0, "end": 0, "extractor": "LanguageTagger"}
    message = Message({TEXT: "7 deh", ENTITIES: [known]})
    patterns.process([message])
    rating = {"entity": "rating", "value": 7.0, "start": 0, "end": 1, "extractor": "Patterns"}
    assert message.get(ENTITIES) == [known, rating]
    assert ENTITIES in message.output_properties


def test_a_message_without_text_is_left_alone(patterns: Patterns) -> None:
    message = Message({"intent": "restart"})
    patterns.process([message])
    assert message.get(ENTITIES) is None


@pytest.mark.parametrize(
    ("text", "language", "entities"),
    [
        ("lumayan, enam lah", "id", [(6.0, "enam")]),
        ("about 6-7 I think", "en", [(6.5, "6-7")]),
        ("8 dari 10", "id", [(8.0, "8 dari 10")]),
        ("jam 7", "id", []),
    ],
)
def test_finds_the_rating(text: str, language: Language, entities: list[tuple[float, str]]) -> None:
    assert found(text, "rating", language) == entities


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("nelpon dosen besok jam 7 malam", "id", ["besok jam 7 malam"]),
        ("besok aku nelpon jam 7", "id", ["besok", "jam 7"]),
        ("I'll call her next Monday after work", "en", ["next Monday after work"]),
        ("kemarin malam aku nangis", "id", []),
    ],
)
def test_finds_the_words_of_times(text: str, language: Language, words: list[str]) -> None:
    assert found(text, "time", language) == [(word, word) for word in words]


def test_finds_an_if_then_plan() -> None:
    text = "oke. kalau males, ya aku jalan 5 menit aja"
    plan = {"if": "males", "then": "aku jalan 5 menit aja"}
    assert found(text, "if_then") == [(plan, "males, ya aku jalan 5 menit aja")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ibuku nanya terus", ["mother"]),
        ("Bapak sama istriku", ["father", "wife"]),
        ("ketemu dosbing, takut dosennya", ["lecturer", "lecturer"]),
        ("my mom's boss and my ex-husband", ["mother", "boss", "ex"]),
        ("teman kantor dan teman-teman", ["colleague", "friend"]),
        ("ortu, orang tuaku, ibu mertua", ["parents", "parents", "in_laws"]),
        ("anak kos di ibu kota", []),
        ("berkali-kali mencoba", []),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_finds_people_of_both_languages(text: str, who: list[str], language: Language) -> None:
    assert [value for value, _ in found(text, "people", language)] == who


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("tiap hari", "daily"),
        ("kadang-kadang", "sometimes"),
        ("gak pernah", "never"),
        ("most of the time", "usually"),
        ("3x seminggu", "3/week"),
        ("tiga kali sehari", "3/day"),
        ("seminggu sekali", "1/week"),
        ("twice a week", "2/week"),
        ("3 times per month", "3/month"),
        ("12 times a year", "12/year"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_finds_frequencies(text: str, often: str, language: Language) -> None:
    assert found(f"aku {text} lari", "frequency", language) == [(often, text)]


def test_every_word_of_the_lexicon_is_found_under_its_key() -> None:
    words = load_patterns()
    for kind in ("people", "frequency"):
        for key, forms in words[kind].items():
            for language in LANGUAGES:
                for form in forms[language]:
                    values = {value for value, of in found(form, kind, language) if of == form}
                    assert key in values, f"{form} is not {key}"


def test_emoji_do_not_shift_the_offsets() -> None:
    text = "😭👨‍👩‍👧 ibu, besok 🙏 7️⃣"
    assert found(text, "people") == [("mother", "ibu")]
    assert found(text, "time") == [("besok", "besok")]


@given(st.text(st.characters(), max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_gives_entities_within_it(text: str, language: Language) -> None:
    for entity in find_entities(text, language):
        assert 0 <= entity["start"] < entity["end"] <= len(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_of_fifteen_words_takes_two_milliseconds_at_most(language: Language) -> None:
    text = "kayaknya besok pagi aku mau coba nelpon dosen dulu deh habis subuh biar ibuku tenang"
    assert len(text.split()) == 15
    find_entities(text, language)
    spans = []
    for _ in range(50):
        begun = time.perf_counter()
        find_entities(text, language)
        spans.append(time.perf_counter() - begun)
    assert min(spans) < 0.002


@pytest.mark.parametrize("unit", ["-", "1 ", "kalau, ", "besok, ", "aku "])
def test_the_longest_message_does_not_hang(unit: str) -> None:
    begun = time.process_time()
    find_entities((unit * 4000)[:4000], "id")
    assert time.process_time() - begun < 3


def test_no_date_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateparser, "parse", lambda *_, **__: pytest.fail("dateparser was called"))
    assert found("12 Maret 2027", "time") == [("12 Maret 2027", "12 Maret 2027")]
