"""Deletion of everything about a client."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import Turn, TurnAction


class DeleteData(TurnAction):
    """The rows go now; the gate clears the tracker when the turn is over."""

    def act(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> dict[str, Any]:
        self.services.delete(turn.session_id)
        return {"name": None, "vocative": "", "result": None}
