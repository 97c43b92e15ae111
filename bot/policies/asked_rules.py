"""Rasa's rule policy, told what the bot asked last."""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, RULE_SNIPPET_ACTION_NAME, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.counseling.acts import only_sounds_like, reads_as_answer
from bot.counseling.choices import names_button
from bot.counseling.meant import act_meant
from bot.counseling.questions import NOTHING_ASKED, heard_as, questions_asked

SLOT = "asked"
# Questions with a list to choose from; a title of it typed out is a choice, whatever act its words resemble.
MENUS = frozenset({"ideas", "choose_option", "which_goal"})
# Acts of which a message that only sounds like them is the answer, whatever was asked.
NO_WISHES = frozenset({"ask_human", "switch_language", "go_back"})
TAKEN_BACK = (ActionReverted, Restarted, SessionStarted, UserUtteranceReverted)
MOST_KNOWN = 10_000
# The next action, the rule that says so, whether a loop was left: as RulePolicy gives it.
Found = tuple[str | None, str | None, bool]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class AskedRulePolicy(RulePolicy):
    """Rules may depend on `asked`, the last question before the message that is being answered.

    Nothing sets that slot: it is derived from the conversation each time, so it cannot go stale, detours need not
    restore it, and Rasa's own shell, REST channel and test stories see the same. All else is RulePolicy's,
    its checks for contradictions included.

    A message after an open question is mostly its answer, whatever act its words resemble. So an act for which the
    question has no rule may count as the one that the question expects (see `_expected_act`).

    Config, beside RulePolicy's own:
        expects: question -> the act that answers it.
        statements: acts that mean nothing but an answer where no rule of the question knows them.
        telling: acts that have a rule of their own everywhere (a feeling told in between); they count as the answer
            only where the expected act is at least `telling_share` times as likely.
        free: acts that any words can be (a name, a reason): for them only an act of at least `sure` confidence stands.
        other_share: what `telling_share` is, for all other acts.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **RulePolicy.get_default_config(),
            "expects": {},
            "statements": [],
            "telling": [],
            "free": [],
            "telling_share": 0.25,
            "other_share": 0.7,
            "sure": 0.4,
        }

    @classmethod
    def load(cls, *args: Any, **kwargs: Any) -> AskedRulePolicy:
        """Load (see the parent). From now on the rules stay as they are, so what was found once need not be sought."""
        policy: AskedRulePolicy = super().load(*args, **kwargs)
        policy.__dict__["_known_turns"] = {}
        return policy

    # RulePolicy remembers 1,000 rules; with more of them, gone through in order, it would always read each one anew.
    _rule_key_to_state = staticmethod(lru_cache(maxsize=MOST_KNOWN)(json.loads))

    def _prediction_states(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        events = tracker.applied_events()
        asked = question_before_message(events)
        if asked is None:
            return super()._prediction_states(tracker, domain, use_text_for_last_user_input, rule_only_data)
        # No rule looks further back than the message it answers, so the states of this turn are enough: a prediction
        # costs the same however long the conversation is.
        turn = DialogueStateTracker.from_events(tracker.sender_id, this_turn(events), domain.slots)
        states = super()._prediction_states(turn, domain, use_text_for_last_user_input, rule_only_data)
        feature = _feature(tracker, asked)
        states = [{**state, "slots": {**state.get("slots", {}), SLOT: feature}} for state in states]
        act = self._expected_act(tracker, asked, feature)
        if act is None:
            return states
        return [{**state, USER: {**state[USER], "intent": act}} if USER in state else state for state in states]

    def _expected_act(self, tracker: DialogueStateTracker, asked: str, feature: tuple[float, ...]) -> str | None:
        """Give the act to take instead of the most likely one, or None to leave it."""
        message = tracker.latest_message
        expected = self.config["expects"].get(asked)
        if message is None:
            return None
        chances = {entry["name"]: entry["confidence"] for entry in message.parse_data.get("intent_ranking", [])}
        top = message.intent.get("name")
        meant = act_meant(asked, message.text or "", top) if chances else None
        if meant is not None:
            return meant
        if not chances or expected is None or top == expected:
            return None
        if asked in MENUS and names_button(message.text or "", last_buttons(tracker.events)):
            return expected
        if reads_as_answer(str(top), message.text or "", chances.get(top, 0.0)):
            return expected
        sure = chances.get(top, 0.0) >= self.config["sure"]
        aside = only_sounds_like(str(top), message.text or "", chances.get(top, 0.0))
        if aside and (expected in self.config["free"] or top in NO_WISHES) and asked != "age":
            return expected
        telling, free = top in self.config["telling"], expected in self.config["free"]
        if (feature, top) in self._answers():
            return expected if free and telling and not sure else None
        if top in self.config["statements"]:
            return expected
        if free:
            return None if sure and not telling else expected
        share = self.config["telling_share" if telling else "other_share"]
        return expected if chances.get(expected, 0.0) >= share * chances.get(top, 0.0) else None

    def _answers(self) -> set[tuple[tuple[float, ...], str]]:
        """The acts that have a rule of their own under a question, with the feature of that question."""
        known: set[tuple[tuple[float, ...], str]] | None = self.__dict__.get("_known_answers")
        if known is None:
            known = set()
            for key in self.lookup[RULES]:
                state = json.loads(key)[-1]
                if SLOT in state.get("slots", {}) and "intent" in state.get(USER, {}):
                    known.add((tuple(state["slots"][SLOT]), state[USER]["intent"]))
            self.__dict__["_known_answers"] = known
        return known

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Found:
        """Find the rule by act; no rule is on a text, so RulePolicy's first search, by text, finds nothing."""
        if use_text_for_last_user_input:
            return None, None, False
        known: dict[Hashable, Found] | None = self.__dict__.get("_known_turns")
        turn = None if known is None else self._turn(tracker)
        if known is None or turn is None:
            return self._look_up(tracker, domain)
        if turn not in known:
            if len(known) >= MOST_KNOWN:
                known.clear()
            known[turn] = self._look_up(tracker, domain)
        return known[turn]

    def _look_up(self, tracker: DialogueStateTracker, domain: Domain) -> Found:
        found: Found = super()._find_action_from_rules(tracker, domain, False)
        return found

    def _turn(self, tracker: DialogueStateTracker) -> Hashable | None:
        """Give all that a rule can depend on in this turn: two turns that are alike here are answered alike.

        None where something was taken back, which only Rasa's own way can follow.
        """
        recent = recent_events(tracker.events)
        asked = question_before_message(recent)
        if asked is None or any(isinstance(event, TAKEN_BACK) for event in recent):
            return None
        return (asked, self._expected_act(tracker, asked, _feature(tracker, asked)), *map(_told, this_turn(recent)))

    def _check_for_incomplete_rules(self, rule_trackers: list[Any], domain: Domain) -> None:
        """Let a rule leave out `result`: it then holds for every result, and a rule that names one is preferred.

        RulePolicy wants each rule to name every slot that another rule names after the same action. What that is
        to find, an action's result that no rule goes on from, tests/policies/test_rules_are_complete.py finds.
        """

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        """Match only the rules that end in the same action and act; RulePolicy would try every one each time."""
        if not states:
            return super()._get_possible_keys(lookup, states)
        ending = self._index(lookup).get(_ending(states[-1]), [])
        return super()._get_possible_keys({key: lookup[key] for key in ending}, states)

    def _index(self, lookup: dict[str, str]) -> dict[tuple[str, str], list[str]]:
        known = self.__dict__.setdefault("_indices", {})
        size, index = known.get(id(lookup), (-1, {}))
        if size != len(lookup):
            index = defaultdict(list)
            for key in lookup:
                index[_ending(json.loads(key)[-1])].append(key)
            known[id(lookup)] = (len(lookup), index)
        return index


def recent_events(events: Sequence[Event]) -> list[Event]:
    """Give the newest events, back to the last question before the latest message (all where there is none)."""
    recent: list[Event] = []
    message_found = False
    for event in reversed(events):
        recent.append(event)
        message_found = message_found or isinstance(event, UserUttered)
        if message_found and isinstance(event, (ActionExecuted, BotUttered)) and questions_asked([_name(event)]):
            break
    return recent[::-1]


def this_turn(events: Sequence[Event]) -> list[Event]:
    """Give the events since the bot last began to listen to a message; all of them where it never did."""
    said = max((number for number, event in enumerate(events) if isinstance(event, UserUttered)), default=0)
    for number in range(said, -1, -1):
        event = events[number]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return list(events[number:])
    return list(events)


def question_before_message(events: Iterable[Event]) -> str | None:
    """Give the question, as the rules know it, that the latest message answers; "none" where nothing was asked yet.

    A question is asked by an action `utter_ask_…` or by an action that utters such a response. None for the tracker
    of a rule in training: there the rule's own condition stands.
    """
    names: list[str] = []
    before_message: list[str] = []
    for event in events:
        if isinstance(event, UserUttered):
            before_message = list(names)
        elif isinstance(event, (ActionExecuted, BotUttered)):
            names.append(_name(event))
    if RULE_SNIPPET_ACTION_NAME in names:
        return None
    asked = questions_asked(before_message)
    return heard_as(asked[-1]) if asked else NOTHING_ASKED


def last_buttons(events: Sequence[Event]) -> list[str]:
    """Give the titles of the buttons that were shown last before the latest message."""
    message_found = False
    for event in reversed(events):
        if message_found and isinstance(event, BotUttered) and event.data.get("buttons"):
            return [str(button.get("title", "")) for button in event.data["buttons"]]
        message_found = message_found or isinstance(event, UserUttered)
    return []


def _name(event: ActionExecuted | BotUttered) -> str:
    """Give the name of the action or of the response that it uttered; "" without."""
    name = event.action_name if isinstance(event, ActionExecuted) else event.metadata.get("utter_action")
    return str(name or "")


def _told(event: Event) -> Hashable:
    """Give what a state can hold of an event."""
    if isinstance(event, UserUttered):
        entities = ((found.get("entity"), found.get("role"), found.get("group")) for found in event.entities)
        return event.intent_name, tuple(entities)
    if isinstance(event, SlotSet):
        return event.key, repr(event.value)
    return event.type_name, event.action_name if isinstance(event, ActionExecuted) else None


def _feature(tracker: DialogueStateTracker, asked: str) -> tuple[float, ...]:
    """Give the question as a state holds it."""
    slot = copy.copy(tracker.slots[SLOT])
    slot.value = asked
    return tuple(slot.as_feature())


def _ending(state: State) -> tuple[str, str]:
    """Give what a rule and a conversation must share to match: last action and, right after a message, the act."""
    action = str((state.get(PREVIOUS_ACTION) or {}).get("action_name", ""))
    act = str((state.get(USER) or {}).get("intent", "")) if action == ACTION_LISTEN_NAME else ""
    return action, act
