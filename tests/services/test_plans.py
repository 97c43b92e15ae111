"""A plan grows with every answer, keeps what was not asked for, and each version that was shown stays."""

from __future__ import annotations

import pytest

from bot.bootstrap import Services
from bot.counseling.goal_change import GoalChange
from bot.services import goals, options, plans
from bot.storage.models import Plan, Step
from tests.services.test_settling import Talk


@pytest.fixture
def talk(services: Services) -> Talk:
    talk = Talk(services)
    talk(goals.take_goal, text="aku pengen lulus Juli")
    return talk


def answer(talk: Talk, question: str, text: str, from_plan: bool = False) -> str:
    result: str = talk(plans.take_answer, question=question, text=text, from_plan=from_plan)["result"]
    return result


def last_step(talk: Talk) -> Step:
    return talk.goals()[0].plans[-1].steps[-1]


def all_plans(talk: Talk) -> list[Plan]:
    found: list[Plan] = talk.goals()[0].plans
    return found


def open_questions(talk: Talk) -> list[str]:
    state = talk.services.read("s", plans.plan_state)
    assert state is not None
    found: list[str] = state["open"]
    return found


def test_one_message_fills_several_fields_and_their_questions_are_closed(talk: Talk) -> None:
    assert answer(talk, "step", "nelpon dosen besok jam 9 di kampus, Rina mau nemenin") == "some"
    step = last_step(talk)
    assert (step.action, step.when, step.where, step.support) == (
        "nelpon dosen di kampus", "besok jam 9", "di kampus", "Rina mau nemenin",
    )  # fmt: skip
    assert open_questions(talk) == ["obstacle", "plan_confidence"]
    answer(talk, "obstacle", "takut beliau sibuk")
    assert open_questions(talk) == ["if_then", "plan_confidence"]


def test_an_answer_to_another_question_is_kept_and_the_open_one_stays_open(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen")
    assert answer(talk, "when", "takutnya aku gugup") == "partly"
    assert answer(talk, "obstacle", "jam 7 malam aja") == "partly"
    step = last_step(talk)
    assert (step.obstacle, step.when) == ("takutnya aku gugup", "jam 7 malam aja")


def test_a_time_told_before_the_step_waits_for_it_and_is_no_plan_yet(talk: Talk) -> None:
    assert answer(talk, "step", "besok pagi") == "partly"
    assert talk(plans.agree)["result"] == "nothing"
    answer(talk, "step", "nelpon dosen")
    assert (last_step(talk).action, last_step(talk).when) == ("nelpon dosen", "besok pagi")


def test_support_and_confidence_in_one_message(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen")
    talk(plans.take_answer, question="support", text="ditemani Rina, yakin 8")
    assert (last_step(talk).support, all_plans(talk)[-1].confidence) == ("ditemani Rina", 8.0)


def test_a_smaller_step_asks_for_its_own_confidence(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    assert talk(plans.take_answer, question="plan_confidence", text="4")["low"]
    answer(talk, "smaller_step", "buka filenya saja")
    assert open_questions(talk)[-1] == "plan_confidence"


def test_a_step_of_somebody_elses_is_noticed(talk: Talk) -> None:
    assert talk(plans.take_answer, question="step", text="ibu berhenti marah")["leans"]
    assert not talk(plans.take_answer, question="step", text="ngobrol sama ibu")["leans"]


def test_every_change_of_a_shown_plan_is_a_new_version(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    answer(talk, "when", "besok jam 8 pagi")
    result = talk(plans.change_plan, text="setuju tapi jamnya diganti besok sore", as_step=False)["result"]
    assert result == "some"
    answer(talk, "smaller_step", "buka filenya", from_plan=True)
    assert [(plan.status, plan.steps[0].action, plan.steps[0].when) for plan in all_plans(talk)] == [
        ("replaced", "tulis bab dua", "besok jam 8 pagi"),
        ("replaced", "tulis bab dua", "besok sore"),
        ("draft", "buka filenya", "besok sore"),
    ]


def test_another_step_begins_anew_and_no_change_changes_nothing(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    answer(talk, "when", "besok jam 8 pagi")
    assert talk(plans.change_plan, text="nggak cocok", as_step=False)["result"] == "nothing"
    answer(talk, "step", "telpon dosen", from_plan=True)
    assert (last_step(talk).action, last_step(talk).when) == ("telpon dosen", None)
    assert [plan.status for plan in all_plans(talk)] == ["replaced", "draft"]


def test_the_day_to_look_again_is_a_week_on_unless_the_client_says_another(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    assert last_step(talk).review_on.isoformat() == "2026-11-30"
    talk(plans.change_plan, text="kita ngobrol lagi hari Jumat aja", as_step=False)
    assert last_step(talk).review_on.isoformat() == "2026-11-27"


def test_the_day_to_look_again_is_no_time_of_the_step(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    answer(talk, "when", "besok jam 8 pagi")
    talk(plans.take_answer, question="next_talk", text="Jumat depan", hint="when", from_plan=True)
    assert (last_step(talk).when, last_step(talk).review_on.isoformat()) == ("besok jam 8 pagi", "2026-12-04")


def test_one_more_step_joins_the_agreed_one_and_is_agreed_with_it(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    talk(plans.agree)
    assert talk(plans.add_step, text="")["result"] == "nothing"
    answer(talk, "step", "kirim ke Rina besok")
    talk(plans.agree)
    assert [(plan.status, [step.action for step in plan.steps]) for plan in all_plans(talk)] == [
        ("replaced", ["tulis bab dua"]),
        ("agreed", ["tulis bab dua", "kirim ke Rina"]),
    ]


def test_one_more_step_that_never_came_leaves_the_agreed_plan_in_force(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    talk(plans.agree)
    talk(plans.add_step, text="")
    assert [plan.status for plan in all_plans(talk)] == ["agreed", "draft"]


def test_several_options_in_one_message_are_several_rows_and_several_may_be_chosen(talk: Talk) -> None:
    kept = talk(options.take_option, text="olahraga, terus ngomong sama ibu, atau pindah kamar")
    assert kept["options"] == ["olahraga", "ngomong sama ibu", "pindah kamar"]
    talk(options.choose_option, text="yang pertama dan ketiga")
    assert [option.chosen for option in talk.goals()[0].options] == [True, False, True]


def test_an_idea_that_was_taken_is_an_option_of_the_bots(talk: Talk) -> None:
    talk(options.take_option, text="jalan sore")
    talk(options.take_ideas, titles=["Bangun di jam yang sama"])
    assert [(option.text, option.by) for option in talk.goals()[0].options] == [
        ("jalan sore", "client"),
        ("Bangun di jam yang sama", "bot"),
    ]


def test_a_worry_told_in_between_is_kept_as_an_obstacle_and_a_mere_feeling_is_not(talk: Talk) -> None:
    answer(talk, "step", "tulis bab dua")
    assert talk(plans.take_aside, question="when", text="capek banget hari ini rasanya")["result"] == "nothing"
    assert talk(plans.take_aside, question="when", text="takutnya aku lupa")["result"] == "partly"
    assert (last_step(talk).when, last_step(talk).obstacle) == (None, "takutnya aku lupa")


def planned(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen")
    answer(talk, "when", "besok jam 9")
    answer(talk, "obstacle", "takut beliau sibuk")
    answer(talk, "support", "istriku")


def test_a_part_said_anew_takes_only_its_own_words(talk: Talk) -> None:
    planned(talk)
    said = "the support should be my brother, not my wife"
    assert talk(plans.change_plan, text=said, as_step=False)["result"] == "some"
    assert talk(plans.change_plan, text="halangannya bukan itu, tapi aku gugup", as_step=False)["result"] == "some"
    step = last_step(talk)
    assert (step.action, step.support, step.obstacle) == ("nelpon dosen", "my brother", "aku gugup")


def test_another_person_takes_the_place_of_one_in_the_plan(talk: Talk) -> None:
    planned(talk)
    said = "jangan istriku, mamakku aja. yang lain setuju"
    assert talk(plans.change_plan, text=said, as_step=False)["result"] == "some"
    assert (last_step(talk).support, last_step(talk).when) == ("mamakku", "besok jam 9")


def test_another_step_begins_with_nothing_but_itself_and_the_same_one_keeps_its_parts(talk: Talk) -> None:
    planned(talk)
    assert talk(plans.change_plan, text="chat dosen aja", as_step=True)["result"] == "some"
    assert last_step(talk).obstacle == "takut beliau sibuk"
    assert talk(plans.change_plan, text="beresin daftar pustaka", as_step=True)["result"] == "new"
    step = last_step(talk)
    assert (step.action, step.when, step.obstacle, step.support) == ("beresin daftar pustaka", None, None, None)
    assert open_questions(talk)[0] == "when"


@pytest.mark.parametrize("step", ["Write down Monday's tasks", "ask her to come on Thursday", "nulis tugas hari Senin"])
def test_a_day_that_belongs_to_a_thing_stays_in_the_step(talk: Talk, step: str) -> None:
    answer(talk, "step", step)
    assert (last_step(talk).action, last_step(talk).when) == (step, None)


def test_one_more_obstacle_beside_the_first_takes_nothing_away(talk: Talk) -> None:
    planned(talk)
    said = "worst when I'm tired"
    kept = talk(plans.take_answer, question="if_then", text=said, hint="obstacle")
    assert kept["result"] == "partly"
    assert last_step(talk).obstacle == "takut beliau sibuk, worst when I'm tired"


def test_a_part_is_said_anew_while_another_is_asked_for(talk: Talk) -> None:
    planned(talk)
    assert answer(talk, "if_then", "langkahnya ganti jadi chat dosen dulu") == "partly"
    assert (last_step(talk).action, last_step(talk).if_then) == ("chat dosen dulu", None)


def test_how_often_stays_beside_from_when_on(talk: Talk) -> None:
    answer(talk, "step", "bawa bekal 3x seminggu")
    answer(talk, "obstacle", "mulai senin jam 6 di rumah")
    step = last_step(talk)
    assert (step.action, step.when) == ("bawa bekal", "3x seminggu, mulai senin jam 6 di rumah")
    assert step.starts_at is not None and (step.starts_at.weekday(), step.starts_at.hour) == (
        6,
        23,
    )  # Monday 6 in Jakarta


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("it should say Thursday at 6 pm", "when", "Thursday at 6 pm"),
        ("it should say if I'm tired I'll write one line", "if_then", "if I'm tired I'll write one line"),
        ("it should say my cousin Rina", "support", "my cousin Rina"),
        ("that should be write half a page", "action", "write half a page"),
    ],
)
def test_words_for_the_plan_find_the_part_that_they_are(talk: Talk, text: str, part: str, words: str) -> None:
    answer(talk, "step", "write a page")
    answer(talk, "support", "Rina")
    assert talk(plans.change_plan, text=text, as_step=False)["result"] == "some"
    assert getattr(last_step(talk), part) == words


def test_words_that_could_be_any_part_change_nothing(talk: Talk) -> None:
    answer(talk, "step", "write a page")
    assert talk(plans.change_plan, text="it should say wait a week", as_step=False)["result"] == "nothing"


def test_an_agreed_plan_is_changed_in_a_new_version_and_stands_until_that_is_agreed(talk: Talk) -> None:
    answer(talk, "step", "write a page tomorrow")
    answer(talk, "obstacle", "I'm tired")
    talk(plans.agree)
    assert talk(plans.change_plan, text="yes but the day should be Friday", as_step=False)["result"] == "some"
    step = last_step(talk)
    assert (step.action, step.when, step.obstacle) == ("write a page", "Friday", "I'm tired")
    assert [plan.status for plan in all_plans(talk)] == ["agreed", "draft"]
    talk(plans.agree)
    assert [plan.status for plan in all_plans(talk)] == ["replaced", "agreed"]


def test_a_part_asked_for_after_the_agreement_is_changed_in_that_plan(talk: Talk) -> None:
    answer(talk, "step", "write a page tomorrow")
    talk(plans.agree)
    answer(talk, "when", "Friday", from_plan=True)
    assert (last_step(talk).action, last_step(talk).when) == ("write a page", "Friday")


def test_quite_another_goal_begins_without_the_draft_and_the_ways_of_the_first(talk: Talk) -> None:
    talk(options.take_option, text="nelpon dosen")
    answer(talk, "step", "nelpon dosen besok")
    talk(goals.change_goal, change=GoalChange("open", "tidur sebelum jam sebelas"))
    assert [plan.status for plan in all_plans(talk)] == ["dropped"]
    assert talk.goals()[0].options == []


def test_another_wording_of_a_goal_keeps_its_draft(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen besok")
    talk(goals.change_goal, change=GoalChange("open", "lulus Oktober"))
    assert [plan.status for plan in all_plans(talk)] == ["draft"]


def test_a_part_said_anew_changes_that_part_whatever_was_asked(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen besok jam 9")
    assert answer(talk, "obstacle", "Maaf, jamnya saya mau ganti, jam 5 sore saja") == "partly"
    step = last_step(talk)
    assert (step.when, step.obstacle) == ("besok jam 5 sore", None)
    answer(talk, "support", "Rina")
    assert answer(talk, "plan_confidence", "8. eh dukungannya Dewi aja") == "some"
    step = last_step(talk)
    assert (step.support, all_plans(talk)[-1].confidence) == ("Dewi", 8)


def test_a_moment_is_a_time_and_a_late_person_is_support(talk: Talk) -> None:
    answer(talk, "step", "keluar ke teras dulu")
    assert answer(talk, "when", "Setiap kali saya merasa panas, di rumah.") == "some"
    assert answer(talk, "plan_confidence", "istri saya") == "partly"
    step = last_step(talk)
    assert (step.where, step.obstacle, step.if_then, step.support) == ("di rumah", None, None, "istri saya")


def test_the_same_step_said_anew_keeps_its_other_parts(talk: Talk) -> None:
    answer(talk, "step", "nulis bab 2 tiap pagi")
    answer(talk, "obstacle", "ketiduran")
    answer(talk, "step", "nulis 15 menit", from_plan=True)
    step = last_step(talk)
    assert (step.action, step.when, step.obstacle) == ("nulis 15 menit", "tiap pagi", "ketiduran")


def test_the_last_step_can_be_kept_with_another_day(talk: Talk) -> None:
    answer(talk, "step", "jogging hari Jumat")
    talk(plans.agree)
    assert answer(talk, "renegotiate", "langkahnya sama aja, tapi hari minggu") == "some"
    step = last_step(talk)
    assert (step.action, step.when) == ("jogging", "hari minggu")


def test_who_wants_nobody_to_help_has_nobody_in_the_plan(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen besok jam 9, Rina mau nemenin")
    assert answer(talk, "support", "ga usah, sendiri aja", from_plan=True) == "some"
    assert last_step(talk).support is None and last_step(talk).action == "nelpon dosen"


def test_a_plan_is_agreed_without_a_day_to_look_at_it_again_and_stays_so(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen besok jam 9")
    assert last_step(talk).review_on is not None
    assert talk(plans.agree, without={"review_on"})["result"] == "some"
    assert last_step(talk).review_on is None and all_plans(talk)[-1].status == "agreed"
    talk(plans.change_plan, text="jamnya ganti jadi jam 10", as_step=False)
    assert last_step(talk).review_on is None


def test_parts_are_taken_out_of_the_plan_that_was_shown(talk: Talk) -> None:
    answer(talk, "step", "nelpon dosen besok jam 9, Rina mau nemenin")
    text = "lho bukan dukungan itu. hapus dukungannya, sama yang tanggal 5 desember juga hapus"
    assert talk(plans.change_plan, text=text, as_step=False)["result"] == "some"
    step = last_step(talk)
    assert (step.action, step.support, step.review_on) == ("nelpon dosen", None, None)
