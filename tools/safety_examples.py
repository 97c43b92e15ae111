"""The messages that the learned part of the crisis screen learns from."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.language import LANGUAGES, Language
from bot.safety.context import Mode
from bot.safety.lexicon import Level
from bot.settings import ROOT

# `data/safety` was written for learning; the lists beside the tests are what the lexicon was made with.
WRITTEN = ROOT / "data" / "safety"
CALM = WRITTEN / "calm.csv"
LISTS = ROOT / "tests" / "safety"
HOLD_OUT = 6


@dataclass(frozen=True)
class Message:
    """A message with the level it calls for, and of what kind it is, where its author said so; else ""."""

    text: str
    level: Level
    mode: Mode
    language: Language
    kind: str = ""


def safety_examples() -> list[Message]:
    """Give every message once, in the order of the files."""
    found = (message for language in LANGUAGES for file in _files(language) for message in _read(file, language))
    return list({(message.text, message.mode): message for message in found}.values())


def ordinary_messages() -> list[tuple[str, Mode]]:
    """Give what came up in talks and calls for no hand-off."""
    with CALM.open(encoding="utf-8", newline="") as lines:
        return [(row["text"], cast(Mode, row["mode"])) for row in csv.DictReader(lines)]


def left_out(message: Message) -> bool:
    """Whether a message is left out when the encoder is tuned: by its text, so that new messages move no other."""
    return zlib.crc32(message.text.encode()) % HOLD_OUT == 0


def held_out(messages: Sequence[Message]) -> tuple[list[Message], list[Message]]:
    """Divide: (what the encoder is tuned on, what it never sees, so that limits can be set on it)."""
    return [one for one in messages if not left_out(one)], [one for one in messages if left_out(one)]


def _files(language: Language) -> list[Path]:
    lists = [LISTS / f"{name}_{language}.csv" for name in ("cases", "later")]
    return [*sorted((WRITTEN / language).glob("*.csv")), *lists]


def _read(file: Path, language: Language) -> Iterator[Message]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Message(row["text"], row["level"], row["mode"], language, row.get("kind", ""))  # type: ignore[arg-type]
