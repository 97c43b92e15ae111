"""Training on a few examples: it learns, and the same every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.skills.coder import SkillCoder
from bot.skills.codes import CODES
from bot.skills.examples import annomi_examples, own_examples
from bot.skills.heads import load_heads
from bot.skills.training import prepare, train
from tests.nlu.conftest import LetterEncoder
from tests.skills.conftest import examples

NO_LOOKS = np.zeros((0, 26), np.float32)


def test_it_learns_questions_reflections_and_talk(small: SkillCoder) -> None:
    asked, told = small.code("What helps?", "I don't know."), small.code("You are alone.")
    assert (asked.main, asked.question, asked.reflection) == ("question", "open", "none")
    assert {"question", "open"} <= asked.codes
    assert (told.main, told.question, told.reflection) == ("reflection", "none", "simple")
    assert "simple_reflection" in told.codes
    shares = small.talk("I want to try.")
    assert max(shares, key=lambda talk: shares[talk]) == "change"
    assert sum(shares.values()) == pytest.approx(1)


def test_the_same_examples_give_the_same_file_and_it_reads_back(small: SkillCoder, tmp_path: Path) -> None:
    encoder = LetterEncoder()
    small._heads.save(tmp_path / "a.npz")
    one, other = load_heads(tmp_path / "a.npz"), train(prepare(examples(), encoder, NO_LOOKS), encoder.name, folds=2)
    other.save(tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert one.encoder == "letters"
    assert SkillCoder(one, encoder).code("What helps?").main == "question"


def test_a_file_for_other_codes_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", columns=np.array(["main:question"]))
    with pytest.raises(ValueError, match="train-coder"):
        load_heads(tmp_path / "old.npz")


def test_our_own_examples_hold_every_code_often_enough_in_both_languages() -> None:
    found = own_examples()
    for language in ("id", "en"):
        for code in CODES:
            count = sum(code in (example.codes or ()) for example in found if example.language == language)
            assert count >= 60, (language, code)


def test_a_transcript_is_read_with_what_came_before(tmp_path: Path) -> None:
    columns = (
        "transcript_id,mi_quality,topic,utterance_id,interlocutor,utterance_text,main_therapist_behaviour,"
        "client_talk_type,therapist_input_subtype,reflection_subtype,question_subtype"
    )
    rows = [
        "7,high,sleep ,0,therapist,How do you sleep?,question,n/a,n/a,n/a,open",
        "7,high,sleep,1,client,Badly. I want more of it.,n/a,change,n/a,n/a,n/a",
        "8,low,sleep,0,therapist,Go to bed early.,therapist_input,n/a,advice,n/a,n/a",
    ]
    file = tmp_path / "some.csv"
    file.write_text("\n".join([columns, *rows]), encoding="utf-8")
    first, second, third = annomi_examples(file)
    assert (first.main, first.question, first.input, first.topic, first.talk) == (
        "question",
        "open",
        "none",
        "sleep",
        "",
    )
    assert (second.talk, second.before, second.main) == ("change", ("How do you sleep?",), "")
    assert (third.before, third.input, third.codes) == ((), "advice", None)
