"""The component that codes the trainee's words."""

from __future__ import annotations

import json

from rasa.shared.nlu.constants import TEXT

from bot.nlu.skills import SKILLS, SkillCodes, as_json, from_json
from bot.settings import ROOT
from bot.skills.coder import SkillCoder
from tests.nlu.conftest import Workbench, message


def test_only_practice_is_coded_and_as_plain_json(bench: Workbench) -> None:
    component = bench.create(SkillCodes)
    talk = message("What helps you?", mode="self_help")
    practice = message("What helps you?", mode="practice", previous="I feel low.")
    component.process([talk, practice])
    assert talk.get(SKILLS) is None
    coded = json.loads(json.dumps(practice.get(SKILLS)))
    assert (coded["main"], coded["question"]) == ("question", "open")
    assert SKILLS in practice.as_dict(only_output_properties=True)
    assert from_json(practice.get(TEXT), coded).main == "question"


def test_json_and_back() -> None:
    coded = SkillCoder.load(models=ROOT / "models").code("What helps? You sound tired.")
    assert from_json(coded.text, as_json(coded)) == coded
