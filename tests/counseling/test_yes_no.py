"""A yes, a no, and that this was all, in the words of several regions and mistyped."""

from __future__ import annotations

import pytest

from bot.counseling.meant import act_meant
from bot.counseling.ratings import parse_rating
from bot.counseling.yes_no import ends_in_yes, only_agrees, only_enough, says_all

AGREED = ["stuju", "stuju bgt", "setuju kak", "setju", "wis cocok kabeh", "leres", "nggih, setuju", "sarujuk pisan"]
ENOUGH = ["cekap", "sampun, niku mawon", "parantos", "uwis, kuwi wae", "atos sakitu", "cukop", "ckp", "udah segitu aja"]


@pytest.mark.parametrize("text", AGREED)
def test_a_yes_is_one_in_whatever_words(text: str) -> None:
    assert only_agrees(text)
    assert act_meant("agreement", text, "greet") == "commit"
    assert act_meant("summary", text, "thank") == "affirm"


@pytest.mark.parametrize("text", ["that's about it hen", "aye that's it pal", "that's all lah", "nah that's it"])
def test_that_was_all_to_whomever_it_is_said_is_a_yes_to_the_summary(text: str) -> None:
    assert act_meant("summary", text, "correct_summary") == "affirm"


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("lol u just copied me. 'he' is my dad. but yea its right i guess", True),
        ("tadi ada yang aneh, tapi ya udah bener kok", True),
        ("thats near enough", True),
        ("yes it's right that he left, but there is more", False),
        ("no, it's not right", False),
    ],
)
def test_who_comes_round_to_a_yes_says_yes(text: str, comes: bool) -> None:
    assert ends_in_yes(text) is comes


@pytest.mark.parametrize("text", ["setuju tapi Jumat", "nggak setuju", "kurang pas", "suju jalan", "dia setuju"])
def test_more_than_a_yes_is_none(text: str) -> None:
    assert not only_agrees(text)


@pytest.mark.parametrize("text", ENOUGH)
@pytest.mark.parametrize("asked", ["problem", "options"])
def test_that_this_was_all_is_heard(asked: str, text: str) -> None:
    assert only_enough(text)
    assert act_meant(asked, text, "describe_problem") == "deny"


@pytest.mark.parametrize("text", ["uangku nggak cukup", "cukup berat", "udah capek", "sampun sepuh", "aku", "itu aku"])
def test_what_is_told_with_such_words_is_told(text: str) -> None:
    assert not only_enough(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("wolu", 8), ("pitu mawon", 7), ("songo wae", 9), ("tilu", 3), ("ampek", 4), ("sedasa", 10), ("genep lah", 6)],
)
def test_numbers_of_the_regions_are_read(text: str, number: float) -> None:
    assert parse_rating(text) == number


@pytest.mark.parametrize("text", ["aku loro ati", "wolu wong", "sekawan", "hiji budak"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert parse_rating(text) is None


@pytest.mark.parametrize(
    "text",
    ["no more to say, dear", "nothing else to add love", "that's all hun", "I've nothing more to tell you",
     "udah nak itu aja", "ga ada lagi yg mau dibilang mbak", "udah, nggak ada lagi kak",
     "ga ada lagi bang"],
)  # fmt: skip
def test_that_there_is_no_more_to_say_ends_the_telling(text: str) -> None:
    assert says_all(text)
    assert act_meant("problem", text, "describe_problem") == "deny"


@pytest.mark.parametrize(
    "text", ["nothing helps", "no more drinking", "nothing", "nggak ada lagi yang peduli sama aku"]
)
def test_that_nothing_is_left_may_be_told(text: str) -> None:
    assert not says_all(text)
