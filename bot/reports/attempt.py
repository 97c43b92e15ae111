"""One session of practice as a report shows it: its figures in rows, its charts, its turns with their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.language import Language
from bot.practice.case import Case, all_cases
from bot.practice.debrief import Highlights, about, band, explain, global_name, highlights, name_of, word
from bot.practice.feedback import code_name, reason_told
from bot.practice.volley import CodedTurn
from bot.reports.annotated import Piece, annotate
from bot.reports.words import Words, load_words, plain

VALUES = ("trust", "receptivity", "importance", "confidence")
GROUPS = ("negotiation", "ownership")
THRESHOLDS = ("reflections_to_questions", "percent_complex", "relational", "technical")
SHARES = ("percent_complex", "open_share", "change_talk_share")
# How each of these goes on the table of key figures: from where in the scores.
OUTSIDE = ("open_share", "summaries", "change_talk", "sustain_talk", "change_talk_share")
MOST_REASONS = 2


@dataclass(frozen=True)
class Measure:
    """N1-N8 or C1-C6: `evidence` holds for each piece the trainee's turn it belongs to, the words, what they show."""

    code: str
    name: str
    about: str
    score: float | None
    band: str
    evidence: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class ShownTurn:
    """A turn of the trainee's and the reply; `moves` are (name of a value, before, after), `why` what moved it;
    `comments` are a supervisor's."""

    number: int
    pieces: tuple[Piece, ...]
    moves: tuple[tuple[str, float, float], ...]
    why: str
    reply: str
    talk: str
    comments: tuple[Mapping[str, Any], ...]


class Attempt:
    """A session of practice out of an export (`bot.services.export.export_practice`), told in a language.

    Attributes:
        number: the place of the session among the trainee's, from 1.
        record: the session as exported; it has an `opening`.
    """

    def __init__(self, number: int, record: Mapping[str, Any], language: Language) -> None:
        self.number, self.record, self.language = number, record, language
        self.words: Words = load_words(language)
        self.scores: Mapping[str, Any] = record["summary"]

    @cached_property
    def case(self) -> Case | None:
        """None where its file is gone."""
        return all_cases().get(self.record["case"])

    @property
    def title(self) -> str:
        return self.case.about[self.language].title if self.case else str(plain(self.record["case"]))

    @property
    def name(self) -> str:
        """Of the simulated client."""
        return self.case.person.name if self.case else self.words.say("the_client")

    @property
    def person(self) -> str:
        return self.words.say("with", name=self.name, age=self.case.person.age) if self.case else self.name

    @property
    def ended(self) -> bool:
        return self.record["ended_at"] is not None

    @property
    def spoke(self) -> bool:
        """Whether the trainee said anything that stands."""
        return bool(self.record["turns"])

    @cached_property
    def opening(self) -> str:
        return str(plain(self.record["opening"]))

    @cached_property
    def highlights(self) -> Highlights:
        said = [CodedTurn("client", self.opening)]
        for turn in self.record["turns"]:
            said += [CodedTurn("counselor", plain(turn["text"])), CodedTurn("client", plain(turn["reply"]))]
        return highlights(self.scores, said, self.language)

    @cached_property
    def states(self) -> list[Mapping[str, Any]]:
        """The client's state, from when they came in to after the last turn."""
        return [self.record["opening_state"], *(turn["state"] for turn in self.record["turns"])]

    @cached_property
    def turns(self) -> list[ShownTurn]:
        return [self._turn(number, turn) for number, turn in enumerate(self.record["turns"], 1)]

    def measures(self, group: str) -> list[Measure]:
        """Of `negotiation` (N1-N8) or `ownership` (C1-C6)."""
        found = []
        for code, measure in self.scores[group].items():
            evidence = tuple(
                # The opening is 1, the trainee's first turn 2, the reply to it 3.
                (entry["turn"] // 2, plain(entry["quote"]), explain(entry["why"], self.language))
                for entry in measure["evidence"]
            )
            found.append(
                Measure(
                    code, name_of(code, self.language), about(code, self.language), measure["score"],
                    word(band(measure["score"]), self.language), evidence,
                )
            )  # fmt: skip
        return found

    def mean(self, group: str) -> float | None:
        """Of the measures of a group that had an occasion."""
        known = [one["score"] for one in self.scores[group].values() if one["score"] is not None]
        return sum(known) / len(known) if known else None

    def counts(self) -> list[tuple[str, int]]:
        """MITI's behaviours by name, and in how many volleys each was."""
        return [(code_name(code, self.language), count) for code, count in self.scores["miti"]["counts"].items()]

    def globals(self) -> list[tuple[str, float]]:
        """MITI's global ratings, estimated; empty where there was nothing to go by."""
        rated = self.scores["miti"]["globals"] or {}
        return [(_capital(global_name(name, self.language)), rating["estimate"]) for name, rating in rated.items()]

    def figure(self, name: str) -> float | None:
        """A key figure by its name in the words' `figures`."""
        if name == "quality":
            return float(self.scores["quality"])
        if name == "trust":
            return float(self.states[-1]["trust"])
        if name == "turns":
            return float(len(self.record["turns"]))
        miti = self.scores["miti"]
        value = miti["outside_miti"][name] if name in OUTSIDE else miti[name]
        return None if value is None else float(value)

    def written(self, name: str, value: float | None) -> str:
        """A key figure as it is written."""
        return write_figure(self.words, name, value)

    def limit(self, name: str, value: float) -> str:
        """A threshold of a key figure, as short as it can be written."""
        return self.written(name, value) if name in SHARES else self.words.number(value)

    def score(self, value: float | None) -> str:
        return self.words.say("unknown") if value is None else self.words.exact(value)

    def _turn(self, number: int, turn: Mapping[str, Any]) -> ShownTurn:
        before, after = self.states[number - 1], self.states[number]
        moves = tuple(
            (self.words.name_of("state", name), before[name], after[name])
            for name in VALUES
            if abs(after[name] - before[name]) >= 0.01
        )
        return ShownTurn(
            number,
            tuple(annotate(turn["text"], turn["codes"], self.language)),
            moves,
            self._why(turn["reasons"]),
            str(plain(turn["reply"])),
            turn["client_talk"],
            tuple(plain(comment) for comment in turn.get("comments", ())),
        )

    def _why(self, reasons: Sequence[Mapping[str, Any]]) -> str:
        """What moved the client most, as clauses."""
        ranked = sorted(reasons, key=lambda reason: -sum(abs(reason.get(name, 0.0)) for name in VALUES))
        told = [told for reason in ranked if (told := reason_told(reason["code"], self.name, self.language))]
        return self.words.texts["and"].join(told[:MOST_REASONS])


def write_figure(words: Words, name: str, value: float | None) -> str:
    """A key figure as people write it: a share in per cent, a count without decimals; – where there is none."""
    if value is None:
        return words.say("unknown")
    if name in SHARES:
        return f"{round(100 * value)}%"
    if name in ("mi_adherent", "mi_non_adherent", "summaries", "change_talk", "sustain_talk", "turns"):
        return f"{value:.0f}"
    return words.exact(value, 1 if name in ("relational", "technical") else 2)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
