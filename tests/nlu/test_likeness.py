"""Likeness of a message to what a client could say and is asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.language import LANGUAGES, Language
from bot.nlu.content_words import content_words
from bot.nlu.encoder import Vectors
from bot.nlu.likeness import Likeness, sentences
from bot.practice.case import all_cases

CASE = all_cases()["thesis"]


class Hashes:
    """Vectors that know a text from another and nothing more."""

    name = "hashes"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [np.random.default_rng(abs(hash(text)) % 2**32).normal(size=16) for text in texts]
        return np.stack([row / np.linalg.norm(row) for row in rows]).astype(np.float32)


@pytest.mark.parametrize("encoder", [None, Hashes()])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_nearer_to_a_cue_than_the_line_that_answers_it(encoder: Hashes | None, language: Language) -> None:
    """By words alone others may come as near, and lines share the basic questions."""
    likeness = Likeness(encoder, keep=False)
    asked = [line for line in CASE.lines if line.asks[language]]
    found = 0
    for line in asked:
        near = likeness.near(CASE, language, line.asks[language][0])
        assert all(0 <= value <= 1 for value in near.values())
        found += near[line.id] > 0 and near[line.id] == max(near[one.id] for one in asked)
    assert found >= (0.95 if encoder else 0.9) * len(asked)


def test_of_a_longer_message_what_was_asked_is_known_apart() -> None:
    near = Likeness(None).near(CASE, "en", "Statistics is hard work. When did you last see your supervisor?")
    assert near["asked:supervisor.0.inform.1"] > near["asked:clever.0.inform.2"]
    assert {"topic:supervisor", "accepts:0", "never:0", "move:goodbye"} <= set(near)
    assert not Likeness(None).near(CASE, "en", "…")


def test_a_message_is_taken_whole_and_by_sentences() -> None:
    assert sentences("There is one. Where is two? ") == [
        "There is one. Where is two?",
        "There is one.",
        "Where is two?",
    ]
    assert sentences("One") == ["One"]
    assert sentences(" … ") == []


def test_a_greeting_and_a_few_words_ask_for_nothing_by_themselves() -> None:
    asked = "hari ini mau cerita soal apa?"
    assert sentences(f"Halo Mbak Ratna, {asked}") == [asked] == sentences(f"Selamat siang, {asked}")
    assert sentences("Pagi, Pak. Gimana kabarnya hari ini?") == ["Gimana kabarnya hari ini?"]
    assert sentences("Hi Mei, what brings you here?") == ["what brings you here?"]
    assert sentences("Halo, apa kabar?") == ["Halo, apa kabar?"]
    assert sentences("Jurusan mana dulu, Pak? Lama ya?") == [
        "Jurusan mana dulu, Pak? Lama ya?",
        "Jurusan mana dulu, Pak?",
    ]


def test_words_of_like_use_are_one() -> None:
    assert content_words("nyokap", "id") & content_words("Ibumu", "id")
    assert content_words("How many kids have you got?", "en") & content_words("Do you have children?", "en")
    assert not content_words("yang itu", "id")
