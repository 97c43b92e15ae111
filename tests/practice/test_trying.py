"""The talk in the terminal, with a coder that goes by question marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.language import Language
from bot.practice.case import FOLDER, Case
from bot.skills.codes import Coded
from bot.trying import try_case
from tests.practice.trainees import coded


class ByQuestionMarks:
    """An honest small stand-in for the skill coder."""

    def code(self, text: str, previous: str = "") -> Coded:
        return coded(text, "question", "open") if text.endswith("?") else coded(text, "simple_reflection")


def no_likeness(case: Case, language: Language, text: str) -> dict[str, float]:
    return {}


def talk(lines: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    typed: Iterator[str] = iter(lines)

    def read(prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    assert try_case(FOLDER / "thesis.yml", "en", 1, ByQuestionMarks(), no_likeness) == 0
    return capsys.readouterr().out


def test_the_state_is_shown_and_a_hint_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = talk(["What brings you here?", "hint"], monkeypatch, capsys)
    assert out.count("Dimas>") == 2
    assert out.count("[trust") == 2
    assert "For instance:" in out


def test_a_turn_taken_back_is_as_if_never_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    once = talk(["What brings you here?"], monkeypatch, capsys)
    again = talk(["You are lazy.", "take back", "What brings you here?"], monkeypatch, capsys)
    assert once.strip().splitlines()[-1] == again.strip().splitlines()[-1]
    assert "nothing to take back" in talk(["take back"], monkeypatch, capsys)


def test_after_the_end_the_client_comes_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = talk(["So it weighs on you.", "end", "hello"], monkeypatch, capsys)
    assert "second session" in out
