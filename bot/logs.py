"""What may be logged: that something happened, in which talk (under a pseudonym), and of an error its kind and place;
never a value."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from datetime import datetime, timezone
from typing import Any

# By Rasa's own convention what people write stands under other names than these.
KEPT = ("event", "level", "event_info")
# What our own lines may carry besides their words.
CARRIED = ("route", "status", "ms")
_talk: ContextVar[str] = ContextVar("talk", default="")


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


def note_talk(session_id: str | None, key: str = "") -> None:
    """Let what is logged from here on be known to belong together; None where it belongs to nobody's talk.

    Only who has the key can tell which session a pseudonym stands for.
    """
    named = hmac.new(f"rembuk log\0{key}".encode(), session_id.encode(), hashlib.sha256) if session_id else None
    _talk.set(named.hexdigest()[:12] if named is not None else "")


def log_as_json() -> None:
    """Log one line of JSON for each event, of every library; to be called once all have set up theirs."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    logging.getLogger("bot").setLevel(logging.INFO)
    for name in ("sanic.root", "sanic.error", "sanic.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True


class JsonLines(logging.Formatter):
    """Makes a line of JSON of a record: when, how bad, what, which talk, and of an error its kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if line["event"].startswith("{"):  # Rasa's own lines are JSON already
            try:
                line |= json.loads(line["event"])
            except ValueError:
                line["event"] = "a line that could not be read"
        line |= {name: vars(record)[name] for name in CARRIED if name in vars(record)}
        if talk := _talk.get():
            line["talk"] = talk
        if replica := os.environ.get("REMBUK_REPLICA"):
            line["replica"] = replica
        if record.exc_info:
            line |= only_kinds(None, "", {"exc_info": record.exc_info})
        return json.dumps(line, ensure_ascii=False)


def _error_of(told: Any) -> BaseException | None:
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        return told[1] if isinstance(told[1], BaseException) else None
    return sys.exc_info()[1] if told else None
