"""Every question can be said otherwise, in both languages, to everyone."""

from __future__ import annotations

import itertools
import re
from typing import get_args

import pytest

from bot.counseling.abuse import is_abusive
from bot.counseling.asking import Way, goal_change_titles, say_question, way_after, wordings
from bot.counseling.questions import QUESTIONS
from bot.language import LANGUAGES, Language

WORDS = {"kamu": "Ibu", "kamu_start": "Ibu", "mu": " Ibu", "aku": "saya", "aku_start": "Saya", "side": "pindah"}
FIELD = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_every_question_says_why_and_what_it_means_in_both_languages(question: str) -> None:
    entry = wordings()[question]
    assert set(entry) == set(LANGUAGES)
    assert set(entry["id"]) == set(entry["en"]) >= {"why", "meaning", "again"}
    for language in LANGUAGES:
        texts = list(entry[language].values())
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("question", sorted(wordings()))
def test_the_wording_fits_every_form_of_address(question: str) -> None:
    fixed = re.compile(r"\b(kamu|kau|aku|saya|anda)\b", re.IGNORECASE)
    for text in wordings()[question]["id"].values():
        # What stands in quotation marks is another person's answer.
        assert not fixed.search(FIELD.sub("", re.sub(r"“[^”]*”", "", text))), text
    known = set(WORDS) | {"other_side", "wished"}
    for language in LANGUAGES:
        for text in wordings()[question][language].values():
            assert set(FIELD.findall(text)) <= known
            assert len(re.findall(r"[.?!](?:\s|$)", re.sub(r"“[^”]*”", "", text))) <= 4, text


@pytest.mark.parametrize("way", get_args(Way))
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_way_is_taken_there_are_words_without_gaps(way: Way, language: Language) -> None:
    for question in QUESTIONS:
        said = say_question(question, way, language, WORDS)
        assert said
        assert "{" not in said
    assert say_question("no_such_question", way, language, WORDS) is None


def test_the_same_way_is_never_taken_twice_in_a_row() -> None:
    for way in ("why", "meaning"):
        ways = [way_after(way, times) for times in range(6)]  # type: ignore[arg-type]
        assert all(one != other for one, other in itertools.pairwise(ways))


def test_buttons_exist_in_both_languages() -> None:
    assert set(goal_change_titles("id")) == set(goal_change_titles("en"))


@pytest.mark.parametrize(
    ("text", "abusive"),
    [("bangsat lo", True), ("you're useless", True), ("Fuck you!", True), ("anjingku mati kemarin", False),
     ("I feel useless", False), ("cuaca besok gimana", False)],
)  # fmt: skip
def test_insults_are_told_from_other_words(text: str, abusive: bool) -> None:
    assert is_abusive(text) == abusive
