"""The classifier of acts: what it answers, with and without what it leans on."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.acts import ActClassifier
from bot.nlu.asked import AskedFeaturizer
from bot.nlu.text_classifier import softmax, train_classifier
from bot.nlu.vectors import SentenceVectors
from tests.nlu.conftest import LetterEncoder, Workbench, example, message, use_encoder

FRIENDS = ["Rina", "Budi", "my sister", "kakak", "Ibu", "an old friend", "tante", "Joko"]
ACTS = ("affirm", "deny", "propose_goal", "propose_step")


def examples() -> TrainingData:
    """Two acts told apart by their words, two by nothing but what was asked."""
    return TrainingData(
        [
            one
            for friend in FRIENDS
            for one in (
                example(f"iya betul, {friend}", "affirm", asked="summary"),
                example(f"tidak, bukan {friend}", "deny", asked="summary"),
                example(f"talk with {friend}", "propose_goal", asked="goal"),
                example(f"talk with {friend}", "propose_step", asked="step"),
            )
        ]
    )


def featurized(bench: Workbench, messages: list[Message]) -> list[Message]:
    for kind in (SentenceVectors, AskedFeaturizer):
        messages = bench.create(kind).process(messages)
    return messages


def train(bench: Workbench) -> Any:
    data = examples()
    featurized(bench, data.training_examples)
    classifier = bench.create(ActClassifier)
    classifier.train(data)
    return classifier


def ranking(bench: Workbench, classifier: Any, text: str, **known: str) -> list[dict[str, Any]]:
    [judged] = classifier.process(featurized(bench, [message(text, **known)]))
    assert judged.get("intent") == judged.get("intent_ranking")[0]
    return judged.get("intent_ranking")


def test_every_act_is_in_the_ranking_best_first_and_confidences_sum_to_one(
    bench: Workbench, encoder: LetterEncoder
) -> None:
    entries = ranking(bench, train(bench), "iya betul", asked="summary")
    confidences = [entry["confidence"] for entry in entries]
    assert sorted(entry["name"] for entry in entries) == sorted(ACTS)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1.0)
    assert entries[0]["name"] == "affirm"


def test_intent_and_ranking_are_part_of_what_is_handed_on(bench: Workbench, encoder: LetterEncoder) -> None:
    [judged] = train(bench).process(featurized(bench, [message("tidak", asked="summary")]))
    assert {"intent", "intent_ranking"} <= judged.as_dict(only_output_properties=True).keys()


@pytest.mark.parametrize(("asked", "act"), [("goal", "propose_goal"), ("step", "propose_step")])
def test_the_same_words_are_another_act_after_another_question(
    bench: Workbench, encoder: LetterEncoder, asked: str, act: str
) -> None:
    assert ranking(bench, train(bench), "talk with Joko", asked=asked)[0]["name"] == act


def test_words_stand_on_their_own_when_nothing_is_known_of_the_question(
    bench: Workbench, encoder: LetterEncoder
) -> None:
    classifier = train(bench)
    assert ranking(bench, classifier, "tidak, bukan")[0]["name"] == "deny"
    goal, step = (
        next(entry["confidence"] for entry in ranking(bench, classifier, "talk with Joko") if entry["name"] == act)
        for act in ("propose_goal", "propose_step")
    )
    assert goal == pytest.approx(step, rel=0.2)


def test_a_loaded_model_answers_as_the_trained_one(bench: Workbench, encoder: LetterEncoder) -> None:
    trained = train(bench)
    loaded = bench.load(ActClassifier)
    for text in ("iya", "talk with Budi", "entah"):
        assert ranking(bench, loaded, text, asked="step") == ranking(bench, trained, text, asked="step")


def test_training_twice_gives_the_same_answers(bench: Workbench, encoder: LetterEncoder) -> None:
    assert ranking(bench, train(bench), "iya, talk") == ranking(bench, train(bench), "iya, talk")


def test_without_an_encoder_it_learns_from_the_rest_and_says_so(
    bench: Workbench, no_encoder: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="bot.nlu.acts"):
        classifier = train(bench)
    assert "without sentence vectors" in caplog.text
    assert ranking(bench, classifier, "iya betul")[0]["name"] == "affirm"


def test_a_model_with_vectors_answers_on_a_machine_without_an_encoder(
    bench: Workbench, encoder: LetterEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = train(bench)
    use_encoder(monkeypatch, None)
    assert ranking(bench, classifier, "iya betul")[0]["name"] == "affirm"
    assert ranking(bench, classifier, "talk with Budi", asked="step")[0]["name"] == "propose_step"


def test_a_message_without_text_has_no_act(bench: Workbench, encoder: LetterEncoder) -> None:
    [judged] = train(bench).process([message("")])
    assert judged.get("intent") == {"name": None, "confidence": 0.0}
    assert judged.get("intent_ranking") == []


def test_of_one_intent_nothing_is_learned(bench: Workbench, no_encoder: None) -> None:
    bench.create(ActClassifier).train(TrainingData([example("halo", "greet"), example("hai", "greet")]))
    [judged] = bench.load(ActClassifier).process([message("halo")])
    assert judged.get("intent")["name"] is None


def test_confidences_follow_how_often_the_answer_is_right() -> None:
    """Labels that no word tells apart get even odds, however sure the margins are."""
    texts = [f"sama saja {number} {number % 7}" for number in range(200)]
    torn = train_classifier(texts, [("a", "b")[(n // 7) % 2] for n in range(200)], c=1.0, vector_length=1.0)
    clear = train_classifier([*["iya"] * 50, *["tidak"] * 50], ["a"] * 50 + ["b"] * 50, c=1.0, vector_length=1.0)
    assert torn.chances(["sama saja 3"]).max() < 0.7
    assert clear.chances(["iya"]).max() > 0.7


@given(st.lists(st.lists(st.floats(-500, 500), min_size=3, max_size=3), min_size=1, max_size=5))
def test_softmax_gives_probabilities_in_the_order_of_the_logits(logits: list[list[float]]) -> None:
    rows = softmax(np.array(logits))
    assert np.allclose(rows.sum(axis=1), 1.0)
    for given_row, row in zip(logits, rows):
        assert row[int(np.argmax(given_row))] == row.max()
