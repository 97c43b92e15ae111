"""The wish that somebody told before they were asked what the talk is for."""

from __future__ import annotations

import pytest

from bot.counseling.goal_checks import is_goal_already
from bot.counseling.wished import wish_told
from bot.language import Language


@pytest.mark.parametrize(
    ("told", "language", "wish"),
    [
        (
            ["im so behind on everything", "i guess i wanna stop saying yes to every favour my manager wants"],
            "en",
            "i wanna stop saying yes to every favour my manager wants",
        ),
        (["My mum and I fight all the time. I want to call her once a week without shouting."], "en",
         "I want to call her once a week without shouting"),
        (["tiap malem begadang. pengen banget tidur sebelum jam dua belas lagi"], "id",
         "pengen banget tidur sebelum jam dua belas lagi"),
        (["I want to tell my manager clearly that after 6 I cannot take new work, because my family needs me."], "en",
         "I want to tell my manager clearly that after 6 I cannot take new work"),
        (["Saya ingin lebih sering pulang ke rumah orang tua. Capek juga ya."], "id",
         "Saya ingin lebih sering pulang ke rumah orang tua"),
    ],
)  # fmt: skip
def test_a_wish_that_could_be_the_goal_is_found_in_what_was_told(
    told: list[str], language: Language, wish: str
) -> None:
    assert wish_told(told, language) == wish


@pytest.mark.parametrize(
    ("told", "language"),
    [
        (["everything is too much and i cry at work"], "en"),
        (["I want to leave him but I have nowhere to go at all"], "en"),  # two sides
        (["I want him to stop drinking every night"], "en"),  # in another's hands
        (["I just want to know what to do about this"], "en"),  # of the talk
        (["I want to feel better"], "en"),  # nobody could notice it
        (["pengen banget resign dari kantor tapi takut nganggur"], "id"),
        (["pengen cerita aja soal rumah tangga saya"], "id"),
        (["suami saya ingin saya berhenti kerja tahun ini"], "id"),
        ([], "id"),
    ],
)
def test_what_stands_against_it_or_is_nobody_s_goal_is_no_wish_to_take_up(told: list[str], language: Language) -> None:
    assert wish_told(told, language) is None


def test_the_latest_wish_counts() -> None:
    told = ["I want to run three times a week again.", "And I want to cook for my kids on Sundays."]
    assert wish_told(told, "en") == "I want to cook for my kids on Sundays"


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("I'd like the garage clear enough to get the car in by Easter", True),
        ("get talking to my dad again", True),
        ("get it off my chest today", False),
        ("I want a clear head", False),
    ],
)
def test_what_can_be_noticed_in_a_life_is_a_goal_already(text: str, goal: bool) -> None:
    assert is_goal_already(text, "en") is goal
