"""The graph runs in order as it would by dask: the same nodes, the same inputs, the same results."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.graph import OrderedRunner
from bot.training import current_model


@pytest.fixture(scope="module")
def agent() -> Agent:
    return Agent.load(str(current_model()))


def both_ways(agent: Agent, inputs: dict[str, Any], target: str) -> tuple[Any, Any]:
    assert agent.processor is not None
    runner = agent.processor.graph_runner
    assert isinstance(runner, DaskGraphRunner)
    by_dask = DaskGraphRunner.run(runner, inputs, [target])[target]
    OrderedRunner.take_over(runner)
    return by_dask, runner.run(inputs, [target])[target]


def test_a_message_is_understood_alike(agent: Agent) -> None:
    assert agent.processor is not None
    said = UserMessage("aku pengen lulus juli", metadata={"asked": "goal", "language": "id"})
    by_dask, in_order = both_ways(agent, {"__message__": [said]}, agent.processor.model_metadata.nlu_target)
    assert in_order[0].get("intent") == by_dask[0].get("intent")
    assert in_order[0].get("intent_ranking") == by_dask[0].get("intent_ranking")


def test_the_next_action_is_predicted_alike(agent: Agent) -> None:
    assert agent.processor is not None
    target = agent.processor.model_metadata.core_target
    assert target is not None
    intent = {"name": "propose_goal", "confidence": 1.0}
    events = [ActionExecuted("utter_ask_goal"), ActionExecuted("action_listen"), UserUttered("lulus", intent, [])]
    tracker = DialogueStateTracker.from_events("t", events, agent.processor.domain.slots)
    by_dask, in_order = both_ways(agent, {"__tracker__": tracker}, target)
    assert in_order.max_confidence_index == by_dask.max_confidence_index
