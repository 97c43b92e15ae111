"""The simulated client: hears a turn, is moved by it, and answers with a line of their own.

The act is drawn from a table of how people of that receptivity react, within what the turn allows; the line is the one
that answers what was asked, of an open tier, and was not said yet.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from bot.language import Language
from bot.practice.asking import asks_of_dying, asks_what_is_felt, unanswered
from bot.practice.case import GENERAL, Case, Line
from bot.practice.hearing import Doing, Heard, understand
from bot.practice.lines import about_dying, best_answer, choose, is_left
from bot.practice.state import (
    PracticeState,
    changed,
    first_state,
    later_state,
    lines_said,
    moved,
    opened,
    rules,
    wants_to_leave,
)

__all__ = ["Heard", "Reaction", "open_session", "respond"]

PROGRAM: dict[Language, str] = {
    "id": "(Keluar dari peran sebentar: saya program latihan, bukan orang; {name} dan ceritanya karangan. Kita lanjut, "
    "ya.)",
    "en": "(Stepping out of the role for a moment: I am a practice program, not a person; {name} and the story are "
    "made up. Let us go on.)",
}
# What always gets the same act.
_ALWAYS = {
    "other_language": "other_language", "insult": "insulted", "for_advice": "asked_for_advice",
    "off_topic": "off_topic", "unclear": "unclear", "leave_asked": "allow",
}  # fmt: skip
_TELLS_AT_ONCE = ("talkative", "pleasing", "dutiful")


@dataclass(frozen=True)
class Reaction:
    """What the client does.

    Attributes:
        act: inform, engage, doubt, …; "program" for the one word out of role, "ended" when the session was over before.
        line_id: of the line said; empty for the two above.
        text: in the session's language.
        reasons: what moved the client: {"code", "trust"?, "receptivity"?, …}, numbers being the changes.
        mood: hurt | closed | wary | calm | open.
        ended: whether the session is over.
    """

    act: str
    line_id: str
    text: str
    state: PracticeState
    reasons: tuple[dict[str, Any], ...]
    mood: str
    ended: bool


def open_session(case: Case, language: Language, seed: int | str, before: PracticeState | None = None) -> Reaction:
    """The client's first words; `before` is their state at the end of the session before."""
    if before is None:
        state = first_state(case, language)
        return _said(case, state, _line(case, state, "greet", _rng(case, state, seed)), (), None)
    chance = random.Random(f"{seed}/{case.name}/outcome/{before.session}").random()
    state = later_state(case, before, language, chance)
    rng = _rng(case, state, seed)
    reaction = _said(case, state, _line(case, state, "greet_again", rng), (), None)
    if state.outcome and case.style in _TELLS_AT_ONCE and state.outcome != "not_done":
        told = _line(case, reaction.state, state.outcome, rng)
        later = replace(lines_said(reaction.state, [told.id]), outcome_told=True)
        text = f"{reaction.text} {told.text[language]}"
        return replace(reaction, text=text, state=later, reasons=({"code": f"outcome_{state.outcome}"},))
    return reaction


def respond(case: Case, state: PracticeState, heard: Heard, seed: int | str) -> Reaction:
    """The client's answer to a turn of the counselor. The same arguments give the same answer."""
    if state.ended:
        return Reaction("ended", "", "", state, (), _mood(state), True)
    rng = _rng(case, state, seed)
    doing = understand(case, state, heard)
    before, asked_leave = state, doing.kind == "leave_asked"
    state, reasons = moved(case, state, doing)
    state = replace(state, leave_given=asked_leave)
    if wants_to_leave(state):
        return _ending(case, state, "leave", "left", (*reasons, {"code": "left"}), rng)
    if doing.kind == "goodbye":
        return _ending(case, state, "thank" if state.trust >= 0.5 else "bye", "closed", reasons, rng)
    if doing.kind == "identity" and not state.program_told:
        text = PROGRAM[heard.language].format(name=case.person.name)
        state = replace(state, program_told=True)
        return Reaction("program", "", text, state, ({"code": "program"},), _mood(state), False)
    if state.outcome and not state.outcome_told and doing.kind not in _ALWAYS and doing.kind != "identity":
        told = replace(state, outcome_told=True)
        report = _line(case, told, state.outcome, rng)
        return _said(case, told, report, (*reasons, {"code": f"outcome_{state.outcome}"}), before)
    act, line = _answer(case, state, heard, doing, rng)
    line = line or choose(case, state, heard, doing, act, rng)
    if line is None:
        return _ending(case, state, "bye", "closed", (*reasons, {"code": "all_told"}), rng)
    listed = list(reasons)
    state = _agreed(case, state, line, doing, listed)
    return _said(case, state, line, tuple(listed), before)


def _answer(
    case: Case, state: PracticeState, heard: Heard, doing: Doing, rng: random.Random
) -> tuple[str, Line | None]:
    """The act, and the line where the question itself decides it."""
    if doing.kind in _ALWAYS:
        act = _ALWAYS[doing.kind]
        return (act if is_left(case, state, act) else "silence"), None
    if doing.kind == "identity":
        return "off_topic", None
    if doing.kind == "empty":
        return ("silence" if is_left(case, state, "silence") else "unclear"), None
    if doing.kind == "options":
        # What sounds like asking for ideas may ask for a fact.
        answer = best_answer(case, state, heard)
        if answer and answer.line.act == "inform" and answer.likeness >= rules()["likeness"]["invited"]:
            return "inform", answer.line
    if doing.kind in ("question", "invitation"):
        act, line = _to_a_question(case, state, heard, doing, rng)
        if act:
            return act, line
    return _drawn(case, state, doing, rng), None


def _to_a_question(
    case: Case, state: PracticeState, heard: Heard, doing: Doing, rng: random.Random
) -> tuple[str, Line | None]:
    """What was asked gets answered: by the open line that fits, with a word that it was said, or dodged."""
    if asks_of_dying(heard.text, state.language) and (frank := about_dying(case, state)):
        return frank.act, frank
    limits = rules()["likeness"]
    fresh = best_answer(case, state, heard)
    told = best_answer(case, state, heard, said=True)
    closed = best_answer(case, state, heard, closed=True)
    likeness = fresh.likeness if fresh else 0.0
    better = limits["told_much_better" if likeness >= limits["surely"] else "told_better"]
    again = told is not None and told.likeness >= max(limits["asked_again"], likeness + better)
    if again and doing.kind == "question" and is_left(case, state, "repeat"):
        return "repeat", None
    hidden = closed is not None and closed.likeness >= max(limits["answers"], likeness + limits["closed_better"])
    far = closed is not None and closed.likeness >= likeness + limits["closed_far_better"]
    if hidden and (far or likeness < limits["asked_again"]) and is_left(case, state, "private"):
        return "private", None
    if fresh is not None and likeness >= limits[_least(doing, state, heard)]:
        return fresh.line.act, fresh.line
    if doing.kind == "question":
        # Nothing surely answers it: a word that takes up what was asked, rather than something that was not. Who is
        # asked openly what they feel, and has come to trust, says what moves them.
        felt = asks_what_is_felt(heard.plainly, state.language)
        if felt and heard.coded.question == "open" and state.tier and likeness < limits["answers_openly"]:
            return "", None
        for act in (unanswered(heard.plainly, state.language), "private", "hesitate"):
            if is_left(case, state, act):
                return act, None
    return "", None


def _least(doing: Doing, state: PracticeState, heard: Heard) -> str:
    """Which likeness a line must have to be the answer."""
    if doing.kind != "question":
        return "invited"
    return "answers_openly" if heard.coded.question == "open" and state.tier else "answers"


def _drawn(case: Case, state: PracticeState, doing: Doing, rng: random.Random) -> str:
    """An act from the table of this receptivity, within what was done."""
    weights = act_weights(case, state, doing)
    acts = [act for act in weights if weights[act] > 0 and is_left(case, state, act)]
    if not acts:
        return "hesitate"
    return rng.choices(acts, [weights[act] for act in acts])[0]


def act_weights(case: Case, state: PracticeState, doing: Doing) -> dict[str, float]:
    """How likely each act is after what was done (not summing to one)."""
    table = rules()
    row = table["acts"].get(doing.kind) or table["acts"]["few_words"]
    low, high = table["receptivity"]["low"], table["receptivity"]["high"]
    weights = {act: (low[act] + (high[act] - low[act]) * state.receptivity) * row["times"].get(act, 0.0) for act in low}
    for act, (little, full) in row["plus"].items():
        weights[act] = weights.get(act, 0.0) + little + (full - little) * state.ready
    if doing.kind in ("proposal", "advice") and doing.plan:
        liked = doing.plan.startswith("accepts") and state.trust >= 0.45
        times = {"accept": 3.0, "hesitate": 1.5, "reject": 0.4} if liked else {"accept": 0.0, "reject": 4.0}
        times = times if liked or doing.plan.startswith("never") else {}
        weights = {act: weight * times.get(act, 1.0) for act, weight in weights.items()}
    if doing.kind in ("commitment", "planning") and not state.plan:
        weights["commit"] = 0.0
    if state.plan == "hollow":
        weights["commit"] = 0.0
    if state.plan == "own" and "hollow" in weights:
        weights["hollow"] *= table["own_plan_hollow"]
    style = table["styles"][case.style]["acts"]
    return {act: weight * style.get(act, 1.0) for act, weight in weights.items()}


def _agreed(case: Case, state: PracticeState, line: Line, doing: Doing, reasons: list[dict[str, Any]]) -> PracticeState:
    """What a plan, a yes or a promise changes in the one who gave it."""
    if line.act == "plan":
        state = changed(case, replace(state, plan="own"), "own_plan", reasons)
    elif line.act == "accept":
        plan = "own" if state.plan == "own" else "agreed"
        state = changed(case, replace(state, plan=plan), "agreed_plan", reasons)
    elif line.act == "hollow":
        state = replace(state, plan=state.plan or "hollow")
        reasons.append({"code": "hollow"})
    elif line.act == "commit":
        state = changed(case, replace(state, committed=round(state.readiness, 4)), "committed", reasons)
    return opened(case, state, reasons)


def _ending(
    case: Case, state: PracticeState, act: str, ended: str, reasons: tuple[dict[str, Any], ...], rng: random.Random
) -> Reaction:
    state = replace(state, ended=ended)
    line = choose(case, state, None, None, act, rng)
    if line is None:
        return Reaction("ended", "", "", state, reasons, _mood(state), True)
    return _said(case, state, line, reasons, None)


def _said(
    case: Case, state: PracticeState, line: Line, reasons: tuple[dict[str, Any], ...], before: PracticeState | None
) -> Reaction:
    topic = line.topic if line.topic != GENERAL else state.topic
    topics = tuple(dict.fromkeys((*state.topics, topic))) if topic else state.topics
    after = replace(lines_said(state, [line.id]), act=line.act, topic=topic, topics=topics)
    text = line.text[state.language]
    return Reaction(line.act, line.id, text, after, reasons, _mood(after, before), bool(state.ended))


def _line(case: Case, state: PracticeState, act: str, rng: random.Random) -> Line:
    """A line of those that every client has."""
    fresh = [line for line in case.always[act] if line.id not in state.said]
    return rng.choice(fresh or case.always[act])


def _mood(state: PracticeState, before: PracticeState | None = None) -> str:
    if state.ended == "left" or (before and state.trust < before.trust - 0.08):
        return "hurt"
    level = (state.trust + state.receptivity) / 2
    return "closed" if level < 0.2 else "wary" if level < 0.4 else "calm" if level < 0.65 else "open"


def _rng(case: Case, state: PracticeState, seed: int | str) -> random.Random:
    return random.Random(f"{seed}/{case.name}/{state.session}/{state.turn}")
