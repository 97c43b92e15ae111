"""Six ways of counseling take six courses with every client."""

from __future__ import annotations

from itertools import pairwise
from statistics import mean

import pytest

from bot.practice.case import Case, all_cases
from tests.practice.trainees import TRAINEES, good, play

SEEDS = range(5)
CASES = all_cases()


def ends(case: Case, trainee: str) -> list[float]:
    return [play(case, TRAINEES[trainee], "id", seed)[-1].state.trust for seed in SEEDS]


@pytest.mark.parametrize("name", CASES)
def test_good_counseling_reaches_what_lies_beneath_and_a_plan(name: str) -> None:
    arrived = planned = 0
    for seed in SEEDS:
        course = play(CASES[name], good, "en", seed)
        deepest = next((turn for turn, reaction in enumerate(course) if reaction.state.tier == 2), 99)
        assert deepest > 7, "nobody tells everything at once"
        arrived += deepest <= 20
        planned += course[-1].state.plan in ("own", "agreed")
    assert arrived >= 4 and planned >= 4


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("trainee", ["questioner", "adviser", "confronter", "parrot", "silent"])
def test_poor_counseling_stays_at_the_surface_without_a_plan(name: str, trainee: str) -> None:
    for seed in SEEDS:
        state = play(CASES[name], TRAINEES[trainee], "id", seed)[-1].state
        assert state.tier == 0
        assert state.plan in ("", "hollow")
        assert not state.committed


@pytest.mark.parametrize("name", CASES)
def test_who_confronts_is_left_and_soon(name: str) -> None:
    for seed in SEEDS:
        course = play(CASES[name], TRAINEES["confronter"], "en", seed)
        assert course[-1].state.ended == "left"
        assert len(course) <= 12


@pytest.mark.parametrize("name", CASES)
def test_the_courses_differ(name: str) -> None:
    trust = {trainee: mean(ends(CASES[name], trainee)) for trainee in TRAINEES}
    assert trust["good"] > CASES[name].start.trust + 0.25
    for other in ("questioner", "adviser", "confronter", "parrot", "silent"):
        assert trust["good"] - trust[other] > 0.3, other
    assert trust["questioner"] > trust["confronter"]


@pytest.mark.parametrize("name", CASES)
def test_unasked_advice_costs_trust_and_is_doubted_or_only_heard(name: str) -> None:
    acts = []
    for seed in SEEDS:
        course = play(CASES[name], TRAINEES["adviser"], "id", seed)
        for before, after in pairwise(course):
            if any(reason["code"] == "advice" for reason in after.reasons):
                acts.append(after.act)
                assert after.state.trust < before.state.trust or not before.state.trust
    against = sum(act in ("doubt", "reject", "deny", "downplay", "blame", "leave") for act in acts)
    assert against >= 0.2 * len(acts)
    assert set(acts) <= {"doubt", "reject", "deny", "downplay", "blame", "leave", "hollow", "heard", "engage"}


@pytest.mark.parametrize("name", CASES)
def test_the_second_session_shows_what_the_first_plan_deserved(name: str) -> None:
    case = CASES[name]
    before = play(case, good, "id", 2, turns=26)[-1].state
    course = play(case, good, "id", 3, turns=3, before=before)
    outcomes = {reaction.act for reaction in course} | {line.split(".")[1] for line in course[-1].state.said}
    assert course[-1].state.session == 2
    assert outcomes & {"done", "partly"}
    pressed = play(case, TRAINEES["adviser"], "id", 2)[-1].state
    later = play(case, good, "id", 3, turns=3, before=pressed)
    assert later[-1].state.outcome in ("", "not_done")
