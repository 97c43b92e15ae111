"""Which language a message is in, and when a conversation changes its own."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language import LanguageTagger
from tests.nlu.conftest import Workbench, example, message

INDONESIAN = """aku capek banget | kamu siapa | nggak tahu harus mulai dari mana | terima kasih ya kak
iya betul | saya ingin lulus tahun ini | ibu saya sakit | mungkin besok pagi | takut ketemu dosen | belum sempat"""
ENGLISH = """I am so tired | who are you | no idea where to start | thank you so much
yes that's right | I want to graduate this year | my mother is ill | maybe tomorrow morning
I'm afraid of my boss | not yet"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.replace("\n", "|").split("|")]


@pytest.fixture
def tagger(bench: Workbench) -> Any:
    examples = [example(text, "say", language="id") for text in lines(INDONESIAN)]
    examples += [example(text, "say", language="en") for text in lines(ENGLISH)]
    bench.create(LanguageTagger).train(TrainingData(examples))
    # What counts as clear is a matter of how much was learned; here it is little.
    return bench.load(LanguageTagger, sure=0.6)


def tag(tagger: Any, text: str, **known: str) -> tuple[str, list[str]]:
    [tagged] = tagger.process([message(text, **known)])
    return tagged.get("language"), [entity["value"] for entity in tagged.get("entities", [])]


@pytest.mark.parametrize(
    ("text", "language"),
    [("saya takut sama ibu", "id"), ("aku nggak sempat", "id"), ("I am afraid of my mother", "en"), ("thanks", "en")],
)
def test_the_first_message_is_told_by_its_characters(tagger: Any, text: str, language: str) -> None:
    assert tag(tagger, text) == (language, [])


def test_the_language_is_part_of_what_is_handed_on(tagger: Any) -> None:
    [tagged] = tagger.process([message("thank you")])
    assert tagged.as_dict(only_output_properties=True)["language"] == "en"


def test_a_conversation_keeps_its_language_when_people_mix(tagger: Any) -> None:
    assert tag(tagger, "I am so tired of my mother", language="id", asked="goal") == ("id", [])


def test_a_clear_sentence_changes_it_while_the_first_questions_are_open(tagger: Any) -> None:
    assert tag(tagger, "I am so tired of my mother", language="id", asked="problem") == ("en", ["en"])


def test_a_short_answer_never_changes_it(tagger: Any) -> None:
    assert tag(tagger, "yes, tomorrow morning", language="id", asked="consent") == ("id", [])


def test_an_unknown_language_of_a_conversation_is_told_anew(tagger: Any) -> None:
    assert tag(tagger, "terima kasih ya", language="fr") == ("id", [])


def test_training_examples_are_tagged_with_the_language_they_are_filed_under(bench: Workbench) -> None:
    data = TrainingData([example("ok", "affirm", language="en"), example("ok", "affirm")])
    bench.create(LanguageTagger).process_training_data(data)
    assert [one.get("language") for one in data.training_examples] == ["en", "id"]


def test_untrained_and_without_text_it_is_indonesian(bench: Workbench, tagger: Any) -> None:
    assert tag(bench.create(LanguageTagger), "good morning") == ("id", [])
    assert tag(tagger, "  ") == ("id", [])
