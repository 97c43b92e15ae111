"""What is sent to the action server: of a conversation, what actions read, and no more.

Rasa sends the whole tracker with each call; rankings, tokens and policies are most of it and nobody there looks at
them. See `bot.counseling.conversation.read_events` and `actions.base.read_turn` for what is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# event -> what stays of it
KEPT = {
    "user": ("event", "timestamp", "text", "message_id"),
    "action": ("event", "timestamp", "name"),
    "bot": ("event", "timestamp"),
    "rewind": ("event", "timestamp"),
    "restart": ("event", "timestamp"),
    "session_started": ("event", "timestamp"),
}
READ_OF_PARSE = ("intent", "entities", "text", "message_id", "metadata")


def slim(call: Mapping[str, Any]) -> dict[str, Any]:
    """Give a call of an action without what no action reads."""
    tracker = call["tracker"]
    events = [_slim_event(event) for event in tracker.get("events") or () if event.get("event") in KEPT]
    latest = {key: value for key, value in (tracker.get("latest_message") or {}).items() if key in READ_OF_PARSE}
    return {**call, "tracker": {**tracker, "events": events, "latest_message": latest}}


def _slim_event(event: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: event[key] for key in KEPT[event["event"]] if key in event}
    if event["event"] == "user":
        intent = (event.get("parse_data") or {}).get("intent") or {}
        kept["parse_data"] = {"intent": {key: intent.get(key) for key in ("name", "confidence")}}
    elif event["event"] == "bot":
        kept["metadata"] = {"utter_action": (event.get("metadata") or {}).get("utter_action")}
    return kept
