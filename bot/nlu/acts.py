"""Which act a message is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import Component
from bot.nlu.encoder import Vectors
from bot.nlu.text_classifier import TextClassifier, load_classifier, save_classifier, train_classifier

logger = logging.getLogger(__name__)

RANKING = "intent_ranking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(Component, IntentClassifier):
    """Sets `intent` and `intent_ranking`, best first; the confidences of all acts together sum to 1.

    Reads the words itself, the vector and what was asked from the featurizers before it. Where a machine has no
    encoder it learns without vectors and says so; a model that was trained with them still answers there.
    A message without text gets no act (name None, confidence 0, empty ranking).

    Config:
        vectors, asked: aliases of the two featurizers.
        ranking_length: how many acts the ranking holds. It travels with every event of a conversation: keep it short.
        C, vector_length, unasked_weight: see `train_classifier`; chosen in docs/decisions/0003-pipeline.md.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "vectors": "vectors",
            "asked": "asked",
            "C": 0.2,
            "vector_length": 1.5,
            "unasked_weight": 0.5,
            "ranking_length": 10,
        }

    _model: TextClassifier | None = None

    def take_up(self) -> None:
        self._model = load_classifier(self._storage, self._resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has a text and an intent; of fewer than two intents nothing is learned."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        acts = [example.get(INTENT) for example in examples]
        if len(set(acts)) < 2:
            return self._resource
        vectors = self._rows(examples, "vectors")
        if vectors is None:
            logger.warning("The acts are learned without sentence vectors: more of them will be misunderstood.")
        self._model = train_classifier(
            [example.get(TEXT) for example in examples],
            acts,
            vectors,
            self._rows(examples, "asked"),
            c=self._config["C"],
            vector_length=self._config["vector_length"],
            unasked_weight=self._config["unasked_weight"],
        )
        save_classifier(self._storage, self._resource, self._model)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: no component after this one learns from predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(INTENT, {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, add_to_output=True)
            message.set(RANKING, [], add_to_output=True)
        told = [message for message in messages if message.get(TEXT)]
        if self._model is None or not told:
            return messages
        texts = [message.get(TEXT) for message in told]
        chances = self._model.chances(texts, self._rows(told, "vectors"), self._rows(told, "asked"))
        for message, row in zip(told, chances):
            ranking = [
                {INTENT_NAME_KEY: self._model.labels[i], PREDICTED_CONFIDENCE_KEY: float(row[i])}
                for i in np.argsort(-row, kind="stable")[: self._config["ranking_length"]]
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
        return messages

    def _rows(self, messages: Sequence[Message], featurizer: str) -> Vectors | None:
        """Give what one featurizer made, a row a message, zeros where it made nothing; None where it made none."""
        found = [message.get_dense_features(TEXT, [self._config[featurizer]])[1] for message in messages]
        rows = [None if features is None else np.asarray(features.features, np.float32)[0] for features in found]
        width = next((len(row) for row in rows if row is not None), 0)
        return np.stack([np.zeros(width, np.float32) if row is None else row for row in rows]) if width else None
