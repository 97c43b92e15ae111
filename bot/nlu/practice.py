"""What is heard in a trainee's words: the skills in them, and what of the case they come near to."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import Component
from bot.nlu.likeness import Likeness
from bot.nlu.metadata import metadata_of
from bot.nlu.vectors import make_encoder
from bot.practice.case import all_cases
from bot.practice.commands import command_in
from bot.skills.coder import SkillCoder

HEARD = "practice"
PRACTISE = "practise"
# Said in so many words, these are meant for the program and not for the client it plays.
TO_THE_PROGRAM = frozenset({"delete_data", "export_data", "ask_privacy"})
MOST_WORDS = 6
SURE = 0.9
# What of the program's own is meant; "Hapus saja aplikasinya" and "Barangnya masih disimpan?" are said to the client.
_OF_THE_PROGRAM = re.compile(
    r"\b(?:data\w*|percakapan\w*|obrolan\w*|chat\w*|latihan\w*|sesi\w*|catatan\w*|rekam\w*|direkam|riwayat\w*|semua\w*"
    r"|conversations?|session|practice|recording|recorded|history|this|ini|everything|privacy|privasi)\b",
    re.IGNORECASE,
)
# So few words need not say it.
BARE = 2


@lru_cache(maxsize=1)
def make_coder() -> SkillCoder:
    """Give the one coder of this process."""
    return SkillCoder.load(make_encoder("practice"))


@lru_cache(maxsize=1)
def make_likeness() -> Likeness:
    """Give the one measure of likeness of this process; without an encoder it goes by words alone."""
    return Likeness(make_encoder("practice"))


def prepare_cases() -> None:
    """Make the vectors of all cases that are not kept yet, and read them; a minute the first time, then moments."""
    make_likeness().prepare(list(all_cases().values()))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PracticeListener(Component):
    """In a session of practice, adds `practice` to a message, for the action that lets the client react:

    `coded` (`bot.skills.codes.Coded` as JSON; the metadata's `previous` is the client's last line, `earlier` the
    trainee's own before that), `near` (see `bot.nlu.likeness`) and `act`, the most likely of the acts.
    The message's intent becomes `practise`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            metadata = metadata_of(message)
            if metadata.get("mode") == HEARD and metadata.get("asked") in (HEARD, "none") and message.get(TEXT):
                self._hear(message, metadata)
        return messages

    def _hear(self, message: Message, metadata: dict[str, Any]) -> None:
        intent = message.get(INTENT) or {}
        act, sure = str(intent.get(INTENT_NAME_KEY) or ""), float(intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0)
        text = str(message.get(TEXT))
        if command_in(text) is not None:
            # Meant for the program; the client hears nothing of it.
            message.set(INTENT, {INTENT_NAME_KEY: PRACTISE, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
            return
        of_the_program = _OF_THE_PROGRAM.search(text) or (act != "ask_privacy" and len(text.split()) <= BARE)
        if act in TO_THE_PROGRAM and sure >= SURE and len(text.split()) <= MOST_WORDS and of_the_program:
            return
        previous, earlier = (str(metadata.get(said) or "") for said in ("previous", "earlier"))
        encoder = make_encoder("practice")
        encoding = None if encoder is None else encoder.read(text)
        ready = {} if encoding is None else {text: encoding.vector}
        heard = {
            "act": act,
            "coded": make_coder().code(text, previous, earlier, encoding).to_json(),
            "near": make_likeness().near(all_cases()[metadata["case"]], metadata["language"], text, ready),
        }
        message.set(HEARD, heard, add_to_output=True)
        message.set(INTENT, {INTENT_NAME_KEY: PRACTISE, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
