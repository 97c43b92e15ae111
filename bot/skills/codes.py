"""What counselors do and what clients say, by the names of the field.

The ten behaviours are those of MITI 4.2.1 (motivational interviewing treatment integrity); the kinds of question,
reflection and input are AnnoMI's (Wu et al. 2022); the moves are the project's own, after what negotiation in
counseling is made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Main = Literal["question", "reflection", "therapist_input", "other"]
Talk = Literal["change", "sustain", "neutral"]

BEHAVIOURS = (
    "giving_information", "persuade", "persuade_with_permission", "question", "simple_reflection", "complex_reflection",
    "affirm", "seek_collaboration", "emphasize_autonomy", "confront",
)  # fmt: skip
QUESTION_KINDS = ("open", "closed")
SUMMARY = "summary"
MOVES = (
    "clarify_problem", "check_understanding", "elicit_goal", "propose_goal", "elicit_options", "offer_options",
    "propose_step", "ask_for_disagreement", "acknowledge_disagreement", "explore_preference", "explore_values",
    "affirm_strength", "ask_for_commitment",
)  # fmt: skip
CODES = (*BEHAVIOURS, *QUESTION_KINDS, SUMMARY, *MOVES)
MAINS: tuple[Main, ...] = ("question", "reflection", "therapist_input", "other")
TALKS: tuple[Talk, ...] = ("change", "sustain", "neutral")
INPUTS = ("information", "advice", "options", "negotiation")


@dataclass(frozen=True)
class Skill:
    """A code earned by the characters from `start` to `end` (exclusive) of an utterance; `chance` 0-1."""

    code: str
    start: int
    end: int
    chance: float = 1.0


@dataclass(frozen=True)
class Coded:
    """A counselor's utterance, coded.

    `question`, `reflection` and `input` name what stands anywhere in it, whatever `main` is; "none" without.
    """

    text: str
    skills: tuple[Skill, ...]
    main: Main
    question: str = "none"  # open | closed
    reflection: str = "none"  # simple | complex
    input: str = "none"  # one of INPUTS

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON; `from_json` gives it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Coded:
        return cls(**{**value, "skills": tuple(Skill(**skill) for skill in value["skills"])})

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(skill.code for skill in self.skills)
