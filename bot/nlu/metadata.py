"""What a message carries beside its text, in training (nested in the YAML) and live (flat, from the gate)."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message


def metadata_of(message: Message) -> dict[str, Any]:
    """Give the flat metadata of `message`: `language`, `asked`, `bot_prompt`, as far as they are known.

    A training example holds its own under "example" and its intent's under "intent"; the example wins.
    """
    raw = message.get("metadata") or {}
    if not isinstance(raw, dict):
        return {}
    flat: dict[str, Any] = {}
    for part in (raw.get("intent"), raw.get("example"), raw):
        if isinstance(part, dict):
            flat.update({key: value for key, value in part.items() if key not in ("intent", "example")})
    return flat
