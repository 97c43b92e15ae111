"""How simulated clients answer good and poor counselors: `python -m benchmarks.clients` (needs a current model).

Starts Rembuk and lets every client of every case be counseled over HTTP with the lines of
`tests/review/counselors_*.yml`, whose author saw neither code nor cases: six good and six poor counselors a language,
and the good ones again with their lines in random orders. Prints for each case and language the difference in trust
at the end and in the share of change talk, as Cohen's d; what `score` says of the good lines in and out of order; and
what clients say after questions, reflections and advice. The lines fit any client because they name nothing of theirs,
so a good counselor who listens does better than these.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.language import LANGUAGES, Language
from bot.nlu.practice import make_coder, make_likeness
from bot.practice.case import all_cases
from bot.practice.client import open_session, respond
from bot.practice.hearing import Heard
from bot.practice.scoring import score
from bot.practice.volley import CodedTurn
from bot.settings import ROOT
from tests.dialogues.client import ScriptedClient
from tests.server import RunningRembuk

# So often are good lines said in another order: one draw a counselor is mostly chance.
RANDOM_ORDERS = 5
ADVICE = {"persuade", "persuade_with_permission", "propose_step"}
REFLECTIONS = {"simple_reflection", "complex_reflection"}


@dataclass(frozen=True)
class Held:
    """A session that was held."""

    case: str
    language: str
    kind: str
    practice: dict[str, Any]

    @property
    def trust(self) -> float:
        return float(self.practice["turns"][-1]["state"]["trust"])

    @property
    def change(self) -> float:
        """Share of the client's answers that are talk of change."""
        return statistics.mean(turn["client_talk"] == "change" for turn in self.practice["turns"])

    @property
    def quality(self) -> float:
        return float(self.practice["summary"]["quality"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", nargs="*", default=sorted(all_cases()))
    parser.add_argument("--in-process", action="store_true", help="without HTTP: minutes instead of an hour")
    options = parser.parse_args()
    cases = options.cases
    if options.in_process:
        report([held for language in LANGUAGES for case in cases for held in hold_here(case, language)], cases)
        return
    with tempfile.TemporaryDirectory() as folder, RunningRembuk(Path(folder)) as server:
        sessions = [held for language in LANGUAGES for case in cases for held in hold(server.url, case, language)]
    report(sessions, cases)


def hold(url: str, case: str, language: str) -> Iterator[Held]:
    for kind, lines in counselors(case, language):
        trainee = ScriptedClient(url, language, mode="practice", case=case)
        trainee.say({"id": "tanpa umpan balik", "en": "feedback off"}[language])
        for line in lines:
            if trainee.asked != "practice":
                break
            trainee.say(line)
        [practice] = trainee.export()["practice"]
        yield Held(case, language, kind, practice)


def hold_here(name: str, language: Language) -> Iterator[Held]:
    """The same with the parts themselves: coder, likeness and client."""
    case = all_cases()[name]
    coder, likeness = make_coder(), make_likeness()
    for seed, (kind, lines) in enumerate(counselors(name, language)):
        reaction, earlier = open_session(case, language, seed), ""
        talk, turns = [CodedTurn("client", reaction.text, None, None)], []
        for text in lines:
            coded = coder.code(text, reaction.text, earlier)
            reaction = respond(
                case, reaction.state, Heard(text, coded, likeness.near(case, language, text), language), seed
            )
            line, earlier = case.by_id.get(reaction.line_id), text
            said = line.talk if line else "neutral"
            codes = [{"code": code} for code in coded.codes]
            turns.append({"client_talk": said, "codes": codes, "state": {"trust": reaction.state.trust}})
            talk += [CodedTurn("counselor", text, coded, None), CodedTurn("client", reaction.text, None, said)]
            if reaction.ended:
                break
        yield Held(name, language, kind, {"turns": turns, "summary": score(talk)})


def counselors(case: str, language: str) -> Iterator[tuple[str, list[str]]]:
    """Kind (good, poor, shuffled) and lines of each counselor."""
    file = ROOT / "tests" / "review" / f"counselors_{language}.yml"
    each: dict[str, list[list[str]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    draw = random.Random(f"{case}/{language}")
    each["shuffled"] = [draw.sample(lines, len(lines)) for _ in range(RANDOM_ORDERS) for lines in each["good"]]
    for kind, all_lines in each.items():
        for lines in all_lines:
            yield kind, lines


def report(sessions: Sequence[Held], cases: Sequence[str]) -> None:
    print(f"{'':24s}trust: good  poor     d    change talk: good  poor     d    good in and out of order: trust, score")
    for case in cases:
        for language in LANGUAGES:
            some = {
                kind: [one for one in sessions if (one.case, one.language, one.kind) == (case, language, kind)]
                for kind in ("good", "poor", "shuffled")
            }
            good, poor, shuffled = some["good"], some["poor"], some["shuffled"]
            trust = [[one.trust for one in each] for each in (good, poor)]
            change = [[one.change for one in each] for each in (good, poor)]
            print(
                f"{case:20s}{language:4s}      {mean(trust[0]):.2f}  {mean(trust[1]):.2f}  {cohens_d(*trust):5.1f}"
                f"                 {mean(change[0]):.2f}  {mean(change[1]):.2f}  {cohens_d(*change):5.1f}"
                f"    {mean([g.trust for g in good]) - mean([s.trust for s in shuffled]):+.3f}"
                f"  {mean([g.quality for g in good]) - mean([s.quality for s in shuffled]):+.3f}"
            )
    print("\nshares of change, sustain and neutral talk after")
    for name, shares in shares_after(one for one in sessions if one.kind == "good").items():
        total = sum(shares.values())
        each = "  ".join(f"{kind} {shares[kind] / total:.2f}" for kind in ("change", "sustain", "neutral"))
        print(f"  {name:12s}{each}   ({total} answers)")


def shares_after(sessions: Iterator[Held]) -> dict[str, Counter[str]]:
    """Count what clients say by what was said to them."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for session in sessions:
        for turn in session.practice["turns"]:
            codes = {code["code"] for code in turn["codes"]}
            kind = "advice" if codes & ADVICE else "question" if "question" in codes else "reflection"
            if kind != "reflection" or codes & REFLECTIONS:
                found[kind][turn["client_talk"]] += 1
    return dict(found)


def mean(values: Sequence[float]) -> float:
    return statistics.mean(values)


def cohens_d(one: Sequence[float], other: Sequence[float]) -> float:
    spread = ((statistics.variance(one) + statistics.variance(other)) / 2) ** 0.5
    return (mean(one) - mean(other)) / max(spread, 1e-6)


if __name__ == "__main__":
    main()
