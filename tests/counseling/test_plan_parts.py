"""Two answers in one message, an answer to another question, and what is asked next."""

from __future__ import annotations

from typing import Any

import pytest

from bot.counseling.plan_parts import find_place, has_contrast, leans_on_others, next_question, part_named, read_parts


@pytest.mark.parametrize(
    ("asked", "language", "text", "parts"),
    [
        ("action", "id", "nelpon dosen besok pagi ditemani Rina",
         {"action": "nelpon dosen", "when": "besok pagi", "support": "ditemani Rina"}),
        ("action", "en", "write one page, tomorrow morning at the library",
         {"action": "write one page", "when": "tomorrow morning at the library", "where": "at the library"}),
        ("action", "id", "kalau malam aku jalan 10 menit", {"action": "kalau malam aku jalan 10 menit"}),
        ("when", "id", "besok jam 8, tapi takut ketiduran", {"when": "besok jam 8", "obstacle": "takut ketiduran"}),
        ("when", "en", "Saturday morning but I might oversleep",
         {"when": "Saturday morning", "obstacle": "I might oversleep"}),
        ("when", "en", "tomorrow at 10, from my desk",
         {"when": "tomorrow at 10, from my desk", "where": "from my desk"}),
        ("obstacle", "en", "tomorrow at 8, at the kitchen table",
         {"when": "tomorrow at 8, at the kitchen table", "where": "at the kitchen table"}),
        ("obstacle", "id", "males, kalau males aku telpon Rina",
         {"obstacle": "males", "if_then": "kalau males aku telpon Rina"}),
        ("obstacle", "en", "I might oversleep, if I do I'll do it at lunch",
         {"obstacle": "I might oversleep", "if_then": "if I do I'll do it at lunch"}),
        ("obstacle", "id", "kalau hujan, aku senam di rumah",
         {"obstacle": "hujan", "if_then": "kalau hujan, aku senam di rumah"}),
        ("support", "id", "ditemani Rina, yakin 8", {"support": "ditemani Rina", "confidence": 8.0}),
        ("support", "en", "my sister, I'm about 8 confident", {"support": "my sister", "confidence": 8.0}),
        ("confidence", "id", "8, Rina bakal nemenin", {"confidence": 8.0, "support": "Rina bakal nemenin"}),
    ],
)  # fmt: skip
def test_each_answer_in_a_message_goes_to_its_part(asked: str, language: Any, text: str, parts: dict[str, Any]) -> None:
    assert read_parts(text, asked, language).found == parts


@pytest.mark.parametrize(
    ("asked", "text", "part"),
    [
        ("when", "takutnya lupa", "obstacle"),
        ("obstacle", "jam 7 malam aja", "when"),
        ("support", "takut dia sibuk", "obstacle"),
        ("confidence", "jam 8 malam aja", "when"),
    ],
)
def test_an_answer_to_another_question_is_kept_under_its_own(asked: str, text: str, part: str) -> None:
    assert read_parts(text, asked, "id").found == {part: text}


def test_the_act_speaks_only_where_no_word_does() -> None:
    assert set(read_parts("badanku gampang capek", "support", "id", hint="obstacle").found) == {"obstacle"}
    assert set(read_parts("Rina mau nemenin", "support", "id", hint="obstacle").found) == {"support"}
    assert set(read_parts("nggak tentu", "obstacle", "id", hint="when").found) == {"obstacle"}


def test_a_yes_with_a_change_holds_the_change() -> None:
    text = "setuju tapi jamnya diganti besok sore"
    assert has_contrast(text)
    assert read_parts(text, None, "id").found == {"when": "besok sore"}
    assert not has_contrast("setuju, aku jalani besok")


@pytest.mark.parametrize(
    ("text", "question"),
    [("jamnya", "when"), ("langkahnya kegedean", "smaller_step"), ("it's too big", "smaller_step"),
     ("the time", "when"), ("langkahnya", "step"), ("kapan kita ngobrol lagi", "next_talk"), ("entahlah", None)],
)  # fmt: skip
def test_a_part_may_be_named_without_being_said(text: str, question: str | None) -> None:
    assert part_named(text) == question


@pytest.mark.parametrize(
    ("language", "step", "leans"),
    [("id", "ibu berhenti marah", True), ("en", "wait until he apologises", True), ("en", "my mom stops yelling", True),
     ("id", "pas dia mulai teriak, aku keluar kamar", False),
     ("id", "minta ibu berhenti marah", False), ("id", "ngobrol sama ibu", False), ("en", "write one page", False)],
)  # fmt: skip
def test_a_step_may_be_somebody_elses(language: Any, step: str, leans: bool) -> None:
    assert leans_on_others(step, language) is leans


@pytest.mark.parametrize(
    ("text", "place"),
    [("besok di perpus kampus jam 9", "di perpus kampus"), ("at the library tomorrow", "at the library"),
     ("in the morning", None), ("di hari Senin", None), ("write it in my notebook", None), ("at home", "at home")],
)  # fmt: skip
def test_places_are_found_and_times_are_none(text: str, place: str | None) -> None:
    assert find_place(text) == place


def test_only_what_is_open_is_asked_and_a_shown_plan_is_shown_again() -> None:
    everything = ["when", "obstacle", "if_then", "support", "plan_confidence"]
    assert next_question("step", everything, shown=False) == "when"
    assert next_question("step", ["support", "plan_confidence"], shown=False) == "support"
    assert next_question("when", ["when", "plan_confidence"], shown=False) == "plan_confidence"
    assert next_question("smaller_step", everything, shown=False) == "plan_confidence"
    assert next_question("when", everything, shown=True) == "agreement"
    assert next_question("support", [], shown=False) == "agreement"
