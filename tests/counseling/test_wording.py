"""The phrasings and word lists themselves."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from bot.counseling.address import Form
from bot.counseling.wording import load
from bot.language import LANGUAGES, Language

SLOTS = {
    "simple": {"clause"},
    "felt": {"clause"},
    "weighed": {"clause", "felt"},
    "complex": {"clause", "state", "felt"},
    "meant": {"clause", "sense"},
    "because": {"clause", "state", "felt"},
    "feeling": {"state", "felt"},
    "double": {"one", "other"},
    "contrast": {"one", "other"},
    "strength": {"clause", "strength"},
    "wish": {"wish"},
    "harsh": set(),
    "unsure": set(),
    "named": {"topic", "state", "felt"},
    "topic": {"topic"},
    "loss": {"gone"},
    "quote": {"quote"},
    "owned": {"quote"},
    "owned_bare": set(),
    "asked": set(),
    "told": {"told"},
    "wondered": {"question"},
    "judged": set(),
    "leave": set(),
    "help": set(),
    "good_news": set(),
    "good_news_but": set(),
    "loss_and_more": {"gone"},
    "trusted": set(),
    "listen": set(),
    "request": set(),
    "full": set(),
    "open": set(),
    "onward": set(),
    "appraised": {"how"},
}


def entries(language: Language, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load("reflections")[language][kind]
    return found


def test_both_languages_have_the_same_kinds() -> None:
    assert [set(load("reflections")[language]) for language in LANGUAGES] == [set(SLOTS)] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SLOTS)
def test_every_kind_has_ten_phrasings_for_every_form_of_address(language: Language, kind: str) -> None:
    for form in get_args(Form):
        assert sum(form in entry.get("forms", [form]) for entry in entries(language, kind)) >= 10


def test_every_phrasing_has_its_own_id() -> None:
    ids = [entry["id"] for language in LANGUAGES for kind in SLOTS for entry in entries(language, kind)]
    assert len(ids) == len(set(ids))
    assert all(
        entry["id"].startswith(f"{kind}.")
        for language in LANGUAGES
        for kind in SLOTS
        for entry in entries(language, kind)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SLOTS)
def test_phrasings_are_statements_with_known_slots_and_not_of_one_template(language: Language, kind: str) -> None:
    says = [entry["say"] for entry in entries(language, kind)]
    assert len(says) == len(set(says))
    for say in says:
        assert say.endswith(".") and "?" not in say
        slots = set(re.findall(r"\{(\w+)", say))
        assert slots <= SLOTS[kind] | {"you", "me", "your"}
        assert not SLOTS[kind] or slots & SLOTS[kind]
    openings = [" ".join(say.split()[:2]) for say in says]
    assert all(openings.count(opening) <= 3 for opening in openings if not opening.startswith("{"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reflection_of_two_sides_ends_on_the_side_of_change(language: Language) -> None:
    assert all(entry["say"].index("{one}") < entry["say"].index("{other}") for entry in entries(language, "double"))


def test_indonesian_phrasings_suit_every_age() -> None:
    for kind in SLOTS:
        for entry in entries("id", kind):
            if "forms" not in entry:
                assert not re.search(r"\b(?:kamu|aku|saya|nggak|banget|udah|gue)\b", entry["say"].lower()), entry


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["lead", "correction", "second", "feelings", "wish", "close", "nothing"])
def test_every_sentence_of_a_summary_has_ten_phrasings(language: Language, kind: str) -> None:
    says: list[str] = load("summaries")[language][kind]
    assert len(set(says)) >= 10 and all(say.endswith(".") and "?" not in say for say in says)


def test_word_lists_hold_words() -> None:
    """YAML reads a bare no, yes, on, off as true or false."""

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert isinstance(key, str)
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        else:
            assert isinstance(value, str) or value is True

    for name in (
        "clauses",
        "feelings",
        "guards",
        "names",
        "openings",
        "persons",
        "reflections",
        "salience",
        "senses",
        "shortenings",
        "strengths",
        "summaries",
        "topics",
    ):
        walk(load(name))
