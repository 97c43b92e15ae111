"""What a trainee asks, without what is only said around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language
from bot.practice.asking import kinds_asked, questions_in
from bot.practice.wording import as_asked, written_out


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Um, is it okay if I ask what you think of at night?", "en", "what you think of at night?"),
        ("Sorry if this is too personal, but are you married?", "en", "are you married?"),
        ("Would you mind telling me how things were before?", "en", "how things were before?"),
        ("Are you, um, angry that she found out?", "en", "Are you angry that she found out?"),
        ("when did you last cry, if that's alright to ask?", "en", "when did you last cry?"),
        ("Maaf kalau pertanyaannya aneh, Mbak suka nggak sama kerjaannya?", "id", "Mbak suka nggak sama kerjaannya?"),
        ("Ehm... kalau boleh tahu, semalam tidurnya jam berapa?", "id", "semalam tidurnya jam berapa?"),
        ("biasanya tidur jam brp", "id", "biasanya tidur jam berapa"),
        ("itu kopi ke berapa hari ini mbak? hehe", "id", "itu kopi ke berapa hari ini mbak?"),
    ],
)  # fmt: skip
def test_a_question_stands_alone(text: str, language: Language, asked: str) -> None:
    assert as_asked(text, language) == asked


@pytest.mark.parametrize("text", ["May I ask you something?", "Boleh tanya?", "I am sorry you went through that."])
def test_asking_for_leave_and_feeling_with_somebody_stay_as_they_are(text: str) -> None:
    assert as_asked(text, "id" if "tanya" in text else "en") == text


@given(st.text(max_size=120), st.sampled_from(["id", "en"]))
def test_something_is_left_of_any_message(text: str, language: Language) -> None:
    assert bool(as_asked(text, language).strip()) == bool(written_out(" ".join(text.split()), language).strip())


def test_two_questions_in_a_sentence_are_two() -> None:
    assert questions_in("Kamu ke sekolah naik apa, berapa lama di jalan?") == [
        "Kamu ke sekolah naik apa?",
        "berapa lama di jalan?",
    ]
    assert questions_in("How often do you go home, and when was the last time?") == [
        "How often do you go home?",
        "when was the last time?",
    ]
    assert questions_in("Do you like bread and what comes with it?") == ["Do you like bread?", "what comes with it?"]
    assert questions_in("Where do you live?") == ["Where do you live?"]


def test_each_of_two_questions_has_its_kind() -> None:
    assert kinds_asked("Who cooks at home, and when do you eat together?", "en") == {"who", "when"}
    assert kinds_asked("Terakhir ke sana kapan, dan kenapa berhenti ikut?", "id") == {"when", "why"}
