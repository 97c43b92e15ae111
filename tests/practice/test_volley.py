"""MITI's rules, one by one."""

from __future__ import annotations

from bot.practice.volley import CodedTurn, quote, read_talk, settle
from bot.skills.codes import Skill
from tests.practice.talks import client, coded, counselor


def codes(*skills: Skill) -> list[str]:
    return [skill.code for _, skill in settle([(1, skill) for skill in skills])]


def test_a_behaviour_counts_once_in_a_volley() -> None:
    assert codes(Skill("question", 0, 5), Skill("question", 6, 12), Skill("affirm", 13, 20)) == ["question", "affirm"]


def test_one_reflection_counts_and_the_complex_one_wins() -> None:
    assert codes(Skill("simple_reflection", 0, 5), Skill("complex_reflection", 6, 12)) == ["complex_reflection"]
    assert codes(Skill("simple_reflection", 0, 5), Skill("simple_reflection", 6, 12)) == ["simple_reflection"]


def test_a_confrontation_put_as_a_question_is_no_question() -> None:
    assert codes(Skill("confront", 0, 20), Skill("question", 0, 20), Skill("closed", 0, 20)) == ["confront"]


def test_a_question_after_a_confrontation_counts() -> None:
    assert codes(Skill("confront", 0, 20), Skill("question", 21, 30)) == ["confront", "question"]


def test_unsure_between_persuading_and_informing_is_informing() -> None:
    assert codes(Skill("persuade", 0, 20, 0.6), Skill("giving_information", 0, 20, 0.5)) == ["giving_information"]
    assert codes(Skill("persuade", 0, 20, 0.9), Skill("giving_information", 0, 20, 0.5)) == ["persuade"]


def test_the_same_words_do_not_push_and_listen() -> None:
    assert codes(Skill("persuade", 0, 20, 0.6), Skill("complex_reflection", 0, 20, 0.7)) == ["persuade"]
    assert codes(Skill("persuade", 0, 20, 0.4), Skill("complex_reflection", 0, 20, 0.9)) == ["complex_reflection"]
    assert codes(Skill("confront", 0, 20), Skill("affirm", 21, 40)) == ["confront", "affirm"]


def test_persuading_and_informing_in_two_sentences_both_count() -> None:
    assert codes(Skill("giving_information", 0, 20), Skill("persuade", 21, 40)) == ["giving_information", "persuade"]


def test_the_same_words_persuade_with_leave_or_without() -> None:
    assert codes(Skill("persuade", 0, 9), Skill("persuade_with_permission", 0, 9)) == ["persuade_with_permission"]


def test_turns_in_a_row_are_one_volley() -> None:
    talk = read_talk([counselor("Hi.", "affirm"), counselor("You came back.", "affirm"), client("Yes.")])
    assert [volley.codes for volley in talk.volleys] == [{"affirm"}]
    assert (talk.volleys[0].before, talk.volleys[0].answer) == (None, 3)


def test_a_hum_of_the_client_does_not_end_a_volley() -> None:
    first, second = counselor("You came early,", "affirm"), counselor("and you stayed.", "affirm")
    talk = read_talk([first, client("mm-hm"), second, client("I did.")])
    assert len(talk.volleys) == 1
    assert talk.volleys[0].answer == 4


def test_a_hum_that_answers_a_question_ends_it() -> None:
    said = [counselor("Did you sleep?", "question closed"), client("mm-hm"), counselor("Good."), client("Thanks.")]
    assert len(read_talk(said).volleys) == 2


def test_turns_without_words_are_passed_over_but_keep_their_number() -> None:
    talk = read_talk([CodedTurn("client", "  "), counselor("Hello there."), CodedTurn("client", ""), client("Hi.")])
    assert talk.volleys[0].turn == 2
    assert talk.volleys[0].answer == 4
    assert talk.client == (4,)


def test_the_quote_is_what_earned_the_code() -> None:
    text = "You kept going. What now?"
    turn = CodedTurn("counselor", text, coded(text, Skill("affirm", 0, 15), Skill("question", 16, 25)))
    assert [done.quote for done in read_talk([turn]).volleys[0].done] == ["You kept going.", "What now?"]


def test_a_long_quote_ends_at_a_word() -> None:
    shown = quote("kata " * 100)
    assert shown.endswith("kata …")
    assert len(shown) <= 165
