"""Rasa is served without TensorFlow where nothing needs it, and says so where something does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.rasa_server import all_our_own
from bot.settings import ROOT

SERVING = """
import sys
from bot.rasa_server import LEFT_OUT, leave_out_tensorflow
leave_out_tensorflow()
import rasa.core.run, spacy
from bot.training import current_model
from rasa.core.agent import Agent
agent = Agent.load(str(current_model()))
assert agent.is_ready()
loaded = [name for name in sys.modules if name.split(".")[0] in ("tensorflow", "keras", "transformers")]
assert [name for name in loaded if sys.modules[name] is not None] == [], loaded
from rasa.nlu.classifiers.diet_classifier import DIETClassifier
try:
    DIETClassifier.load({})
except RuntimeError as error:
    print(error)
"""


def test_the_model_is_served_without_tensorflow() -> None:
    """In a process of its own: what is imported stays imported."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", SERVING], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "DIETClassifier needs TensorFlow" in done.stdout


def test_our_own_pipeline_needs_nothing_of_rasas() -> None:
    assert all_our_own(ROOT / "config.yml")


def test_a_pipeline_with_a_part_of_rasas_keeps_tensorflow(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("pipeline: [{name: bot.nlu.tokens.SpacyTokens}, {name: DIETClassifier}]\npolicies: []\n")
    assert not all_our_own(config)
