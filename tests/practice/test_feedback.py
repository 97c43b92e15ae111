"""What the trainee is told."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml

from bot.language import LANGUAGES, Language
from bot.practice.case import all_cases
from bot.practice.client import open_session, respond
from bot.practice.feedback import CODES_FILE, feedback, hint, introduction
from bot.practice.hearing import Heard
from bot.skills.codes import CODES
from tests.practice.trainees import TRAINEES, coded, play

CASES = all_cases()
CASE = CASES["thesis"]


def advice(language: Language) -> Heard:
    text = "You should just write a page a day." if language == "en" else "Kamu harusnya nulis satu halaman sehari."
    return Heard(text, coded(text, "persuade"), {"topic:thesis": 0.4}, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_name_and_a_reason(language: Language) -> None:
    codes = yaml.safe_load(CODES_FILE.read_text(encoding="utf-8"))["codes"]
    assert set(codes) == set(CODES)
    assert all(set(codes[code][language]) == {"name", "what", "why"} for code in CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_names_the_code_the_words_the_reason_and_a_better_sentence(language: Language) -> None:
    opening = open_session(CASE, language, 1, None)
    heard = advice(language)
    reaction = respond(CASE, opening.state, heard, 1)
    told = feedback(CASE, heard, reaction, opening.text, language)
    assert [shown.code for shown in told.codes] == ["persuade"]
    assert heard.text[:20] in told.text and "Dimas" in told.text
    assert told.better and told.better in told.text
    assert ("unasked" if language == "en" else "Nasihat") in told.text


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_and_hints_come_for_anything_that_can_happen(name: str, language: Language) -> None:
    case = CASES[name]
    for trainee in TRAINEES.values():
        course = play(case, trainee, language, 4, turns=12)
        for before, after in pairwise(course):
            heard = advice(language)
            told = feedback(case, heard, after, before.text, language)
            shown = f"{told.text} {hint(case, before.state, before.text, language)}"
            assert "{" not in shown and "  " not in shown and ".." not in shown.replace("…", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_introduction_names_the_client_and_eight_codes(language: Language) -> None:
    text = introduction(CASE, language)
    assert CASE.about[language].title in text
    assert text.count("•") == 8
    assert len(text.split()) < 280
