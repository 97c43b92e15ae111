"""How well acts are understood: `python -m benchmarks.understanding` (trains in memory; needs no model).

Takes the components of `config.yml` as Rasa would, trains them on `data/nlu`, and prints macro-F1 per language on
the review set, whose authors never saw the training data, with the words of the question before each message and
without; then the weakest acts, how well confidences fit, and a cross-validation over the training data.
As in `python -m bot understand`, only the 41 acts count, and the acts inside are left out of the ranking.
"""

from __future__ import annotations

import csv
import importlib
import itertools
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from bot.counseling.acts import ACTS
from bot.language import LANGUAGES
from bot.nlu.metadata import metadata_of
from bot.settings import ROOT

# Written apart, with no sight of the training data. Settings have been chosen by the first since, by the second none.
REVIEWS = ("acts", "acts_later")
FOLDS = 5
WEAKEST = 8


@dataclass(frozen=True)
class Case:
    """A message of which the act is known, and what is told beside its words."""

    text: str
    act: str
    language: str
    metadata: dict[str, str]


@dataclass(frozen=True)
class Verdict:
    act: str
    confidence: float
    language: str


class Understanding:
    """The pipeline of config.yml up to its classifier, trained on `examples`; its models lie in `folder`.

    What comes after the classifier finds entities, and changes no act.
    """

    def __init__(self, examples: TrainingData, folder: Path) -> None:
        storage = LocalModelStorage.create(folder)
        context = ExecutionContext(GraphSchema({}))
        self._components: list[Any] = []
        for number, entry in enumerate(yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]):
            module, _, name = entry["name"].rpartition(".")
            kind = getattr(importlib.import_module(module), name)
            config = {**kind.get_default_config(), **{key: value for key, value in entry.items() if key != "name"}}
            context.node_name = f"{name}{number}"
            component = kind.create(config, storage, Resource(context.node_name), context)
            if hasattr(component, "train"):
                component.train(examples)
                component = kind.load(config, storage, Resource(context.node_name), context)
            if hasattr(component, "process_training_data"):
                examples = component.process_training_data(examples)
            self._components.append(component)
            if isinstance(component, IntentClassifier):
                break

    def judge(self, text: str, metadata: dict[str, str]) -> Verdict:
        """Give the most likely of the 41 acts, its share among them, and the language."""
        messages = [Message({TEXT: text, "metadata": metadata})]
        for component in self._components:
            messages = component.process(messages)
        chances = {e["name"]: e["confidence"] for e in messages[0].get("intent_ranking") if e["name"] in ACTS}
        best = max(chances, key=lambda act: chances[act])
        return Verdict(best, chances[best] / sum(chances.values()), messages[0].get("language"))


def main() -> None:
    data = training_data_from_paths([str(ROOT / "data" / "nlu")], "id")
    reviews = {name: load_review(name) for name in REVIEWS}
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        understanding = Understanding(fresh(data.training_examples), Path(folder))
        print(f"{len(data.training_examples)} examples, trained in {time.monotonic() - started:.0f} s\n")
        for name, review in reviews.items():
            print(f"{f'review set {name} ({len(review)} messages)':42s} " + "     ".join(LANGUAGES))
            alone = [Case(case.text, case.act, case.language, {}) for case in review]
            report("macro-F1, the message alone", alone, judge_all(understanding, alone))
            seconds: list[float] = []
            verdicts = judge_all(understanding, review, seconds)
            report("macro-F1, after the words of the question", review, verdicts)
            print_details(review, verdicts, seconds)
    print(f"\ncross-validation, {FOLDS} folds of the training data")
    cross_validate(data.training_examples)


def load_review(name: str) -> list[Case]:
    cases = []
    for language in LANGUAGES:
        with (ROOT / "tests" / "review" / f"{name}_{language}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                metadata = {"bot_prompt": row["bot_prompt"]} if row["bot_prompt"] else {}
                cases.append(Case(row["text"], row["intent"], row["language"], metadata))
    return cases


def fresh(examples: Sequence[Message]) -> TrainingData:
    """Give copies without features: components write on the messages they are given."""
    return TrainingData([Message(dict(example.data)) for example in examples])


def judge_all(understanding: Understanding, cases: Sequence[Case], seconds: list[float] | None = None) -> list[Verdict]:
    verdicts = []
    for case in cases:
        started = time.perf_counter()
        verdicts.append(understanding.judge(case.text, case.metadata))
        if seconds is not None:
            seconds.append(time.perf_counter() - started)
    return verdicts


def macro_f1(cases: Sequence[Case], verdicts: Sequence[Verdict], language: str) -> float:
    """Give the mean F1 over the acts that occur."""
    pairs = [(case.act, verdict.act) for case, verdict in zip(cases, verdicts) if case.language == language]
    acts = sorted({act for act, _ in pairs})
    return float(f1_score([act for act, _ in pairs], [guess for _, guess in pairs], labels=acts, average="macro"))


def report(title: str, cases: Sequence[Case], verdicts: Sequence[Verdict]) -> None:
    figures = "  ".join(f"{macro_f1(cases, verdicts, language):.3f}" for language in LANGUAGES)
    print(f"{title:42s} {figures}", flush=True)


def print_details(cases: Sequence[Case], verdicts: Sequence[Verdict], seconds: Sequence[float]) -> None:
    acts = sorted({case.act for case in cases})
    truth, guesses = [case.act for case in cases], [verdict.act for verdict in verdicts]
    scores = f1_score(truth, guesses, labels=acts, average=None)
    print("\nweakest acts, both languages")
    for score, act in sorted(zip(scores, acts))[:WEAKEST]:
        taken = Counter(guess for is_act, guess in zip(truth, guesses) if is_act == act and guess != act)
        print(f"  {act:20s} F1 {score:.2f}   taken for: {', '.join(f'{a} {n}' for a, n in taken.most_common(3))}")
    right = np.array([case.act == verdict.act for case, verdict in zip(cases, verdicts)])
    confidence = np.array([verdict.confidence for verdict in verdicts])
    print("\nconfidence       messages  right")
    edges = [0.0, 0.2, 0.4, 0.6, 0.8, 1.001]
    error = 0.0
    for low, high in itertools.pairwise(edges):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
            print(f"  {low:.1f} to {min(high, 1.0):.1f}     {inside.sum():5d}    {right[inside].mean():.2f}")
    print(f"expected calibration error {error:.3f}")
    languages = np.mean([case.language == verdict.language for case, verdict in zip(cases, verdicts)])
    print(f"language told rightly {languages:.3f}")
    print(f"a message takes {statistics.median(seconds) * 1000:.0f} ms (median; vectors of message and question)")


def cross_validate(examples: Sequence[Message]) -> None:
    """Print macro-F1 over held-out examples: with what was asked (as live), and the message alone.

    The same text is on one side only.
    """
    groups = {text: number for number, text in enumerate(dict.fromkeys(e.get(TEXT).lower() for e in examples))}
    strata = [f"{example.get(INTENT)} {metadata_of(example).get('language')}" for example in examples]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    held_out: list[Case] = []
    live: list[Verdict] = []
    alone: list[Verdict] = []
    for kept, left in folds.split(strata, strata, [groups[example.get(TEXT).lower()] for example in examples]):
        cases = [_case(examples[i]) for i in left if examples[i].get(INTENT) in ACTS]
        with tempfile.TemporaryDirectory() as folder:
            understanding = Understanding(fresh([examples[i] for i in kept]), Path(folder))
            live += judge_all(understanding, cases)
            alone += judge_all(understanding, [Case(c.text, c.act, c.language, {}) for c in cases])
        held_out += cases
    report("macro-F1, what was asked known as live", held_out, live)
    report("macro-F1, the message alone", held_out, alone)


def _case(example: Message) -> Case:
    known = metadata_of(example)
    metadata = {"asked": known["asked"]} if "asked" in known else {}
    return Case(example.get(TEXT), example.get(INTENT), known["language"], metadata)


if __name__ == "__main__":
    main()
