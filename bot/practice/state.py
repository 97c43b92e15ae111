"""Where the client stands, and how what the counselor does moves them; every change is kept with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.language import Language
from bot.practice.case import STAGES, Case, Stage

if TYPE_CHECKING:
    from bot.practice.hearing import Doing

VALUES = ("trust", "receptivity", "importance", "confidence")
MARKS_KEPT = 8
# How far a reflection that fits not at all still counts.
_LEAST_FIT = 0.15
# Trust below which a stage is lost again.
_FALLS_BACK = 0.2


@dataclass(frozen=True)
class PracticeState:
    """A client in a session; goes to JSON and back whole.

    Attributes:
        trust, receptivity, importance, confidence: 0-1.
        tier: the highest tier that is open, 0-2.
        session: 1, 2, … with this client.
        turn: turns of the counselor so far.
        said: ids of the lines said in this session, in order; `told` those of earlier sessions.
        topic: what is talked about; `topics` all that came up, in order.
        act: the client's last act.
        marks: signs of the counselor's last turns.
        questions, few_words: turns in a row that only asked, or held next to nothing.
        parroted: whether the last turn gave the client's own words back.
        leave_given: whether the counselor asked leave and got it in the last turn.
        strikes: how much advice, confrontation and insult they had to take.
        program_told: whether the client said, out of role, that it is a program.
        plan: whose idea the step is that is on the table: own | agreed | hollow, empty without one.
        committed: how firmly they took it on, 0-1.
        outcome: in a later session what became of the step: done | partly | not_done; `outcome_told` once reported.
        ended: empty, left (walked out) or closed.
    """

    language: Language
    trust: float
    receptivity: float
    importance: float
    confidence: float
    stage: Stage
    tier: int = 0
    session: int = 1
    turn: int = 0
    said: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    topic: str = ""
    topics: tuple[str, ...] = ()
    act: str = ""
    marks: tuple[str, ...] = ()
    questions: int = 0
    few_words: int = 0
    parroted: bool = False
    leave_given: bool = False
    strikes: int = 0
    program_told: bool = False
    plan: str = ""
    committed: float = 0.0
    outcome: str = ""
    outcome_told: bool = False
    ended: str = ""

    def to_json(self) -> dict[str, Any]:
        """Only numbers, texts, truths and lists."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> PracticeState:
        """Read what `to_json` gave; names it does not know are left out."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name in known
        }
        return cls(**values)

    @property
    def readiness(self) -> float:
        """0-1: the mean of what it takes for a step: trust, importance, confidence."""
        return (self.trust + self.importance + self.confidence) / 3

    @property
    def ready(self) -> float:
        """0-1: from not ready at all to fully ready for a step."""
        limits = rules()["ready"]
        if not self.tier or (self.turn < limits["turn"] and self.session == 1):
            return 0.0
        return max(0.0, min(1.0, (self.readiness - limits["none"]) / (limits["full"] - limits["none"])))


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The numbers of rules.yml."""
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("rules.yml").read_text(encoding="utf-8"))
    return content


def first_state(case: Case, language: Language) -> PracticeState:
    """Where the client stands when they first come in."""
    start = case.start
    return PracticeState(language, start.trust, start.receptivity, start.importance, start.confidence, start.stage)


def moved(case: Case, state: PracticeState, doing: Doing) -> tuple[PracticeState, tuple[dict[str, Any], ...]]:
    """The client after a turn of the counselor, with the reasons: a code and what it changed."""
    reasons: list[dict[str, Any]] = []
    for move in doing.moves:
        state = changed(case, state, move, reasons, doing.fit)
    settled = rules()["settling"] * (state.trust - state.receptivity)
    state = replace(state, receptivity=_clipped(state.receptivity + settled))
    return opened(case, _counted(state, doing), reasons), tuple(reasons)


def changed(
    case: Case, state: PracticeState, move: str, reasons: list[dict[str, Any]], fit: float = 1.0
) -> PracticeState:
    """The client after one move of rules.yml; the reason is added to `reasons`."""
    table, style = rules(), rules()["styles"][case.style]
    factor = style["moves"].get(move, 1.0)
    if move.endswith("_reflection") and move != "wrong_reflection":
        factor *= _LEAST_FIT + (1 - _LEAST_FIT) * fit
    reason: dict[str, Any] = {"code": move}
    values = _values(state)
    for name, amount in table["moves"][move].items():
        before = values[name]
        by = amount * factor
        if by > 0:
            by *= table["gain"][case.difficulty] * style["gain"] * (1.25 - before)
        elif move in table["tiring"]:
            by *= min(1.0, before / table["tires_fully_from"])
        values[name] = _clipped(before + by)
        if round(values[name] - before, 3):
            reason[name] = round(values[name] - before, 3)
    reasons.append(reason)
    return _with(state, values)


def opened(case: Case, state: PracticeState, reasons: list[dict[str, Any]]) -> PracticeState:
    """Open or close tiers and move the stage, as the values have it."""
    limits = rules()["tiers"]
    way = (state.trust - case.start.trust) / max(1e-6, 1 - case.start.trust)
    tier = state.tier
    if tier < 2:
        next_tier = limits[tier + 1]
        told = sum(_tier_of(line) == tier for line in (*state.said, *state.told))
        long_enough = state.session > 1 or state.turn >= next_tier["turn"]
        if way >= next_tier["opens"] and told >= next_tier["told"] and long_enough:
            tier += 1
    if tier == state.tier and tier > 0 and way < limits[tier]["closes"]:
        tier -= 1
    if tier != state.tier:
        reasons.append({"code": "tier_opened" if tier > state.tier else "tier_closed", "tier": tier})
    stage = _stage(state)
    if stage != state.stage:
        reasons.append({"code": f"stage_{stage}"})
    return replace(state, tier=tier, stage=stage)


def later_state(case: Case, before: PracticeState, language: Language, chance: float) -> PracticeState:
    """Where the client stands when they come again; `chance` 0-1 tips what is close about what became of the step."""
    kept, start = rules()["kept"], first_state(case, language)
    first, last = _values(start), _values(before)
    values = {name: _clipped(first[name] + kept[name] * (last[name] - first[name])) for name in VALUES}
    outcome = outcome_of(before, chance)
    for name, amount in rules()["after_outcome"].get(outcome, {}).items():
        values[name] = _clipped(values[name] + amount)
    state = replace(
        _with(start, values),
        session=before.session + 1,
        told=(*before.told, *(line for line in before.said if not line.startswith("always."))),
        topics=before.topics,
        stage=before.stage,
        plan=before.plan,
        outcome=outcome,
        program_told=before.program_told,
    )
    return opened(case, opened(case, state, []), [])


def outcome_of(state: PracticeState, chance: float) -> str:
    """What becomes of the step by how far it was truly theirs; empty where there was none."""
    if not state.plan:
        return ""
    shares = rules()["outcome"]
    own = {"own": 1.0, "agreed": 0.6, "hollow": 0.0}[state.plan]
    score = (
        shares["own"] * own
        + shares["confidence"] * state.confidence
        + shares["committed"] * state.committed
        + shares["trust"] * state.trust
        + shares["chance"] * (2 * chance - 1)
    )
    return "done" if score >= shares["done"] else "partly" if score >= shares["partly"] else "not_done"


def wants_to_leave(state: PracticeState) -> bool:
    """Whether trust is gone."""
    limits = rules()["leaving"]
    gone = state.trust <= limits["trust"] and state.strikes >= limits["strikes"]
    return gone or state.strikes >= limits["most_strikes"]


def _counted(state: PracticeState, doing: Doing) -> PracticeState:
    """Keep count of what comes in rows."""
    moves = set(doing.moves)
    asks = {"open_question", "closed_question", "question_stream"}
    only_asks = bool(moves & asks) and not any(move.endswith("reflection") for move in moves)
    gives_back = {"parroting", "simple_reflection"} & moves and doing.kind in ("reflection", "wrong_reflection")
    topic = doing.topic or state.topic
    return replace(
        state,
        turn=state.turn + 1,
        topic=topic,
        topics=tuple(dict.fromkeys((*state.topics, topic))) if topic else state.topics,
        marks=(*state.marks, doing.mark)[-MARKS_KEPT:],
        questions=state.questions + 1 if only_asks else 0,
        few_words=state.few_words + 1 if doing.kind in ("few_words", "empty") else 0,
        parroted=bool(gives_back),
        leave_given=False,
        strikes=max(0, state.strikes + sum(count for move, count in rules()["strikes"].items() if move in moves)),
    )


def _stage(state: PracticeState) -> Stage:
    """The stage by the values, one on or back at most."""
    reached = 0
    for place, stage in enumerate(STAGES[1:], start=1):
        needs: dict[str, float] = dict(rules()["stages"][stage])
        committed = needs.pop("committed", 0) == 0 or state.committed > 0
        if not committed or any(_values(state)[name] < least for name, least in needs.items()):
            break
        reached = place
    here = STAGES.index(state.stage)
    # Who came in further on than the numbers say does not fall back for it at once.
    if reached > here:
        return STAGES[here + 1]
    return STAGES[here - 1] if reached < here and state.trust < _FALLS_BACK else state.stage


def _values(state: PracticeState) -> dict[str, float]:
    return {
        "trust": state.trust,
        "receptivity": state.receptivity,
        "importance": state.importance,
        "confidence": state.confidence,
    }


def _with(state: PracticeState, values: Mapping[str, float]) -> PracticeState:
    return replace(
        state,
        trust=values["trust"],
        receptivity=values["receptivity"],
        importance=values["importance"],
        confidence=values["confidence"],
    )


def _tier_of(line: str) -> int:
    parts = line.split(".")
    return -1 if parts[0] == "always" else int(parts[1])


def _clipped(value: float) -> float:
    return round(max(0.0, min(1.0, value)), 4)


def lines_said(state: PracticeState, ids: Iterable[str]) -> PracticeState:
    """The state with more lines said."""
    return replace(state, said=(*state.said, *ids))
