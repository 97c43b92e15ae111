from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.reports import FORMATS, render
from bot.reports.words import WORDS, load_words, plain
from tests.reports.exports import make_export
from tests.reports.test_calendar import NOW


def shape(value: Any) -> Any:
    """Keys, lengths and places of words, without the words."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return len(value)
    return sorted(place for _, place, _, _ in string.Formatter().parse(value) if place)


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.stem)
def test_both_languages_say_the_same_things(path: Path) -> None:
    words = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert shape(words["id"]) == shape(words["en"])


def test_no_two_files_name_a_word_alike() -> None:
    keys = [key for path in WORDS for key in yaml.safe_load(path.read_text(encoding="utf-8"))["id"]]
    assert len(keys) == len(set(keys))


def test_every_code_of_the_export_has_a_word() -> None:
    words = load_words("id")
    codes = {
        "goal_status": "proposed countered agreed dropped achieved",
        "plan_status": "draft agreed replaced dropped",
        "step_status": "done partly not_done",
        "ratings": "heard goals approach overall",
    }
    assert {group: " ".join(words.texts[group]) for group in codes} == codes


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (7.0, "7"), (7.5, "7,5"), (6.66, "6,7"), (9.96, "10"), (10, "10")]
)
def test_numbers_are_written_short(value: float, written: str) -> None:
    assert load_words("id").number(value) == written


@given(st.text())
def test_plain_text_has_no_control_characters_but_line_feeds(text: str) -> None:
    shown = plain({"said": [text, None, 3]})["said"][0]
    assert all(letter == "\n" or letter.isprintable() or ord(letter) > 0x9F for letter in shown)
    assert plain(shown) == shown


def test_line_ends_of_all_kinds_become_line_feeds() -> None:
    assert plain("a\r\nb\rc\u2028d\te\x00") == "a\nb\nc\nd e"


@pytest.mark.parametrize(
    ("wanted", "begins"),
    [("json", b'{"schema": 1'), ("html", b"<!DOCTYPE html>"), ("ics", b"BEGIN:VCAL"), ("pdf", b"%PDF")],
)
def test_every_format_can_be_made(wanted: str, begins: bytes) -> None:
    assert wanted in FORMATS
    assert render(wanted, make_export(), "id", NOW).startswith(begins)


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="docx"):
        render("docx", make_export(), "id", NOW)
