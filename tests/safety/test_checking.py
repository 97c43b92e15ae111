"""A danger that is named only to be denied, and one that is owned up to after that."""

from __future__ import annotations

import re
from itertools import product

import pytest

from bot.language import LANGUAGES, Language
from bot.safety.checking import owned_after_check, wants_check
from bot.safety.handoff import gentle_check
from bot.safety.screen import screen

DENIED = "bukan mau mati sih, cuma kosong"


@pytest.mark.parametrize(
    "text",
    [
        DENIED,
        "ga sampe pengen mati sih tapi rasanya hampa",
        "saya tidak ingin mengakhiri hidup, hanya lelah",
        "bukan pengen bundir ya, cuma males ngapa2in",
        "ora pengen mati kok, mung kesel",
        "bukan mau nyakitin diri, cuma pengen teriak",
        "not suicidal, just tired",
    ],
)
def test_a_danger_denied_wants_a_check_once(text: str) -> None:
    assert wants_check(screen(text), ["halo"])
    assert not wants_check(screen(text), ["halo", DENIED])


@pytest.mark.parametrize("text", ["temanku nggak mau mati", "hidupku kosong", "hp-ku mati", "aku capek", "pengen mati"])
def test_what_is_not_their_own_denial_wants_none(text: str) -> None:
    assert not wants_check(screen(text), [])


@pytest.mark.parametrize("text", ["kadang iya", "ya kadang muncul sih", "pernah kepikiran", "sometimes, yes"])
def test_what_is_owned_up_to_after_a_denial_counts(text: str) -> None:
    finding = owned_after_check([DENIED], text)
    assert finding is not None and finding.level == "L2"
    assert owned_after_check([DENIED, "capek kerja"], text) is None


@pytest.mark.parametrize("text", ["iya", "nggak pernah", "gak kepikiran kok", "iya capek", "never"])
def test_other_answers_do_not(text: str) -> None:
    assert owned_after_check([DENIED], text) is None


@pytest.mark.parametrize(("language", "minor"), product(LANGUAGES, (True, False)))
def test_the_check_names_somebody_and_asks_nothing(language: Language, minor: bool) -> None:
    text = gentle_check(language, "ID", minor)
    assert "119" in text and "?" not in text


def test_the_indonesian_words_for_adults_fit_both_forms_of_address() -> None:
    assert re.search(r"\b(kamu|anda|aku|saya)\b", gentle_check("id").lower()) is None
