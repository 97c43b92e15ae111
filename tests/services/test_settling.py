"""What is settled between client and bot, kept in the client's words."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services import goals, options, plans, reviews
from bot.storage.models import Goal


class Talk:
    """Calls a service as an action would: one write a turn."""

    def __init__(self, services: Services, start: int = 0) -> None:
        self.services = services
        self._ids = itertools.count(start)

    def __call__(self, function: Any, **values: Any) -> dict[str, Any]:
        return self.services.write(
            "s", str(next(self._ids)), lambda rows, session, now: function(rows, session, now, **values)
        )

    def goals(self) -> list[Goal]:
        def load(rows: Any, session: Any) -> list[Goal]:
            for goal in session.client.goals:
                # Read while the rows are attached, so that the tests can look at them afterwards.
                _ = goal.versions, goal.options, [step.reviews for plan in goal.plans for step in plan.steps]
            return list(session.client.goals)

        return self.services.read("s", load) or []


@pytest.fixture
def talk(services: Services) -> Talk:
    return Talk(services)


def agreed(talk: Talk) -> None:
    talk(goals.take_goal, text="aku pengen lulus Juli")
    talk(plans.take_answer, question="step", text="buka file revisi")
    talk(plans.agree)


def test_nothing_is_agreed_before_the_yes(talk: Talk) -> None:
    talk(goals.take_goal, text="aku pengen lulus Juli")
    talk(plans.take_answer, question="step", text="buka file revisi")
    (goal,) = talk.goals()
    assert (goal.status, goal.plans[0].status) == ("proposed", "draft")
    assert talk(plans.agree)["result"] == "some"
    (goal,) = talk.goals()
    assert (goal.status, goal.plans[0].status) == ("agreed", "agreed")
    assert [(v.status, v.by) for v in goal.versions] == [("proposed", "client"), ("agreed", "client")]


def test_without_a_step_there_is_nothing_to_agree_to(talk: Talk) -> None:
    assert talk(plans.agree)["result"] == "nothing"
    talk(goals.take_goal, text="tidur cukup")
    assert talk(plans.agree)["result"] == "nothing"
    assert talk.goals()[0].status == "proposed"


def test_a_new_wording_is_a_new_version_and_awaits_its_own_yes(talk: Talk) -> None:
    agreed(talk)
    talk(goals.take_goal, text="lulus Agustus saja")
    (goal,) = talk.goals()
    assert (goal.text, goal.status) == ("lulus Agustus saja", "proposed")
    assert [v.text for v in goal.versions][-1] == "lulus Agustus saja"


def test_at_most_three_goals_are_open(services: Services) -> None:
    talk = Talk(services)
    for number in range(3):
        assert talk(goals.take_goal, text=f"tujuan {number}")["result"] == "some"
        services.write("s", f"next-{number}", lambda rows, session, now: setattr(session, "goal_id", None) or {})
    assert talk(goals.take_goal, text="tujuan keempat")["result"] == "several"
    assert len(talk.goals()) == 3


def test_a_dropped_goal_takes_its_plan_along_and_is_remembered(talk: Talk) -> None:
    agreed(talk)
    assert talk(goals.drop_goal)["result"] == "some"
    (goal,) = talk.goals()
    assert (goal.status, goal.plans[0].status, goal.versions[-1].status) == ("dropped", "dropped", "dropped")
    assert talk(goals.drop_goal)["result"] == "nothing"


def test_options_are_the_clients_and_the_same_one_counts_once(talk: Talk) -> None:
    talk(goals.take_goal, text="tidur cukup")
    talk(options.take_option, text="matikan hp jam 10")
    talk(options.take_option, text="Matikan HP jam 10")
    assert talk(options.count_options)["result"] == "one"
    assert [(o.text, o.by, o.chosen) for o in talk.goals()[0].options] == [("matikan hp jam 10", "client", True)]


@pytest.mark.parametrize(("said", "chosen"), [("2", 1), ("yang kedua aja", 1), ("ngobrol sama ibu", 2), ("jalan", 0)])
def test_a_choice_is_known_by_number_place_or_words(talk: Talk, said: str, chosen: int) -> None:
    talk(goals.take_goal, text="lebih tenang")
    for option in ("jalan sore", "tulis jurnal", "cerita ke ibu"):
        talk(options.take_option, text=option)
    talk(options.choose_option, text=said)
    assert [option.chosen for option in talk.goals()[0].options].index(True) == chosen


def test_a_choice_that_was_not_listed_is_one_more_idea_of_the_client(talk: Talk) -> None:
    talk(goals.take_goal, text="lebih tenang")
    talk(options.take_option, text="jalan sore")
    talk(options.choose_option, text="kayaknya mending pijat refleksi deh")
    assert [option.chosen for option in talk.goals()[0].options] == [False, True]


def test_a_smaller_step_takes_the_place_of_the_larger(talk: Talk) -> None:
    talk(goals.take_goal, text="lulus")
    talk(plans.take_answer, question="step", text="tulis bab dua")
    talk(plans.take_answer, question="obstacle", text="ketiduran")
    talk(plans.take_answer, question="smaller_step", text="buka file bab dua")
    (step,) = talk.goals()[0].plans[0].steps
    assert (step.action, step.obstacle) == ("buka file bab dua", "ketiduran")


def test_a_step_with_its_time_fills_both(talk: Talk) -> None:
    talk(goals.take_goal, text="lulus")
    assert talk(plans.take_answer, question="step", text="nelpon dosen besok jam 9 pagi")["result"] == "some"
    (step,) = talk.goals()[0].plans[0].steps
    assert "besok" in step.when
    assert step.starts_at.isoformat() == "2026-11-24T02:00:00+00:00"
    assert step.review_on.isoformat() == "2026-12-01"


def test_an_obstacle_with_an_if_then_fills_both(talk: Talk) -> None:
    agreed(talk)
    talk(plans.take_answer, question="step", text="jalan pagi")
    talk(plans.take_answer, question="obstacle", text="kalau hujan, aku senam di rumah")
    step = talk.goals()[0].plans[-1].steps[0]
    assert "hujan" in step.obstacle
    assert "senam" in step.if_then


def test_a_step_not_done_is_noted_without_losing_the_goal(talk: Talk) -> None:
    agreed(talk)
    assert talk(reviews.review_step, outcome="not_done", said="belum")["result"] == "low"
    talk(reviews.take_review, question="what_hindered", text="lembur terus")
    (goal,) = talk.goals()
    step = goal.plans[0].steps[0]
    assert (goal.status, step.status, step.reviews[0].said) == ("agreed", "not_done", "belum\nlembur terus")


def test_a_new_plan_replaces_the_agreed_one(talk: Talk) -> None:
    agreed(talk)
    talk(plans.take_answer, question="step", text="langkah lain")
    talk(plans.agree)
    assert sorted(plan.status for plan in talk.goals()[0].plans) == ["agreed", "replaced"]


def test_one_number_is_the_overall_rating_and_a_low_one_is_noticed(talk: Talk) -> None:
    assert talk(reviews.rate_talk, ratings={"overall": 9.0})["result"] == "some"
    assert talk(reviews.rate_talk, ratings={"heard": 2.0})["result"] == "low"
    assert talk(reviews.rate_talk, ratings={})["result"] == "unclear"


def test_what_makes_the_goal_matter_is_a_value_of_the_client(services: Services) -> None:
    talk = Talk(services)
    talk(goals.take_value, text="karena ibu")
    talk(goals.take_value, text="karena ibu")
    assert services.read("s", lambda rows, session: [v.text for v in session.client.values]) == ["karena ibu"]
