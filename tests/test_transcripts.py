"""`score`: transcripts in, one JSON file out, whatever is in the rows."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from bot.skills.codes import Coded, Skill, Talk
from bot.tables import TableError
from bot.transcripts import score


class PlainCoder:
    """Knows a question by its mark and takes all else for a reflection."""

    def __init__(self) -> None:
        self.contexts: list[tuple[str, str, str]] = []

    def code(self, text: str, previous: str = "", earlier: str = "") -> Coded:
        self.contexts.append((text, previous, earlier))
        if text.endswith("?"):
            return Coded(text, (Skill("question", 0, len(text)),), "question", question="open")
        return Coded(text, (Skill("simple_reflection", 0, len(text)),), "reflection", reflection="simple")

    def talk(self, text: str, previous: str = "", earlier: str = "") -> dict[Talk, float]:
        return {"change": 0.2, "sustain": 0.1, "neutral": 0.7}


def scored(tmp_path: Path, content: bytes, coder: PlainCoder | None = None) -> list[dict[str, Any]]:
    source, target = tmp_path / "talk.csv", tmp_path / "out.json"
    source.write_bytes(content)
    assert score(source, target, coder or PlainCoder()) == 0
    result = json.loads(target.read_text(encoding="utf-8"))
    assert result["schema"] == 1
    transcripts: list[dict[str, Any]] = result["transcripts"]
    return transcripts


def test_transcripts_come_in_the_order_they_begin_even_when_mixed(tmp_path: Path) -> None:
    coder = PlainCoder()
    content = (
        "\ufefftranscript_id;interlocutor;utterance_text\nb;client;Halo\na;therapist;Hi there.\n"
        "b;therapist;Apa kabar?\na;client;Hello\na;therapist;And now?\n"
    )
    found = scored(tmp_path, content.encode(), coder)
    assert [transcript["transcript_id"] for transcript in found] == ["b", "a"]
    assert [transcript["miti"]["counts"]["question"] for transcript in found] == [1, 1]
    assert coder.contexts == [("Apa kabar?", "Halo", ""), ("Hi there.", "", ""), ("And now?", "Hello", "Hi there.")]


def test_without_an_id_column_the_file_is_one_transcript(tmp_path: Path) -> None:
    found = scored(tmp_path, b"interlocutor,utterance_text\ntherapist,How are you?\nclient,Fine\n")
    assert [transcript["transcript_id"] for transcript in found] == ["talk"]
    assert set(found[0]) == {"transcript_id", "quality", "enough_material", "miti", "negotiation", "ownership"}


def test_bad_rows_are_named_and_leave_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = (
        b"transcript_id,interlocutor,utterance_text\n1,therapist,How?\n1,dog,Woof\n1,client,\n1,client\n"
        b'1,client,caf\xe9\n1,Therapist ,You came.\n1,client,"Yes,\nexactly."\n2,client,\n'
    )
    found = scored(tmp_path, content)
    named = capsys.readouterr().err
    assert [number for number in range(1, 9) if f"row {number}:" in named] == [2, 3, 4, 5, 8]
    assert [transcript["transcript_id"] for transcript in found] == ["1", "2"]
    assert isinstance(found[1]["quality"], float)
    # The turn is the row's place in its transcript, bad rows counted.
    confirmed = [entry for entry in found[0]["negotiation"]["N1"]["evidence"] if entry["why"] == "n1_confirmed"]
    assert [entry["turn"] for entry in confirmed] == [6]


def test_a_row_that_the_coder_fails_on_is_bad_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Failing(PlainCoder):
        def code(self, text: str, previous: str = "", earlier: str = "") -> Coded:
            if text == "boom":
                raise RuntimeError(text)
            return super().code(text, previous, earlier)

    content = b"interlocutor,utterance_text\ntherapist,boom\nclient,So.\ntherapist,You came.\nclient,Yes.\n"
    found = scored(tmp_path, content, Failing())
    assert "row 1:" in capsys.readouterr().err
    assert found[0]["miti"]["volleys"] == 1
    assert {entry["turn"] for entry in found[0]["negotiation"]["N1"]["evidence"]} == {3}


def test_a_header_alone_gives_no_transcripts(tmp_path: Path) -> None:
    assert scored(tmp_path, b"interlocutor,utterance_text\n") == []


def test_markup_nul_and_emoji_are_only_words(tmp_path: Path) -> None:
    text = "interlocutor,utterance_text\ntherapist,\0<b>Hi</b> \u202e🙂 {said} %s?\nclient,/restart\n"
    assert scored(tmp_path, text.encode())[0]["miti"]["counts"]["question"] == 1


def test_figures_come_as_a_row_a_transcript_too(tmp_path: Path) -> None:
    source, figures = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(
        b"transcript_id,interlocutor,utterance_text\nb,therapist,How?\nb,client,Well.\na,therapist,So.\n"
    )
    assert score(source, tmp_path / "out.json", PlainCoder(), figures) == 0
    with figures.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    whole = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["transcripts"]
    assert [row["transcript_id"] for row in rows] == ["b", "a"]
    assert [float(row["quality"]) for row in rows] == [transcript["quality"] for transcript in whole]
    assert (rows[0]["question"], rows[0]["reflections_to_questions"], rows[1]["N5"]) == ("1", "0.0", "")


def test_what_is_cut_off_leaves_no_file(tmp_path: Path) -> None:
    class CutOff(PlainCoder):
        def code(self, text: str, previous: str = "", earlier: str = "") -> Coded:
            raise KeyboardInterrupt

    source = tmp_path / "in.csv"
    source.write_text("interlocutor,utterance_text\ntherapist,Hi\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        score(source, tmp_path / "out.json", CutOff(), tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == [source]


class ForgetfulCoder(PlainCoder):
    """Remembers nothing of what it coded."""

    def code(self, text: str, previous: str = "", earlier: str = "") -> Coded:
        self.contexts.clear()
        return super().code(text, previous, earlier)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    scored(tmp_path, long_file(40), ForgetfulCoder())  # what loads late
    peaks = []
    for lines in (400, 1_200):
        (tmp_path / "talk.csv").write_bytes(long_file(lines))
        tracemalloc.start()
        assert score(tmp_path / "talk.csv", tmp_path / "out.json", ForgetfulCoder()) == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000 < (tmp_path / "talk.csv").stat().st_size


def long_file(lines: int) -> bytes:
    """Transcripts of twenty lines, a kilobyte each."""
    who = ("therapist", "client")
    rows = (f"t{number // 20},{who[number % 2]},{'kata ' * 200}{number}" for number in range(lines))
    return "\n".join(("transcript_id,interlocutor,utterance_text", *rows)).encode()


def test_a_target_in_no_folder_is_said_before_any_work(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("interlocutor,utterance_text\nclient,Hi\n", encoding="utf-8")
    with pytest.raises(TableError, match="not a folder"):
        score(source, tmp_path / "nowhere" / "out.json", PlainCoder())


@pytest.mark.parametrize("content", ["", "text\nhalo\n", "interlocutor,words\nclient,halo\n"])
def test_the_command_says_in_one_line_what_is_missing(tmp_path: Path, content: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.json"
    source.write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "score", str(source), "--json", str(target)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("rembuk: ")
    assert len(done.stderr.splitlines()) == 1
    assert not target.exists()
