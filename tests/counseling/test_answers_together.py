"""Two answers in one message, a shrug before what is told, and what is put right beside what is denied."""

from __future__ import annotations

import random

import pytest

from bot.counseling.acts import reads_as_answer
from bot.counseling.address import Address
from bot.counseling.agreeing import agrees_and_closes
from bot.counseling.asides import (
    MET_AFTER,
    SEES_PLAN,
    before_leave,
    may_stand_beside,
    only_number,
    split_number,
    split_question,
)
from bot.counseling.choices import own_way, split_options
from bot.counseling.corrections import read_correction
from bot.counseling.feelings import find_feelings
from bot.counseling.goal_change import goal_beside, read_change
from bot.counseling.goal_checks import is_goal_already
from bot.counseling.ideas import all_areas, match_area, next_ideas
from bot.counseling.languages import wanted_language
from bot.counseling.meant import act_meant
from bot.counseling.part_changes import added_if_then, parts_anew, time_put_right
from bot.counseling.plan_parts import read_parts
from bot.counseling.reflection import reflect
from bot.counseling.summary import summarise
from bot.counseling.time_change import time_changed
from bot.counseling.told_anyway import without_shrug
from bot.counseling.wondering import wondered
from bot.language import Language

ENGLISH = Address(language="en")


@pytest.mark.parametrize(
    ("asked", "text", "answer", "number"),
    [
        ("support", "My wife, and I'm a 7 that I'll do it", "My wife", "I'm a 7 that I'll do it"),
        ("goal", "That's the goal, it's a 9 for importance", "That's the goal", "it's a 9 for importance"),
        ("support", "istriku, yakinnya 7", "istriku", "yakinnya 7"),
    ],
)
def test_the_number_that_comes_next_may_be_told_beside_an_answer(
    asked: str, text: str, answer: str, number: str
) -> None:
    assert split_number(asked, text) == (answer, number)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("support", "nobody, I'm 44"),
        ("support", "my brother, he's 9"),
        ("goal", "lose weight, I'm 9 kg over"),
        ("goal", "I want to be home by 6 and see the kids"),
        ("when", "Monday, it's at 7"),
    ],
)
def test_other_numbers_belong_to_the_answer(asked: str, text: str) -> None:
    assert split_number(asked, text) is None


@pytest.mark.parametrize("wish", sorted(MET_AFTER))
def test_a_wish_to_get_on_or_for_ideas_stands_beside_what_is_told(wish: str) -> None:
    assert may_stand_beside("problem", "express_feeling", wish)
    assert not may_stand_beside("summary", "affirm", wish)
    assert may_stand_beside("preferences", "affirm", wish)
    assert not may_stand_beside("preferences", "more_direct", wish)


def test_a_wish_to_get_on_is_parted_from_what_is_told_and_is_no_wondering() -> None:
    text = "Missing dinner with the kids. Can we get on with a plan?"
    assert split_question(text) == [("Missing dinner with the kids", "Can we get on with a plan?")]
    assert wondered(text, ENGLISH) is None
    assert wondered("Can we ever be friends again?", ENGLISH)


@pytest.mark.parametrize(
    "text", ["Agreed, and that one step is enough", "setuju, satu langkah aja cukup", "I agree. One step is plenty."]
)
def test_a_yes_with_that_is_enough_is_a_yes_and_no_new_step(text: str) -> None:
    assert agrees_and_closes(text)
    assert parts_anew(text) == {}


def test_a_yes_to_the_rest_is_no_part_of_what_is_put_right() -> None:
    assert parts_anew("The step is set up the calendar block, and I agree") == {"step": "set up the calendar block"}
    assert parts_anew("The time is Tuesday at 9. Otherwise I agree.") == {"when": "Tuesday at 9"}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("i dont know. ringing her feels too much. maybe text jo", "text jo"),
        ("nelpon dia terlalu berat, mungkin nulis kartu aja", "nulis kartu aja"),
    ],
)
def test_what_is_weighed_and_put_away_is_no_way(text: str, way: str) -> None:
    assert way in split_options(text)[0]
    assert not any("too much" in one or "terlalu" in one for one in split_options(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i dont know. i just miss her i suppose", "i just miss her i suppose"),
        ("gatau sih. kangen aja sama kakak", "kangen aja sama kakak"),
        ("i don't know what to do about my sister any more", "i don't know what to do about my sister any more"),
        ("I don't know. What would help?", "I don't know. What would help?"),
    ],
)
def test_a_shrug_before_what_is_told_is_left_out(text: str, told: str) -> None:
    assert without_shrug(text) == told


def test_a_shrug_is_neither_reflected_nor_summed_up() -> None:
    text = "i dont know. i just miss her i suppose and im still cross as well"
    assert "know" not in reflect(text, ENGLISH, [], random.Random(0)).text
    assert "know" not in summarise([text], ENGLISH, random.Random(0))


def test_a_correction_that_denies_and_says_keeps_what_it_says() -> None:
    text = (
        "Not quite, you left out the main thing, that I get snappy with the patients. And I don't feel awful in "
        "general, I felt awful about being rude to that lady."
    )
    assert read_correction(text).kind == "added"
    said = summarise(["I'm tired all the time. I was rude to a lady."], ENGLISH, random.Random(0), [text])
    assert "you get snappy with the patients" in said
    assert "you felt awful about being rude to that lady" in said
    assert "in general" not in said and "main thing" not in said


def test_what_weighs_most_is_summed_up_and_what_was_felt_then_stays_then() -> None:
    messages = [
        "I lie in bed on my phone until 1 and then I'm tired all the time",
        "I have to be up at 6.30 for work",
        "That I get snappy with the patients at work... last week I was rude to an old lady. I felt awful about it.",
    ]
    said = summarise(messages, ENGLISH, random.Random(0)).lower()
    assert "you get snappy with the patients" in said
    assert "you felt awful" in said


@pytest.mark.parametrize("text", ["worn out", "I'm exhausted", "because I am worn out"])
def test_how_somebody_is_stops_no_talk(text: str) -> None:
    assert reads_as_answer("pause_stop", text, 0.9)
    assert not reads_as_answer("pause_stop", f"{text}, let's stop here", 0.9)


@pytest.mark.parametrize("text", ["did u change it to 10?", "Did you correct the goal?", "udah diganti jamnya?"])
def test_whether_something_was_changed_is_answered_by_what_is_kept(text: str) -> None:
    assert act_meant("confidence", text, "ask_meaning") == SEES_PLAN
    assert may_stand_beside("confidence", "rate", SEES_PLAN)


def test_a_story_about_change_asks_for_no_plan() -> None:
    assert act_meant("problem", "did you ever get the feeling nobody listens?", "describe_problem") != SEES_PLAN


def test_ideas_for_something_said_in_passing_come_after_the_others() -> None:
    told = ["i order takeaway most nights", "owe dev 40 quid", "stop getting takeaways so my money lasts til payday"]
    area = match_area(told, "en", all_areas())
    assert not any("debt" in idea.name for idea in next_ideas(area, [], 3, told, "en"))
    goal = "pay off my debts"
    assert next_ideas(area, [], 3, [*told, goal, goal], "en")[0].name == "debts_on_one_page"


def test_an_own_way_after_a_bare_no() -> None:
    assert own_way("nah. tbf i could just make one pot of chilli") == "make one pot of chilli"
    assert own_way("nah, too dear") is None


def test_what_others_look_like_is_not_felt_by_who_tells() -> None:
    assert not find_feelings("the kids, they look at me scared", "en")
    assert not find_feelings("she stared at me angry", "en")
    assert [one.name for one in find_feelings("he makes me sad", "en")] == ["sad"]


def test_where_ways_are_asked_for_what_somebody_does_is_one() -> None:
    text = "I tell him face to face that I dont answer after 7. Monday morning before shift, I go to his office"
    assert act_meant("options", text, "describe_problem") == "propose_option"
    assert act_meant("options", "I tell him every time but he laughs", "describe_problem") is None
    assert act_meant("problem", text, "describe_problem") is None


def test_a_wish_to_finish_is_no_way() -> None:
    text = "nobody, I do it alone. can we finish now, no reminder please, just bye"
    assert act_meant("options", text, "propose_option") in ("deny", "goodbye")
    assert act_meant("options", "no more ideas", "propose_option") == "deny"


@pytest.mark.parametrize(
    ("text", "step", "when"),
    [
        ("write to HR on Tuesday", "write to HR", "on Tuesday"),
        ("email hr on monday", "email hr", "on monday"),
        ("I tell boss face to face on Monday", "I tell boss face to face", "on Monday"),
    ],
)
def test_a_step_keeps_who_it_is_for_and_gives_its_time(text: str, step: str, when: str) -> None:
    assert read_parts(text, "action", "en").found == {"action": step, "when": when}


def test_a_day_in_short_stays_a_day() -> None:
    assert read_parts("telpon dosen hr senin", "action", "id").found == {"action": "telpon dosen", "when": "hr senin"}


@pytest.mark.parametrize("text", ["dunno really. just want to say no for once", "ga tau, pengen bisa nolak aja"])
def test_who_wants_to_get_somewhere_does_not_only_want_to_be_heard(text: str) -> None:
    assert act_meant("goal", text, "just_talk") == "propose_goal"


@pytest.mark.parametrize(
    "text", ["just wanna talk really", "I just want someone with me", "nothing, just want to get this out of my head"]
)
def test_who_only_wants_to_be_heard_is_listened_to(text: str) -> None:
    assert act_meant("goal", text, "just_talk") is None


@pytest.mark.parametrize(
    "text",
    [
        "gatau ya, pengen bisa bilang enggak sekali2",
        "ga tau sih, mungkin pengen tidur lebih awal",
        "dunno, I want to sleep",
    ],
)
def test_a_wish_after_a_shrug_is_the_goal(text: str) -> None:
    assert act_meant("goal", text, "dont_know") == "propose_goal"


def test_a_shrug_alone_is_no_goal() -> None:
    assert act_meant("goal", "gatau mau apa", "dont_know") in (None, "dont_know")


@pytest.mark.parametrize(
    "text",
    [
        "setuju, cukup satu aja. makasih ya",
        "ok setuju, segitu dulu aja",
        "setuju. makasih udah nemenin ya",
        "yes I agree, I'll stop there",
        "I agree, one's plenty for now",
    ],
)
def test_a_yes_with_thanks_and_enough_agrees(text: str) -> None:
    assert agrees_and_closes(text)
    assert agrees_and_closes(before_leave(f"{text}, pamit") or "")


@pytest.mark.parametrize("text", ["setuju, tapi jamnya jam 5", "agreed, my brother drives me"])
def test_a_yes_with_more_to_it_is_more_than_a_yes(text: str) -> None:
    assert not agrees_and_closes(text)


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        (
            "One thing is missing. If I can't sleep I'll read my paperback, please put that in too.",
            "If I can't sleep I'll read my paperback",
        ),
        ("one thing is missing. if she sleeps i text my brother, put that in too", "if she sleeps i text my brother"),
        ("masih kurang satu, kalau hujan aku pakai jas hujan, tolong dimasukin", "kalau hujan aku pakai jas hujan"),
        ("the step is missing", None),
        ("if it rains I take the bus", None),
    ],
)
def test_an_if_then_may_be_put_in_beside_the_plan(text: str, plan: str | None) -> None:
    assert added_if_then(text) == plan


@pytest.mark.parametrize("text", ["8", "Nine.", "9, because I'm worn out", "8 soalnya capek"])
def test_a_number_where_a_goal_is_offered_says_yes_to_it(text: str) -> None:
    assert only_number("goal", text)
    assert not only_number("summary", text)


@pytest.mark.parametrize("text", ["8 hours of sleep", "10,000 steps a day", "be asleep by 11", "5 kg less"])
def test_a_goal_with_a_number_is_a_goal(text: str) -> None:
    assert not only_number("goal", text)


@pytest.mark.parametrize(("text", "language"), [("sleep by 11", "en"), ("tidur sebelum jam 11", "id")])
def test_few_words_with_a_number_may_be_a_goal(text: str, language: Language) -> None:
    assert is_goal_already(text, language)


def test_ideas_in_number_are_none() -> None:
    assert not is_goal_already("get 2 tips", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("bisa pake bahasa indonesia aja ga? capek mikir inggris", "id"),
        ("I'm tired of English, can we do Indonesian", "id"),
        ("susah ngomong indonesia, english please", "en"),
    ],
)
def test_the_language_that_tires_is_not_the_one_asked_for(text: str, language: Language) -> None:
    assert wanted_language(text, "en") == language


def test_how_long_and_how_often_belong_to_the_way_before() -> None:
    assert len(split_options("ngumpul di perpus sama temen, tiap sore satu jam")) == 1
    assert len(split_options("meditate, 10 minutes every morning")) == 1
    assert len(split_options("nulis 30 menit, nelpon ibu")) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ah couldnae breathe, ah left ma trolley and went hame", "left your trolley and went home"),
        (
            "ma sister passed in March and her man's already got a new wumman, ah saw them haudin hauns",
            "your sister passed",
        ),
        ("me mam rings every Sunday and never asks about me", "your mam rings every Sunday and never asks about you"),
        ("he told me dad was ill", "he told you dad was ill"),
    ],
)
def test_words_of_a_region_are_turned_to_who_says_them(text: str, said: str) -> None:
    assert said in reflect(text, ENGLISH, [], random.Random(0)).text.replace("Your", "your")


@pytest.mark.parametrize(
    ("text", "answer", "time"),
    [
        ("hang on theres footie on sat. make it sunday afternoon 2", "", "sunday afternoon 2"),
        ("read a book. make it tomorrow morning", "read a book", "tomorrow morning"),
    ],
)
def test_a_day_put_right_at_the_end_of_an_answer(text: str, answer: str, time: str) -> None:
    assert time_put_right(text) == (answer, time)


@pytest.mark.parametrize("text", ["no i mean change the time. sunday 2 not sat", "just change the time to sunday 2pm"])
def test_another_time_is_heard_wherever_the_plan_is_made(text: str) -> None:
    assert act_meant("obstacle", text, "disagree") == "state_time"


@pytest.mark.parametrize(
    "text",
    [
        "I want to change my goal. I want to ask my boss for less late shift",
        "no, the goal is old. My goal now is ask my boss for less late shift",
    ],
)
@pytest.mark.parametrize("asked", ["difference", "agreement", "importance"])
def test_a_goal_that_is_changed_in_so_many_words(asked: str, text: str) -> None:
    assert act_meant(asked, text, "describe_problem") == "change_goal"
    assert read_change(text, "en").wording == "ask my boss for less late shift"


def test_a_goal_that_is_to_be_written_otherwise_beside_a_number() -> None:
    text = "9. But please write the goal only: ask my boss for less late shift"
    assert goal_beside(text) == ("ask my boss for less late shift", "9.")


def test_an_hour_said_anew_takes_nothing_of_the_old_one() -> None:
    assert time_changed("sat morning", "sunday arfternoon 2") == "sunday arfternoon 2"
    assert time_changed("Monday at 8", "Tuesday") == "Tuesday at 8"
