"""Which language a message is in: learned from the project's own examples, sticky within a conversation."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from bot.nlu.component import Component
from bot.nlu.metadata import metadata_of
from bot.nlu.persistence import load_pipeline, save_pipeline


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class LanguageTagger(Component):
    """Sets `language` (id or en) on every message, from its characters.

    Within a conversation its language is kept, since people mix. A `language` entity asks for the change when a
    message of some length is clearly in the other language while the first questions are open, or when it is the
    second one in a row: the gate gives the text before it as `before` in the metadata.

    Config:
        switch_while_asked: questions under which one message may change the language of the conversation.
        sure: probability that counts as clearly.
        words: the least number of words that counts as some length.
        words_twice: the same for each of two messages in a row.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"switch_while_asked": ["consent", "preferences", "problem"], "sure": 0.95, "words": 4, "words_twice": 3}

    _model: Pipeline | None = None

    def take_up(self) -> None:
        self._model = load_pipeline(self._storage, self._resource)

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
        text, before = message.get(TEXT) or "", known.get("before") or ""
        detected, probability = self._detect(text)
        language = detected if current not in ("id", "en") else current
        if (
            current in ("id", "en")
            and detected != current
            and probability >= self._config["sure"]
            and (self._may_switch_at_once(text, known) or self._is_second(text, before, detected))
        ):
            language = detected
            entity = {"entity": "language", "value": detected, "start": 0, "end": 0, "extractor": "LanguageTagger"}
            message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        message.set("language", language, add_to_output=True)

    def _may_switch_at_once(self, text: str, known: dict[str, Any]) -> bool:
        return len(text.split()) >= self._config["words"] and known.get("asked") in self._config["switch_while_asked"]

    def _is_second(self, text: str, before: str, detected: str) -> bool:
        """Whether the message before was clearly in that language as well, and neither is a mere word or two."""
        language, probability = self._detect(before)
        long_enough = min(len(text.split()), len(before.split())) >= self._config["words_twice"]
        return long_enough and language == detected and probability >= self._config["sure"]

    def _detect(self, text: str) -> tuple[str, float]:
        if self._model is None or not text.strip():
            return "id", 0.0
        probabilities = self._model.predict_proba([text])[0]
        best = int(probabilities.argmax())
        return str(self._model.classes_[best]), float(probabilities[best])
