"""Which language a message is in: learned from the project's own examples, sticky within a conversation."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from bot.nlu.metadata import metadata_of
from bot.nlu.persistence import load_pipeline, save_pipeline


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class LanguageTagger(GraphComponent):
    """Sets `language` (id or en) on every message, from its characters.

    Within a conversation its language is kept, since people mix. Only while the first questions are open, and
    when a message of some length is clearly in the other language, a `language` entity asks for the change.

    Config:
        switch_while_asked: questions under which a message may change the language of the conversation.
        sure: probability that counts as clearly.
        words: the least number of words that counts as some length.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"switch_while_asked": ["consent", "preferences", "problem"], "sure": 0.95, "words": 4}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: Pipeline | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageTagger:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageTagger:
        tagger = cls(config, model_storage, resource)
        tagger._model = load_pipeline(model_storage, resource)
        return tagger

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example whose intent says its language."""
        rows = [
            (message.get(TEXT), metadata_of(message)["language"])
            for message in training_data.intent_examples
            if message.get(TEXT) and "language" in metadata_of(message)
        ]
        if len({language for _, language in rows}) > 1:
            self._model = make_pipeline(
                TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2),
                LogisticRegression(C=30.0, max_iter=300, random_state=0),
            )
            self._model.fit([text for text, _ in rows], [language for _, language in rows])
            save_pipeline(self._storage, self._resource, self._model)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.training_examples:
            message.set("language", metadata_of(message).get("language", "id"))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._tag(message)
        return messages

    def _tag(self, message: Message) -> None:
        known = metadata_of(message)
        current = known.get("language")
        detected, probability = self._detect(message.get(TEXT) or "")
        language = detected if current not in ("id", "en") else current
        if (
            current in ("id", "en")
            and detected != current
            and probability >= self._config["sure"]
            and len((message.get(TEXT) or "").split()) >= self._config["words"]
            and known.get("asked") in self._config["switch_while_asked"]
        ):
            language = detected
            entity = {"entity": "language", "value": detected, "start": 0, "end": 0, "extractor": "LanguageTagger"}
            message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        message.set("language", language, add_to_output=True)

    def _detect(self, text: str) -> tuple[str, float]:
        if self._model is None or not text.strip():
            return "id", 0.0
        probabilities = self._model.predict_proba([text])[0]
        best = int(probabilities.argmax())
        return str(self._model.classes_[best]), float(probabilities[best])
