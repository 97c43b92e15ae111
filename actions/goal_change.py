"""Another goal, a smaller or a reworded one, one more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.goal import say_goal
from bot.counseling.asking import goal_change_titles
from bot.counseling.goal_change import GoalChange, read_change
from bot.counseling.plan_parts import LOOKING_AT_PLAN, part_named
from bot.counseling.saying import say_back
from bot.services import goals

# Said when asked what should change about the goal, these are the new goal itself.
WORDED = frozenset({"propose_goal", "propose_option", "propose_step"})


class ChangeGoal(TurnAction):
    """Result: see `bot.services.goals.change_goal`; other where a part of the plan is meant and not the goal."""

    results = ("complete", "enough", "some", "one", "partly", "unclear", "several", "nothing", "other")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if turn.conversation.latest.asked in LOOKING_AT_PLAN and part_named(turn.text):
            return {"result": "other"}
        change = wanted_change(turn)
        looking = turn.conversation.latest.asked in LOOKING_AT_PLAN
        kept = self.write(
            turn, lambda rows, session, now: goals.change_goal(rows, session, now, change=change, keeps_plan=looking)
        )
        say_goal(kept, turn, dispatcher)
        if "kept" in kept:
            dispatcher.utter_message(response="utter_both_kept", goal=say_back(kept["kept"], turn.address))
        return {"result": kept["result"]}


class AskGoalChange(TurnAction):
    """Asks what to do with the goal, with the kinds of change as buttons."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        dispatcher.utter_message(response="utter_ask_goal_change", buttons=change_buttons(turn))
        return {}


def change_buttons(turn: Turn) -> list[dict[str, str]]:
    """One button a kind of change."""
    return [
        {"title": title, "payload": f'/change_goal{{"change": "{kind}"}}'}
        for kind, title in goal_change_titles(turn.language).items()
    ]


def wanted_change(turn: Turn) -> GoalChange:
    """Read the change off a button or the words; once the bot has asked for them, the words are the new goal."""
    pressed = turn.entity("change")
    if pressed is not None:
        return GoalChange(pressed)
    change = read_change(turn.text, turn.language)
    asked = turn.conversation.questions[-1] if turn.conversation.questions else ""
    said_it = asked == "goal_wording" or (asked == "goal_change" and turn.act in WORDED)
    if said_it and change.kind in ("open", "smaller", "reworded") and change.wording is None:
        return replace(change, wording=turn.text)
    return change
