"""Scores as a row of a table."""

from __future__ import annotations

from bot.practice.figures import flat, flat_columns
from bot.practice.scoring import score
from tests.practice.talks import client, good_talk


def test_a_row_holds_every_figure_and_no_evidence() -> None:
    scores = score(good_talk())
    row = flat(scores)
    assert list(row) == flat_columns()
    assert {*(f"N{i}" for i in range(1, 9)), *(f"C{i}" for i in range(1, 7))} <= set(row)
    assert (row["quality"], row["N1"]) == (scores["quality"], scores["negotiation"]["N1"]["score"])
    assert row["empathy"] == scores["miti"]["globals"]["empathy"]["estimate"]
    assert row["enough_material"] == "true"
    assert all(value is None or isinstance(value, (str, int, float)) for value in row.values())


def test_what_cannot_be_told_stays_empty() -> None:
    row = flat(score([client("Halo.")]))
    assert (row["volleys"], row["empathy"], row["reflections_to_questions"]) == (0, None, None)
    assert isinstance(row["quality"], float)
