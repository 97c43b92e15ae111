"""What the counselor in training does, as an NLU component of practice."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.metadata import metadata_of
from bot.nlu.vectors import make_encoder
from bot.skills.coder import SkillCoder
from bot.skills.codes import Coded, Skill

SKILLS = "skills"


@lru_cache(maxsize=1)
def make_coder() -> SkillCoder:
    """Give the one coder of this process; it shares the run of the encoder that the act classifier needs."""
    return SkillCoder.load(make_encoder())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SkillCodes(GraphComponent):
    """Sets `skills` on a message of practice (metadata `mode: practice`), as `as_json` gives it.

    The metadata's `previous` is the client's last line, `earlier` the trainee's own before that, where there were any.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SkillCodes:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: they are acts of self-help."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            known, text = metadata_of(message), message.get(TEXT)
            if text and known.get("mode") == "practice":
                previous, earlier = (str(known.get(name) or "") for name in ("previous", "earlier"))
                message.set(SKILLS, as_json(make_coder().code(text, previous, earlier)), add_to_output=True)
        return messages


def as_json(coded: Coded) -> dict[str, Any]:
    """Give plain lists and strings; chances 0-1, places in the text (end exclusive)."""
    return {
        "main": coded.main,
        "question": coded.question,
        "reflection": coded.reflection,
        "input": coded.input,
        "codes": [
            {"code": skill.code, "start": skill.start, "end": skill.end, "chance": skill.chance}
            for skill in coded.skills
        ],
    }


def from_json(text: str, value: dict[str, Any]) -> Coded:
    """Give back what `as_json` made of the coded `text`."""
    skills = tuple(Skill(entry["code"], entry["start"], entry["end"], entry["chance"]) for entry in value["codes"])
    return Coded(text, skills, value["main"], value["question"], value["reflection"], value["input"])
