"""Sentence vectors as features."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.e5 import TUNINGS, TunedFor
from bot.nlu.encoder import CachedEncoder, EarlyEncoder, Encoder, find_encoder
from bot.settings import ROOT, load_settings


@lru_cache(maxsize=len(TUNINGS))
def make_encoder(tuned_for: TunedFor = "talks") -> EarlyEncoder | None:
    """Give the one encoder of this process that is tuned so, or None (and say so, once) where none can be had."""
    encoder = find_encoder(ROOT / "models", tuned_for)
    return None if encoder is None else EarlyEncoder(encoder)


def make_training_encoder() -> Encoder | None:
    """Give an encoder that keeps what it made on disk, so that a second training is fast; None as above."""
    encoder = make_encoder()
    return encoder and CachedEncoder(encoder, load_settings().data_dir / "cache" / "vectors.npz")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """One vector a message as its sentence feature; none at all on a machine without an encoder."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "alias": "vectors"}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        return cls(execution_context.node_name, config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self._featurize(training_data.training_examples, make_training_encoder())
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        self._featurize(messages, make_encoder())
        return messages

    def _featurize(self, messages: list[Message], encoder: Encoder | None) -> None:
        told = [message for message in messages if message.get(TEXT)]
        if encoder is None or not told:
            return
        for message, vector in zip(told, encoder.encode([message.get(TEXT) for message in told])):
            self.add_features_to_message(None, vector.reshape(1, -1), TEXT, message)
