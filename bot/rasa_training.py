"""Rasa's training without what it does twice and what this model does not use.

Rasa parses each YAML file a second time to check it against its schema, with a reader in pure Python that knows the
lines for its complaints: two thirds of what reading takes (measured). Here the check reads as fast as all else, and
only where it finds a fault the slow one says where.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.rasa_server import all_our_own, leave_out_tensorflow
from bot.settings import ROOT

# The kind of reader by which Rasa asks for lines, and the one that is fast.
_WITH_LINES, _FAST = ["safe", "rt"], "safe"


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


def check_quickly() -> None:
    """Let Rasa check each file against its schema once, read by the fast reader."""
    from rasa.shared.exceptions import YamlException
    from rasa.shared.utils import io, validation

    check = validation.validate_yaml_schema
    passed: set[tuple[str, ...]] = set()

    def check_once(*content_and_schema: str) -> None:
        if content_and_schema in passed:
            return
        try:
            with _reading_fast(io):
                check(*content_and_schema)
        except YamlException:
            check(*content_and_schema)
        passed.add(content_and_schema)

    validation.validate_yaml_schema = check_once


@contextmanager
def _reading_fast(io: Any) -> Iterator[None]:
    read = io.read_yaml
    io.read_yaml = lambda content, reader_type=_FAST: read(
        content, _FAST if reader_type == _WITH_LINES else reader_type
    )
    try:
        yield
    finally:
        io.read_yaml = read


if __name__ == "__main__":
    sys.exit(0 if train(sys.argv[1], Path(sys.argv[2])) else 1)
