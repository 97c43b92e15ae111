"""Practice: the client of a case speaks, and the program beside them when it is asked."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction
from bot.practice.commands import Command, command_in
from bot.services import practice
from bot.services.writing import Change, Outcome

CHANGES: dict[str, Change] = {
    "hint": practice.give_hint,
    "take_back": practice.take_back,
    "start_over": practice.start_over,
    "end": practice.end_practice,
    "keep": practice.keep_practice,
    "trend": practice.tell_trend,
    "live": lambda rows, session, now: practice.set_feedback(rows, session, now, when="live"),
    "at_end": lambda rows, session, now: practice.set_feedback(rows, session, now, when="end"),
    "off": lambda rows, session, now: practice.set_feedback(rows, session, now, when="off"),
}


class OpenPractice(TurnAction):
    """The client of the case comes in."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        # Not `self.write`: here the session says the language, and the turn does not know it yet.
        opened = self.services.write(turn.session_id, turn.turn_id, practice.open_practice)
        said, about = opened["introduction"], {"kind": "introduction"}
        dispatcher.utter_message(response="utter_practice_introduction", introduction=said, json_message=about)
        dispatcher.utter_message(response="utter_ask_practice", line=opened["line"], json_message=_speaks(opened))
        return {"language": opened["language"], "line": opened["line"]}


class Practise(TurnAction):
    """The client reacts to what was said; or the program does what it was told."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        outcome = self.write(turn, self._change(turn, tracker))
        utter(outcome, dispatcher)
        return {"line": outcome["line"]} if "line" in outcome else {}

    def _change(self, turn: Turn, tracker: Tracker) -> Change:
        pressed = turn.entity("command")
        command = Command(pressed) if pressed else command_in(turn.text)
        if command is not None and command.name == "branch":
            return lambda rows, session, now: practice.take_back(rows, session, now, turn=command.turn)
        if command is not None and command.name in CHANGES:
            return CHANGES[command.name]
        told = (tracker.latest_message or {})["practice"]
        return lambda rows, session, now: practice.take_turn(rows, session, now, text=turn.text, told=told)


def utter(outcome: Outcome, dispatcher: CollectingDispatcher) -> None:
    """Say what came of it; the client's own words last."""
    if "feedback" in outcome:
        told = outcome["feedback"]
        card = {"kind": "feedback", "turn": told["turn"], "codes": told["codes"]}
        dispatcher.utter_message(
            response="utter_practice_feedback", turn=told["turn"], feedback=told["text"], json_message=card
        )
    if "hint" in outcome:
        dispatcher.utter_message(response="utter_practice_hint", hint=outcome["hint"])
    if (said := f"utter_practice_{outcome['kind']}") in TOLD:
        dispatcher.utter_message(response=said, **{name: outcome[name] for name in TOLD[said]})
    if outcome["kind"] == "feedback":
        dispatcher.utter_message(response=f"utter_practice_feedback_{outcome['when']}")
    if "line" in outcome and "debrief" not in outcome:
        dispatcher.utter_message(response="utter_ask_practice", line=outcome["line"], json_message=_speaks(outcome))
        return
    if "line" in outcome:
        last = {"line": outcome["line"], "json_message": _speaks(outcome)}
        dispatcher.utter_message(response="utter_practice_last_words", **last)
    if "debrief" in outcome:
        dispatcher.utter_message(
            response="utter_practice_debrief", debrief=outcome["debrief"], json_message={"kind": "debrief"}
        )
    dispatcher.utter_message(response="utter_ask_practice_over")


def _speaks(outcome: Outcome) -> dict[str, Any]:
    """Tell a page that these words are the client's own, and what shows of their mood where it has moved."""
    mood = {"mood": outcome["mood"]} if "mood" in outcome else {}
    return {"kind": "client", **mood}


# The responses that tell what became of a command, with what they are filled with.
TOLD: dict[str, tuple[str, ...]] = {
    "utter_practice_taken_back": (),
    "utter_practice_branched": ("first", "last", "said"),
    "utter_practice_no_such_turn": ("turns",),
    "utter_practice_started_over": (),
    "utter_practice_nothing_to_take_back": (),
    "utter_practice_kept": (),
    "utter_practice_trend": ("trend",),
}
