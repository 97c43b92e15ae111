"""Counts, ratios and thresholds of MITI 4.2.1."""

from __future__ import annotations

import pytest

from bot.practice import miti
from bot.practice.volley import read_talk
from bot.skills.codes import BEHAVIOURS
from tests.practice.talks import client, counselor, good_talk, poor_talk


def test_counts_are_volleys() -> None:
    rated = miti.rate(read_talk(good_talk()))
    assert set(rated["counts"]) == set(BEHAVIOURS)
    assert rated["volleys"] == 11
    assert rated["counts"]["question"] == 7
    assert rated["counts"]["complex_reflection"] == 3
    assert rated["counts"]["simple_reflection"] == 2
    assert rated["percent_complex"] == 0.6
    assert rated["reflections_to_questions"] == pytest.approx(5 / 7, abs=0.001)
    assert rated["mi_adherent"] == 2
    assert rated["mi_non_adherent"] == 0
    assert rated["thresholds"]["percent_complex"] == {"fair": 0.4, "good": 0.5, "met": "good"}
    assert rated["thresholds"]["reflections_to_questions"]["met"] == "below"


def test_persuading_with_leave_is_not_held_against_anybody() -> None:
    rated = miti.rate(read_talk([counselor("If you like, you could walk.", "persuade_with_permission"), client("Ok.")]))
    assert rated["mi_non_adherent"] == 0


def test_nothing_is_divided_by_nothing() -> None:
    rated = miti.rate(read_talk([counselor("Hello."), client("Hi.")]))
    assert rated["percent_complex"] is None
    assert rated["reflections_to_questions"] is None
    assert rated["thresholds"]["reflections_to_questions"]["met"] is None
    assert rated["outside_miti"]["open_share"] is None


def test_without_a_talk_there_are_no_globals() -> None:
    assert miti.rate(read_talk([]))["globals"] is None
    assert miti.rate(read_talk([]))["relational"] is None


def test_globals_tell_listening_from_telling_and_are_called_estimates() -> None:
    good, poor = miti.rate(read_talk(good_talk())), miti.rate(read_talk(poor_talk()))
    assert good["globals_are"] == "estimated"
    for name in good["globals"]:
        assert good["globals"][name]["estimate"] >= 3.5 > 2.5 >= poor["globals"][name]["estimate"], name
        assert good["globals"][name]["reasons"]
    assert good["thresholds"]["relational"]["met"] == "good"
    assert poor["thresholds"]["technical"]["met"] == "below"


def test_a_talk_without_sustain_talk_may_have_a_high_softening_rating() -> None:
    said = [counselor("You want this.", "simple_reflection"), client("I do.", "change")]
    assert miti.rate(read_talk(said))["globals"]["softening_sustain_talk"]["estimate"] > 3
