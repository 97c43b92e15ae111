"""Which model is loaded: the one that was trained here from what is here, to the byte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import training
from bot.settings import ROOT
from bot.training import ForeignModelError, check_is_ours, current_model, fingerprint, note_model


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model that was trained here, in a folder of the test's own."""
    monkeypatch.setattr(training, "MODELS", tmp_path)
    monkeypatch.setattr(training, "CURRENT", tmp_path / "current.json")
    file = tmp_path / "rembuk-1.tar.gz"
    file.write_bytes(b"weights" * 1000)
    note_model(file, fingerprint())
    return file


def test_the_model_that_was_trained_here_is_current(model: Path) -> None:
    assert current_model() == model


def test_a_model_of_other_ingredients_is_not_current(model: Path) -> None:
    note_model(model, "of other files")
    assert current_model() is None


def test_a_model_that_was_changed_is_refused_and_it_is_said_what_to_do(model: Path) -> None:
    changed = bytearray(model.read_bytes())
    changed[3000] ^= 1
    model.write_bytes(bytes(changed))
    with pytest.raises(ForeignModelError, match=r"not the model that was trained here.*make train"):
        current_model()


def test_another_file_in_its_place_is_refused(model: Path) -> None:
    other = model.with_name("other.tar.gz")
    other.write_bytes(model.read_bytes())
    with pytest.raises(ForeignModelError):
        check_is_ours(other)


@pytest.mark.parametrize("known", ["", "[]", "{}", "null", '{"model": 3}'])
def test_where_it_is_not_known_which_model_is_ours_there_is_none(model: Path, known: str) -> None:
    training.CURRENT.write_text(known)
    assert current_model() is None
    with pytest.raises(ForeignModelError):
        check_is_ours(model)


def test_a_note_cannot_lead_out_of_the_folder_of_models(model: Path) -> None:
    outside = model.parent.parent / "outside.tar.gz"
    outside.write_bytes(b"x")
    note = json.loads(training.CURRENT.read_text())
    training.CURRENT.write_text(json.dumps({**note, "model": "../outside.tar.gz"}))
    assert current_model() is None


def test_rasa_is_not_served_with_a_model_that_is_not_ours(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.tar.gz"
    foreign.write_bytes(b"not ours")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve-rasa", "--model", str(foreign)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "not the model that was trained here" in done.stderr and "make train" in done.stderr
    assert "Traceback" not in done.stderr
