"""What stands for a text, or a part of one, out of what an encoder made of its tokens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def pool(states: Floats, looks: Floats, mean: Floats) -> Floats:
    """Give the mean state, less the common one, and what each learned question finds.

    Args:
        states: tokens x width.
        looks: learned questions x width; which tokens count (may be none).
        mean: the common state; states of one encoder point the same way.

    Returns:
        width x (1 + questions) numbers.
    """
    own = states.mean(axis=0) - mean
    if not len(looks):
        return np.asarray(own, np.float32)
    marks = states @ looks.T
    shares = np.exp(marks - marks.max(axis=0))
    found = (shares / shares.sum(axis=0)).T @ states - mean
    return np.asarray(np.concatenate([own, found.reshape(-1)]), np.float32)


def within(places: NDArray[np.int32], start: int, end: int) -> NDArray[np.bool_]:
    """Mark the tokens that stand within a part of the text.

    Args:
        places: tokens x 2, where each begins and ends (exclusive); 0 0 for one that is not of the text.
    """
    return np.asarray((places[:, 0] >= start) & (places[:, 1] <= end) & places.any(axis=1))
