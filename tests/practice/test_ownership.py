"""C1-C6 by small talks that hold what each is about."""

from __future__ import annotations

from typing import Any

import pytest

from bot.practice import ownership
from bot.practice.volley import CodedTurn, read_talk
from tests.practice.talks import client, counselor, good_talk, poor_talk


def measured(name: str, *turns: CodedTurn) -> dict[str, Any]:
    return ownership.measure(read_talk(turns))[name]


def whys(measure: dict[str, Any]) -> set[str]:
    return {entry["why"] for entry in measure["evidence"]}


@pytest.mark.parametrize("name", list(ownership.MEASURES))
def test_the_good_talk_scores_higher(name: str) -> None:
    good = ownership.measure(read_talk(good_talk()))[name]["score"]
    poor = ownership.measure(read_talk(poor_talk()))[name]["score"]
    assert good is None or good >= 0.6
    assert poor is None or poor <= 0.35


def test_who_decides() -> None:
    theirs = measured("C1", counselor("It is yours to say.", "emphasize_autonomy"), client("I'll go.", "change"))
    mine = measured("C1", counselor("You have to go.", "persuade"), client("Hm."))
    assert theirs["score"] == 1.0
    assert mine["score"] == 0.0
    assert whys(mine) == {"c1_counselor_decides"}


def test_who_named_the_problem() -> None:
    story = "My brother gambles, and the debt keeps me awake at night."
    echo = counselor("Your brother gambles, and the debt stays with you at night.", "simple_reflection")
    label = counselor("Brother, gambles, debt, night: that is your pattern.", "confront")
    assert measured("C2", client(story), echo, client("Yes."))["score"] == 1.0
    assert measured("C2", label, client(story), counselor("Okay."))["score"] == 0.0
    assert measured("C2", client("Hi."), counselor("Hi."))["score"] is None


def test_drawing_out_against_telling() -> None:
    asked = measured("C3", counselor("What do you know helps?", "question open elicit_options"), client("Music."))
    told = measured("C3", counselor("Music helps.", "giving_information"), client("Ok."))
    assert asked["score"] == 1.0
    assert told["score"] == 0.0


def test_information_that_was_asked_for_is_offered() -> None:
    tell = counselor("Tidur teratur membantu.", "giving_information")
    assert measured("C4", client("Kak, sebaiknya gimana?"), tell, client("Oh."))["score"] == 1.0
    assert measured("C4", client("Aku capek."), tell, client("Oh."))["score"] == 0.0


def test_leave_that_was_asked_for_and_refused_is_no_leave() -> None:
    ask = counselor("May I tell you what others do?", "seek_collaboration question closed")
    tell = counselor("They write it down.", "giving_information")
    assert measured("C4", ask, client("Sure."), tell, client("Hm."))["score"] == 1.0
    assert measured("C4", ask, client("No."), tell, client("Hm."))["score"] == 0.0


def test_commitment_is_what_is_said_at_the_end() -> None:
    def ending(text: str, talk: str) -> float:
        start = [counselor("Hi."), client("I don't know.", "sustain"), counselor("Hm."), client("Tired.")] * 2
        score = measured("C5", *start, counselor("And now?"), client(text, talk))["score"]
        assert score is not None
        return float(score)

    assert ending("I will do it, I promise.", "change") > ending("Maybe I could try.", "change")
    assert ending("Maybe I could try.", "change") > ending("I'd rather not.", "sustain")


def test_a_no_to_a_question_for_what_is_wrong_is_no_talk_against_change() -> None:
    ask = counselor("Is there anything I got wrong?", "question closed ask_for_disagreement")
    said = [counselor("And?"), client("I will go.", "change"), ask, client("No, nothing.", "sustain")]
    assert measured("C5", *said)["score"] == 1.0


def test_a_plan_that_was_asked_for_counts_though_nobody_called_it_change_talk() -> None:
    ask = counselor("How sure are you?", "question open ask_for_commitment")
    assert whys(measured("C1", ask, client("Eight. I'll call her."))) == {"c1_client_decides"}
    assert measured("C1", counselor("And lunch?", "question closed"), client("I'll have rice."))["score"] is None


def test_a_step_in_the_clients_words_is_theirs() -> None:
    own = measured("C6", counselor("What next?", "question open elicit_options"), client("I'll phone Dewi.", "change"))
    taken = measured(
        "C6", counselor("Write to the teacher today.", "persuade propose_step"),
        client("Okay, I will write to the teacher.", "change"),
    )  # fmt: skip
    assert own["score"] == 1.0
    assert taken["score"] < 0.3
    assert "c6_taken_over" in whys(taken)
