"""Every way a rule can go has a rule that goes on."""

from __future__ import annotations

import inspect
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.base import TurnAction
from bot.counseling.plan_parts import PART_OF
from bot.counseling.questions import QUESTIONS, heard_as
from bot.settings import ROOT

MODULES = [path.stem for path in sorted((ROOT / "actions").glob("*.py")) if path.stem != "__init__"]


def load_actions() -> dict[str, TurnAction]:
    found = {}
    for module in MODULES:
        for _, cls in inspect.getmembers(import_module(f"actions.{module}"), inspect.isclass):
            if issubclass(cls, TurnAction) and cls is not TurnAction:
                found[cls().name()] = cls()
    return found


def load_rules() -> list[dict[str, Any]]:
    rules = []
    for file in sorted((ROOT / "data" / "stories").glob("*.yml")):
        rules += yaml.safe_load(Path(file).read_text(encoding="utf-8"))["rules"]
    return rules


def paths(carried: bool = False) -> dict[tuple[str, str, str], set[str]]:
    """(asked, act, actions so far) -> the results that rules name after them; "" where a rule names none.

    `carried`: a result that was named stays in force, so that a rule that names none after a later action holds for
    that one alone.
    """
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for rule in load_rules():
        asked = next((slot["asked"] for c in rule.get("condition", []) for slot in c["slot_was_set"]), "")
        first, *rest = rule["steps"]
        acts = [one["intent"] for one in first.get("or", [first])]
        done: list[str] = []
        named = ""
        for number, step in enumerate(rest):
            if "action" not in step:
                continue
            done.append(step["action"])
            following = rest[number + 1] if number + 1 < len(rest) else {}
            result = next((slot["result"] for slot in following.get("slot_was_set", [])), named if carried else "")
            named = result
            for act in acts:
                found[asked, act, " > ".join(done)].add(result)
    return found


def test_every_action_of_the_domain_exists_and_the_other_way_round() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert set(domain["actions"]) == set(load_actions())


def test_every_result_of_an_action_has_a_rule_that_goes_on() -> None:
    actions = load_actions()
    every_path = paths(carried=True)
    missing = []
    for (asked, act, done), results in every_path.items():
        action = actions.get(done.rsplit(" > ", 1)[-1])
        if action is None or results == {""}:
            continue
        # A rule that names no result, here or for any question, holds for every one.
        general = every_path.get(("", act, done), set())
        if "" in results or "" in general:
            continue
        lacking = set(action.results) - results - general
        if done.count(" > ") and len(results) == 1:
            lacking = set()  # a second action whose outcome follows from the first (a summary of what was just told)
        missing += [f"{asked or 'anywhere'}: {act} → {done} → {result}" for result in sorted(lacking)]
    assert not missing, "\n".join(missing)


def test_rules_name_only_results_that_the_action_gives() -> None:
    actions = load_actions()
    for (_, _, done), results in paths().items():
        action = actions.get(done.rsplit(" > ", 1)[-1])
        assert results - {""} <= set(action.results if action else ()), (done, results)


def test_every_question_has_rules_and_every_rule_a_question() -> None:
    asked = {asked for asked, _, _ in paths()} - {"", "none"}
    assert asked == {heard_as(question) for question in QUESTIONS}


@pytest.mark.parametrize("question", sorted({heard_as(question) for question in QUESTIONS} - {"age", "safety"}))
def test_the_act_that_a_question_expects_has_a_rule(question: str) -> None:
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    expected = config["policies"][0]["expects"].get(question)
    acts = {act for asked, act, _ in paths() if asked == question}
    assert expected is None or expected in acts, (question, expected)


def test_a_part_of_the_plan_is_only_taken_under_questions_that_ask_for_one() -> None:
    for (asked, act, done), _ in paths().items():
        if done.split(" > ")[-1] in ("action_take_step", "action_take_part", "action_rate_plan"):
            assert asked in PART_OF, (asked, act, done)
