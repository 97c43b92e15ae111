"""Where sentences and clauses begin and end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.skills.sentences import clauses, sentences

TEXTS = st.text(st.sampled_from("ab1 .,?!…\n\"-—'("), max_size=60)


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That sounds hard. What helps?", ["That sounds hard.", "What helps?"]),
        ("Jam 7.30 ya, Pak? Oke…", ["Jam 7.30 ya, Pak?", "Oke…"]),
        ("Dr. Sari said so. Really", ["Dr. Sari said so.", "Really"]),
        ('"Capek," katamu. Capek karena apa?!', ['"Capek," katamu.', "Capek karena apa?!"]),
        ("satu\ndua", ["satu", "dua"]),
        ("?!", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_clauses_of_one_sentence() -> None:
    text = "Well. You want to stop, but your friends smoke, how do you do it?"
    found = [text[start:end] for start, end in clauses(text, sentences(text)[1])]
    assert found == ["You want to stop,", "but your friends smoke,", "how do you do it?"]


@given(TEXTS)
def test_every_letter_is_in_one_sentence_and_in_one_clause(text: str) -> None:
    spans = sentences(text)
    smaller = [clause for span in spans for clause in clauses(text, span)]
    for found in (spans, smaller):
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
        letters = "".join(text[start:end] for start, end in found)
        assert [letter for letter in letters if letter.isalnum()] == [letter for letter in text if letter.isalnum()]
