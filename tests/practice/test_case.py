"""Cases: those that come with Rembuk, and what is said of one with faults."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.language import LANGUAGES
from bot.practice.case import FOLDER, CaseError, all_cases, load_case
from bot.practice.check import check, read
from bot.trying import check_case

FILES = sorted(FOLDER.glob("*.yml"))


def faults(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = (FOLDER / "grief.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "grief.yml"
    path.write_text(text, encoding="utf-8")
    content, problems = read(path)
    return [str(problem) for problem in problems or check(content, path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_is_whole(path: Path) -> None:
    content, problems = read(path)
    assert not problems and not check(content, path)


def test_there_are_eight_cases_of_different_styles() -> None:
    cases = all_cases().values()
    assert len(cases) >= 8
    assert len({case.style for case in cases}) >= 6
    assert {case.difficulty for case in cases} == {1, 2, 3}


def test_lines_are_known_by_their_place() -> None:
    case = all_cases()["thesis"]
    assert len(case.by_id) == len(case.lines) + sum(map(len, case.always.values()))
    line = case.by_id["supervisor.0.inform.1"]
    assert (line.topic, line.tier, line.act) == ("supervisor", 0, "inform")
    assert all(line.asks[language] for language in LANGUAGES)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("style: quiet", "style: shy"), 4, "one of guarded, pleasing"),
        (("trust: 0.25", "trust: 25"), 19, "0 to 1"),
        (("confidence: 0.3, ", ""), 19, "confidence is missing"),
        (("age: 58", "age: old"), 7, "a whole number"),
        (("name: grief", "name: sorrow"), 2, "write `name: grief`"),
        (("topics:", "topics:\n  garden: {id: [\"x\"], en: [\"y\"]}"), None, "stands twice"),
        (("style: quiet", "style: \"quiet"), None, "quote"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_what_to_do(
    tmp_path: Path, change: tuple[str, str], line: int | None, words: str
) -> None:
    found = faults(tmp_path, change)
    assert len(found) == 1, found
    assert words in found[0] and found[0].startswith("grief.yml, line ")
    assert line is None or f"line {line}:" in found[0]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, ("style: quiet", "style: shy"), ("difficulty: 2", "difficulty: 9"), ("age: 58", "age: 1"))
    assert len(found) == 3


def test_a_line_without_its_other_language_is_named(tmp_path: Path) -> None:
    content = yaml.safe_load((FOLDER / "grief.yml").read_text(encoding="utf-8"))
    del content["lines"]["wife"][0]["inform"][1]["en"]
    path = tmp_path / "grief.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    problems = check(read(path)[0], path)
    assert [problem.place for problem in problems] == ["lines → wife → 0 → inform → number 2"]
    assert problems[0].what.startswith("en is missing")


def test_too_few_and_doubled_lines_are_named(tmp_path: Path) -> None:
    content = yaml.safe_load((FOLDER / "grief.yml").read_text(encoding="utf-8"))
    content["lines"]["general"][0]["doubt"][1] = dict(content["lines"]["general"][0]["doubt"][0])
    content["lines"]["wife"].pop(2)
    path = tmp_path / "grief.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    found = "\n".join(map(str, check(read(path)[0], path)))
    assert "stands in the file already" in found
    assert "tier 2 has" in found


def test_a_bad_file_does_not_load(tmp_path: Path) -> None:
    path = tmp_path / "grief.yml"
    path.write_text("name: [", encoding="utf-8")
    with pytest.raises(CaseError, match="line"):
        load_case(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(CaseError, match="empty"):
        load_case(path)


def test_the_check_prints_a_table_or_the_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_case(FILES[0]) == 0
    assert "inform" in capsys.readouterr().out
    path = tmp_path / "x.yml"
    path.write_text("schema: 2", encoding="utf-8")
    assert check_case(path) == 1
    assert "line 1" in capsys.readouterr().out
