"""A conversation as far as it has gone, in the terms of counseling: what was asked, what was said, what was meant."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.counseling.acts import only_sounds_like
from bot.counseling.corrections import addition
from bot.counseling.questions import NOTHING_ASKED, heard_as, question_of, questions_asked
from bot.counseling.refusing import refuses_to_answer

# Put before a typed "/" so that it stays text; see bot/channels/gate.py.
WORD_JOINER = "\u2060"
# How a typed "/start" begins by the time it is read; a button's act begins with the "/" alone.
TYPED_COMMAND = f"{WORD_JOINER}/"
# Acts in which a client tells something of their own.
TELLING = frozenset(
    """
    describe_problem express_feeling ambivalence propose_goal propose_option propose_step state_obstacle state_support
    correct_summary disagree feel_misunderstood answer report_done report_partly report_not_done
    """.split()
)

# Under these any words can be what weighs on the client; under those an answer says who they are.
OPEN_QUESTIONS = frozenset({"problem", "listening", "difference"})
ABOUT_THEM = frozenset({"age", "name", "style"})
# As `sure` of AskedRulePolicy in config.yml: below it a message is what an open question asks for.
SURE = 0.55

REFUSING = frozenset({"deny", "disagree"})
CORRECTING = TELLING | {"deny"}
# Asking back does not end a row of the same answer.
ASKING_BACK = frozenset({"why_ask", "ask_meaning"})


@dataclass(frozen=True)
class Said:
    """One message of the client.

    Attributes:
        asked: the question before it as the rules know it ("none" before any).
        typed: False for a button, whose text is its payload.
    """

    text: str
    act: str
    asked: str
    typed: bool
    turn_id: str
    confidence: float = 1.0

    @property
    def refuses(self) -> bool:
        """Whether it says no more than that they will not answer."""
        return self.typed and refuses_to_answer(self.text)

    @property
    def tells(self) -> bool:
        """Whether something of their own is told in it.

        Under an open question that is whatever is not surely something else; asked for age or name, an answer is none.
        """
        if not self.typed or (self.act == "answer" and self.asked in ABOUT_THEM) or self.refuses:
            return False
        unsure = self.confidence < SURE or only_sounds_like(self.act, self.text, self.confidence)
        return self.act in TELLING or (unsure and self.asked in OPEN_QUESTIONS)


@dataclass(frozen=True)
class Conversation:
    """Messages and questions so far; the last message is the one being answered.

    Attributes:
        uttered: the names of all responses and actions so far.
    """

    said: tuple[Said, ...]
    questions: tuple[str, ...]
    uttered: tuple[str, ...] = ()

    @property
    def latest(self) -> Said:
        return self.said[-1]

    def told(self, asked: Iterable[str]) -> list[str]:
        """What the client typed in answer to those questions and in acts of telling, oldest first."""
        under = set(asked)
        return [said.text for said in self.said if said.asked in under and said.tells]

    def corrections(self, asked: Iterable[str]) -> tuple[str, ...]:
        """What the client put right in answer to a summary, or added to a yes, oldest first."""
        under = set(asked)
        answers = [said for said in self.said if said.asked in under and said.typed and not said.refuses]
        return tuple(said.text for said in answers if said.act in CORRECTING or addition(said.text))

    def in_a_row(self, act: str) -> list[Said]:
        """The messages of that act with which the conversation ends, newest first; asking back between them is
        passed over."""
        row: list[Said] = []
        for said in reversed(self.said):
            if said.act == act:
                row.append(said)
            elif said.act not in ASKING_BACK:
                break
        return row

    def times_here(self, act: str) -> int:
        """How often the client did that under the question that is open, before this message."""
        earlier = itertools.takewhile(lambda said: said.asked == self.latest.asked, reversed(self.said[:-1]))
        return sum(said.act == act for said in earlier)

    def tries_here(self) -> int:
        """How many messages in a row, this one included, came under the question that is open."""
        return sum(1 for _ in itertools.takewhile(lambda said: said.asked == self.latest.asked, reversed(self.said)))

    def refusals(self, asked: Iterable[str]) -> int:
        """How many messages in a row, this one included, only refused or disagreed under those questions."""
        under = set(asked)
        row = itertools.takewhile(
            lambda said: said.asked in under and said.typed and (said.refuses or said.act in REFUSING),
            reversed(self.said),
        )
        return sum(1 for _ in row)

    def times(self, act: str) -> int:
        """How often the client did that in this conversation, this message included."""
        return sum(said.act == act for said in self.said)


def read_events(events: Iterable[Mapping[str, Any]]) -> Conversation:
    """Read a conversation off Rasa's events as the action server gets them.

    Events of a message that was taken back ("rewind") do not count.
    """
    said: list[Said] = []
    names: list[str] = []
    marks: list[int] = []
    asked = NOTHING_ASKED
    for event in events:
        kind = event.get("event")
        if kind == "user":
            raw = str(event.get("text") or "")
            intent = (event.get("parse_data") or {}).get("intent") or {}
            marks.append(len(names))
            said.append(
                Said(
                    text=raw.replace(WORD_JOINER, "").strip(),
                    act=str(intent.get("name") or ""),
                    confidence=float(intent.get("confidence") or 0.0),
                    asked=heard_as(asked),
                    typed=not raw.startswith("/"),
                    turn_id=str(event.get("message_id") or event.get("timestamp")),
                )
            )
        elif kind in ("action", "bot"):
            name = event.get("name") if kind == "action" else (event.get("metadata") or {}).get("utter_action")
            names.append(str(name or ""))
            asked = question_of(names[-1]) or asked
        elif kind == "rewind" and said:
            said.pop()
            del names[marks.pop() :]
            asked = (questions_asked(names) or [NOTHING_ASKED])[-1]
        elif kind in ("restart", "session_started"):
            said, names, marks, asked = [], [], [], NOTHING_ASKED
    return Conversation(tuple(said), tuple(questions_asked(names)), tuple(names))
