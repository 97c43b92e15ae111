"""A goal's versions: doubted, kept, changed, and more than one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.counseling.goal_change import GoalChange
from bot.services import goals, options, plans
from bot.services.export import export_client
from tests.conftest import NOON
from tests.services.test_settling import Talk


@pytest.fixture
def talk(services: Services) -> Talk:
    return Talk(services)


def history(talk: Talk) -> list[tuple[str, str, str]]:
    return [(v.text, v.status, v.by) for goal in talk.goals() for v in goal.versions]


def test_a_doubted_goal_is_countered_and_their_word_stands_if_they_insist(talk: Talk) -> None:
    talk(goals.take_goal, text="suami berhenti marah", doubted=True)
    assert talk.goals()[0].status == "countered"
    assert talk(goals.keep_goal)["goal"] == "suami berhenti marah"
    assert [(status, by) for _, status, by in history(talk)] == [
        ("proposed", "client"), ("countered", "client"), ("proposed", "client"),
    ]  # fmt: skip


def test_their_in_own_hands_is_a_new_version(talk: Talk) -> None:
    talk(goals.take_goal, text="suami berhenti marah", doubted=True)
    talk(goals.sharpen_goal, text="aku bilang kalau nadanya bikin takut", whole=True)
    (goal,) = talk.goals()
    assert (goal.text, goal.status) == ("aku bilang kalau nadanya bikin takut", "proposed")
    assert [text for text, _, _ in history(talk)][:2] == ["suami berhenti marah"] * 2


def test_how_they_would_notice_is_added_to_a_wide_goal(talk: Talk) -> None:
    talk(goals.take_goal, text="lebih bahagia", doubted=True)
    talk(goals.sharpen_goal, text="sarapan tanpa buru-buru", whole=False)
    assert talk.goals()[0].text == "lebih bahagia: sarapan tanpa buru-buru"


def test_a_new_wording_counters_the_old_one_and_waits_for_a_yes(talk: Talk) -> None:
    talk(goals.take_goal, text="lari tiap hari")
    talk(plans.take_answer, question="step", text="beli sepatu")
    talk(plans.agree)
    kept = talk(goals.change_goal, change=GoalChange("smaller", "lari seminggu sekali"))
    assert kept == {"result": "complete", "goal": "lari seminggu sekali"}
    assert [(text, status) for text, status, _ in history(talk)] == [
        ("lari tiap hari", "proposed"), ("lari tiap hari", "agreed"), ("lari tiap hari", "countered"),
        ("lari seminggu sekali", "proposed"),
    ]  # fmt: skip


def test_what_is_not_said_is_asked(talk: Talk) -> None:
    assert talk(goals.change_goal, change=GoalChange("open"))["result"] == "nothing"
    talk(goals.take_goal, text="lari tiap hari")
    assert talk(goals.change_goal, change=GoalChange("open"))["result"] == "unclear"
    assert talk(goals.change_goal, change=GoalChange("smaller"))["result"] == "partly"
    assert talk(goals.change_goal, change=GoalChange("other"))["result"] == "some"
    assert talk.goals()[0].status == "dropped"


def test_a_second_goal_beside_the_first_and_no_fourth(talk: Talk) -> None:
    talk(goals.take_goal, text="lari")
    assert talk(goals.change_goal, change=GoalChange("both"))["result"] == "one"
    talk(goals.take_goal, text="tidur cukup")
    assert talk(goals.change_goal, change=GoalChange("both", "baikan sama adik"))["result"] == "enough"
    assert [goal.status for goal in talk.goals()] == ["proposed"] * 3
    assert talk(goals.change_goal, change=GoalChange("both"))["result"] == "several"
    assert talk(goals.keep_goal)["goal"] == "baikan sama adik", "the talk goes on with the newest"


def test_keeping_both_brings_back_what_was_let_go(talk: Talk) -> None:
    talk(goals.take_goal, text="lari")
    talk(goals.change_goal, change=GoalChange("other"))
    assert talk(goals.change_goal, change=GoalChange("both"))["result"] == "one"
    assert [goal.status for goal in talk.goals()] == ["proposed"]
    talk(goals.take_goal, text="tidur cukup")
    talk(goals.change_goal, change=GoalChange("open", "tidur jam 10"))
    assert talk(goals.change_goal, change=GoalChange("both")) == {"result": "complete", "kept": "tidur cukup"}
    assert {goal.text for goal in talk.goals()} == {"lari", "tidur jam 10", "tidur cukup"}


def test_numbers_and_reason_of_one_message_are_kept_together(talk: Talk) -> None:
    talk(goals.take_goal, text="lari")
    assert talk(goals.rate_importance, rating=9.0, confidence=4.0)["result"] == "some"
    (goal,) = talk.goals()
    assert (goal.importance, goal.confidence) == (9.0, 4.0)
    assert talk(goals.rate_importance, rating=8.0, reason="karena ibu")["result"] == "complete"


@pytest.mark.parametrize(("rating", "result"), [(8.0, "some"), (5.0, "low"), (4.0, "partly"), (None, "unclear")])
def test_confidence_below_five_is_asked_about(talk: Talk, rating: float | None, result: str) -> None:
    talk(goals.take_goal, text="lari")
    assert talk(goals.rate_confidence, rating=rating)["result"] == result


def test_disagreements_are_counted(talk: Talk, services: Services) -> None:
    talk(goals.count_disagreement)
    talk(goals.count_disagreement)
    assert services.read("s", lambda rows, session: session.disagreements) == 2


def test_with_three_goals_open_a_step_belongs_to_one_of_them(talk: Talk) -> None:
    for text in ("lari", "tidur cukup", "baikan sama adik"):
        talk(goals.take_goal, text=text)
        talk(goals.change_goal, change=GoalChange("both"))
    talk(plans.take_answer, question="step", text="kirim pesan ke adik")
    assert len(talk.goals()) == 3
    steps = [step.action for goal in talk.goals() for plan in goal.plans for step in plan.steps]
    assert steps == ["kirim pesan ke adik"]


def numbers(services: Services) -> list[tuple[str, float, str]]:
    (goal,) = services.read("s", export_client)["goals"]  # type: ignore[index]
    return [(one["kind"], one["rating"], one["at"][:10]) for one in goal["ratings"]]


def test_a_number_is_kept_beside_those_of_other_days_and_put_right_on_the_same(services: Services) -> None:
    talk = Talk(services)
    talk(goals.take_goal, text="lari")
    talk(goals.rate_importance, rating=9.0, confidence=4.0)
    talk(goals.rate_confidence, rating=5.0)
    later = replace(services, clock=lambda: NOON + timedelta(days=2))
    Talk(later, start=5)(goals.rate_confidence, rating=7.0)
    Talk(later, start=9)(plans.take_answer, question="step", text="lari pagi")
    Talk(later, start=20)(plans.take_answer, question="plan_confidence", text="8")
    assert numbers(services) == [
        ("confidence", 5.0, "2026-11-23"),
        ("importance", 9.0, "2026-11-23"),
        ("confidence", 7.0, "2026-11-25"),
        ("plan", 8.0, "2026-11-25"),
    ]


def test_quite_another_goal_is_rated_anew_and_a_new_wording_keeps_its_ratings(talk: Talk) -> None:
    talk(goals.take_goal, text="jogging tiap pagi")
    talk(goals.rate_importance, rating=8.0, confidence=6.0)
    change = GoalChange("open", "jogging dua kali seminggu")
    assert talk(goals.change_goal, change=change)["result"] == "complete"
    assert (talk.goals()[0].importance, talk.goals()[0].confidence) == (8.0, 6.0)
    assert talk(goals.change_goal, change=GoalChange("open", "baikan sama kakak"))["result"] == "enough"
    assert (talk.goals()[0].importance, talk.goals()[0].confidence) == (None, None)


def test_an_idea_stands_for_a_goal_only_until_the_client_names_one(talk: Talk) -> None:
    assert talk(options.take_ideas, titles=["Jalan kaki sepuluh menit"])["result"] == "partly"
    talk(goals.take_goal, text="tidur sebelum tengah malam")
    assert history(talk) == [("tidur sebelum tengah malam", "proposed", "client")]
    assert talk(options.take_ideas, titles=["Hp di luar kamar"])["result"] == "some"


def test_an_option_is_picked_and_taken_back(talk: Talk) -> None:
    talk(goals.take_goal, text="tidur lebih cepat")
    talk(options.take_option, text="hp di dapur, tidur siang, atau mandi air hangat")
    assert talk(options.take_back, numbers=[1])["options"] == ["tidur siang"]
    talk(options.pick_options, numbers=[1])
    (goal,) = talk.goals()
    assert [(option.text, option.chosen) for option in goal.options] == [
        ("hp di dapur", False), ("mandi air hangat", True),
    ]  # fmt: skip
