"""How well the one overall figure tells good counseling from poor: `python -m benchmarks.quality --annomi PATH`.

AnnoMI's part (Wu et al. 2022) holds talks that experts called high or low in quality. Each is coded by a coder that was
trained without its topic; the weights of bot/practice/quality.yml are fitted in the same way, so no figure here comes
from a talk that was learned from. With `--write` the weights fitted on all talks are kept. The command line's own run
over AnnoMI's part would flatter: what ships has seen it.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bot.nlu.encoder import SmallE5
from bot.practice import quality
from bot.practice.miti import rate
from bot.practice.volley import CodedTurn, read_talk
from bot.settings import ROOT
from bot.skills.codes import Coded, Skill
from bot.transcripts import Coder, code_turn

Floats = NDArray[np.float64]
FOLDS = 5
# Pull towards the weights that the field's knowledge gives (see docs/scoring.md), and how strong it is.
PRIOR = {
    "reflecting": 3.0, "reflecting_not_telling": 4.0, "reflecting_not_asking": 1.0, "deep": 1.0, "not_pushing": 4.0,
    "adherent": 1.5, "change_talk": 1.0, "attuned": 2.0,
}  # fmt: skip
PULL = 0.05
ROUNDS = 4
SHORT = 12
KINDS = {"information": "giving_information", "advice": "persuade", "options": "offer_options",
         "negotiation": "seek_collaboration"}  # fmt: skip


@dataclass(frozen=True)
class Session:
    """A talk with what the experts made of it: whether its quality is high, and the turns as coded."""

    topic: str
    high: bool
    turns: tuple[CodedTurn, ...]


@dataclass(frozen=True)
class Model:
    """A logistic function of shares; `usual` is where each stands in the middle between high and low."""

    usual: Mapping[str, float]
    weights: Mapping[str, float]
    bias: float

    def judge(self, session: Session) -> float:
        found = quality.shares(read_talk(session.turns), self.usual)
        return self.bias + sum(weight * (found[name] - self.usual[name]) for name, weight in self.weights.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annomi", type=Path, required=True, help="the AnnoMI part")
    parser.add_argument("--write", action="store_true", help="keep the weights in bot/practice/quality.yml")
    arguments = parser.parse_args()
    file = arguments.annomi / "annomi.csv" if arguments.annomi.is_dir() else arguments.annomi
    by_experts = read_sessions(file)
    print_figures("the experts' own codes", by_experts)
    by_coder = code_sessions(file, by_experts)
    print_figures("codes by a coder that did not see the topic", by_coder)
    model = fit(by_coder)
    for name, weight in model.weights.items():
        print(f"  {name:24s} weight {weight:5.2f}   usual {model.usual[name]:.3f}")
    if arguments.write:
        write(model)


def read_sessions(file: Path) -> list[Session]:
    """Read AnnoMI's talks with the experts' codes."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["transcript_id"], []).append(row)
    return [
        Session(said[0]["topic"].strip(), said[0]["mi_quality"] == "high", tuple(map(_expert_turn, said)))
        for said in found.values()
    ]


def code_sessions(file: Path, sessions: Sequence[Session]) -> list[Session]:
    """Code each session by a coder trained on our examples and the sessions of other topics."""
    from bot.skills.coder import SkillCoder
    from bot.skills.examples import annomi_examples, own_examples
    from bot.skills.heads import Heads, load_heads
    from bot.skills.training import fit_rows, prepare

    encoder = SmallE5(ROOT / "models", "practice")
    examples = [*annomi_examples(file), *own_examples()]
    data = prepare(examples, encoder)
    shipped = load_heads()
    topics = np.array([example.topic for example in examples])
    found: list[Session] = list(sessions)
    for _, left in folds(sessions):
        out = {sessions[place].topic for place in left}
        weights = fit_rows(data, np.flatnonzero(~np.isin(topics, list(out))))
        heads = Heads(encoder.name, data.looks, data.mean, data.apart, *weights, shipped.thresholds, shipped.share)
        coder = SkillCoder(heads, encoder)
        for place in left:
            found[place] = replace(sessions[place], turns=_coded(sessions[place].turns, coder))
    return found


def _coded(turns: Sequence[CodedTurn], coder: Coder) -> tuple[CodedTurn, ...]:
    texts = ["", "", *(turn.text for turn in turns)]
    return tuple(
        code_turn(coder, turn.who, turn.text, texts[number + 1], texts[number]) for number, turn in enumerate(turns)
    )


def folds(sessions: Sequence[Session]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Split by topic: (learned from, left out)."""
    groups = [session.topic for session in sessions]
    return list(GroupKFold(FOLDS).split(groups, groups=groups))


def fit(sessions: Sequence[Session]) -> Model:
    """Fit weights, none below 0, so that high and low sessions weigh the same; pulled towards PRIOR."""
    talks = [read_talk(session.turns) for session in sessions]
    high = np.array([session.high for session in sessions])
    usual = dict.fromkeys(PRIOR, 0.5)
    for _ in range(ROUNDS):  # shares lean on what is usual, and what is usual is their middle
        found = [quality.shares(talk, usual) for talk in talks]
        middles = {name: np.mean([_mean(found, name, high == side) for side in (True, False)]) for name in PRIOR}
        usual = {name: round(float(middle), 3) for name, middle in middles.items()}
    found = [quality.shares(talk, usual) for talk in talks]
    table = np.array([[row[name] - usual[name] for name in PRIOR] for row in found])
    prior = np.array(list(PRIOR.values()))
    share = np.where(high, 0.5 / high.sum(), 0.5 / (~high).sum())
    sign = np.where(high, 1.0, -1.0)

    def loss(values: Floats) -> float:
        margins = sign * (table @ values[:-1] + values[-1])
        return float(share @ np.logaddexp(0, -margins) + PULL * np.mean((values[:-1] - prior) ** 2 / prior))

    start = np.append(prior, 0.0)
    best = minimize(loss, start, method="L-BFGS-B", bounds=[(0, None)] * len(prior) + [(None, None)]).x
    return Model(usual, {name: round(float(w), 2) for name, w in zip(PRIOR, best)}, round(float(best[-1]), 2))


def cross_validated(sessions: Sequence[Session], shown: Sequence[Session] | None = None) -> Floats:
    """Give each session's figure by weights fitted without its topic; `shown`: other forms of the same sessions."""
    shown = sessions if shown is None else shown
    found = np.zeros(len(sessions))
    for learned, left in folds(sessions):
        model = fit([sessions[place] for place in learned])
        for place in left:
            found[place] = model.judge(shown[place])
    return found


def print_figures(title: str, sessions: Sequence[Session]) -> None:
    high = np.array([session.high for session in sessions])
    ratios = [rate(read_talk(session.turns))["reflections_to_questions"] for session in sessions]
    # A talk without a question has no ratio; as many reflections as there are stand for it.
    plain = np.array([10.0 if ratio is None else ratio for ratio in ratios])
    judged = cross_validated(sessions)
    short = [replace(session, turns=session.turns[: 2 * SHORT]) for session in sessions]
    print(f"\n{title}: {high.sum()} high, {(~high).sum()} low")
    print(f"  area under the curve, quality       {_area(high, judged)}")
    print(f"  the same, first {2 * SHORT} turns          {_area(high, cross_validated(sessions, short))}")
    print(f"  the same, reflections to questions  {_area(high, plain)}")
    chances = 1 / (1 + np.exp(-judged))
    for side, name in ((True, "high"), (False, "low")):
        tenths = " ".join(f"{value:.2f}" for value in np.quantile(chances[high == side], [0.1, 0.5, 0.9]))
        print(f"  quality of {name} sessions, 10th, 50th, 90th in a hundred: {tenths}")


def _mean(rows: Sequence[Mapping[str, float]], name: str, which: NDArray[np.bool_]) -> float:
    return float(np.mean([row[name] for row, wanted in zip(rows, which) if wanted]))


def _area(high: NDArray[np.bool_], values: Floats, draws: int = 1000) -> str:
    generator = np.random.default_rng(0)
    ups, downs = values[high], values[~high]
    areas = []
    for _ in range(draws):
        up, down = generator.choice(ups, len(ups)), generator.choice(downs, len(downs))
        areas.append(roc_auc_score([1] * len(up) + [0] * len(down), [*up, *down]))
    low, top = np.quantile(areas, [0.025, 0.975])
    return f"{roc_auc_score(high, values):.3f} ({low:.2f}-{top:.2f})"


def _expert_turn(row: dict[str, str]) -> CodedTurn:
    text = row["utterance_text"]
    if row["interlocutor"] == "client":
        return CodedTurn("client", text, None, row["client_talk_type"])
    kinds = ("question_subtype", "reflection_subtype", "therapist_input_subtype")
    asked, mirrored, given = ("none" if row[kind] == "n/a" else row[kind] for kind in kinds)
    codes = []
    if asked != "none":
        codes += ["question", asked]
    if mirrored != "none":
        codes.append(f"{mirrored}_reflection")
    if given != "none":
        codes.append(KINDS[given])
    skills = tuple(Skill(code, 0, len(text)) for code in codes)
    coded = Coded(text, skills, row["main_therapist_behaviour"], asked, mirrored, given)  # type: ignore[arg-type]
    return CodedTurn("counselor", text, coded)


def write(model: Model) -> None:
    """Keep the weights where the bot reads them."""
    head = "# Written by `python -m benchmarks.quality --annomi PATH --write`; see docs/scoring.md.\n"
    content = {"bias": model.bias, "usual": dict(model.usual), "weights": dict(model.weights)}
    quality.WEIGHTS.write_text(head + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
