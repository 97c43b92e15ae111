"""The messages that the learned part of the crisis screen learns from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.language import LANGUAGES, Language
from bot.safety.context import Mode
from bot.safety.lexicon import Level
from bot.settings import ROOT

# `data/safety` was written for learning; the lists beside the tests are what the lexicon was made with.
WRITTEN = ROOT / "data" / "safety"
LISTS = ROOT / "tests" / "safety"
HOLD_OUT = 6


@dataclass(frozen=True)
class Message:
    """A message with the level it calls for."""

    text: str
    level: Level
    mode: Mode
    language: Language


def safety_examples() -> list[Message]:
    """Give every message once, in the order of the files."""
    found = (message for language in LANGUAGES for file in _files(language) for message in _read(file, language))
    return list({(message.text, message.mode): message for message in found}.values())


def held_out(messages: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    """Divide: (what the encoder is tuned on, what it never sees, so that limits can be set on it).

    By place: new messages shift it, so they want a new tuning, too.
    """
    left = messages[::HOLD_OUT]
    return [message for n, message in enumerate(messages) if n % HOLD_OUT], list(left)


def _files(language: Language) -> list[Path]:
    lists = [LISTS / f"{name}_{language}.csv" for name in ("cases", "later")]
    return [*sorted((WRITTEN / language).glob("*.csv")), *lists]


def _read(file: Path, language: Language) -> Iterator[Message]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Message(row["text"], row["level"], row["mode"], language)  # type: ignore[arg-type]
