"""scikit-learn estimators in and out of Rasa's model storage, with skops: no code runs on loading."""

from __future__ import annotations

from typing import Any

import skops.io
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

FILE = "estimator.skops"
# Types that skops does not trust by itself and that our own estimators hold.
TRUSTED = ["numpy.dtype", "scipy.sparse._csr.csr_matrix"]


def save_estimator(storage: ModelStorage, resource: Resource, estimator: Any) -> None:
    with storage.write_to(resource) as folder:
        skops.io.dump(estimator, folder / FILE)


def load_estimator(storage: ModelStorage, resource: Resource) -> Any | None:
    """Give the estimator that was kept, or None where the component never learned anything."""
    try:
        with storage.read_from(resource) as folder:
            return skops.io.load(folder / FILE, trusted=TRUSTED)
    except (ValueError, FileNotFoundError):
        return None
