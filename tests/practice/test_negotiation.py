"""N1-N8 by small talks that hold what each is about."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice import negotiation
from bot.practice.volley import CodedTurn, read_talk
from tests.practice.talks import client, counselor, good_talk, poor_talk


def measured(name: str, *turns: CodedTurn) -> dict[str, Any]:
    return negotiation.measure(read_talk(turns))[name]


def whys(measure: dict[str, Any]) -> list[str]:
    return [entry["why"] for entry in measure["evidence"]]


@pytest.mark.parametrize("name", list(negotiation.MEASURES))
def test_the_good_talk_scores_higher(name: str) -> None:
    good = negotiation.measure(read_talk(good_talk()))[name]["score"]
    poor = negotiation.measure(read_talk(poor_talk()))[name]["score"]
    assert good is not None
    assert good >= 0.6
    assert poor is None or poor <= 0.35


def test_a_summary_that_is_confirmed_is_worth_more_than_one_that_is_not() -> None:
    summary = counselor("So work and your mother both pull at you.", "simple_reflection summary")
    confirmed = measured("N1", client("It is all too much."), summary, client("Exactly."))
    denied = measured("N1", client("It is all too much."), summary, client("No, that's not it."), counselor("Anyway."))
    mended = measured(
        "N1", client("It is all too much."), summary, client("No, that's not it."),
        counselor("I had that wrong.", "acknowledge_disagreement"),
    )  # fmt: skip
    assert confirmed["score"] > mended["score"] > denied["score"]
    assert "n1_confirmed" in whys(confirmed)
    assert "n1_corrected" in whys(mended)
    assert "n1_ignored" in whys(denied)


def test_a_no_to_a_plain_question_is_no_objection() -> None:
    said = [counselor("Apakah kamu merokok?", "question closed"), client("Tidak."), counselor("Baik.")]
    assert measured("N5", *said)["score"] is None


def test_a_no_to_a_question_for_what_is_wrong_is_a_yes() -> None:
    asked = counselor("Capek, dan sendirian. Ada yang kurang pas?", "complex_reflection question closed")
    assert measured("N1", client("Aku capek."), asked, client("Nggak ada, kak."))["score"] == 1.0
    assert measured("N1", client("Aku capek."), asked, client("Bukan gitu, kak."))["score"] < 1.0


def test_a_reflection_put_as_a_question_is_a_check() -> None:
    asked = counselor("You are on your own with it, is that so?", "simple_reflection question closed")
    assert "n1_asked" in whys(measured("N1", client("Nobody helps."), asked, client("Yes.")))


def test_a_goal_of_the_clients_is_worth_more_than_one_put_to_them() -> None:
    asked = measured(
        "N2",
        counselor("Where would you like to be?", "question open elicit_goal"),
        client("I want to sleep.", "change"),
    )
    put = measured("N2", counselor("Your goal is to sleep.", "propose_goal"), client("Hm, well."))
    assert asked["score"] == 1.0
    assert whys(asked) == ["n2_asked", "n2_client_named"]
    assert put["score"] < 0.3
    assert whys(put) == ["n2_proposal_alone"]


def test_a_step_with_a_time_and_a_way_around_is_a_plan() -> None:
    vague = measured("N3", client("I will change.", "change"), counselor("Good."))
    clear = measured("N3", client("I'll walk tomorrow at 7, if it rains I'll stay in.", "change"), counselor("Good."))
    assert clear["score"] > vague["score"]
    assert "n3_specific" in whys(clear)


def test_advice_before_the_clients_ideas_were_asked_for() -> None:
    ask = counselor("Apa yang terpikir?", "question open elicit_options")
    tell = counselor("Bikin jadwal saja.", "persuade")
    told_first = measured("N4", tell, client("Begitu ya."), ask, client("Tidur siang."))
    told_after = measured("N4", ask, client("Tidur siang."), tell, client("Begitu ya."))
    offered = measured("N4", ask, client("Tidur siang."), counselor("Atau jadwal?", "offer_options"), client("Boleh."))
    assert told_first["score"] < told_after["score"] < offered["score"]
    assert "n4_told_first" in whys(told_first)


def test_meeting_an_objection() -> None:
    def met(codes: str) -> float:
        before = [counselor("You should rest.", "persuade"), client("It's not that easy.")]
        score = measured("N5", *before, counselor("Well now.", codes))["score"]
        assert score is not None
        return float(score)

    assert met("acknowledge_disagreement") > met("simple_reflection") > met("question open") > met("persuade")
    assert met("") > met("persuade") > met("confront")


def test_without_a_conflict_there_is_nothing_to_measure() -> None:
    assert measured("N5", counselor("Hello."), client("Hello."))["score"] is None


def test_preferences_that_are_used_again() -> None:
    ask = counselor("What matters most to you?", "question open explore_values")
    used = measured("N7", ask, client("My garden."), counselor("How might the garden help?", "question open"))
    unused = measured("N7", ask, client("My garden."), counselor("Do you smoke?", "question closed"))
    assert used["score"] > unused["score"]
    assert "n7_taken_up" in whys(used)


def test_in_a_long_talk_what_never_came_is_missed_and_in_a_short_one_not_yet_due() -> None:
    pair = [counselor("Do you smoke?", "question closed"), client("At work.")]
    assert measured("N8", *pair * 3)["score"] is None
    assert measured("N8", *pair * 12)["score"] == 0.0
