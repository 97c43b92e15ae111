"""What a question asks for and of whom, and what a client says who has no line for it."""

from __future__ import annotations

import pytest

from bot.language import LANGUAGES, Language
from bot.practice.asking import asked_for, kinds, other_kind, other_people
from bot.practice.case import EVERYDAY, Case, Line, all_cases
from bot.practice.client import open_session, respond
from bot.practice.hearing import Heard
from tests.practice.trainees import coded

CASES = all_cases()


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Sejak kapan nge-vape?", "id", "when"),
        ("Udah berapa lama nikah?", "id", "when"),
        ("How long have you been skipping?", "en", "when"),
        ("How do you feel when she calls?", "en", "what"),
        ("Gajinya berapa?", "id", "amount"),
        ("How often do you play?", "en", "amount"),
        ("Tinggal sama siapa?", "id", "who"),
        ("Who told you to come?", "en", "who"),
        ("Where do you live?", "en", "where"),
        ("Kenapa berhenti kerja?", "id", "why"),
        ("What makes you angry?", "en", "why"),
        ("Kalau gagal gimana?", "id", "supposing"),
        ("What would you do with a free day?", "en", "supposing"),
        ("Pernah coba berhenti?", "id", "ever"),
        ("Have you tried to quit?", "en", "ever"),
        ("Kamu takut sama dia?", "id", "whether"),
        ("Do you feel loved?", "en", "whether"),
        ("Kegiatannya apa?", "id", "what"),
        ("How did you get into it?", "en", "what"),
        ("Berat juga ya. Siapa yang tahu?", "id", "who"),
    ],
)
def test_a_question_is_known_by_its_words(text: str, language: Language, kind: str) -> None:
    assert asked_for(text, language) == kind


def line_asked(case: Case, cue: str) -> Line:
    return next(line for line in case.lines if cue in line.asks["id"] or cue in line.asks["en"])


def test_a_reason_does_not_answer_since_when() -> None:
    line = line_asked(CASES["pupil"], "Why do you skip class?")
    assert other_kind(line, "How long have you been skipping?", "en")
    assert not other_kind(line, "Why are you never in class?", "en")


def test_a_line_of_the_client_does_not_answer_for_somebody_else() -> None:
    gambling, caregiver = CASES["gambling"], CASES["caregiver"]
    own = line_asked(gambling, "Do you drink?")
    assert other_people(gambling, own, "Does your wife drink?", "en")
    assert not other_people(gambling, own, "Do you drink much?", "en")
    sister = line_asked(caregiver, "Where does your sister live?")
    assert other_people(caregiver, sister, "Where do you live?", "en")
    # Ibu is how Lina is addressed, Mama is whom she cares for.
    mama = line_asked(caregiver, "Mama suka mengeluh?")
    assert other_people(caregiver, mama, "Ibu suka mengeluh?", "id")
    assert not other_people(caregiver, mama, "Mama suka mengeluh, Bu?", "id")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_line_for_a_question_takes_it_up_in_role(name: str, language: Language) -> None:
    case = CASES[name]
    texts = {
        "id": {"when": "Kapan persisnya?", "who": "Siapa saja?", "whether": "Kamu suka ikan?", "why": "Kenapa begitu?"},
        "en": {"when": "When exactly?", "who": "Who else?", "whether": "Do you like fish?", "why": "Why is that?"},
    }
    for kind, text in texts[language].items():
        state = open_session(case, language, 1).state
        reaction = respond(case, state, Heard(text, coded(text, "question", "closed"), {}, language), 1)
        assert reaction.act == f"unsure_{kind}"


def test_every_kind_of_question_has_its_lines() -> None:
    for case in CASES.values():
        assert all(len(case.always[f"unsure_{kind}"]) >= 3 for kind in kinds())


def test_plain_facts_are_told_only_when_they_are_asked_for() -> None:
    for case in CASES.values():
        state = open_session(case, "en", 3).state
        told = []
        for _ in range(6):
            text = "That weighs on you."
            reaction = respond(case, state, Heard(text, coded(text, "complex_reflection"), {}, "en"), 3)
            state = reaction.state
            told += [case.by_id[reaction.line_id]] if reaction.line_id else []
        assert not [line.id for line in told if line.act == "inform" and line.topic in EVERYDAY]
