"""Meeting what gets in the way of an answer: a question back, not knowing, disagreement, a miss of the bot, abuse."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.listening import TOLD_UNDER
from actions.navigation import ask, open_question, question_meant
from bot.counseling.abuse import is_abusive
from bot.counseling.asking import Way, skip_button, way_after
from bot.counseling.dilemma import find_dilemma
from bot.counseling.questions import heard_as, to_resume
from bot.services import goals

ASKED_BACK: dict[str, Way] = {"why_ask": "why", "ask_meaning": "meaning"}
# The offer to leave the question comes with the third "I don't know" in a row; after that the bot stops asking.
STUCK = 3


class Explain(TurnAction):
    """Why the open question is asked, or what it means; result nothing where none is open."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        question = question_meant(turn)
        if question is None:
            return {"result": "nothing"}
        act = turn.act if turn.act in ASKED_BACK else "ask_meaning"
        way = way_after(ASKED_BACK[act], turn.conversation.times_here(act))
        ask(self, question, turn, dispatcher, tracker, way=way)
        return {"result": "some"}


class Ease(TurnAction):
    """Meets "I don't know": gently (one), with an easier way in (several); from the third in a row on any questions
    the rules go on: enough for the offer to leave it, nothing when that has been offered."""

    results = ("one", "several", "enough", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        row = turn.conversation.in_a_row("dont_know")
        if len(row) >= STUCK:
            return {"result": "enough" if len(row) == STUCK else "nothing"}
        again = len(row) > 1 and row[1].asked == turn.conversation.latest.asked
        if not again:
            dispatcher.utter_message(response="utter_no_hurry")
        way: Way = "easier" if again else "again"
        skip = skip_button(turn.language)
        ask(self, open_question(turn), turn, dispatcher, tracker, way=way, buttons=(skip,))
        return {"result": "several" if again else "one"}


class CountUnknowns(TurnAction):
    """Where not knowing simply leads on: result enough at the third in a row, else some."""

    results = ("some", "enough")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        stuck = len(turn.conversation.in_a_row("dont_know")) == STUCK
        return {"result": "enough" if stuck else "some"}


class TakeDisagreement(TurnAction):
    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return self.write(turn, goals.count_disagreement)


class Repair(TurnAction):
    """How often the client has felt misunderstood in this talk: result one, several, or enough for a way out."""

    results = ("one", "several", "enough")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        times = turn.conversation.times("feel_misunderstood")
        return {"result": "one" if times < 2 else "several" if times == 2 else "enough"}


class Weigh(TurnAction):
    """Whether the client stands between two ways, now or, once they have said what the talk is for, in what they
    told before: result several, once in a talk, else some."""

    results = ("some", "several")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        told = turn.conversation.told(TOLD_UNDER) if turn.conversation.latest.asked == "purpose" else []
        found = (find_dilemma(text, turn.language) for text in (turn.text, *reversed(told)))
        sides = next(filter(None, found), None)
        if sides is None or "weigh" in turn.conversation.questions:
            return {"result": "some"}
        return {"result": "several", "side": sides[0], "other_side": sides[1]}


class EndWeighing(TurnAction):
    """Back to the question before; the purpose was said before the weighing, so after it comes the goal."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        question = to_resume(turn.conversation.questions) or "problem"
        if heard_as(question) == "purpose":
            ask(self, "goal", turn, dispatcher, tracker)
        else:
            ask(self, question, turn, dispatcher, tracker, way="again")
        return {}


class MeetOutOfScope(TurnAction):
    """Result low for abuse, else some."""

    results = ("some", "low")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return {"result": "low" if is_abusive(turn.text) else "some"}
