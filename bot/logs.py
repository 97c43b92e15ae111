"""What Rasa may log: that something happened, and of an error its kind and place; never a value."""

from __future__ import annotations

import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

# By Rasa's own convention what people write stands under other names than these.
KEPT = ("event", "level", "event_info")


def keep_values_out() -> None:
    """Take the values out of Rasa's structured log lines; to be called after Rasa has configured them.

    Rasa would write the variables of every frame of an error into the log, the slots with names and words among them.
    """
    import structlog

    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.add_log_level,
            structlog.dev.set_exc_info,
            only_kinds,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )


def only_kinds(logger: Any, method: str, line: MutableMapping[str, Any]) -> dict[str, Any]:
    """Give a log line with what may be in it."""
    kept = {key: line[key] for key in KEPT if key in line}
    if error := _error_of(line.get("exc_info")):
        kept["error"] = type(error).__name__
        if frames := traceback.extract_tb(error.__traceback__):
            kept["where"] = f"{frames[-1].name}, line {frames[-1].lineno}"
    return kept


def _error_of(told: Any) -> BaseException | None:
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        return told[1] if isinstance(told[1], BaseException) else None
    return sys.exc_info()[1] if told else None
