"""What tuning made of the encoder's matrices: of each the difference, as two narrow matrices in 8 bits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def narrow(difference: Floats, rank: int) -> tuple[dict[str, NDArray[np.generic]], float]:
    """Give the two narrow matrices whose product is nearest to a difference, and how much of it they hold (0-1)."""
    left, sizes, right = np.linalg.svd(difference, full_matrices=False)
    root = np.sqrt(sizes[:rank])
    parts: dict[str, NDArray[np.generic]] = {}
    # One scale a column of the one and a row of the other: they differ in size by far.
    for name, matrix in (("up", left[:, :rank] * root), ("down", (root[:, None] * right[:rank]).T)):
        scale = np.abs(matrix).max(axis=0) / 127
        parts[name] = np.rint(matrix / scale).astype(np.int8)
        parts[f"{name}_scale"] = scale.astype(np.float32)
    return parts, float((sizes[:rank] ** 2).sum() / (sizes**2).sum())


def widen(parts: Mapping[str, NDArray[np.generic]]) -> Floats:
    """Give the difference again, as far as `narrow` kept it."""
    up, down = (parts[name].astype(np.float32) * parts[f"{name}_scale"].astype(np.float32) for name in ("up", "down"))
    return np.asarray(up @ down.T, np.float32)


def read_differences(file: Path) -> dict[str, Floats]:
    """Give the difference of each matrix that was tuned, by the matrix's name."""
    with np.load(file, allow_pickle=False) as kept:
        names = [name.removesuffix(".up") for name in kept.files if name.endswith(".up")]
        parts = ("up", "up_scale", "down", "down_scale")
        return {name: widen({part: kept[f"{name}.{part}"] for part in parts}) for name in names}
