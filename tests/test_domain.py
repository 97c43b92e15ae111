"""domain.yml: both languages side by side, whole, and in step with the code and the data."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.counseling.acts import ACTS
from bot.counseling.questions import PREFIX, QUESTIONS, heard_as
from bot.language import LANGUAGES, Language
from bot.settings import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
FIELD = re.compile(r"\{(\w+)\}")
# What an action fills in when it utters the response.
FILLED = {
    "reflection", "summary", "goal", "option", "step", "plan", "value", "values",
    "introduction", "feedback", "hint", "debrief", "turn", "turns", "first", "last", "said", "trend",
}  # fmt: skip
# The words for address, which only one of the languages may need.
ADDRESS = {"kamu", "kamu_start", "mu", "aku", "aku_start", "vocative", "crisis_line", "crisis_line_en"}


def variants(response: str, language: Language) -> list[dict[str, Any]]:
    return [
        variant
        for variant in RESPONSES[response]
        if any(c["name"] == "language" and c["value"] == language for c in variant["condition"])
    ]


@pytest.mark.parametrize("response", sorted(RESPONSES))
def test_every_response_and_button_exists_in_both_languages(response: str) -> None:
    buttons = []
    for language in LANGUAGES:
        found = variants(response, language)
        assert found, f"{response} is missing in {language}"
        assert all(variant["text"].strip() for variant in found)
        buttons.append([[b["payload"] for b in variant.get("buttons", [])] for variant in found])
    assert len({str(sorted(each)) for each in buttons}) == 1, f"{response}: the buttons differ"
    assert len(variants(response, "id")) == len(variants(response, "en")), response


@pytest.mark.parametrize("response", sorted(RESPONSES))
def test_a_response_varies_by_language_and_at_most_by_tone(response: str) -> None:
    """Where one variant is for a tone, all are, and each tone says something in each language."""
    conditions = [{c["name"]: c["value"] for c in variant["condition"]} for variant in RESPONSES[response]]
    assert {frozenset(condition) for condition in conditions} in (
        {frozenset({"language"})},
        {frozenset({"language", "tone"})},
    ), response
    for language in LANGUAGES:
        tones = {condition.get("tone") for condition in conditions if condition["language"] == language}
        assert tones in ({None}, {"gentle", "direct"}), response


@pytest.mark.parametrize("response", sorted(RESPONSES))
def test_every_field_is_a_slot_or_filled_by_an_action(response: str) -> None:
    for variant in RESPONSES[response]:
        fields = set(FIELD.findall(variant["text"]))
        assert fields <= set(DOMAIN["slots"]) | FILLED, fields
    needed = [
        {field for variant in variants(response, language) for field in FIELD.findall(variant["text"])} - ADDRESS
        for language in LANGUAGES
    ]
    assert needed[0] == needed[1], f"{response}: one language says more than the other"


def test_indonesian_holds_the_form_of_address() -> None:
    """Beyond the first greeting and what a minor hears, nobody is called kamu or -mu by a fixed word."""
    fixed = re.compile(r"\b(kamu|kau|aku|saya|anda)\b|\w{3,}mu\b", re.IGNORECASE)
    known = {"utter_welcome", "utter_minor", "utter_ask_name"}  # the last one names the forms to choose from
    ordinary = {"temu", "ilmu", "semu", "tamu", "jamu", "bumbu", "jemu", "bertemu"}
    for response in set(RESPONSES) - known:
        for variant in variants(response, "id"):
            found = [m[0] for m in fixed.finditer(FIELD.sub("", variant["text"])) if m[0].lower() not in ordinary]
            assert not found, f"{response}: {found}"


def test_every_question_has_a_response_and_a_value_of_the_slot() -> None:
    questions = {response[len(PREFIX) :] for response in RESPONSES if response.startswith(PREFIX)}
    assert questions == set(QUESTIONS)
    assert {heard_as(question) for question in questions} | {"none"} == set(DOMAIN["slots"]["asked"]["values"])


def test_the_acts_are_the_41_of_the_design() -> None:
    assert len(ACTS) == 41
    inside = {"open_session", "tell_name", "answer", "just_talk", "why_ask", "ask_meaning", "crisis", "say_safe"}
    inside |= {"open_practice", "practise", "crisis_in_practice", "see_plan", "check", "not_meant"}
    assert set(DOMAIN["intents"]) == ACTS | inside


def examples(language: Language) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for file in sorted((ROOT / "data" / "nlu" / language).glob("*.yml")):
        for intent in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            assert intent["metadata"] == {"language": language}, file.name
            found.setdefault(intent["intent"], []).extend(intent["examples"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_at_least_thirty_examples_some_with_the_question(language: Language) -> None:
    found = examples(language)
    for act in ACTS:
        texts = {example["text"].casefold() for example in found[act]}
        assert len(texts) >= 30, act
        assert sum("metadata" in example for example in found[act]) >= 10, act


def test_both_languages_have_the_same_files() -> None:
    names = [{path.name for path in (ROOT / "data" / "nlu" / language).glob("*.yml")} for language in LANGUAGES]
    assert names[0] == names[1]


def test_prompts_cover_what_can_be_asked() -> None:
    for language in LANGUAGES:
        prompts = yaml.safe_load((ROOT / "bot" / "nlu" / "prompts" / f"{language}.yml").read_text(encoding="utf-8"))
        # A simulated client says what it will: practice has no wordings to know it by.
        assert {question.asked for question in QUESTIONS.values()} - {"practice"} <= set(prompts)
