"""What was asked last, as features: the same words are a goal after one question and a step after another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.counseling.questions import ASKED
from bot.nlu.component import Component
from bot.nlu.encoder import Encoder, Vectors
from bot.nlu.metadata import metadata_of
from bot.nlu.text_classifier import TextClassifier, load_classifier, save_classifier, train_classifier
from bot.nlu.vectors import make_encoder, make_training_encoder

PROMPTS = Path(__file__).parent / "prompts"


@lru_cache(maxsize=1)
def load_prompts() -> tuple[tuple[str, str], ...]:
    """Give (wording, asked) of every hand-written wording of a question, both languages."""
    return tuple(
        (wording, asked)
        for file in sorted(PROMPTS.glob("*.yml"))
        for asked, wordings in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for wording in wordings
    )


def train_prompt_reader(prompts: Sequence[tuple[str, str]], encoder: Encoder | None) -> TextClassifier:
    """Learn to tell what a wording asks.

    Wordings of one question share few words and much meaning, so the vector (where there is an encoder) weighs
    four times what the words do.
    """
    wordings = [wording for wording, _ in prompts]
    vectors = encoder.encode(wordings) if encoder else None
    return train_classifier(wordings, [asked for _, asked in prompts], vectors, c=0.1, vector_length=4.0)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class AskedFeaturizer(Component, DenseFeaturizer):
    """Probabilities over what may have been asked, as the sentence feature of a message.

    Live, the gate says it (`asked` in the metadata): 1 for that question. Where only the words of the question
    are known (`bot_prompt`), a reader that was trained on hand-written wordings weighs the questions. Where
    nothing is known, all are zero.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config(), "alias": "asked"}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check."""

    _reader: TextClassifier | None = None

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, name: str) -> None:
        Component.__init__(self, config, storage, resource, name)
        DenseFeaturizer.__init__(self, name, config)

    def take_up(self) -> None:
        self._reader = load_classifier(self._storage, self._resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train the reader of wordings; the examples are not looked at."""
        self._reader = train_prompt_reader(load_prompts(), make_training_encoder())
        save_classifier(self._storage, self._resource, self._reader)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self.add_features_to_message(None, self._weights(metadata_of(message)), TEXT, message)
        return messages

    def _weights(self, metadata: dict[str, Any]) -> Vectors:
        weights = np.zeros((1, len(ASKED)), dtype=np.float32)
        asked, prompt = metadata.get("asked"), metadata.get("bot_prompt")
        if asked in ASKED:
            weights[0, ASKED.index(asked)] = 1.0
        elif prompt and self._reader is not None:
            encoder = make_encoder()
            chances = self._reader.chances([prompt], encoder.encode([prompt]) if encoder else None)
            weights[0, [ASKED.index(guess) for guess in self._reader.labels]] = chances[0]
        return weights
