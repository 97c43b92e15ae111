"""The step, its when, obstacle, if-then and support, and what comes next in a plan."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction, number_result
from actions.goal import say_goal
from bot.counseling.choices import place_said
from bot.counseling.framing import without_doubt, without_frame
from bot.counseling.going_back import is_back
from bot.counseling.meant import act_meant
from bot.counseling.plan_parts import LOOKING_AT_PLAN, next_question
from bot.counseling.questions import PREFIX
from bot.counseling.said_before import said_before, without_pointing
from bot.counseling.saying import say_back, say_not_caught, say_plan
from bot.counseling.time_spans import pick_spans
from bot.counseling.yes_no import only_enough
from bot.services import options, plans

# What a message that is surely one of these acts says of the plan, whatever was asked.
PART_OF_ACT = {"state_time": "when", "state_obstacle": "obstacle", "state_support": "support", "rate": "confidence"}
SURELY = 0.6
# Fewer words only say that something is not right.
FEWEST_WORDS_OF_A_CHANGE = 4
# Under these a way is chosen, by its place among no more than so many or in words.
CHOSEN_UNDER = ("options", "choose_option")
MANY = 9
# In the fast pace an obstacle is noted; what to do then is asked of nobody who wants to get on.
LEFT_OUT = {"fast": ("if_then",)}


class TakePart(TurnAction):
    """An answer about the plan, with all else that it says; result some, or partly when only something else was
    told."""

    results = ("some", "partly")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        kept = take_answer(self, turn, tracker)
        return {"result": "some" if kept["result"] == "some" else "partly"}


class TakeAside(TurnAction):
    """A feeling or a worry told while the plan is made: "takutnya aku lupa" is an obstacle too. Result some, partly,
    or nothing where no part of the plan is in it."""

    results = ("some", "partly", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        question = turn.conversation.latest.asked
        kept = self.write(
            turn, lambda rows, session, now: plans.take_aside(rows, session, now, text=turn.text, question=question)
        )
        return {"result": kept["result"]}


class TakeStep(TurnAction):
    """As `TakePart`; unclear where the step is somebody else's to do, which is named once in a talk.

    A message that only points at what was said before ("I already said") means the way that was chosen.
    """

    results = ("some", "partly", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        text = without_doubt(without_frame(turn.text))
        if said_before(text) == "" or only_enough(text):
            text = self.services.read(turn.session_id, options.chosen_text) or ""
        text = without_pointing(text)
        kept = take_answer(self, turn, tracker, text, told_when=time_of_choice(turn)) if text else {}
        if not kept.get("step"):
            return {"result": "partly"}
        named = "own_part" in turn.conversation.questions
        result = "unclear" if kept["leans"] and not named else kept["result"]
        return {"result": result, "step": say_back(kept["step"], turn.address)}


class RatePlan(TurnAction):
    """Result some, low when the step should be smaller, partly when something else was told, unclear, or nothing where
    it is left open."""

    results = ("some", "low", "partly", "unclear", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        kept = take_answer(self, turn, tracker)
        low = kept["result"] == "some" and kept["low"] and may_shrink(turn)
        return {
            "result": "low" if low else number_result(kept["result"], turn),
            **({"step": say_back(kept["step"], turn.address)} if kept.get("step") else {}),
        }


class AskNext(TurnAction):
    """Asks the next question about the plan that is still open; the plan itself when there is none."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        state = self.services.read(turn.session_id, plans.plan_state) or {"open": (), "low": False, "step": ""}
        parts = [part for part in state["open"] if part not in LEFT_OUT.get(tracker.get_slot("pace") or "", ())]
        asked = turn.conversation.latest.asked
        if asked == "smaller_step" and state.get("bare"):
            asked = "step"  # it was another thing, which begins with nothing but itself
        question = next_question(asked, parts, came_from_plan(turn))
        if question == "agreement" and state["low"] and may_shrink(turn) and not came_from_plan(turn):
            question = "smaller_step"
        if question == "agreement":
            show_plan(self, turn, dispatcher)
        dispatcher.utter_message(response=f"{PREFIX}{question}", step=say_back(state["step"], turn.address))
        return {}


class ShowPlan(TurnAction):
    """Shows the plan, after a word on what the client wanted otherwise where that was not caught."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if words := change_not_caught(turn):
            dispatcher.utter_message(text=say_not_caught(words, turn.address))
        show_plan(self, turn, dispatcher)
        return {}


class LookAtPlan(TurnAction):
    """Shows the plan as far as there is one, when asked for, or the goal; result some, or nothing without either."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        view = self.services.read(turn.session_id, plans.plan_view)
        if view is None or not view["steps"]:
            goal = self.services.read(turn.session_id, options.goal_text)
            if goal:
                say_goal({"goal": goal}, turn, dispatcher)
            return {"result": "some" if goal else "nothing"}
        show_plan(self, turn, dispatcher)
        return {"result": "some"}


def show_plan(action: TurnAction, turn: Turn, dispatcher: CollectingDispatcher) -> None:
    view = action.services.read(turn.session_id, plans.plan_view)
    if view is not None:
        said = say_plan(view["goal"], view["steps"], view["review_on"], turn.address)
        dispatcher.utter_message(response="utter_plan", plan=said)


def time_of_choice(turn: Turn) -> str:
    """The time that was told when a way was chosen ("the first one, tomorrow at 7"); "" without one."""
    under = [said for said in turn.conversation.said if said.asked in CHOSEN_UNDER and said.typed][-1:]
    chosen = next((said.text for said in under if said.asked == "choose_option" or place_said(said.text, MANY)), "")
    return " ".join(chosen[span.start : span.end] for span in pick_spans(chosen))


def take_answer(
    action: TurnAction, turn: Turn, tracker: Tracker, text: str | None = None, told_when: str = ""
) -> dict[str, Any]:
    """Write what the message, or `text` in its place, says of the plan; see `plans.take_answer`."""
    said = without_frame(without_pointing(turn.text)) if text is None else text
    return action.write(
        turn,
        lambda rows, session, now: plans.take_answer(
            rows,
            session,
            now,
            text=said,
            question=turn.conversation.latest.asked,
            hint=hint_of(turn, tracker),
            from_plan=came_from_plan(turn),
            told_when=told_when,
        ),
    )


def change_not_caught(turn: Turn) -> str | None:
    """What the client said last about the plan where it led to no change but to the question what to change; None
    where they agree to nothing that was open."""
    before = turn.conversation.said[-2:-1]
    if turn.conversation.latest.asked != "change_plan" or not before or not before[0].typed:
        return None
    said = before[0]
    return said.text if said.asked in LOOKING_AT_PLAN and len(said.text.split()) >= FEWEST_WORDS_OF_A_CHANGE else None


def hint_of(turn: Turn, tracker: Tracker) -> str | None:
    """The part of the plan that the act of the message speaks for, where the act is sure enough."""
    intent = (tracker.latest_message or {}).get("intent") or {}
    meant = act_meant(turn.conversation.latest.asked, turn.text, turn.act)
    if meant is not None:
        return PART_OF_ACT.get(meant)
    return PART_OF_ACT.get(turn.act) if (intent.get("confidence") or 0.0) >= SURELY else None


def came_from_plan(turn: Turn) -> bool:
    """Whether the open question was asked while looking at the whole plan, or gone back to after it was shown."""
    before = turn.conversation.questions[:-1]
    gone_back = "agreement" in before and is_back(turn.conversation.uttered)
    return before[-1:] != () and (before[-1] in LOOKING_AT_PLAN or gone_back)


def may_shrink(turn: Turn) -> bool:
    return turn.conversation.questions.count("smaller_step") < plans.MOST_SHRINKS
