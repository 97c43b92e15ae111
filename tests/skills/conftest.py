"""A coder small enough to train in a test: letters for an encoder, a few examples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.skills.coder import SkillCoder
from bot.skills.examples import Example
from bot.skills.training import prepare, train
from tests.nlu.conftest import LetterEncoder

ASKED = ["What helps you?", "What do you want?", "How was it?", "Apa yang membantu?", "Gimana rasanya?", "Apa maumu?"]
TOLD = ["You are tired.", "You feel alone.", "You miss him.", "Kamu capek.", "Kamu rindu dia.", "Kamu sendirian."]
WISHED = ["I want to stop.", "I will try.", "Aku mau berhenti.", "Aku akan coba."]
KEPT = ["I can't stop.", "I don't want to.", "Aku nggak bisa.", "Aku nggak mau."]


def examples() -> list[Example]:
    found = []
    for text in ASKED * 4:
        codes = frozenset({"question", "open"})
        found.append(
            Example(text, "therapist", "en", text, before=("I don't know.",), codes=codes, main="question",
                    question="open", reflection="none", input="none")
        )  # fmt: skip
    for text in TOLD * 4:
        codes = frozenset({"simple_reflection"})
        found.append(
            Example(text, "therapist", "en", text, codes=codes, main="reflection", question="none", reflection="simple",
                    input="none")
        )  # fmt: skip
    for talk, texts in (("change", WISHED), ("sustain", KEPT)):
        found += [Example(text, "client", "en", text, talk=talk) for text in texts * 4]
    return found


@pytest.fixture(scope="session")
def small() -> SkillCoder:
    encoder = LetterEncoder()
    prepared = prepare(examples(), encoder, np.zeros((0, 26), np.float32))
    return SkillCoder(train(prepared, encoder.name, folds=2), encoder)


@pytest.fixture(scope="session")
def shipped() -> SkillCoder:
    """The coder as it ships, with its encoder."""
    return SkillCoder.load(models=Path(__file__).parents[2] / "models")
