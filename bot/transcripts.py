"""Transcripts in, scores out: `score` reads a CSV file of turns, and writes a JSON file and a CSV file of figures."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TextIO

from bot.channels.text import clean
from bot.practice.figures import flat, flat_columns
from bot.practice.scoring import CodedTurn
from bot.practice.scoring import score as score_turns
from bot.progress import Progress
from bot.skills.codes import Coded, Talk
from bot.tables import Table, csv_writer, reading, writing

Who = Literal["counselor", "client"]

COLUMNS = ("interlocutor", "utterance_text")
ID = "transcript_id"
WHO: dict[str, Who] = {
    "therapist": "counselor", "counselor": "counselor", "counsellor": "counselor", "terapis": "counselor",
    "konselor": "counselor", "client": "client", "klien": "client",
}  # fmt: skip


class Coder(Protocol):
    """What codes the words; `bot.skills.coder.SkillCoder` is one."""

    def code(self, text: str, previous: str = "", earlier: str = "") -> Coded: ...

    def talk(self, text: str, previous: str = "", earlier: str = "") -> Mapping[Talk, float]: ...


@dataclass(frozen=True)
class Said:
    """A row that can be read: its place in its transcript and its number in the file, both from 1."""

    place: int
    row: int
    who: Who
    text: str


@dataclass
class Transcript:
    """The rows of one transcript that can be read; `length` counts the others too."""

    name: str
    said: list[Said] = field(default_factory=list)
    length: int = 0


def score(source: Path, target: Path, coder: Coder | None = None, figures: Path | None = None) -> int:
    """Write the scores of every transcript of `source`, in the order they begin; the exit status.

    A row that cannot be read is named by number (the header is no row) on stderr and left out of the scores; its
    transcript stays, and the turns of the evidence are counted with it.

    Args:
        target: a JSON file with all there is.
        figures: a CSV file with a row of figures for each transcript, where one is wanted.

    Raises:
        TableError: no header, a column missing, or a file to write is in no folder.
    """
    bad: list[int] = []
    # How many rows each transcript has, in the order they begin.
    lengths: Counter[str] = Counter()
    with ExitStack() as stack:
        rows = stack.enter_context(reading(source, COLUMNS, lambda row: lengths.update([_name(row, source)])))
        handle = stack.enter_context(writing(target))
        table = csv_writer(stack.enter_context(writing(figures)), [ID, *flat_columns()]) if figures else None
        coder = coder or _load_coder()
        progress = stack.enter_context(Progress(rows.length))
        gathered = gather(rows, source, lengths, bad, progress.step)
        scored = (score_transcript(transcript, coder, bad, progress.step) for transcript in gathered)
        for transcript in _as_json(handle, scored):
            if table is not None:
                table.writerow({ID: transcript[ID], **flat(transcript)})
    for number in sorted(bad):
        print(f"row {number}: could not be read; it is left out of the scores", file=sys.stderr)
    return 0


def gather(
    table: Table, source: Path, lengths: Mapping[str, int], bad: list[int], step: Callable[[], None] = lambda: None
) -> Iterator[Transcript]:
    """Give the transcripts in the order they begin, each as soon as its last row is read; no other is held longer.

    Args:
        lengths: how many rows each transcript has, in the order they begin.
        bad: gets the numbers of rows that cannot be read; `step` is called for each of them.
    """
    held: dict[str, Transcript] = {}
    order = iter(lengths)
    due = next(order, None)
    for number, (row, whole) in enumerate(table.rows, start=1):
        name = _name(row, source)
        transcript = held.setdefault(name, Transcript(name))
        transcript.length += 1
        who, text = WHO.get(row["interlocutor"].strip().lower()), clean(row["utterance_text"])
        if not whole or who is None or not text:
            bad.append(number)
            step()
        else:
            transcript.said.append(Said(transcript.length, number, who, text))
        while due in held and held[due].length == lengths[due]:
            yield held.pop(due)
            due = next(order, None)


def _name(row: Mapping[str, str], source: Path) -> str:
    return row[ID].strip() if ID in row else source.stem


def score_transcript(
    transcript: Transcript, coder: Coder, bad: list[int], step: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Code and score one transcript, in the shape of one entry of the JSON file.

    Args:
        bad: gets the numbers of rows that the coder fails on.
        step: called after each row.
    """
    turns: list[CodedTurn] = []
    places: list[int] = []
    previous = earlier = ""
    for said in transcript.said:
        try:
            turns.append(code_turn(coder, said.who, said.text, previous, earlier))
            places.append(said.place)
        except Exception:
            bad.append(said.row)
        previous, earlier = said.text, previous
        step()
    scores = score_turns(turns)
    for group in ("negotiation", "ownership"):
        for measure in scores[group].values():
            for entry in measure["evidence"]:
                entry["turn"] = places[entry["turn"] - 1]
    return {ID: transcript.name, **scores}


def code_turn(coder: Coder, who: Who, text: str, previous: str, earlier: str) -> CodedTurn:
    """Code one turn; `previous` and `earlier` are the words of the two turns before it, nearest first."""
    if who == "counselor":
        return CodedTurn(who, text, coder.code(text, previous, earlier), None)
    chances = coder.talk(text, previous, earlier)
    return CodedTurn(who, text, None, max(chances, key=lambda talk: chances[talk]))


def _as_json(handle: TextIO, scored: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Write the JSON file transcript by transcript as they come, and pass them on."""
    handle.write('{"schema": 1, "transcripts": [')
    for place, transcript in enumerate(scored):
        handle.write(",\n" if place else "\n")
        json.dump(transcript, handle, ensure_ascii=False, allow_nan=False)
        yield transcript
    handle.write("\n]}\n")


def _load_coder() -> Coder:
    from bot.skills.coder import SkillCoder

    return SkillCoder.load()
