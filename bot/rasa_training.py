"""Rasa's training without what it does twice and what this model does not use."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from bot.rasa_server import all_our_own, leave_out_tensorflow
from bot.rasa_yaml import check_quickly
from bot.settings import ROOT


def train(name: str, folder: Path) -> bool:
    """Train a model of that name into a folder; whether there is one now."""
    if all_our_own(ROOT / "config.yml"):
        leave_out_tensorflow()
    from rasa.model_training import train as train_model
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.INFO)
    configure_logging_and_warnings(logging.INFO)
    check_quickly()
    files = {part: str(ROOT / f"{part}.yml") for part in ("domain", "config")}
    result = train_model(**files, training_files=[str(ROOT / "data")], output=str(folder), fixed_model_name=name)
    return bool(result.code == 0 and result.model)


if __name__ == "__main__":
    sys.exit(0 if train(sys.argv[1], Path(sys.argv[2])) else 1)
