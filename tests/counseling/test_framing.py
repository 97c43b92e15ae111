"""What stands before a goal or a step and is no part of it."""

from __future__ import annotations

import pytest

from bot.counseling.framing import is_only_time, wish_said, without_frame
from bot.counseling.meant import act_meant
from bot.language import Language


@pytest.mark.parametrize(
    ("language", "text", "goal"),
    [
        ("id", "ribet amat, ya pokoknya pengen tidur nyenyak", "ya pokoknya pengen tidur nyenyak"),
        ("id", "Dewi, aku pengen bisa tidur", "aku pengen bisa tidur"),
        ("id", "halo, aku mau lebih sabar sama anak", "aku mau lebih sabar sama anak"),
        ("id", "tiap hari berantem. pokoknya aku mau tenang di rumah", "pokoknya aku mau tenang di rumah"),
        ("id", "hadeh banyak nanya, oke deh pengen lebih tenang aja", "oke deh pengen lebih tenang aja"),
        ("en", "Sari here, I want to sleep through the night", "I want to sleep through the night"),
        ("en", "ugh so many questions, fine, I want to be calmer with my kids", "I want to be calmer with my kids"),
        ("en", "hi, to sleep better", "to sleep better"),
    ],
)
def test_a_goal_is_kept_without_what_stands_before_it(language: Language, text: str, goal: str) -> None:
    assert wish_said(text, language) == goal


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "kalau dia berubah, aku mau balik sama dia"),
        ("id", "pengen tidur nyenyak, pengen makan teratur"),
        ("id", "lulus juli, aku mau itu"),
        ("id", "halo kak"),
        ("en", "if he stops drinking, I want to stay with him"),
        ("en", "not to drink, I'd like to be sober for my kids"),
        ("en", "call the bank, I want to be debt free"),
        ("en", "quit smoking, I want that"),
    ],
)
def test_what_belongs_to_a_goal_stays(language: Language, text: str) -> None:
    assert wish_said(text, language) == text


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("duh, buka file bab 2", "buka file bab 2"),
        ("Sari here, open the letter", "open the letter"),
        ("ok fine. text Priya", "text Priya"),
        ("call my sister, then write to her", "call my sister, then write to her"),
        ("Priya, my sister and I go for a walk", "Priya, my sister and I go for a walk"),
    ],
)
def test_a_step_is_kept_without_a_groan_or_a_name_before_it(text: str, step: str) -> None:
    assert without_frame(text) == step


@pytest.mark.parametrize("text", ["tomorrow at lunch", "besok pas makan siang", "on Monday", "nanti malem"])
def test_a_time_is_no_goal(text: str) -> None:
    assert is_only_time(text)
    assert act_meant("goal", text, "propose_goal") == "gibberish"
    assert act_meant("when", text, "state_time") is None


@pytest.mark.parametrize(
    "text", ["lulus bulan Juli", "besok aku mau telepon ibu", "sleep before eleven", "leave at five"]
)
def test_a_goal_with_a_time_in_it_is_one(text: str) -> None:
    assert act_meant("goal", text, "propose_goal") is None
