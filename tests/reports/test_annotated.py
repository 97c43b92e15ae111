from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.annotated import KINDS, annotate
from bot.reports.words import plain
from bot.skills.codes import CODES

SPANS = st.lists(st.tuples(st.sampled_from(CODES), st.integers(-3, 40), st.integers(-3, 40)), max_size=6)


def code(name: str, start: int, end: int) -> dict[str, object]:
    return {"code": name, "span": [start, end]}


def test_codes_stand_behind_the_words_that_earned_them() -> None:
    text = "Maaf. Kamu capek?"
    pieces = annotate(text, [code("affirm", 0, 5), code("question", 6, 17), code("closed", 6, 17)], "id")
    assert [(one.text, one.kind, one.names) for one in pieces] == [
        ("Maaf.", "listening", ("Menguatkan",)),
        (" ", "", ()),
        ("Kamu capek?", "asking", ("Pertanyaan tertutup",)),
    ]


def test_of_two_codes_in_the_same_words_pushing_shows() -> None:
    (piece,) = annotate("You must.", [code("propose_step", 0, 9), code("persuade", 0, 9)], "en")
    assert (piece.kind, set(piece.names)) == ("pushing", {"Propose a step", "Persuade"})


def test_every_code_has_a_kind() -> None:
    assert {name for names in KINDS.values() for name in names} == set(CODES)


@given(text=st.text(max_size=40), spans=SPANS)
def test_no_word_is_lost_or_said_twice_whatever_the_spans(text: str, spans: list[tuple[str, int, int]]) -> None:
    pieces = annotate(text, [code(*span) for span in spans], "id")
    assert "".join(one.text for one in pieces).replace("\n", "") == "".join(map(plain, text)).replace("\n", "")
