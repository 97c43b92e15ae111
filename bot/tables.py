"""CSV in, CSV out: `understand`, `screen` and `code` row by row, every row and column kept."""

from __future__ import annotations

import asyncio
import csv
import io
import itertools
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from bot.channels.text import clean
from bot.counseling.acts import ACTS
from bot.progress import Progress
from bot.settings import ROOT

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
    from bot.nlu.encoder import find_encoder
    from bot.screening import make_screener

    screener = make_screener(find_encoder(ROOT / "models", "talks"))

    def judge(row: Row) -> dict[str, str]:
        mode = "practice" if (row.get("mode") or "").strip() == "practice" else "self_help"
        finding = screener.screen([row["text"]], mode)  # type: ignore[arg-type]
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
    stderr. Of the `needed` columns the first is the text, which must not be empty. No more than a row is held at once.

    Raises:
        TableError: no header, without the needed columns, or the target is in no folder.
    """
    bad: list[int] = []
    with reading(source, needed) as table, writing(target) as handle, Progress(table.length) as progress:
        writer = csv_writer(handle, [*table.columns, *(name for name in empty if name not in table.columns)])
        for number, (row, whole) in enumerate(table.rows, start=1):
            try:
                if not whole or not clean(row[needed[0]]):
                    raise ValueError("no text")
                result = judge(row)
            except Exception:
                bad.append(number)
                result = empty
            writer.writerow({**row, **result})
            progress.step()
    for number in bad:
        print(f"row {number}: could not be read; its results are empty", file=sys.stderr)
    return 0


@dataclass(frozen=True)
class Table:
    """A CSV file that is being read: its columns, how many rows there are, and each row with whether it was whole."""

    columns: list[str]
    length: int
    rows: Iterator[tuple[Row, bool]]


@contextmanager
def reading(source: Path, needed: Sequence[str], look: Callable[[Row], object] = lambda row: None) -> Iterator[Table]:
    """Read a CSV file row by row; it is gone through twice, the first time to count.

    Args:
        look: gets each row the first time.

    Raises:
        TableError: no header, or one of the `needed` columns is not there.
    """
    csv.field_size_limit(2**31 - 1)
    with ExitStack() as stack:
        file: BinaryIO = stack.enter_context(source.open("rb"))
        if not file.seekable():
            piped, file = file, stack.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(piped, file)
            file.seek(0)
        # A broken byte spoils its row alone.
        text = stack.enter_context(io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline=""))
        header = text.readline()
        delimiter = ";" if header.count(";") > header.count(",") else ","
        text.seek(0)
        columns = [column.strip() for column in next(_records(text, delimiter), [])]
        if not any(columns):
            raise TableError(f"{source} is empty; the first line must name the columns.")
        for name in needed:
            if name not in columns:
                raise TableError(f"{source} has no column `{name}`; it has: {', '.join(columns)}.")
        length = 0
        for row, _ in _rows(text, columns, delimiter):
            look(row)
            length += 1
        yield Table(columns, length, _rows(text, columns, delimiter))


def _rows(text: TextIO, columns: Sequence[str], delimiter: str) -> Iterator[tuple[Row, bool]]:
    """The rows after the header, from the beginning of the file."""
    text.seek(0)
    return (_row(columns, record) for record in itertools.islice(_records(text, delimiter), 1, None))


def _row(columns: Sequence[str], record: Sequence[str]) -> tuple[Row, bool]:
    whole = len(record) == len(columns) and "\ufffd" not in "".join(record)
    padded = [*record, *[""] * len(columns)][: len(columns)]
    return dict(zip(columns, padded)), whole


def _records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    return (record for record in csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter) if record)


@contextmanager
def writing(target: Path) -> Iterator[TextIO]:
    """Write a file aside and put it in its place at the end: a run that is cut off leaves none, half or whole.

    Raises:
        TableError: the target is in no folder.
    """
    if not target.parent.is_dir():
        raise TableError(f"{target.parent} is not a folder.")
    aside = target.with_name(target.name + ".part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as handle:
            yield handle
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def csv_writer(handle: TextIO, columns: Sequence[str]) -> csv.DictWriter[str]:
    """A writer whose header is written."""
    writer = csv.DictWriter(handle, columns, extrasaction="ignore")
    writer.writeheader()
    return writer


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
