"""The act that the words of an answer settle, whatever act the message as a whole resembles."""

from __future__ import annotations

from bot.counseling.agreeing import objects
from bot.counseling.part_changes import part_anew
from bot.counseling.plan_parts import LOOKING_AT_PLAN

# Under a plan on show these stand as they are, whatever is said beside them.
_STANDS = frozenset("pause_stop goodbye delete_data export_data switch_language ask_privacy ask_bot_identity".split())


def act_meant(asked: str, text: str, act: str | None) -> str | None:
    """Give the act that the words settle under a question; None where they leave it to the act heard."""
    if asked in LOOKING_AT_PLAN and act not in _STANDS and (objects(text) or part_anew(text)):
        # A correction wins over a yes, and over what else it sounds like.
        return "disagree"
    return None
