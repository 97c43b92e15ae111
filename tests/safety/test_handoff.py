"""What is shown at L2 and L3: whom it names, what it never says."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from bot.language import LANGUAGES, Language
from bot.safety.handoff import contacts, handoff
from bot.safety.lexicon import Level
from bot.safety.screen import screen

LEVELS: tuple[Level, ...] = ("L2", "L3")
COUNTRIES = ("ID", "US", "GB", "IE", "JP")
EVERY = list(product(LEVELS, LANGUAGES, COUNTRIES, (False, True)))

# No methods, blame, sermon, promise, risk label, and no "committed".
NEVER = re.compile(
    r"24\s*(/|x|jam|hours)|commit|selfish|dosa|egois|bersyukur|semua akan baik|pasti baik|everything will be|promise"
    r"|janji|risk|risiko|berisiko|pill|rope|tali|gantung|overdos|racun|jembatan|bridge|should not|jangan putus asa",
    re.IGNORECASE,
)


@pytest.mark.parametrize(("level", "language", "country", "minor"), EVERY)
def test_it_names_one_contact_before_the_others_and_asks_plainly(
    level: Level, language: Language, country: str, minor: bool
) -> None:
    text = handoff(level, language, country, minor)
    found = contacts(language, country, minor)
    places = sorted((text.index(contact.label), contact.kind) for contact in found)
    assert places[0][1] == ("emergency" if level == "L3" else found[0].kind)
    asked = text.split("\n\n")[1]
    assert "?" in asked and re.search(r"mengakhiri hidup|buat mati|your life|dying", asked)


@pytest.mark.parametrize(("level", "language", "country", "minor"), EVERY)
def test_it_promises_nothing_and_names_no_method(level: Level, language: Language, country: str, minor: bool) -> None:
    assert NEVER.search(handoff(level, language, country, minor)) is None


@pytest.mark.parametrize("level", LEVELS)
def test_the_indonesian_words_for_adults_fit_both_forms_of_address(level: Level) -> None:
    text = handoff(level, "id").lower()
    assert re.search(r"\b(kamu|anda|aku|saya|engkau|diri(mu|ku))\b", text) is None


@pytest.mark.parametrize(("level", "language"), product(LEVELS, LANGUAGES))
def test_children_get_words_of_their_own(level: Level, language: Language) -> None:
    assert handoff(level, language, minor=True) != handoff(level, language)


@pytest.mark.parametrize("level", ["L0", "L1"])
def test_below_a_crisis_there_is_nothing_to_hand_over(level: Level) -> None:
    with pytest.raises(ValueError):
        handoff(level, "id")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError):
        handoff("L2", "fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("country", "minor", "first"),
    [
        ("ID", False, "healing119"),
        ("ID", True, "healing119"),
        ("us", False, "lifeline988"),
        ("GB", False, "samaritans"),
        ("UK", True, "childline_gb"),
        ("ie", True, "childline_ie"),
        ("JP", False, "findahelpline"),
        ("", False, "findahelpline"),
    ],
)
def test_the_first_contact_is_someone_to_talk_to_in_that_country(country: str, minor: bool, first: str) -> None:
    assert contacts("en", country, minor)[0].name == first


def test_every_contact_says_when_it_was_checked() -> None:
    for language, country, minor in product(LANGUAGES, COUNTRIES, (False, True)):
        for contact in contacts(language, country, minor):
            assert isinstance(contact.checked_on, date)
            assert contact.number is None or contact.number in contact.label


def test_women_and_children_in_indonesia_find_their_line() -> None:
    assert "129" in [contact.number for contact in contacts("id")]
    assert "129" in [contact.number for contact in contacts("id", minor=True)]


def test_the_words_shown_in_a_crisis_do_not_set_off_the_screen_when_a_counselor_quotes_them() -> None:
    for level, language in product(LEVELS, LANGUAGES):
        question = handoff(level, language).split("\n\n")[1]
        assert screen(question, "practice").level == "L0"
