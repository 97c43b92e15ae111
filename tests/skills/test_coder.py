"""The coder as it ships."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.nlu.encoder import SmallE5, name_of
from bot.settings import ROOT
from bot.skills.coder import SkillCoder
from bot.skills.codes import CODES, INPUTS, MAINS
from bot.skills.heads import PARAMETERS, load_heads


def test_what_ships_is_small_and_made_for_the_encoder_that_ships() -> None:
    assert PARAMETERS.stat().st_size <= 8 * 2**20
    assert load_heads().encoder == name_of("practice")


@pytest.mark.parametrize(
    ("previous", "text", "main", "codes"),
    [
        ("I keep losing money on it.", "What would a week without it be like?", "question", {"question", "open"}),
        ("Duitku habis terus.", "Kalau nggak judi, minggumu kayak gimana?", "question", {"question", "open"}),
        ("I'm so tired of this.", "Did you sleep last night?", "question", {"question", "closed"}),
        ("Aku capek banget.", "Semalam tidur nggak?", "question", {"question", "closed"}),
        ("I never get to decide.", "It feels as if everybody runs your life except you.", "reflection", set()),
        ("Aku nggak pernah boleh milih.", "Kamu merasa hidupmu selalu diatur orang lain.", "reflection", set()),
        ("I smoke a pack a day.", "You should stop, it's bad for your lungs.", "therapist_input", {"persuade"}),
        ("Saya ngerokok sebungkus sehari.", "Sebaiknya berhenti, itu merusak paru.", "therapist_input", {"persuade"}),
        ("I told my dad.", "Well done, I am really proud of you.", "other", {"affirm"}),
        ("Aku udah cerita ke ayah.", "Kamu berani sekali.", "other", {"affirm"}),
    ],
)  # fmt: skip
def test_plain_cases_of_both_languages(
    shipped: SkillCoder, previous: str, text: str, main: str, codes: set[str]
) -> None:
    coded = shipped.code(text, previous)
    assert coded.main == main
    assert codes <= coded.codes


def test_a_span_is_the_part_that_earned_the_code(shipped: SkillCoder) -> None:
    text = "You came all the way here on the bus. What do you want to talk about today?"
    spans = {skill.code: text[skill.start : skill.end] for skill in shipped.code(text).skills}
    assert "What do you want" in spans["question"]
    assert "bus" not in spans["question"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=30))
def test_any_text_is_coded_with_spans_inside_it(shipped: SkillCoder, text: str, previous: str) -> None:
    coded = shipped.code(text, previous)
    assert coded.main in MAINS
    assert coded.question in ("none", "open", "closed")
    assert coded.reflection in ("none", "simple", "complex")
    assert coded.input in ("none", *INPUTS)
    for skill in coded.skills:
        assert skill.code in CODES
        assert 0 <= skill.start <= skill.end <= len(text)
        assert 0 <= skill.chance <= 1
    assert ("question" in coded.codes) == (coded.question != "none")


def test_without_an_encoder_it_still_answers(shipped: SkillCoder) -> None:
    assert SkillCoder(load_heads(), None).code("What helps you?").main in MAINS


def test_a_turn_is_coded_in_a_few_milliseconds_beside_its_vector(shipped: SkillCoder) -> None:
    text = "You said the evenings are hard. " * 10
    encoding = SmallE5(ROOT / "models", "practice").read(text)
    shipped.hear("Yes.")
    seconds = []
    for _ in range(20):
        started = time.perf_counter()
        shipped.code(text, "Yes.", encoding=encoding)
        seconds.append(time.perf_counter() - started)
    # Twice what is promised: the machine may be busy.
    assert min(seconds) < 0.01
