"""A trainee's sessions side by side."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import LANGUAGES, Language
from bot.practice.debrief import name_of
from bot.practice.scoring import score
from bot.practice.trend import MOST_ROWS, UNKNOWN, Held, compare, table
from tests.practice.talks import client, counselor, good_talk, poor_talk

GOOD, POOR, SILENT = score(good_talk()), score(poor_talk()), score([client("Halo.")])
ASKED = score([client("Halo."), counselor("Apa kabar?", "question open"), client("Baik.")])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_better_session_is_set_beside_the_one_before(language: Language) -> None:
    figures, grown = compare(GOOD, [POOR], language)
    ratios = [f"{scores['miti']['reflections_to_questions']:.2f}" for scores in (GOOD, POOR)]
    for shown in (f"{GOOD['quality']:.2f}", f"{POOR['quality']:.2f}", *ratios):
        assert shown.replace(".", "," if language == "id" else ".") in figures
    measures = {**GOOD["negotiation"], **GOOD["ownership"]}
    before = {**POOR["negotiation"], **POOR["ownership"]}
    both = [name for name in measures if None not in (measures[name]["score"], before[name]["score"])]
    most = max(measures[name]["score"] - before[name]["score"] for name in both)
    named = [name for name in both if name_of(name, language) in grown]
    assert [measures[name]["score"] - before[name]["score"] for name in named] == [most]


def test_several_sessions_before_stand_as_their_mean() -> None:
    [figures, *_] = compare(GOOD, [POOR, GOOD], "en")
    assert f"{(GOOD['quality'] + POOR['quality']) / 2:.2f}" in figures
    assert "2 sessions" in figures


def test_nothing_is_compared_without_earlier_words() -> None:
    assert compare(GOOD, [], "id") == compare(GOOD, [SILENT], "id") == compare(SILENT, [GOOD], "id") == []


def test_what_did_not_grow_is_not_praised() -> None:
    assert len(compare(POOR, [GOOD], "en")) == 1
    assert len(compare(GOOD, [GOOD], "en")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_line_a_session_and_no_figure_where_there_is_none(language: Language) -> None:
    days = [date(2026, 11, 23), date(2026, 11, 24)]
    lines = table([Held(days[0], "Skripsi", ASKED), Held(days[1], "Judi", GOOD)], language).splitlines()
    assert len(lines) == 4
    assert "Skripsi" in lines[2]
    assert lines[2].endswith(UNKNOWN)
    assert lines[3].endswith(f"{round(100 * GOOD['miti']['percent_complex'])}%")
    assert lines[3].startswith({"id": "24/11/2026", "en": "2026-11-24"}[language])


def test_a_long_row_of_sessions_shows_the_newest() -> None:
    held = [Held(date(2026, 1, 1 + i), f"case {i}", GOOD) for i in range(MOST_ROWS + 3)]
    lines = table(held, "en").splitlines()
    assert len(lines) == MOST_ROWS + 2
    assert "case 3" in lines[2]
    assert f"{MOST_ROWS} of {MOST_ROWS + 3}" in lines[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_session_that_is_over_the_table_says_so(language: Language) -> None:
    assert "·" not in table([], language)
    assert table([Held(date(2026, 1, 1), "x", SILENT)], language) == table([], language)
