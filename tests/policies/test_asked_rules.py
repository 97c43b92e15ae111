"""The trained rules on conversations made of events: what is done next, whatever was asked and whatever is said."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.counseling.acts import ACTS
from bot.counseling.questions import QUESTIONS
from bot.policies.asked_rules import AskedRulePolicy
from bot.training import current_model

# What may be done at any moment, and what the bot then does first.
ANYWHERE = {
    "ask_bot_identity": "utter_bot_identity",
    "ask_privacy": "utter_privacy",
    "ask_human": "utter_human",
    "export_data": "utter_export",
    "switch_language": "action_switch_language",
    "go_back": "utter_moved_back",
    "pause_stop": "utter_paused",
    "goodbye": "utter_goodbye",
    "delete_data": "utter_ask_delete_confirm",
    "just_talk": "action_take_preference",
    "crisis": "utter_ask_safety",
    "check": "utter_ask_check",
}
# Where only wanting to talk is an answer to what was asked.
ANSWERED = {
    ("agreement", "goodbye"): "utter_plan_left_open",
    ("consent", "just_talk"): "utter_consent_first",
    ("safety", "just_talk"): "utter_stay_with_you",
    ("role_check", "just_talk"): "utter_stay_with_you",
    ("check", "just_talk"): "utter_stay_with_you",
    **{
        (question, act): "utter_leave_in_crisis"
        for question in ("safety", "check", "role_check")
        for act in ("goodbye", "pause_stop")
    },
    ("style", "just_talk"): "action_take_style",
    ("what_missing", "just_talk"): "action_take_missing",
}


class Dialogue:
    """Predicts with the policies of the current model."""

    def __init__(self, agent: Agent) -> None:
        assert agent.processor is not None
        self.processor = agent.processor

    def next_action(
        self, question: str, act: str, ranking: dict[str, float] | None = None, uttered: bool = False
    ) -> str:
        asking = f"utter_ask_{question}"
        asked: list[Any] = [ActionExecuted(asking)]
        if uttered:  # by another action, as when a question is asked again
            asked = [ActionExecuted("action_ask_again"), BotUttered("?", metadata={"utter_action": asking})]
        parse = {"intent_ranking": [{"name": name, "confidence": p} for name, p in (ranking or {}).items()]}
        intent = {"name": act, "confidence": (ranking or {}).get(act, 1.0)}
        events = [*asked, ActionExecuted("action_listen"), UserUttered("…", intent, [], {**parse, "intent": intent})]
        tracker = DialogueStateTracker.from_events("t", events, self.processor.domain.slots)
        prediction = self.processor._predict_next_with_tracker(tracker)
        return str(self.processor.domain.action_names_or_texts[prediction.max_confidence_index])


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    model = current_model()
    assert model is not None, "run `make train` first"
    return Dialogue(Agent.load(str(model)))


@pytest.mark.parametrize("question", sorted(set(QUESTIONS) - {"delete_confirm"}))
@pytest.mark.parametrize("act", sorted(ANYWHERE))
def test_every_detour_is_answered_at_every_question(dialogue: Dialogue, question: str, act: str) -> None:
    assert dialogue.next_action(question, act) == ANSWERED.get((question, act), ANYWHERE[act])


def test_what_was_asked_by_another_action_counts_as_asked(dialogue: Dialogue) -> None:
    assert dialogue.next_action("goal", "propose_goal", uttered=True) == "action_take_goal"
    assert dialogue.next_action("options", "deny", uttered=True) == "action_count_options"


def test_the_same_words_answer_the_question_that_was_asked(dialogue: Dialogue) -> None:
    expected = {"goal": "action_take_goal", "options": "action_take_option", "step": "action_take_step"}
    for question, action in expected.items():
        for act in ("propose_goal", "propose_option", "propose_step"):
            assert dialogue.next_action(question, act, {act: 0.9}) == action, (question, act)


def test_a_feeling_in_between_is_heard_and_not_written_down_as_a_goal(dialogue: Dialogue) -> None:
    assert (
        dialogue.next_action("goal", "express_feeling", {"express_feeling": 0.8, "propose_goal": 0.1})
        == "action_reflect"
    )
    assert (
        dialogue.next_action("goal", "express_feeling", {"express_feeling": 0.4, "propose_goal": 0.3})
        == "action_take_goal"
    )


def test_any_word_can_be_a_name_but_a_clear_wish_to_stop_is_none(dialogue: Dialogue) -> None:
    assert dialogue.next_action("name", "gibberish", {"gibberish": 0.9, "tell_name": 0.01}) == "action_take_name"
    assert dialogue.next_action("name", "pause_stop", {"pause_stop": 0.9, "tell_name": 0.01}) == "utter_paused"


def test_what_no_rule_knows_is_said_not_to_be_understood(dialogue: Dialogue) -> None:
    assert dialogue.next_action("agreement", "gibberish") == "action_not_understood"


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_there_is_always_a_next_thing_to_do(dialogue: Dialogue, question: str) -> None:
    silent = [act for act in sorted(ACTS) if dialogue.next_action(question, act, {act: 0.9}) == "action_listen"]
    assert not silent


def test_a_talk_can_be_read_back_from_events_with_a_message_taken_back() -> None:
    from bot.counseling.conversation import read_events

    events: list[dict[str, Any]] = [
        {"event": "action", "name": "utter_ask_goal"},
        {"event": "user", "text": "xx", "message_id": "1", "parse_data": {"intent": {"name": "gibberish"}}},
        {"event": "bot", "metadata": {"utter_action": "utter_ask_goal"}},
        {"event": "rewind"},
        {"event": "user", "text": "\u2060/affirm", "message_id": "2", "parse_data": {"intent": {"name": "affirm"}}},
    ]
    conversation = read_events(events)
    assert [(said.text, said.asked, said.typed) for said in conversation.said] == [("/affirm", "goal", True)]


@pytest.mark.parametrize("question", ["goal", "step", "agreement", "listening", "safety"])
def test_what_is_remembered_of_a_turn_is_what_the_rules_say(dialogue: Dialogue, question: str) -> None:
    policies = [node._component for node in dialogue.processor.graph_runner._instantiated_nodes.values()]
    policy = next(policy for policy in policies if isinstance(policy, AskedRulePolicy))
    domain = dialogue.processor.domain
    for act in sorted(ACTS):
        intent = {"name": act, "confidence": 0.9}
        parse = {"intent": intent, "intent_ranking": [intent, {"name": "propose_step", "confidence": 0.2}]}
        said = UserUttered("…", intent, [], parse)
        turn = [ActionExecuted(f"utter_ask_{question}"), ActionExecuted("action_listen"), said]
        for result in ("agreed", "unclear", None):
            after = [ActionExecuted("action_take_step"), SlotSet("result", result)] if result else []
            tracker = DialogueStateTracker.from_events("t", [*turn, *after], domain.slots)
            found = [policy._find_action_from_rules(tracker, domain, False) for _ in range(2)]
            assert found == [policy._look_up(tracker, domain)] * 2, (act, result)
