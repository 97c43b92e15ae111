"""What the negotiation and ownership measures are put together from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.practice import signs
from bot.practice.volley import Done, Talk, Volley, quote

# From how many volleys on a measure whose occasion never came counts as missed (0) and no longer as not yet due (null).
DUE = 12
MOST_EVIDENCE = 6

# A parrot gives back a turn of so many words or more, at this part of its length, with this part of the words the same
# (my, me and aku turn to your, you and kamu).
PARROT_WORDS, PARROT_LENGTH, PARROT_SAME = 6, 0.75, 0.75
# With every word the same fewer are enough; a word or two said back are an invitation to go on.
PARROT_SHORTEST = 3

TELLING = frozenset({"persuade", "persuade_with_permission", "giving_information", "confront"})
REFLECTIONS = ("complex_reflection", "simple_reflection")
CLAIMS = frozenset({*REFLECTIONS, *TELLING, "summary", "check_understanding", "propose_goal", "propose_step",
                    "offer_options", "affirm"})  # fmt: skip


# What is put to the client to say yes or no to, as a question too.
PUT_FORWARD = frozenset({"check_understanding", "summary", "propose_goal", "propose_step", "offer_options",
                         "seek_collaboration"})  # fmt: skip
ASKS_FOR_STEPS = frozenset({"ask_for_commitment", "propose_step", "elicit_options"})


@dataclass
class Tally:
    """Gathers the parts of one measure (weight, value 0-1 or None where there was no occasion) and its evidence."""

    parts: list[tuple[float, float | None]] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    _shown: set[tuple[int, str]] = field(default_factory=set)

    def add(self, weight: float, value: float | None) -> None:
        self.parts.append((weight, None if value is None else min(1.0, max(0.0, value))))

    def show(self, turn: int, words: str, why: str) -> None:
        if (turn, why) not in self._shown:
            self._shown.add((turn, why))
            self.evidence.append({"turn": turn, "quote": words, "why": why})

    def show_done(self, done: Done | None, why: str) -> None:
        if done is not None:
            self.show(done.turn, done.quote, why)

    def show_turn(self, talk: Talk, number: int, why: str) -> None:
        self.show(number, quote(talk.turn(number).text), why)

    def result(self) -> dict[str, Any]:
        """`score`: the weighted mean of the parts that had an occasion, None without any; `evidence` spread over the
        talk, in its order."""
        known = [(weight, value) for weight, value in self.parts if value is not None]
        total = sum(weight for weight, _ in known)
        score = round(sum(weight * value for weight, value in known) / total, 3) if total else None
        return {"score": score, "evidence": _spread(sorted(self.evidence, key=lambda entry: entry["turn"]))}


def _spread(evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """At most MOST_EVIDENCE, with every reason kept that can be, the earliest of each first."""
    if len(evidence) <= MOST_EVIDENCE:
        return evidence
    ranked: list[tuple[int, int]] = []
    seen: dict[str, int] = {}
    for place, entry in enumerate(evidence):
        ranked.append((seen.get(entry["why"], 0), place))
        seen[entry["why"]] = seen.get(entry["why"], 0) + 1
    places = sorted(place for _, place in sorted(ranked)[:MOST_EVIDENCE])
    return [evidence[place] for place in places]


def none_yet() -> dict[str, Any]:
    return {"score": None, "evidence": []}


def share(part: float, other: float) -> float | None:
    """part / (part + other); None where there is neither."""
    return part / (part + other) if part + other else None


def often(count: float, every: int, volleys: int) -> float:
    """0-1: how near `count` comes to once in `every` volleys, at least once."""
    return min(1.0, count / max(1.0, volleys / every))


def reflecting(talk: Talk) -> list[Volley]:
    """The volleys with a reflection that is not the client's turn said back whole."""
    return [volley for volley in doing(talk, *REFLECTIONS) if not parrots(talk, volley)]


def doing(talk: Talk, *codes: str) -> list[Volley]:
    """The volleys with one of the codes."""
    return [volley for volley in talk.volleys if volley.codes & frozenset(codes)]


def parrots(talk: Talk, volley: Volley) -> bool:
    """Whether the volley says the client's words back whole, as a parrot would, and not their heart."""
    if volley.before is None:
        return False
    said, heard = signs.plain_words(volley.text), signs.plain_words(talk.turn(volley.before).text)
    if said == heard:
        return len(said) >= PARROT_SHORTEST
    if len(heard) < PARROT_WORDS or len(said) < PARROT_LENGTH * len(heard):
        return False
    return sum(word in heard for word in said) >= PARROT_SAME * len(said)


def objection(talk: Talk, volley: Volley) -> bool:
    """Whether the client's answer to a volley objects to it. A bare no objects to a claim, not to a plain question."""
    if volley.answer is None:
        return False
    said = talk.turn(volley.answer).text
    if signs.objects(said):
        return True
    if asks_for_gaps(volley) or not volley.codes & CLAIMS:
        return False
    plain_question = volley.text.rstrip().endswith("?") and not volley.codes & PUT_FORWARD
    return signs.refuses(said) and not plain_question


def assent(talk: Talk, volley: Volley) -> float | None:
    """0-1: how far the client's answer says yes; None where it says neither yes nor no."""
    if volley.answer is None:
        return None
    said = talk.turn(volley.answer).text
    if asks_for_gaps(volley) and signs.refuses(said) and not signs.objects(said):
        return 1.0
    if objection(talk, volley) or (signs.refuses(said) and volley.codes & PUT_FORWARD):
        return 0.0
    return signs.assents(said) or None


def asks_for_gaps(volley: Volley) -> bool:
    """Whether a no to this volley means that nothing is wrong."""
    return "ask_for_disagreement" in volley.codes or signs.asks_for_gaps(volley.text)


def plans(talk: Talk, number: int) -> bool:
    """Whether the client says here what they will do: in change talk, or asked for it, in words no one calls either."""
    turn = talk.turn(number)
    if not signs.plans(turn.text) or turn.talk not in ("change", "neutral"):
        return False
    if turn.talk == "change":
        return True
    volley = talk.answered.get(number)
    return volley is not None and bool(volley.codes & ASKS_FOR_STEPS)


def with_leave(talk: Talk, volley: Volley) -> bool:
    """Whether what is told here was asked for by the client, or leave for it was asked here or just before."""
    if volley.codes & {"persuade_with_permission"}:
        return True
    if volley.before is not None and signs.asks_for_telling(talk.turn(volley.before).text):
        return True
    if "emphasize_autonomy" in volley.codes and "confront" not in volley.codes:
        return True
    earlier = talk.volleys[volley.place - 1] if volley.place else None
    if earlier is not None and "seek_collaboration" in earlier.codes:
        return assent(talk, earlier) != 0.0
    return False
