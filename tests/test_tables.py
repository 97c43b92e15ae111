"""CSV in, CSV out, by the commands themselves: the same rows in the same order, whatever is in them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

from bot.counseling.acts import ACTS
from bot.settings import ROOT
from bot.tables import csv_writer, reading, writing


def run(command: str, source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", command, str(source), str(target)], cwd=ROOT, capture_output=True, text=True
    )


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_screen_keeps_rows_and_columns_and_names_the_broken(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(
        "\ufeffid;text;mode\n1;aku mau bunuh diri;self_help\n2;;self_help\n"
        "3;apa kamu ingin mengakhiri hidup?;practice\n"
        '4;"baris satu\nbaris dua; masih";\n5;kurang kolom\n6;halo;self_help;lebih\n'.encode()
    )
    done = run("screen", source, target)
    assert done.returncode == 0, done.stderr
    rows = read(target)
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert list(rows[0]) == ["id", "text", "mode", "level", "rule"]
    assert rows[0]["level"] in ("L2", "L3")
    assert rows[0]["rule"]
    assert [rows[broken]["level"] for broken in (1, 4)] == ["L0"] * 2
    assert all(row["level"] < "L2" for row in rows[1:])
    assert rows[3]["text"] == "baris satu\nbaris dua; masih"
    assert "row 2:" in done.stderr
    assert "row 5:" in done.stderr
    assert "row 1:" not in done.stderr


def test_understand_gives_one_of_the_41_acts_a_confidence_and_a_language(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["text", "bot_prompt", "note"])
        writer.writerows(
            [
                ["halo, selamat pagi", "", "a"],
                ["jogging tiap pagi", "Apa langkah pertama yang mau kamu coba?", "b"],
                ["/affirm", "", "c"],
                ["", "", "d"],
                ["please delete everything you have on me", "", "e"],
                ["8", "From 0 to 10, how important is this to you?", "f"],
            ]
        )
    done = run("understand", source, target)
    assert done.returncode == 0, done.stderr
    rows = read(target)
    assert [row["note"] for row in rows] == list("abcdef")
    assert {row["intent"] for row in rows if row["text"]} <= ACTS
    assert all(0 <= float(row["confidence"]) <= 1 for row in rows if row["text"])
    assert (rows[3]["intent"], rows[3]["confidence"], rows[3]["language"]) == ("", "", "")
    assert "row 4:" in done.stderr
    assert [rows[i]["language"] for i in (0, 1, 4)] == ["id", "id", "en"]
    assert [rows[i]["intent"] for i in (0, 4, 5)] == ["greet", "delete_data", "rate"]


@pytest.mark.parametrize("content", ["", "words,mode\nhalo,self_help\n"])
def test_without_a_text_column_it_says_so_and_writes_nothing(tmp_path: Path, content: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(content, encoding="utf-8")
    done = run("screen", source, target)
    assert done.returncode == 1
    assert done.stderr.startswith("rembuk: ")
    assert "Traceback" not in done.stderr
    assert not target.exists()


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    done = run("screen", tmp_path / "none.csv", tmp_path / "out.csv")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_broken_byte_spoils_its_row_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"text\nhalo\n\xff\xfe rusak\naku mau bunuh diri\n")
    done = run("screen", source, target)
    assert "row 2:" in done.stderr
    assert [row["level"] in ("L2", "L3") for row in read(target)] == [False, False, True]


def test_a_long_table_is_read_and_written_row_by_row(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8") as handle:
        handle.write("text\n" + "".join(f'"{"kata " * 40}{number}"\n' for number in range(20_000)))
    tracemalloc.start()
    with reading(source, ("text",)) as table, writing(target) as handle:
        writer = csv_writer(handle, table.columns)
        for row, _ in table.rows:
            writer.writerow(row)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table.length == len(read(target)) == 20_000
    assert peak < 1_000_000 < source.stat().st_size


def test_a_table_can_come_out_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("\ufefftext\nhalo\n\nhai\n", "utf-8"))
    writer.start()
    with reading(pipe, ("text",)) as table:
        assert (table.length, [row["text"] for row, _ in table.rows]) == (2, ["halo", "hai"])
    writer.join()


def test_code_tells_skills_and_talk_and_names_the_broken(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, delimiter=";")
        writer.writerow(["transcript_id", "interlocutor", "utterance_text", "note"])
        writer.writerows(
            [
                ["1", "therapist", "What would you like to change?", "a"],
                ["2", "client", "Aku mau berhenti merokok.", "b"],
                ["1", "client", "I want to quit, really.", "c"],
                ["1", "therapist", "", "d"],
                ["1", "observer", "Hm.", "e"],
                ["2", "Therapist", "Kamu ingin berhenti. Apa yang kamu coba?", "f"],
            ]
        )
    done = run("code", source, target)
    assert done.returncode == 0, done.stderr
    rows = read(target)
    assert [row["note"] for row in rows] == list("abcdef")
    assert list(rows[0])[4:] == ["main", "question", "reflection", "input", "codes", "talk"]
    assert (rows[0]["main"], rows[0]["question"], rows[0]["talk"]) == ("question", "open", "")
    assert [row["talk"] for row in rows[1:3]] == ["change", "change"]
    assert all(rows[1][name] == "" for name in ("main", "question", "reflection", "input", "codes"))
    for number in (4, 5):
        assert f"row {number}:" in done.stderr
        assert not any(list(rows[number - 1].values())[4:])
    found = {entry["code"]: rows[5]["utterance_text"][slice(*entry["span"])] for entry in json.loads(rows[5]["codes"])}
    assert found["open"].startswith("Apa yang")


def test_code_needs_its_columns(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("text\nhalo\n", encoding="utf-8")
    done = run("code", source, tmp_path / "out.csv")
    assert done.returncode == 1
    assert "`utterance_text`" in done.stderr
