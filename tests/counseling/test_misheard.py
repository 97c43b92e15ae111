"""Answers that are taken for what they are, and not for something that would turn somebody away or lose their words."""

from __future__ import annotations

import pytest

from bot.counseling.asides import split_question
from bot.counseling.goal_change import read_change
from bot.counseling.meant import act_meant
from bot.counseling.misheard import asks_favour, moves_time
from bot.counseling.plan_parts import has_contrast


@pytest.mark.parametrize(
    ("asked", "text", "act"),
    [
        ("goal", "lunasin paylater 4 juta sampai akhir tahun", "propose_goal"),
        ("goal", "anjir kan udah gue bilang, lunasin paylater 4 juta", "propose_goal"),
        ("goal", "pay down one of the cards by summer", "propose_goal"),
        ("goal_change", "lunasin paylater 4 juta sampai akhir tahun", "propose_goal"),
        ("obstacle", "paling tergoda flash sale", "state_obstacle"),
        ("options", "the cleaning table on the fridge and the feijoada", "propose_option"),
        ("agreement", "Change something, please: the step is to knock on Mr Prakash's door.", "disagree"),
        ("goal", "bikin anakku mau belajar tanpa aku marah", "propose_goal"),
    ],
)
def test_an_answer_is_not_turned_away(asked: str, text: str, act: str) -> None:
    assert act_meant(asked, text, "out_of_scope") == act


@pytest.mark.parametrize(
    "text",
    [
        "can you order me a pizza", "write me a python function", "bikinin kode python buat sorting",
        "pantun dong sebiji",
        "besok hujan ga di bogor?", "Tolong terjemahkan surat ini ke bahasa Mandarin.", "bot goblok", "f*** you",
    ],
)  # fmt: skip
def test_a_favour_asked_for_stays_one(text: str) -> None:
    assert asks_favour(text)
    assert act_meant("goal", text, "out_of_scope") is None


@pytest.mark.parametrize(
    ("asked", "text", "act"),
    [
        ("importance", "hapus kata kalimatnya dong", "change_goal"),
        ("agreement", "And remove 'as you told you'.", "disagree"),
        ("goal_change", "Please don't delete my goal. Keep my plan.", "deny"),
        ("agreement", "jangan dihapus tujuannya", "disagree"),
    ],
)
def test_words_to_be_struck_out_are_not_all_that_is_kept(asked: str, text: str, act: str) -> None:
    assert act_meant(asked, text, "delete_data") == act


@pytest.mark.parametrize("text", ["hapus semua data", "delete everything please", "hapus semua kata-kataku di sini"])
def test_who_wants_all_forgotten_is_heard(text: str) -> None:
    assert act_meant("agreement", text, "delete_data") is None


def test_striking_out_a_word_asks_for_the_wording_of_the_goal() -> None:
    assert read_change("hapus kata kalimatnya dong", "id").kind == "reworded"


@pytest.mark.parametrize(
    "text", ["Before I agree, who gets to read this?", "sebelum saya setuju, siapa yang bisa baca?"]
)
def test_a_question_before_a_yes_is_no_yes(text: str) -> None:
    assert act_meant("consent", text, "affirm") == "ask_privacy"
    assert split_question(text) == []


def test_a_yes_beside_a_question_is_one() -> None:
    assert ("Yes, keep it", "Who can read this?") in split_question("Yes, keep it. Who can read this?")
    assert act_meant("consent", "yes, that's fine", "affirm") is None


@pytest.mark.parametrize(
    "text",
    [
        "No other goal, second step please",
        "dude no new goal. i want to agree",
        "keep the goal. i agree",
        "tujuannya tetap",
    ],
)
def test_a_goal_that_stays_is_not_dropped(text: str) -> None:
    assert act_meant("goal_change", text, "change_goal") == "deny"
    assert read_change(text, "en" if text.isascii() and "goal" in text else "id").kind != "other"


@pytest.mark.parametrize("text", ["another goal", "tujuan lain, lunasin paylater", "i want a new goal"])
def test_another_goal_is_one(text: str) -> None:
    assert read_change(text, "id" if "tujuan" in text else "en").kind == "other"
    assert act_meant("goal_change", text, "change_goal") is None


@pytest.mark.parametrize(
    "text", ["I agree, apart from the wording.", "Nearly. I also want the alarm clock in there.", "setuju, hampir pas"]
)
def test_a_yes_that_leaves_something_out_is_no_plain_yes(text: str) -> None:
    assert has_contrast(text)


@pytest.mark.parametrize(
    "text", ["4. tujuan gue sampe dibilang ga bisa dibantu", "2. that goal thing was dumb", "6, tadi kaget"]
)
def test_a_number_that_opens_a_rating_is_kept(text: str) -> None:
    assert act_meant("rating", text, "disagree") == "rate"


@pytest.mark.parametrize(
    ("asked", "text", "act"),
    [
        ("confidence", "I tried saying I was busy but he just laughed", "describe_problem"),
        ("plan_confidence", "my sister always wins in the end", "describe_problem"),
        ("obstacle", "he just laughs it off every time", "state_obstacle"),
        ("options", "cium tangan ibu dulu tiap pagi", "propose_option"),
    ],
)
def test_what_was_tried_is_no_wish_to_only_talk(asked: str, text: str, act: str) -> None:
    assert act_meant(asked, text, "just_talk") == act


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("confidence", "i didn't come to fix it, only to get it off my chest"),
        ("options", "not after ways mate, just letting off steam"),
        ("step", "ga mau bikin langkah apa apa, dari awal aku cuma mau cerita"),
        ("goal", "biar plong aja hatinya, ga lebih"),
    ],
)
def test_who_only_wants_to_be_heard_is_heard(asked: str, text: str) -> None:
    assert act_meant(asked, text, "just_talk") is None


@pytest.mark.parametrize("text", ["the list", "yang daftar itu", "the list thing"])
def test_a_way_that_is_pointed_at_is_no_refusal(text: str) -> None:
    assert act_meant("choose_option", text, "deny") == "propose_option"


@pytest.mark.parametrize(
    "text", ["none of them", "gak ada", "ga ada yg cocok", "nggak", "something else", "yang lain aja"]
)
def test_who_wants_none_of_the_ways_is_heard(text: str) -> None:
    assert act_meant("choose_option", text, "deny") is None


@pytest.mark.parametrize("text", ["because my kids barely see me", "karena anak2 butuh biaya sekolah"])
def test_a_reason_is_no_goal(text: str) -> None:
    assert act_meant("goal", text, "state_obstacle") == "describe_problem"


@pytest.mark.parametrize("text", ["nobody", "ga ada", "nothing really", "nggak ada siapa-siapa"])
def test_nobody_is_no_number(text: str) -> None:
    assert act_meant("importance", text, "deny") == "rate"
    assert act_meant("support", text, "deny") in (None, "state_support")


@pytest.mark.parametrize("text", ["no", "nggak", "nggak mau jawab"])
def test_a_no_leaves_the_number_open(text: str) -> None:
    assert act_meant("importance", text, "deny") in (None, "skip")


@pytest.mark.parametrize(
    ("text", "act"),
    [("hi, to sleep better", "propose_goal"), ("halo. biar bisa tidur nyenyak", "propose_goal"),
     ("hi", None), ("halo kak", None), ("hi, how are you?", None), ("halo, apa kabar kak", None)],
)  # fmt: skip
def test_what_follows_a_greeting_answers(text: str, act: str | None) -> None:
    assert act_meant("goal", text, "greet") == act


@pytest.mark.parametrize(
    ("asked", "text", "heard", "act"),
    [
        ("if_then", "ya langsung dihapus malam ini", "pause_stop", "propose_step"),
        ("if_then", "ya dihapus aja ig nya", "delete_data", "propose_step"),
        ("when", "langsung dihapus besok", "delete_data", "state_time"),
    ],
)
def test_what_is_deleted_in_a_plan_ends_no_talk(asked: str, text: str, heard: str, act: str) -> None:
    assert act_meant(asked, text, heard) == act


@pytest.mark.parametrize(
    ("asked", "text", "heard"),
    [
        ("if_then", "tak tinggal sik yo, arep masak", "pause_stop"),
        ("step", "Let us halt. My mother is calling me to the kitchen.", "pause_stop"),
        ("when", "delete everything you know of me", "delete_data"),
        ("support", "hapus semua dataku", "delete_data"),
        ("when", "forget me please", "delete_data"),
    ],
)
def test_who_wants_to_stop_or_be_forgotten_in_the_middle_of_a_plan_is_heard(asked: str, text: str, heard: str) -> None:
    assert act_meant(asked, text, heard) in (None, heard)


@pytest.mark.parametrize(
    "text",
    [
        "yes that's it but make it tomorrow night",
        "make it Sunday instead",
        "ganti ke jumat ya",
        "jadiin besok malam aja",
    ],
)
def test_a_time_is_no_goal_but_moves_the_step(text: str) -> None:
    for asked in ("obstacle", "support", "plan_confidence", "smaller_step"):
        assert act_meant(asked, text, "change_goal") == "state_time"
    assert read_change(text, "en").wording is None


@pytest.mark.parametrize(
    "text", ["make it three pages a day, every morning", "jadiin lari tiap pagi", "change it to running"]
)
def test_another_wording_of_the_goal_is_no_time(text: str) -> None:
    assert not moves_time(text)


@pytest.mark.parametrize("text", ["I'd have a different job", "aku punya kerjaan lain", "be a different dad"])
def test_something_different_in_life_is_a_goal_and_asks_for_no_other(text: str) -> None:
    assert act_meant("goal", text, "change_goal") == "propose_goal"


@pytest.mark.parametrize("text", ["I want a different goal", "ganti topik dong", "let's talk about something else"])
def test_another_goal_or_topic_is_one(text: str) -> None:
    assert act_meant("goal", text, "change_goal") != "propose_goal"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Because of my kids. You know what, it's not a new job I want, I want to eat dinner with them", True),
        ("eh bukan kerjaan baru yang aku mau, aku mau makan malam sama anak", True),
        ("because it's not easy to see them only on Sundays", False),
    ],
)
def test_what_is_wanted_after_all_is_another_goal_where_its_reason_was_asked_for(text: str, other: bool) -> None:
    assert (act_meant("importance_reason", text, "answer") == "change_goal") is other


def test_who_tells_on_is_not_sent_away() -> None:
    told = "eh? ah telt ye. wife left, ah'm in the hoose every night on ma own"
    assert act_meant("summary", told, "goodbye") == "correct_summary"
    assert act_meant("problem", told, "goodbye") == "describe_problem"
    assert act_meant("problem", "right, thanks for that, I'd better get going to bed", "goodbye") is None


def test_going_back_to_say_another_time_takes_the_time() -> None:
    moved = "wait, can we go back to when I said Sunday? Jean can't. Make it Saturday morning at ten with Jean"
    assert act_meant("when", moved, "go_back") == "state_time"
    assert act_meant("agreement", "can we go back to the time? Monday at ten is better", "go_back") == "disagree"
