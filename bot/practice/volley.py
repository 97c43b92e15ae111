"""From coded turns to volleys, by the rules of MITI 4.2.1.

A volley is what the counselor says until the client takes the turn. A client's bare "mm-hm" does not end it. Within a
volley each behaviour counts once, one reflection counts (a complex one before a simple one), a confrontation that is
put as a question is a confrontation, and what could be persuading as well as informing is informing. The same words do
not both push and listen: unless listening is clearly likelier, they push (ours, the manual leaves it to the coder).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.practice import signs
from bot.skills.codes import QUESTION_KINDS, Coded, Skill

# One code must be likelier than another by more than this, or the two are not told apart.
UNSURE = 0.2
PUSHING = ("confront", "persuade")
LISTENING = frozenset({"simple_reflection", "complex_reflection", "summary", "affirm", "affirm_strength"})
LONGEST_QUOTE = 160
# Of several kinds of input in a volley the first of these stands for it.
INPUT_ORDER = ("advice", "information", "options", "negotiation")


@dataclass(frozen=True)
class CodedTurn:
    """One turn of a talk. `coded` belongs to the counselor's turns, `talk` (change|sustain|neutral) to the client's."""

    who: Literal["counselor", "client"]
    text: str
    coded: Coded | None = None
    talk: str | None = None


@dataclass(frozen=True)
class Done:
    """A code that counts in its volley: which turn (the first of the talk is 1) and the words that earned it."""

    code: str
    turn: int
    quote: str


@dataclass(frozen=True, eq=False)
class Volley:
    """What the counselor said in one go.

    `place`: 0 for the first volley of the talk; `turn`: number of its first turn; `before` and `answer`: numbers of
    the client's turns around it, None at the edges of the talk; `input`: AnnoMI's kind, "none" without.
    """

    place: int
    turn: int
    text: str
    done: tuple[Done, ...]
    before: int | None
    answer: int | None
    input: str

    @functools.cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(done.code for done in self.done)

    def first(self, codes: Iterable[str]) -> Done | None:
        """What counts first here among these codes."""
        wanted = frozenset(codes)
        return next((done for done in self.done if done.code in wanted), None)


@dataclass(frozen=True)
class Talk:
    """A whole talk, read once for all the measures.

    `client`: numbers of the client's turns that hold words; `answered`: of those, which volley each answers.
    """

    turns: tuple[CodedTurn, ...]
    volleys: tuple[Volley, ...]
    client: tuple[int, ...]
    answered: Mapping[int, Volley]

    def turn(self, number: int) -> CodedTurn:
        return self.turns[number - 1]

    def after(self, volley: Volley) -> Volley | None:
        """The next volley."""
        return self.volleys[volley.place + 1] if volley.place + 1 < len(self.volleys) else None


def read_talk(turns: Sequence[CodedTurn]) -> Talk:
    """Put the turns together to volleys; turns without words are passed over."""
    groups: list[tuple[list[int], int | None, int | None]] = []
    open_group: list[int] = []
    before: int | None = None
    for number, turn in enumerate(turns, 1):
        if _is_blank(turn.text):
            continue
        if turn.who == "counselor":
            open_group.append(number)
        elif open_group:
            follows = _next_with_words(turns, number)
            if signs.hums(turn.text) and follows == "counselor" and not _asks(turns[open_group[-1] - 1]):
                continue
            groups.append((open_group, before, number))
            open_group, before = [], number
        else:
            before = number
    if open_group:
        groups.append((open_group, before, None))
    client = tuple(number for number, turn in enumerate(turns, 1) if turn.who == "client" and not _is_blank(turn.text))
    volleys = tuple(_volley(turns, place, *group) for place, group in enumerate(groups))
    answered = {volley.answer: volley for volley in volleys if volley.answer is not None}
    return Talk(tuple(turns), volleys, client, answered)


def settle(skills: Sequence[tuple[int, Skill]]) -> list[tuple[int, Skill]]:
    """Keep of a volley's skills (each with its turn's number) what counts by MITI's rules, in the order said."""
    kept = list(skills)
    kept = [pair for pair in kept if not (_is_question(pair) and _beside(pair, kept, "confront"))]
    kept = [pair for pair in kept if not _gives_way(pair, kept)]
    kept = [pair for pair in kept if not _contradicted(pair, kept)]
    if any(skill.code == "complex_reflection" for _, skill in kept):
        kept = [pair for pair in kept if pair[1].code != "simple_reflection"]
    kept.sort(key=lambda pair: (pair[0], pair[1].start))
    seen: set[str] = set()
    once = []
    for pair in kept:
        if pair[1].code not in seen:
            seen.add(pair[1].code)
            once.append(pair)
    return once


def quote(text: str, start: int = 0, end: int | None = None) -> str:
    """The words from `start` to `end` on one line, shortened in the middle of nothing: at a space."""
    words = " ".join(text[start:end].split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return words[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def _volley(
    turns: Sequence[CodedTurn], place: int, numbers: Sequence[int], before: int | None, answer: int | None
) -> Volley:
    said = [turns[number - 1] for number in numbers]
    skills = [
        (number, skill) for number, turn in zip(numbers, said) if turn.coded is not None for skill in turn.coded.skills
    ]
    done = tuple(
        Done(skill.code, number, quote(turns[number - 1].text, skill.start, skill.end) or quote(turns[number - 1].text))
        for number, skill in settle(skills)
    )
    coded = [turn.coded for turn in said if turn.coded is not None]
    return Volley(
        place=place,
        turn=numbers[0],
        text=" ".join(turn.text.strip() for turn in said),
        done=done,
        before=before,
        answer=answer,
        input=next((kind for kind in INPUT_ORDER if any(one.input == kind for one in coded)), "none"),
    )


def _is_question(pair: tuple[int, Skill]) -> bool:
    return pair[1].code == "question" or pair[1].code in QUESTION_KINDS


def _beside(pair: tuple[int, Skill], others: Iterable[tuple[int, Skill]], code: str) -> Skill | None:
    """The skill of this code that shares words with the pair's."""
    number, skill = pair
    for other_number, other in others:
        if other.code == code and other_number == number and other.start < skill.end and skill.start < other.end:
            return other
    return None


def _gives_way(pair: tuple[int, Skill], others: Sequence[tuple[int, Skill]]) -> bool:
    """Of one sentence's ways of telling one counts: with leave before without, informing when unsure."""
    skill = pair[1]
    if skill.code == "persuade":
        if _beside(pair, others, "persuade_with_permission"):
            return True
        informing = _beside(pair, others, "giving_information")
        return informing is not None and skill.chance - informing.chance <= UNSURE
    if skill.code == "giving_information":
        persuading = _beside(pair, others, "persuade")
        return persuading is not None and persuading.chance - skill.chance > UNSURE
    return False


def _contradicted(pair: tuple[int, Skill], others: Sequence[tuple[int, Skill]]) -> bool:
    """Whether the words push as well as listen, and this is the side that gives way."""
    skill = pair[1]
    if skill.code in LISTENING:
        pushing = [found for code in PUSHING if (found := _beside(pair, others, code)) is not None]
        return any(skill.chance - push.chance <= UNSURE for push in pushing)
    if skill.code in PUSHING:
        listening = [found for code in LISTENING if (found := _beside(pair, others, code)) is not None]
        return any(other.chance - skill.chance > UNSURE for other in listening)
    return False


def _asks(turn: CodedTurn) -> bool:
    if turn.coded is not None and turn.coded.question != "none":
        return True
    return turn.text.rstrip().endswith("?")


def _next_with_words(turns: Sequence[CodedTurn], number: int) -> str | None:
    return next((turn.who for turn in turns[number:] if not _is_blank(turn.text)), None)


def _is_blank(text: str) -> bool:
    return not text.strip()
