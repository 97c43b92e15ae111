"""The bot's ideas: shown only with permission, never more than a few at once, and none is pressed on anybody."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from actions.menus import idea_buttons
from actions.navigation import ask
from bot.counseling.choices import (
    match_choices,
    own_way,
    place_said,
    places_named,
    without_aside,
    without_refused,
)
from bot.counseling.ideas import Idea, all_areas, ideas_by_name, match_area, next_ideas
from bot.counseling.plan_parts import wants_others
from bot.counseling.questions import NOTHING_ASKED, QUESTIONS, heard_as
from bot.counseling.saying import say_back
from bot.services import options

MENU_SIZE = {"slow": 2}
USUAL_MENU_SIZE = 3
MENU_QUESTIONS = ("ideas", "ideas_offer")
# What was told under these says what the ideas should be about.
TOLD_UNDER = (
    "none", "age", "name", "problem", "listening", "summary", "correction", "purpose", "goal", "importance_reason",
    "options",
)  # fmt: skip
# Here it is about ways already, whether or not there is a goal.
PHASES_OF_WAYS = ("options", "plan", "agreement", "rating", "review")
# Before the first personal question nothing is offered, however often it is asked for.
PHASES_TOO_EARLY = ("consent", "preferences")


class OfferIdeas(TurnAction):
    """Shows the next few ideas that fit what was told; result some, new before there is a goal, nothing when all
    were shown."""

    results = ("some", "new", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        goal = self.services.read(turn.session_id, options.goal_text) or ""
        if not goal and is_early(turn):
            return {"result": "new"}
        return show_ideas(turn, dispatcher, tracker, goal)


class MoreIdeas(TurnAction):
    """The next few in place of those on show; result some, or nothing when all were shown."""

    results = ("some", "nothing")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        return show_ideas(turn, dispatcher, tracker, self.services.read(turn.session_id, options.goal_text) or "")


class ChooseIdea(TurnAction):
    """One or several of the menu become options, or a way of the client's own does; result some, enough, partly while
    there is no goal, new where other ideas are wanted, or unclear."""

    results = ("some", "enough", "partly", "new", "unclear")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        titles = [idea.title[turn.language] for idea in ideas_by_name(turn.menu, all_areas())]
        own = own_way(turn.text)
        text = without_aside(own or turn.text or str(turn.entity("option") or ""))
        wanted = without_refused(text, titles)
        if not wanted and match_choices(text, titles):
            return {"result": "unclear"}  # one on show is turned down
        numbers = places_named(wanted, len(titles)) or place_said(wanted, len(titles)) or match_choices(wanted, titles)
        chosen = [] if own else [titles[number] for number in numbers]
        if chosen:
            kept = self.write(turn, lambda rows, session, now: options.take_ideas(rows, session, now, titles=chosen))
        elif wants_others(turn.text):
            return {"result": "new"}
        elif own is None and (turn.act != "propose_option" or len(text.split()) < options.FEW_WORDS):
            return {"result": "unclear"}
        else:
            kept = self.write(turn, lambda rows, session, now: options.take_option(rows, session, now, text=text))
        said = "”, “".join(chosen) or say_back(text, turn.address)
        dispatcher.utter_message(response="utter_idea_chosen", option=said)
        return {"result": kept["result"]}


class RefuseIdeas(TurnAction):
    """From here on ideas are not offered in this talk; asked for, they are still there. Result some, or new where
    only those on show are turned down for others."""

    results = ("some", "new")

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        if turn.menu and wants_others(turn.text):
            return {"result": "new"}
        return {"result": "some", "ideas_refused": True}


class LeaveIdeas(TurnAction):
    """Asks the question that was open before the ideas."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        passed = (*MENU_QUESTIONS, NOTHING_ASKED)
        before = next((question for question in reversed(turn.conversation.questions) if question not in passed), None)
        ask(self, before or "options", turn, dispatcher, tracker)
        return {}


def show_ideas(turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker, goal: str) -> dict[str, Any]:
    """Show those that come next of the area that fits; result some, or nothing when there are none left."""
    shown = tracker.get_slot("ideas_shown") or []
    # The goal says best what it is about, so its words count twice.
    told = [*turn.conversation.told(TOLD_UNDER), goal, goal, turn.text]
    area = match_area(told, turn.language, all_areas())
    ideas = next_ideas(area, shown, MENU_SIZE.get(tracker.get_slot("pace") or "", USUAL_MENU_SIZE), told, turn.language)
    if not ideas:
        return {"result": "nothing"}
    names = tuple(idea.name for idea in ideas)
    said = say_ideas(ideas, turn)
    dispatcher.utter_message(response="utter_ask_ideas", ideas=said, buttons=idea_buttons(turn, names))
    return {"result": "some", "ideas": said, "ideas_menu": list(names), "ideas_shown": [*shown, *names]}


def is_early(turn: Turn) -> bool:
    """Whether to understand a little more before any idea; not for somebody who asks a second time."""
    asked = turn.conversation.latest.asked
    phase = next((known.phase for name, known in QUESTIONS.items() if heard_as(name) == asked), "")
    if phase in PHASES_TOO_EARLY:
        return True
    times = sum(said.act == "ask_ideas" for said in turn.conversation.said)
    return phase not in PHASES_OF_WAYS and times < 2


def say_ideas(ideas: list[Idea], turn: Turn) -> str:
    """The menu: a line an idea, with how it is done."""
    lines = [f"{idea.title[turn.language]}: {idea.how[turn.language]}" for idea in ideas]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
