"""The debrief teaches: a quote for what went well, one thing to try, names and not codes."""

from __future__ import annotations

import re

import pytest

from bot.language import LANGUAGES, Language
from bot.practice.commands import Command, command_in
from bot.practice.debrief import debrief, name_of
from bot.practice.scoring import score
from tests.practice.talks import client, counselor, good_talk, poor_talk


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_what_went_well_with_words_of_the_counselors(language: Language) -> None:
    said = good_talk()
    spoken = debrief(score(said), said, language)
    well = [line for line in spoken.splitlines() if line.startswith("- ") and "“" in line]
    assert len(well) == 3
    quotes = re.findall("“([^”]+)”", "\n".join(well))
    assert all(any(quote in turn.text for turn in said if turn.who == "counselor") for quote in quotes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_no_codes_and_names_every_measure(language: Language) -> None:
    said = poor_talk()
    scores = score(said)
    spoken = debrief(scores, said, language)
    assert not re.search(r"\b[NC]\d\b|_|\{|None", spoken)
    for measure in (*scores["negotiation"], *scores["ownership"]):
        assert name_of(measure, language) in spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poor_talk_gets_one_thing_to_try_with_its_words_and_better_ones(language: Language) -> None:
    said = poor_talk()
    spoken = debrief(score(said), said, language)
    heads = {"id": "Coba berikutnya:", "en": "To try next:"}
    assert spoken.count(heads[language]) == 1
    after = spoken.split(heads[language])[1].splitlines()
    assert "“" in after[1]
    assert after[2].startswith(("Misalnya:", "For example:"))


def test_the_client_is_quoted_in_the_better_sentence() -> None:
    said = [client("Ibu marah terus tiap malam."), counselor("Oh begitu."), client("Aku capek mendengarnya.")]
    spoken = debrief(score(said), said, "id")
    assert "Aku capek mendengarnya" in spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_yet(language: Language) -> None:
    assert debrief(score([]), [], language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_turns_are_numbered_as_the_counselors_own_and_can_be_gone_back_to(language: Language) -> None:
    said = [client("Halo."), *poor_talk()]
    own = [turn.text for turn in said if turn.who == "counselor"]
    spoken = debrief(score(said), said, language)
    named = re.findall(r"(?:Giliran|Turn) (\d+): “([^”]+)”", spoken)
    assert named
    assert all(quote in own[int(number) - 1] for number, quote in named)
    command = command_in(re.findall("“((?:ulang|back)[^”]+)”", spoken)[-1])
    assert command == Command("branch", int(named[-1][0]))
