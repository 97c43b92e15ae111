"""The questions the bot asks: each response `utter_ask_<question>` in domain.yml is one of them.

What was asked last is never stored by the dialogue; it is read off the conversation: it is the last such
response. To the outside (HTTP, understanding) several questions may count as one `asked`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PREFIX = "utter_ask_"


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        asked: the name the outside knows.
        phase: the phase of the talk it belongs to.
        heard_as: the question the rules know it as, where it is another wording of one.
    """

    asked: str
    phase: str
    heard_as: str = ""


QUESTIONS: dict[str, Question] = {
    "consent": Question("consent", "consent"),
    "age": Question("consent", "consent"),
    "name": Question("preferences", "preferences"),
    "style": Question("preferences", "preferences"),
    "what_missing": Question("preferences", "preferences"),
    "purpose_first": Question("goal", "problem"),
    "problem": Question("problem", "problem"),
    "problem_more": Question("problem", "problem", heard_as="problem"),
    "go_on": Question("problem", "problem", heard_as="problem"),
    "listening": Question("problem", "problem"),
    "summary": Question("summary", "understanding"),
    "correction": Question("summary", "understanding"),
    "look_ahead": Question("goal", "understanding"),
    "purpose": Question("goal", "goal"),
    "wished": Question("goal", "goal", heard_as="purpose"),
    "goal_named": Question("goal", "goal", heard_as="purpose"),
    "goal": Question("goal", "goal"),
    "in_own_hands": Question("goal", "goal", heard_as="goal_check"),
    "signs": Question("goal", "goal", heard_as="goal_check"),
    "importance": Question("importance", "goal"),
    "importance_reason": Question("importance", "goal"),
    "confidence": Question("confidence", "goal"),
    "confidence_raise": Question("confidence", "goal"),
    "confidence_gap": Question("confidence", "goal", heard_as="confidence_raise"),
    "options": Question("options", "options"),
    "options_more": Question("options", "options", heard_as="options"),
    "ideas_offer": Question("options", "options"),
    "ideas": Question("options", "options"),
    "choose_option": Question("choose_option", "options"),
    "step": Question("step", "plan"),
    "own_part": Question("step", "plan"),
    "smaller_step": Question("step", "plan"),
    "when": Question("when", "plan"),
    "obstacle": Question("obstacle", "plan"),
    "if_then": Question("if_then", "plan"),
    "support": Question("support", "plan"),
    "plan_confidence": Question("plan_confidence", "plan"),
    "agreement": Question("agreement", "agreement"),
    "change_plan": Question("agreement", "agreement"),
    "next_talk": Question("when", "agreement"),
    "another_step": Question("agreement", "agreement"),
    "rating": Question("rating", "rating"),
    "followup": Question("followup", "review"),
    "which_goal": Question("followup", "review"),
    "what_helped": Question("followup", "review"),
    "what_worked": Question("followup", "review"),
    "what_hindered": Question("followup", "review"),
    "own_doing": Question("followup", "review"),
    "slip_sign": Question("followup", "review"),
    "slip_answer": Question("followup", "review"),
    "achieved": Question("followup", "review"),
    "renegotiate": Question("step", "review"),
    "smaller_again": Question("step", "plan", heard_as="step"),
    "goal_change": Question("goal", ""),
    "goal_wording": Question("goal", "", heard_as="goal_change"),
    "difference": Question("problem", ""),
    "retell": Question("problem", "", heard_as="difference"),
    "weigh": Question("problem", ""),
    "weigh_other": Question("problem", ""),
    "delete_confirm": Question("delete_confirm", ""),
    "safety": Question("safety", ""),
    "check": Question("safety", "", heard_as="safety"),
    "role_check": Question("safety", "", heard_as="safety"),
    "practice": Question("practice", "practice"),
    "practice_over": Question("none", "practice"),
}
# Asked in between; going back or on skips them, and they leave the phase as it is.
INTERLUDES = frozenset(name for name, question in QUESTIONS.items() if not question.phase)
NOTHING_ASKED = "none"
ASKED: tuple[str, ...] = (*dict.fromkeys(question.asked for question in QUESTIONS.values()), NOTHING_ASKED)


def question_of(response: str) -> str | None:
    """Give the question that a response or action asks, or None.

    "utter_ask_goal" -> "goal"; `utter_goodbye` closes the talk: "none".
    """
    if response == "utter_goodbye":
        return NOTHING_ASKED
    return response[len(PREFIX) :] if response.startswith(PREFIX) else None


def questions_asked(responses: Iterable[str]) -> list[str]:
    """Give the questions among the names of responses or actions, in order, the same one in a row once."""
    asked: list[str] = []
    for response in responses:
        question = question_of(response)
        if question and (not asked or asked[-1] != question):
            asked.append(question)
    return asked


def heard_as(question: str) -> str:
    """Give the name by which the rules know a question."""
    known = QUESTIONS.get(question)
    return (known.heard_as if known else "") or question


def to_resume(asked: Sequence[str]) -> str | None:
    """Give the question to take up again after an interlude or a pause; None without any."""
    return next((q for q in reversed(asked) if q != NOTHING_ASKED and q not in INTERLUDES), None)


def before_current(asked: Sequence[str]) -> str | None:
    """Give the question to go back to: the last one before the current that the rules know by another name."""
    current = to_resume(asked)
    if current is None:
        return None
    last = len(asked) - 1 - list(reversed(asked)).index(current)
    return to_resume([question for question in asked[:last] if heard_as(question) != heard_as(current)])
