"""Which kind of danger a finding speaks of, and so which words hand over: told by the rule that found it."""

from __future__ import annotations

from typing import Literal

from bot.safety.learned import UNSURE

Kind = Literal[
    "general", "unsure", "own_life", "self_harm", "injury", "violence", "assault", "harm_others", "voices", "hunger"
]
# By the id of a rule, or by its family, the part before the first dot; what stands nowhere here (a learned rule) is
# general.
_KINDS: dict[str, Kind] = {
    "wish": "own_life",
    "farewell": "own_life",
    "plan": "own_life",
    "method": "own_life",
    "method_query": "own_life",
    "check": "own_life",
    "selfharm": "self_harm",
    "act": "injury",
    "danger.beaten": "violence",
    "danger.beaten_by": "violence",
    "danger.assaulted": "assault",
    "danger.sexual": "assault",
    "danger.others": "harm_others",
    "danger.voices": "voices",
    "danger.starving": "hunger",
}


def kind_of(rule: str) -> Kind:
    """Give the kind of danger that a finding's rule is about, whatever raised or lowered it ("…:denied").

    Hurting oneself beside means or a plan ("selfharm+sign.means") is about one's own life.
    """
    if rule == UNSURE:
        return "unsure"
    name = rule.partition(":")[0]
    name, _, sign = name.partition("+")
    kind = _KINDS.get(name) or _KINDS.get(name.partition(".")[0], "general")
    return "own_life" if sign and kind == "self_harm" else kind
