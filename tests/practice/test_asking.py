"""What a question asks for and of whom, and what a client says who has no line for it."""

from __future__ import annotations

import re

import pytest

from bot.language import LANGUAGES, Language
from bot.practice.asking import asked_for, asks_of_dying, other_kind, other_people, other_side
from bot.practice.case import EVERYDAY, Case, Line, all_cases, basics
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
        ("What made you stop?", "en", "why"),
        ("What makes you angry?", "en", "what"),
        ("Is there a point where they throw you out?", "en", "whether"),
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


def test_mother_and_father_are_not_taken_for_each_other() -> None:
    pupil = CASES["pupil"]
    mother = line_asked(pupil, "What does your mum do for work?")
    assert other_people(pupil, mother, "Ayah kerja apa?", "id")
    assert other_people(pupil, mother, "What does your father do?", "en")
    assert not other_people(pupil, mother, "What do your parents do?", "en")


def test_a_bare_ibu_is_the_wife_of_a_man_and_a_suffix_makes_no_other_person() -> None:
    grief, in_laws = CASES["grief"], CASES["in_laws"]
    mother = line_asked(grief, "What does your mother do for work?")
    wife = line_asked(grief, "Istri Bapak orangnya gimana?")
    assert other_people(grief, mother, "Ibu orangnya seperti apa?", "id")
    assert not other_people(grief, wife, "Ibu orangnya seperti apa, Pak?", "id")
    assert not other_people(grief, mother, "Ibunya Bapak orangnya seperti apa?", "id")
    sons = line_asked(grief, "Bapak punya anak berapa?")
    assert not other_people(grief, sons, "Kerja di mana saja putra-putranya, Pak?", "id")
    assert other_people(grief, mother, "Kerja di mana saja putra-putranya, Pak?", "id")
    of_the_mother_in_law = line_asked(in_laws, "Does she love her grandchild?")
    assert not other_people(in_laws, of_the_mother_in_law, "Ibu sayang sama cucunya?", "id")


def test_how_much_is_not_answered_by_since_when() -> None:
    stuck = line_asked(CASES["thesis"], "Sejak kapan berhenti?")
    assert other_kind(stuck, "Skripsinya sampai bab berapa?", "id")
    assert not other_kind(stuck, "Sudah berapa lama berhenti?", "id")


def test_what_is_liked_does_not_answer_for_what_is_skipped() -> None:
    liked, skipped = (
        line_asked(CASES["pupil"], cue) for cue in ("Suka pelajaran apa?", "Which lessons do you skip most?")
    )
    assert other_side(liked, "Pelajaran apa yang paling sering kamu tinggalin?", "id")
    assert not other_side(skipped, "Pelajaran apa yang paling sering kamu tinggalin?", "id")
    assert other_side(skipped, "Which lessons do you like?", "en")
    assert not other_side(skipped, "Which lessons are on Monday?", "en")
    still = line_asked(CASES["grief"], "Sudah berapa lama Bapak ikut hadroh?")
    assert other_side(still, "Sejak kapan Bapak nggak ikut hadroh lagi?", "id")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_line_for_a_question_takes_up_its_form_and_depth(name: str, language: Language) -> None:
    case = CASES[name]
    texts = {
        "id": {
            "unsure_number": ("Kapan persisnya?", "Berapa kali?"),
            "unsure_who": ("Siapa saja?",),
            "unsure_fact": ("Kamu suka ikan?", "Ceritakan kebunnya.", "Warnanya apa?", "Di mana itu?"),
            "unsure_why": ("Kenapa begitu?",),
            "unsure_feeling": ("Apa yang kamu rasakan waktu itu?", "Kalau terbang ke bulan gimana?", "Takut apa?"),
        },
        "en": {
            "unsure_number": ("When exactly?", "How often is that?"),
            "unsure_who": ("Who else?",),
            "unsure_fact": ("Do you like fish?", "Tell me of the shed.", "What colour is it?", "Where is that?"),
            "unsure_why": ("Why is that?",),
            "unsure_feeling": ("How did that feel?", "What would you do on the moon?", "What scares you?"),
        },
    }
    for act, asked in texts[language].items():
        for text in asked:
            state = open_session(case, language, 1).state
            reaction = respond(case, state, Heard(text, coded(text, "question", "closed"), {}, language), 1)
            assert (reaction.act, text) == (act, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dodge_is_a_blank_or_comes_twice(language: Language) -> None:
    """Who dodges gives a reason: "I don't know", "I forget", "maybe" and "sometimes" answer nothing."""
    blank = {
        "id": r"\b(?:nggak|tidak|gak|kurang|ga) (?:tahu|tau|ingat|inget|hafal)\b|\blupa\b|^mungkin\b|^kadang",
        "en": r"\b(?:don't|do not) (?:know|remember|recall)\b|\bforget\b|\bno idea\b|^(?:maybe|perhaps|sometimes)\b",
    }
    for case in CASES.values():
        dodges = [line for act, lines in case.always.items() if act.startswith("unsure_") for line in lines]
        assert not [line.id for line in dodges if re.search(blank[language], line.text[language], re.IGNORECASE)]
        state, said = open_session(case, language, 1).state, []
        for number in range(6):
            text = f"{'Warna' if language == 'id' else 'What colour'} {number}?"
            reaction = respond(case, state, Heard(text, coded(text, "question", "closed"), {}, language), 1)
            state, said = reaction.state, [*said, reaction.line_id]
        assert len(set(said)) == len(said)


def test_every_client_answers_the_basic_questions_in_both_languages() -> None:
    """As cues in the case's own words would; the check asks for a line of the first tier to each."""
    for case in CASES.values():
        for name, cues in basics().items():
            for language in LANGUAGES:
                lines = [line for line in case.lines if cues[language][0] in line.asks[language]]
                assert any(line.tier == 0 for line in lines), (case.name, name)


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


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("id", "Kadang orang yang kehilangan sampai kepikiran pengen mati juga. Kamu pernah sampai ke situ?"),
        ("en", "Some people who lose a partner think of dying themselves. Has that crossed your mind?"),
    ],
)
def test_whether_they_think_of_ending_their_life_is_answered_in_whatever_words_it_is_asked(
    language: Language, question: str
) -> None:
    for case in CASES.values():
        state = open_session(case, language, 1).state
        reaction = respond(case, state, Heard(question, coded(question, "question", "closed"), {}, language), 1)
        line = case.by_id[reaction.line_id or ""]
        assert any(asks_of_dying(cue, language) for cue in line.asks[language]), (case.name, reaction.text)
