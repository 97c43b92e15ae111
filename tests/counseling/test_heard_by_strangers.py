"""What was misheard in talks that strangers improvised: each message with what it should come to."""

from __future__ import annotations

import pytest

from bot.counseling.agreeing import agrees_and_closes, objects
from bot.counseling.choices import match_choices, place_taken
from bot.counseling.framing import without_doubt
from bot.counseling.goal_change import read_change
from bot.counseling.meant import act_meant, asks_to_be_asked, wants_questions
from bot.counseling.part_changes import parts_anew, said_beside_parts
from bot.counseling.plan_parts import read_parts
from bot.counseling.said_before import without_pointing
from bot.language import Language


def test_a_shrug_before_asking_to_be_asked_is_no_wish_to_be_listened_to() -> None:
    assert asks_to_be_asked("idk ask me stuff i guess, wanna find smth to do")
    assert asks_to_be_asked("gatau, tanya aja")
    assert not asks_to_be_asked("no, don't ask me anything")


@pytest.mark.parametrize(
    "text",
    ["no lol i said ask me stuff", "thats kinda it. pls ask me stuff i wanna sort it", "can u help me find a step"],
)
def test_questions_are_wanted_in_the_middle_of_a_telling(text: str) -> None:
    assert wants_questions(text)


@pytest.mark.parametrize(
    "text",
    [
        "I agree, thank you. This is enough for today.",
        "setuju, makasih. cukup dulu hari ini",
        "agreed. no more steps thanks",
        "i agree, that's all for now",
    ],
)  # fmt: skip
def test_a_yes_with_thanks_and_enough_agrees(text: str) -> None:
    assert agrees_and_closes(text)
    assert act_meant("agreement", text, "thank") == "commit"


@pytest.mark.parametrize("text", ["I agree", "this is enough for today", "setuju tapi ganti jamnya", "thank you"])
def test_a_yes_alone_or_none_is_heard_as_before(text: str) -> None:
    assert not agrees_and_closes(text)


@pytest.mark.parametrize(
    "text",
    [
        "where did the rest go?",
        "u left out the plan b n kez",
        "you forgot the phone",
        "my support is missing",
        "lho dukungannya mana yang tadi, kok hilang",
    ],
)  # fmt: skip
def test_a_plan_with_something_missing_is_not_agreed(text: str) -> None:
    assert objects(text)
    assert act_meant("agreement", text, "affirm") == "disagree"


def test_one_way_is_picked_and_another_turned_down() -> None:
    text = "ah the ring, I'd not be hiding behind the young one"
    assert act_meant("choose_option", text, "deny") == "propose_option"
    assert match_choices(text, ["give him a ring of a Sunday", "send the young one round"]) == [0]
    assert act_meant("choose_option", "no, none of them", "deny") is None


def test_a_way_is_taken_by_its_place_where_more_are_asked_for() -> None:
    assert place_taken("It is enough. First one I will do, tomorrow itself at 7 pm after tea.", 2) == [0]
    assert place_taken("First one talks too much", 2) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dunno. i suppose id like my evenings back", "id like my evenings back"),
        ("The telephone call to Margaret, I should think.", "The telephone call to Margaret"),
        ("gatau sih, pengen tidur nyenyak aja", "pengen tidur nyenyak aja"),
        ("I don't know how to talk to my mother", "I don't know how to talk to my mother"),
        ("not sure i want that", "not sure i want that"),
        ("dunno", "dunno"),
    ],
)
def test_how_sure_somebody_is_is_no_part_of_what_they_want(text: str, said: str) -> None:
    assert without_doubt(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("If guests come, then I will study at 9 pm. I told already.", "If guests come, then I will study at 9 pm."),
        ("I'm after tellin ye, I'll give him a ring", "I'll give him a ring"),
        ("i told my wife already", "i told my wife already"),
    ],
)  # fmt: skip
def test_pointing_at_what_was_said_is_left_out_at_either_end(text: str, said: str) -> None:
    assert without_pointing(text) == said


def test_several_parts_said_anew_in_one_message_are_all_heard() -> None:
    said = "no lol. support is my mate kez. n the step shud be text dev n ask if we can talk"
    assert parts_anew(said) == {"support": "my mate kez", "step": "text dev n ask if we can talk"}


def test_what_somebody_is_in_the_plan_is_heard_beside_an_if_then() -> None:
    said = "where did the rest go? if he leaves me on read ill knock on his door monday. n kez is support"
    assert parts_anew(said) == {"support": "kez"}
    assert said_beside_parts(said) == "if he leaves me on read ill knock on his door monday."


@pytest.mark.parametrize(
    ("text", "language", "obstacle", "then"),
    [
        ("Guests may come, and then I will do it at 9.", "en", "Guests may come", "then I will do it at 9"),
        ("paling ada tamu, nanti aku kerjain jam 9", "id", "paling ada tamu", "nanti aku kerjain jam 9"),
        ("it rains a lot, i'll be lazy", "en", "it rains a lot, i'll be lazy", None),
    ],
)  # fmt: skip
def test_what_is_done_then_may_stand_beside_the_obstacle(
    text: str, language: Language, obstacle: str, then: str | None
) -> None:
    found = read_parts(text, "obstacle", language).found
    assert found["obstacle"] == obstacle
    assert found.get("if_then") == then


@pytest.mark.parametrize(
    ("text", "language", "wording"),
    [
        ("goal reads a bit daft, just put get my evenings back", "en", "get my evenings back"),
        ("tujuannya kok aneh, tulis aja lebih sering pulang", "id", "lebih sering pulang"),
    ],
)
def test_a_goal_is_put_in_other_words(text: str, language: Language, wording: str) -> None:
    assert read_change(text, language).wording == wording


def test_another_goal_may_come_out_where_the_reason_was_asked_for() -> None:
    said = "I paid for it. I don't think I even want to be an accountant. What I actually want is one evening a week."
    assert act_meant("importance_reason", said, "answer") == "change_goal"
    assert act_meant("importance_reason", "what I really want is peace at home", "answer") is None
