"""A correction before a yes."""

from __future__ import annotations

import pytest

from bot.counseling.agreeing import change_said, objects
from bot.counseling.meant import act_meant
from bot.counseling.part_changes import part_anew


@pytest.mark.parametrize(
    "text",
    [
        "That's daft: \"if Jan's out I'll drink\" isn't my plan. If Jan's out, I ring Pete.",
        "it should say wait a week",
        '"if that happens" should be: wait a week. rest is fine',
        "Yes but change the when to Friday",
        "hmm not sure",
        "itu bukan rencanaku. kalau hujan aku jalan di mall",
        "harusnya tulis tunggu seminggu",
        "iya tapi waktunya jadi jumat",
        "hmm kurang yakin",
        "ya sih, tapi langkahnya salah",
    ],
)
@pytest.mark.parametrize("act", ["commit", "affirm", "dont_know", "go_back", "change_goal"])
def test_a_correction_is_no_yes(text: str, act: str) -> None:
    assert act_meant("agreement", text, act) == "disagree"


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "yes, that should be fine",
        "agreed, nothing wrong with it",
        "it is as it should be",
        "setuju",
        "iya udah pas",
        "nggak ada yang salah, setuju",
        "seharusnya bisa, oke",
        "sure, let's do it",
        "not bad, I agree",
    ],
)
def test_a_yes_is_left_a_yes(text: str) -> None:
    assert act_meant("agreement", text, "commit") is None
    assert not objects(text)


def test_somebody_who_stops_stops() -> None:
    assert act_meant("agreement", "not sure, stop", "pause_stop") is None
    assert act_meant("problem", "hmm not sure", "dont_know") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\"if I'm late I'll drink\" isn't my plan. If Jan's out, I ring Pete.", "If Jan's out, I ring Pete."),
        ("itu bukan rencanaku. kalau hujan aku jalan di mall", "kalau hujan aku jalan di mall"),
        ("yes but move it to Friday, rest is fine", "move it to Friday"),
        ("setuju, tapi hari Jumat. sisanya oke", "hari Jumat"),
    ],
)
def test_what_should_be_is_told_from_what_should_not(text: str, words: str) -> None:
    assert change_said(text).strip(".") == words.strip(".")


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ('"if that happens" should be: wait a week. rest is fine', "if_then", "wait a week"),
        ("Keep the goal. Change what I'd do if Jan's out: ring Pete.", "if_then", "ring Pete"),
        ("Yes but change the when to Friday", "when", "Friday"),
        ("iya tapi waktunya jadi jumat", "when", "jumat"),
        ("kalau itu terjadi harusnya: telepon kakak. yang lain oke", "if_then", "telepon kakak"),
        ('the step should say: text my boss "i can\'t do saturday"', "step", "text my boss i can't do saturday"),
    ],
)
def test_the_part_is_changed_that_is_named(text: str, part: str, words: str) -> None:
    assert part_anew(text) == (part, words)


@pytest.mark.parametrize(
    "text",
    [
        "actually change the time to Friday",
        "can we move it to Friday",
        "I want to change something in the plan",
        "no wait, the obstacle should be rain",
        "let me edit the plan",
        "make it Saturday",
        "swap the step for a call",
        "waktunya jadi Jumat",
        "ganti rencananya dong",
    ],
)
def test_a_change_to_what_is_agreed_is_no_further_step(text: str) -> None:
    assert act_meant("another_step", text, "propose_step") == "disagree"


@pytest.mark.parametrize("text", ["one more", "call the bank", "change my shoes", "move the boxes out"])
def test_one_more_step_is_left_one(text: str) -> None:
    assert act_meant("another_step", text, "propose_step") is None
