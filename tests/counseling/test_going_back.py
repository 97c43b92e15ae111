"""Going back in the talk, by one question or to one that is named."""

from __future__ import annotations

import pytest

from bot.counseling.going_back import is_back, question_named, wants_back, way_here
from bot.counseling.meant import act_meant
from bot.counseling.questions import before_current

UTTERED = ["utter_ask_goal", "utter_noted", "utter_ask_importance", "utter_ask_confidence", "utter_ask_options"]
BACK = "utter_moved_back"


def test_each_time_it_goes_one_question_further_back() -> None:
    uttered = list(UTTERED)
    found = []
    for _ in range(3):
        question = before_current(way_here(uttered))
        found.append(question)
        uttered += [BACK, BACK, "action_go_back", f"utter_ask_{question}"]
    assert found == ["confidence", "importance", "goal"]
    assert is_back(uttered)
    assert not is_back([*uttered, "utter_ask_importance", "utter_ask_importance"])


def test_an_answer_after_going_back_leads_on_again() -> None:
    uttered = [*UTTERED, BACK, "utter_ask_confidence", "utter_ask_options", "utter_ask_options", "utter_ask_step"]
    assert way_here(uttered) == ["goal", "importance", "confidence", "options", "step"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("go back to the ideas", "ideas"),
        ("can we go back to the step please", "step"),
        ("back to my goal", "goal"),
        ("wait, take me back to the options", "options"),
        ("balik ke tujuan", "goal"),
        ("bisa kembali ke langkahnya?", "step"),
    ],
)
def test_the_question_that_is_named_is_found(text: str, question: str) -> None:
    assert question_named(text, {"ideas", "options", "goal", "step", "when"}) == question
    assert wants_back(text)
    assert act_meant("when", text, "ask_ideas") == "go_back"


@pytest.mark.parametrize(
    "text", ["go back", "go back one step", "kembali selangkah", "one question back", "mundur dulu"]
)
def test_nothing_is_named_by_a_bare_back(text: str) -> None:
    assert question_named(text, {"ideas", "options", "goal", "step", "when"}) is None


@pytest.mark.parametrize("text", ["I want to go back to work", "go back home to my goal of being a nurse some day",
                                  "balik ke rumah ibu"])  # fmt: skip
def test_going_back_somewhere_else_is_told(text: str) -> None:
    assert not wants_back(text)


def test_where_people_tell_going_back_is_told() -> None:
    assert act_meant("problem", "I want to go back to the time", "describe_problem") is None
