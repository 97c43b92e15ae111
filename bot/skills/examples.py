"""The examples that the skill coder learns from: our own, and the AnnoMI part where it is at hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.language import LANGUAGES, Language
from bot.settings import ROOT
from bot.skills.codes import CODES

Speaker = Literal["therapist", "client"]
OWN = ROOT / "data" / "skills"
NONE = "none"
# What our own codes are in AnnoMI's words; of a code that is not here it cannot be told.
_INPUT = {
    "persuade": "advice", "persuade_with_permission": "advice", "giving_information": "information",
    "offer_options": "options", "propose_goal": "negotiation", "propose_step": "negotiation",
}  # fmt: skip
_REFLECTIONS = ("simple_reflection", "complex_reflection", "summary")
_OTHER = ("other", "affirm", "affirm_strength", "emphasize_autonomy")


@dataclass(frozen=True)
class Example:
    """An utterance with what is known of it; "" stands for not known.

    Attributes:
        codes: of our own examples alone; None for others.
        group: a transcript, or a row of our own; what must not be divided between training and measuring.
        topic: of a transcript.
        before: the utterances right before it, nearest first; the nearest is the other speaker's.
    """

    text: str
    speaker: Speaker
    language: Language
    group: str
    topic: str = ""
    before: tuple[str, ...] = ()
    codes: frozenset[str] | None = None
    main: str = ""
    question: str = ""
    reflection: str = ""
    input: str = ""
    talk: str = ""


def own_examples(folder: Path = OWN) -> list[Example]:
    """Read the examples of `data/skills`, both languages.

    Raises:
        ValueError: a row has a code that is none.
    """
    found = []
    for language in LANGUAGES:
        for file in sorted((folder / language).glob("*.csv")):
            with file.open(encoding="utf-8-sig", newline="") as handle:
                for number, row in enumerate(csv.DictReader(handle), start=2):
                    group = f"{language}/{file.name}:{number}"
                    found.append(own_example(row, language, group))
    return found


def own_example(row: dict[str, str], language: Language, group: str) -> Example:
    """Read one row: `previous`, `text`, and `talk` of a client's or `codes` of a counselor's utterance.

    Raises:
        ValueError: a code is none.
    """
    before = (row["previous"],) if row["previous"] else ()
    if row.get("talk"):
        return Example(row["text"], "client", language, group, before=before, talk=row["talk"])
    codes = row["codes"].split()
    unknown = set(codes) - {*CODES, "other"}
    if unknown or not codes:
        raise ValueError(f"{group}: no code is called {', '.join(sorted(unknown)) or 'nothing'}")
    asked = next((kind for kind in ("open", "closed") if kind in codes), NONE)
    mirrored = "complex" if "complex_reflection" in codes else "simple" if set(codes) & set(_REFLECTIONS) else NONE
    given = [_INPUT[code] for code in codes if code in _INPUT]
    return Example(
        row["text"], "therapist", language, group, before=before, codes=frozenset(codes) - {"other"},
        main=_main(codes), question=asked, reflection=mirrored, input=given[0] if given else _no_input(codes),
    )  # fmt: skip


def _main(codes: Sequence[str]) -> str:
    """Give AnnoMI's word for what the utterance mainly is, where one can be told for sure."""
    first = codes[0]
    if first == "question":
        return "question"
    if first in _REFLECTIONS:
        return "reflection"
    if first in _INPUT and "question" not in codes:
        return "therapist_input"
    return "other" if first in _OTHER and not {"question", *_REFLECTIONS, *_INPUT} & set(codes) else ""


def _no_input(codes: Sequence[str]) -> str:
    return "" if {"confront", "seek_collaboration"} & set(codes) else NONE


def annomi_examples(file: Path) -> list[Example]:
    """Read the AnnoMI part (Wu et al. 2022), in its order.

    Raises:
        FileNotFoundError, KeyError: there is no such file, or it is another.
    """
    with file.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return [_transcribed(row, _before(rows[max(0, number - 2) : number], row)) for number, row in enumerate(rows)]


def _before(rows: Iterable[dict[str, str]], row: dict[str, str]) -> tuple[str, ...]:
    said = [before["utterance_text"] for before in rows if before["transcript_id"] == row["transcript_id"]]
    return tuple(reversed(said))


def _transcribed(row: dict[str, str], before: tuple[str, ...]) -> Example:
    speaker: Speaker = "therapist" if row["interlocutor"] == "therapist" else "client"
    language: Language = "en"
    known = (row["utterance_text"], speaker, language, f"annomi:{row['transcript_id']}", row["topic"].strip(), before)
    if speaker == "client":
        return Example(*known, talk=row["client_talk_type"])
    kinds = (row["question_subtype"], row["reflection_subtype"], row["therapist_input_subtype"])
    question, reflection, given = (NONE if kind == "n/a" else kind for kind in kinds)
    main = row["main_therapist_behaviour"]
    return Example(*known, main=main, question=question, reflection=reflection, input=given)
