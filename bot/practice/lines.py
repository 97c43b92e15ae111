"""Which line is said: of an act, of an open tier, not said yet, and nearest to what the counselor said or asked."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.practice.asking import asks_of_dying, other_kind, other_people, other_side
from bot.practice.case import EVERYDAY, GENERAL, Case, Line
from bot.practice.hearing import Doing, Heard
from bot.practice.state import PracticeState, rules

# What may stand in for an act whose lines are used up, in this order; after it comes whatever is left.
INSTEAD = {
    "inform": ("engage", "hesitate"),
    "engage": ("inform", "hesitate"),
    "hesitate": ("doubt", "downplay", "engage"),
    "doubt": ("hesitate", "reject", "downplay"),
    "deny": ("downplay", "doubt", "reject"),
    "downplay": ("deny", "doubt", "hesitate"),
    "blame": ("downplay", "deny", "doubt"),
    "reject": ("doubt", "deny", "hesitate"),
    "hollow": ("doubt", "hesitate", "downplay"),
    "accept": ("hesitate", "plan", "engage"),
    "plan": ("accept", "hesitate", "engage"),
    "commit": ("accept", "plan"),
    "silence": ("hesitate", "downplay"),
    "repeat": ("silence", "hesitate", "doubt"),
    "thank": ("bye",),
    "leave": ("bye", "reject"),
    "private": ("hesitate", "downplay"),
    "heard": ("hollow", "hesitate"),
}
# What is said when nothing of that is left, one after the other.
ANYTHING = (("inform", "engage", "hesitate", "downplay"), ("blame", "doubt", "deny", "reject"), ("plan", "accept"))
_TOPIC, _BESIDE, _DEEPER, _TOLD, _LATER, _UNASKED = 0.25, 0.30, 0.08, 0.5, 0.02, 0.5
_CHANCE = 0.08
# How much the talk of a line counts where it answers a question, and elsewhere: real clients speak more of change after
# questions than after reflections.
_TALK_ASKED, _TALK, _UNDECIDED = 0.9, 0.4, 0.5


@dataclass(frozen=True)
class Answer:
    """The line that answers a question best, and how well (0-1)."""

    line: Line
    likeness: float


def best_answer(
    case: Case, state: PracticeState, heard: Heard, *, said: bool = False, closed: bool = False
) -> Answer | None:
    """The line that answers what was asked: of those open and not said; `said`: of those said; `closed`: of those
    whose tier is closed. None without likeness."""
    if not heard.near:
        return None
    found = [
        Answer(line, _likeness(case, line, heard, state))
        for line in case.lines
        if line.asks[state.language]
        and (line.tier > state.tier) == closed
        and (closed or (line.id in state.said) == said)
    ]
    return max(found, key=lambda answer: (answer.likeness, answer.line.id), default=None)


def about_dying(case: Case, state: PracticeState) -> Line | None:
    """The open line, not said yet, that tells whether the client thinks of ending their life."""
    return next(
        (
            line
            for line in case.lines
            if line.tier <= state.tier
            and line.id not in state.said
            and any(asks_of_dying(cue, state.language) for cue in line.asks[state.language])
        ),
        None,
    )


def _likeness(case: Case, line: Line, heard: Heard, state: PracticeState) -> float:
    """Likeness of what was asked to a line; less where it tells something else, or of somebody else, than was asked."""
    likeness, limits = heard.asked(line.id), rules()["likeness"]
    if likeness < limits["may_answer"]:
        return likeness
    less = limits["other_people"] * other_people(case, line, heard.plainly, state.language)
    if likeness < limits["the_same"]:
        less += limits["other_kind"] * other_kind(line, heard.plainly, state.language)
        less += limits["other_side"] * other_side(line, heard.plainly, state.language)
    return likeness - less


def choose(
    case: Case, state: PracticeState, heard: Heard | None, doing: Doing | None, act: str, rng: random.Random
) -> Line | None:
    """A line of the act, else of one that may stand in for it, else any; None when nothing at all is left."""
    tried = [(one,) for one in (act, *INSTEAD.get(act, ()))]
    for acts in (*tried, *ANYTHING):
        line = _best(state, heard, doing, _open(case, state, acts), rng)
        if line is not None:
            return line
    return None


def is_left(case: Case, state: PracticeState, act: str) -> bool:
    """Whether a line of this very act can still be said."""
    return any(True for _ in _open(case, state, (act,)))


def _open(case: Case, state: PracticeState, acts: Iterable[str]) -> list[Line]:
    said = set(state.said)
    lines = (*case.lines, *(line for act in acts for line in case.always.get(act, ())))
    return [line for line in lines if line.act in acts and line.tier <= state.tier and line.id not in said]


def _best(
    state: PracticeState, heard: Heard | None, doing: Doing | None, lines: Sequence[Line], rng: random.Random
) -> Line | None:
    scored = [(_score(state, heard, doing, line) + rng.random() * _CHANCE, line) for line in lines]
    return max(scored, key=lambda pair: (pair[0], pair[1].id))[1] if scored else None


def _score(state: PracticeState, heard: Heard | None, doing: Doing | None, line: Line) -> float:
    """Likeness to what was said; the topic of the talk speaks for a line, another one against it, and of several that
    tell something the first comes first."""
    score = 0.0
    if heard and doing:
        score = heard.asked(line.id) if doing.kind == "question" else heard.near.get(line.id, 0.0)
    if line.topic != GENERAL and line.topic == state.topic:
        score += _TOPIC
    elif line.topic != GENERAL and score < rules()["likeness"]["answers"]:
        score -= _BESIDE
    if line.act == "inform" and line.topic in EVERYDAY and not (doing and doing.kind == "question"):
        score -= _UNASKED
    if line.id in state.told:
        score -= _TOLD
    if line.talk != "neutral":
        # Who is met well speaks for change; who is not, for things as they are.
        leaning = (state.trust + state.receptivity) / 2 - _UNDECIDED
        weight = _TALK_ASKED if doing and doing.kind == "question" else _TALK
        score += weight * leaning * (1 if line.talk == "change" else -1)
    number = int(line.id.rsplit(".", 1)[1])
    return score + _DEEPER * line.tier - _LATER * (number if line.act == "inform" else 0)
