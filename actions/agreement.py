"""Agreeing to the plan, changing it, and whether one step is enough."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.navigation import ask
from actions.plan import hint_of
from bot.counseling.agreeing import agrees_and_closes
from bot.counseling.leaving import says_goodbye
from bot.counseling.let_go import let_go
from bot.counseling.meant import changes_plan
from bot.counseling.part_changes import excepted_part, parts_anew, said_instead, swap_said
from bot.counseling.plan_parts import LOOKING_AT_PLAN, ORDER, has_contrast, part_named, wants_more
from bot.services import plans

# Words of these acts are a step of their own where they name no other part.
STEP_ACTS = ("propose_step", "propose_option")
# Asked what to change, other words than of these acts are the step said anew.
NO_STEP_ACTS = ("disagree", "deny", "correct_summary", "ambivalence", "rate")
# A plan that is refused this often in a row, without a word on what should be otherwise, is left open.
MOST_REFUSALS = 3
# A yes with a change: what became of the change -> the result.
CHANGED = {"some": "partly", "new": "new"}


class Agree(TurnAction):
    """Result some (agreed, and one more step may be offered), enough (agreed), complete (agreed, with a goodbye),
    partly (a yes with a change, which is taken), new (a yes with another step), low (a yes with a doubt), or nothing
    when there is no step yet."""

    results = ("some", "enough", "complete", "partly", "new", "low", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        gone, rest = let_go(turn.text)
        if has_contrast(rest) or changes_plan(rest):
            changed = change(self, turn, tracker)
            return {"result": CHANGED.get(changed["result"], "low")}
        agreed = self.write(turn, lambda rows, session, now: plans.agree(rows, session, now, without=gone))
        if gone and agreed["result"] == "some":
            dispatcher.utter_message(response="utter_left_out")
        if agreed["result"] == "some" and says_goodbye(turn.text):
            return {"result": "complete"}
        offered = "another_step" in turn.conversation.questions or tracker.get_slot("pace") == "fast"
        offered = offered or agrees_and_closes(turn.text)
        return {"result": "enough" if agreed["result"] == "some" and offered else agreed["result"]}


class TakeChange(TurnAction):
    """Result some (changed), new (the step is another one), partly (it is said which part, not yet how), nothing, or
    enough where the client goes on refusing the plan and it is best left open."""

    results = ("some", "new", "partly", "nothing", "enough")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        changed = {"result": "nothing"}
        if words := words_waiting(turn):
            changed = put_in(self, turn, words, str(part_to_change(turn)))
        elif turn.text and (parts_anew(turn.text) or swap_said(turn.text) or part_named(turn.text) != "smaller_step"):
            changed = change(self, turn, tracker)
        if changed["result"] == "nothing" and part_to_change(turn):
            return {"result": "partly"}
        if changed["result"] == "nothing" and turn.conversation.refusals(LOOKING_AT_PLAN) >= MOST_REFUSALS:
            return {"result": "enough"}
        return {"result": changed["result"]}


class NamePart(TurnAction):
    """Whether a message that sounds like something else names a part of the plan ("langkahnya kegedean" sounds like a
    wish about the pace); result partly, or nothing. Writes nothing, so that what follows can."""

    results = ("partly", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return {"result": "partly" if part_named(turn.text) else "nothing"}


class AskPart(TurnAction):
    """Asks for the part of the plan that the client wants to change."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        ask(self, part_to_change(turn), turn, dispatcher, tracker)
        return {}


class AddStep(TurnAction):
    """After the first agreement: result some (one more step was named), nothing (there is to be one), enough, or
    complete with a goodbye."""

    results = ("some", "nothing", "enough", "complete")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        wanted = wants_more(turn.text) if turn.text else turn.act in STEP_ACTS
        named = turn.act in STEP_ACTS and wanted is None
        if not wanted and not named:
            return {"result": "complete" if says_goodbye(turn.text) else "enough"}
        text = turn.text if named else ""
        kept = self.write(turn, lambda rows, session, now: plans.add_step(rows, session, now, text=text))
        return {"result": kept["result"]}


def change(action: TurnAction, turn: Turn, tracker: Tracker) -> dict[str, Any]:
    """Write what the message changes in the plan; see `plans.change_plan`."""
    said_anew = turn.conversation.latest.asked == "change_plan" and turn.act not in NO_STEP_ACTS
    as_step = (turn.act in STEP_ACTS or said_anew) and part_named(turn.text) is None
    hint = hint_of(turn, tracker)
    return action.write(
        turn,
        lambda rows, session, now: plans.change_plan(rows, session, now, text=turn.text, as_step=as_step, hint=hint),
    )


def part_to_change(turn: Turn) -> str | None:
    """The question of the part that a button or a short message names."""
    return str(turn.entity("change") or "") or excepted_part(turn.text) or part_named(turn.text)


def words_waiting(turn: Turn) -> str | None:
    """What the message before wanted in the plan without saying where, once this one names the part."""
    before = turn.conversation.said[-2:-1]
    if turn.conversation.latest.asked != "change_plan" or part_to_change(turn) not in (*ORDER, "step"):
        return None
    return said_instead(before[0].text) if before and before[0].asked in LOOKING_AT_PLAN else None


def put_in(action: TurnAction, turn: Turn, words: str, part: str) -> dict[str, Any]:
    """Write words that were said before into a part of the plan that was shown; result some, or new for a step."""
    action.write(
        turn,
        lambda rows, session, now: plans.take_answer(rows, session, now, text=words, question=part, from_plan=True),
    )
    return {"result": "new" if part == "step" else "some"}
