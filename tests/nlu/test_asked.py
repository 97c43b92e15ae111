"""What was asked, as features: known from the gate, read from the words of the question, or unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.counseling.questions import ASKED
from bot.language import LANGUAGES
from bot.nlu import asked as asked_module
from bot.nlu.asked import PROMPTS, AskedFeaturizer, load_prompts
from tests.nlu.conftest import LetterEncoder, Workbench, example, message

WORDINGS = tuple(
    (wording.format(word), asked)
    for asked, wording in (
        ("goal", "apa yang {} ingin capai?"),
        ("when", "kapan {} mulai, jam berapa?"),
        ("rating", "nilai berapa dari nol sampai sepuluh, {}?"),
    )
    for word in ("kamu", "Anda", "Bapak", "Ibu", "Kak", "kita")
)


@pytest.fixture
def featurizer(bench: Workbench, encoder: LetterEncoder, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A featurizer whose reader learned from a few wordings."""
    monkeypatch.setattr(asked_module, "load_prompts", lambda: WORDINGS)
    bench.create(AskedFeaturizer).train(TrainingData())
    return bench.load(AskedFeaturizer)


def weights(featurizer: Any, one: Message) -> NDArray[np.float32]:
    [judged] = featurizer.process([one])
    return judged.get_dense_features(TEXT, ["asked"])[1].features[0]


def test_a_known_question_counts_fully(featurizer: Any) -> None:
    row = weights(featurizer, message("besok", asked="when"))
    assert row[ASKED.index("when")] == 1.0
    assert row.sum() == 1.0


def test_a_training_example_says_what_was_asked_in_its_own_metadata(featurizer: Any) -> None:
    one = example("besok", "state_time", asked="when")
    featurizer.process_training_data(TrainingData([one]))
    assert one.get_dense_features(TEXT, ["asked"])[1].features[0][ASKED.index("when")] == 1.0


@pytest.mark.parametrize(
    ("prompt", "asked"),
    [("Kapan Adik mulai?", "when"), ("Apa yang Adik ingin capai?", "goal"), ("Dari nol sampai sepuluh?", "rating")],
)
def test_the_words_of_the_question_are_read(featurizer: Any, prompt: str, asked: str) -> None:
    row = weights(featurizer, message("besok", bot_prompt=prompt))
    assert ASKED[int(row.argmax())] == asked
    assert row.sum() == pytest.approx(1.0)


def test_what_the_gate_knows_outweighs_the_words(featurizer: Any) -> None:
    row = weights(featurizer, message("besok", asked="goal", bot_prompt="Kapan kamu mulai?"))
    assert row[ASKED.index("goal")] == 1.0


@pytest.mark.parametrize("known", [{}, {"asked": "the weather"}, {"bot_prompt": ""}])
def test_where_nothing_is_known_all_are_zero(featurizer: Any, known: dict[str, str]) -> None:
    assert not weights(featurizer, message("besok", **known)).any()


def test_words_are_read_without_an_encoder_too(
    bench: Workbench, no_encoder: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked_module, "load_prompts", lambda: WORDINGS)
    bench.create(AskedFeaturizer).train(TrainingData())
    row = weights(bench.load(AskedFeaturizer), message("besok", bot_prompt="Kapan kamu mulai, jam berapa?"))
    assert ASKED[int(row.argmax())] == "when"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wordings_cover_every_question_of_self_help(language: str) -> None:
    wordings = yaml.safe_load((Path(PROMPTS) / f"{language}.yml").read_text(encoding="utf-8"))
    assert set(wordings) == set(ASKED) - {"practice"}
    assert all(len(set(lines)) == len(lines) >= 5 for lines in wordings.values())


def test_all_wordings_are_loaded() -> None:
    assert {asked for _, asked in load_prompts()} == set(ASKED) - {"practice"}
