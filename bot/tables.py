"""CSV in, CSV out: `understand`, `screen` and `code` row by row, every row and column kept."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.channels.text import clean
from bot.counseling.acts import ACTS

Row = dict[str, str]
Judge = Callable[[Row], Mapping[str, str]]


class TableError(ValueError):
    """The file cannot be worked on at all; the message says why."""


def understand(source: Path, target: Path) -> int:
    """Add intent (one of the 41 acts), confidence and language to each row's `text` (and `bot_prompt`)."""
    parse = _load_parser()

    def judge(row: Row) -> dict[str, str]:
        parsed = parse(clean(row["text"]), clean(row.get("bot_prompt") or ""))
        act, confidence = _best_act(parsed.get("intent_ranking") or [])
        return {"intent": act, "confidence": f"{confidence:.4f}", "language": str(parsed.get("language") or "id")}

    return _work(source, target, ("text",), judge, {"intent": "", "confidence": "", "language": ""})


def screen(source: Path, target: Path) -> int:
    """Add level and rule to each row's `text` (in its `mode`); a row that cannot be read is L0 and named on stderr."""
    from bot.safety.screen import screen as find

    def judge(row: Row) -> dict[str, str]:
        mode = "practice" if (row.get("mode") or "").strip() == "practice" else "self_help"
        finding = find(row["text"], mode)  # type: ignore[arg-type]
        return {"level": finding.level, "rule": finding.rule}

    return _work(source, target, ("text",), judge, {"level": "L0", "rule": ""})


def code(source: Path, target: Path) -> int:
    """Add the skills of each therapist's `utterance_text`, and what kind of talk each client's is.

    Context is the earlier rows of the same `transcript_id`; without that column the file is one transcript.
    """
    from bot.skills.coder import SkillCoder

    coder = SkillCoder.load()
    said: dict[str, tuple[str, str]] = {}
    empty = dict.fromkeys(("main", "question", "reflection", "input", "codes", "talk"), "")

    def judge(row: Row) -> dict[str, str]:
        speaker = row["interlocutor"].strip().lower()
        if speaker not in ("therapist", "client"):
            raise ValueError("neither therapist nor client")
        text, transcript = row["utterance_text"], row.get("transcript_id") or ""
        previous, earlier = said.get(transcript, ("", ""))
        said[transcript] = (text, previous)
        if speaker == "client":
            shares = coder.talk(text, previous, earlier)
            return {**empty, "talk": max(shares, key=lambda talk: shares[talk])}
        coded = coder.code(text, previous, earlier)
        codes = [{"code": skill.code, "span": [skill.start, skill.end]} for skill in coded.skills]
        return {
            **empty, "main": coded.main, "question": coded.question, "reflection": coded.reflection,
            "input": coded.input, "codes": json.dumps(codes, ensure_ascii=False),
        }  # fmt: skip

    return _work(source, target, ("utterance_text", "interlocutor"), judge, empty)


def _work(source: Path, target: Path, needed: Sequence[str], judge: Judge, empty: Mapping[str, str]) -> int:
    """Judge each row, in order; a bad one gets the empty results and is named by number (the header is no row) on
    stderr. Of the `needed` columns the first is the text, which must not be empty.

    Raises:
        TableError: no header, or without the needed columns.
    """
    columns, rows = _read(source, needed)
    results: list[Row] = []
    bad: list[int] = []
    started = time.monotonic()
    for number, (row, whole) in enumerate(rows, start=1):
        try:
            if not whole or not clean(row[needed[0]]):
                raise ValueError("no text")
            result = judge(row)
        except Exception:
            bad.append(number)
            result = empty
        results.append({**row, **result})
        if sys.stderr.isatty() and number % 50 == 0:
            print(f"\r{number} of {len(rows)} rows, {time.monotonic() - started:.0f} s", end="", file=sys.stderr)
    if sys.stderr.isatty() and len(rows) >= 50:
        print("\r\033[K", end="", file=sys.stderr)
    _write(target, [*columns, *(name for name in empty if name not in columns)], results)
    for number in bad:
        print(f"row {number}: could not be read; its results are empty", file=sys.stderr)
    return 0


def _read(source: Path, needed: Sequence[str]) -> tuple[list[str], list[tuple[Row, bool]]]:
    """Give the columns, and each row with whether it was whole."""
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        # A broken byte spoils its row alone.
        text = source.read_bytes().decode("utf-8-sig", errors="replace")
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    records = _records(text, delimiter)
    columns = next(records, None)
    if not columns or not any(columns):
        raise TableError(f"{source} is empty; the first line must name the columns.")
    columns = [column.strip() for column in columns]
    for name in needed:
        if name not in columns:
            raise TableError(f"{source} has no column `{name}`; it has: {', '.join(columns)}.")
    rows = []
    for record in records:
        whole = len(record) == len(columns) and "\ufffd" not in "".join(record)
        padded = [*record, *[""] * len(columns)][: len(columns)]
        rows.append((dict(zip(columns, padded)), whole))
    return columns, rows


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    for record in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter):
        if record:
            yield record


def _write(target: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
    # Written aside and renamed: a run that is cut off leaves no half table.
    aside = target.with_name(target.name + ".part")
    with aside.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    aside.replace(target)


def _best_act(ranking: Sequence[Mapping[str, Any]]) -> tuple[str, float]:
    """Give the most likely of the 41 acts and its share among them."""
    known = [(str(entry["name"]), float(entry["confidence"])) for entry in ranking if entry["name"] in ACTS]
    total = sum(confidence for _, confidence in known)
    if not known or not total:
        raise ValueError("the model gave no act")
    act, confidence = max(known, key=lambda pair: pair[1])
    return act, min(1.0, confidence / total)


def _load_parser() -> Callable[[str, str], dict[str, Any]]:
    """Load the current model, trained when needed; gives a function of (text, prompt)."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.utils.log_utils import configure_structlog

    from bot.channels.text import as_plain_text
    from bot.training import current_model, train

    model = current_model() or train()
    if model is None:
        raise TableError("there is no model, and training one failed.")
    configure_structlog(logging.WARNING)  # its debug lines hold every text
    agent = Agent.load(str(model))
    loop = asyncio.new_event_loop()

    def parse(text: str, prompt: str) -> dict[str, Any]:
        message = UserMessage(as_plain_text(text), metadata={"bot_prompt": prompt} if prompt else {})
        processor = agent.processor
        assert processor is not None, "a loaded agent has a processor"
        parsed: dict[str, Any] = loop.run_until_complete(processor.parse_message(message))
        return parsed

    return parse
