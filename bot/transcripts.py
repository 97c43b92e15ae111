"""Transcripts in, scores out: `score` reads a CSV file of turns and writes one JSON file."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.channels.text import clean
from bot.practice.scoring import CodedTurn
from bot.practice.scoring import score as score_turns
from bot.skills.codes import Coded, Talk
from bot.tables import Row, TableError, read

COLUMNS = ("interlocutor", "utterance_text")
ID = "transcript_id"
WHO = {
    "therapist": "counselor", "counselor": "counselor", "counsellor": "counselor", "terapis": "counselor",
    "konselor": "counselor", "client": "client", "klien": "client",
}  # fmt: skip


class Coder(Protocol):
    """What codes the words; `bot.skills.coder.SkillCoder` is one."""

    def code(self, text: str, previous: str = "", earlier: str = "") -> Coded: ...

    def talk(self, text: str, previous: str = "", earlier: str = "") -> Mapping[Talk, float]: ...


@dataclass
class Transcript:
    """The rows of one transcript that can be read, each with its place among all rows of the transcript."""

    name: str
    said: list[tuple[int, str, str]] = field(default_factory=list)  # place from 1, counselor|client, words
    length: int = 0


def score(source: Path, target: Path, coder: Coder | None = None) -> int:
    """Write the scores of every transcript of `source`, in the order they begin; the exit status.

    A row that cannot be read is named by number (the header is no row) on stderr and left out of the scores; its
    transcript stays, and the turns of the evidence are counted with it.

    Raises:
        TableError: no header, a column missing, or the target cannot be written.
    """
    transcripts, bad = gather(source)
    if not target.parent.is_dir():
        raise TableError(f"{target.parent} is not a folder.")
    coder = coder or _load_coder()
    write(target, _with_progress(transcripts, coder))
    for number in bad:
        print(f"row {number}: could not be read; it is left out of the scores", file=sys.stderr)
    return 0


def gather(source: Path) -> tuple[list[Transcript], list[int]]:
    """Read the transcripts in the order they begin, and the numbers of the rows that cannot be read."""
    columns, rows = read(source, COLUMNS)
    found: dict[str, Transcript] = {}
    bad = []
    for number, (row, whole) in enumerate(rows, start=1):
        name = row[ID].strip() if ID in columns else source.stem
        transcript = found.setdefault(name, Transcript(name))
        transcript.length += 1
        who, text = _who_said(row)
        if not whole or who is None or not text:
            bad.append(number)
        else:
            transcript.said.append((transcript.length, who, text))
    return list(found.values()), bad


def score_transcript(transcript: Transcript, coder: Coder) -> dict[str, Any]:
    """Code and score one transcript; the shape is that of `score` in DESIGN's outside interfaces."""
    turns = list(code_turns(((who, text) for _, who, text in transcript.said), coder))
    scores = score_turns(turns)
    places = [place for place, _, _ in transcript.said]
    for group in ("negotiation", "ownership"):
        for measure in scores[group].values():
            for entry in measure["evidence"]:
                entry["turn"] = places[entry["turn"] - 1]
    return {ID: transcript.name, **scores}


def code_turns(said: Iterable[tuple[str, str]], coder: Coder) -> Iterator[CodedTurn]:
    """Code turns (counselor|client, words) one after the other, each with the two before it as context."""
    previous = earlier = ""
    for who, text in said:
        if who == "counselor":
            yield CodedTurn("counselor", text, coder.code(text, previous, earlier), None)
        else:
            chances = coder.talk(text, previous, earlier)
            yield CodedTurn("client", text, None, max(chances, key=lambda talk: chances[talk]))
        previous, earlier = text, previous


def write(target: Path, scored: Iterable[Mapping[str, Any]]) -> None:
    """Write transcripts one by one as they come; a run that is cut off leaves no half file."""
    aside = target.with_name(target.name + ".part")
    with aside.open("w", encoding="utf-8") as handle:
        handle.write('{"schema": 1, "transcripts": [')
        for place, transcript in enumerate(scored):
            handle.write(",\n" if place else "\n")
            json.dump(transcript, handle, ensure_ascii=False, allow_nan=False)
        handle.write("\n]}\n")
    aside.replace(target)


def _with_progress(transcripts: list[Transcript], coder: Coder) -> Iterator[dict[str, Any]]:
    started = time.monotonic()
    total = sum(len(transcript.said) for transcript in transcripts)
    done = 0
    shown = sys.stderr.isatty()
    for transcript in transcripts:
        yield score_transcript(transcript, coder)
        done += len(transcript.said)
        if shown:
            print(f"\r{done} of {total} rows, {time.monotonic() - started:.0f} s", end="", file=sys.stderr)
    if shown:
        print("\r\033[K", end="", file=sys.stderr)


def _who_said(row: Row) -> tuple[str | None, str]:
    return WHO.get(row["interlocutor"].strip().lower()), clean(row["utterance_text"])


def _load_coder() -> Coder:
    from bot.skills.coder import SkillCoder

    return SkillCoder.load()
