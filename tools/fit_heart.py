"""Learns what of a message may be said back, from judged replies: `python -m tools.fit_heart [--write]`.

Each row of `data/reflections/*.csv` is a message (empty: the one above), a clause of it or a topic as Rembuk would say
it back, and how that was judged as a reply: 2 it meets what the message is about, 1 true and no worse than beside the
point, 0 misleading, a side detail, or garbled. Prints how well the judgements of messages left out are told, and what
would be said back; with `--write` keeps the weights, learned from all of them, in `bot/counseling/heart.json`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from bot.counseling.address import Address
from bot.counseling.heart import WEIGHTS, Features, clause_features, topic_features
from bot.counseling.point import LEAST_FAIR
from bot.counseling.told import tell
from bot.counseling.topics import topics
from bot.language import LANGUAGES, Language
from bot.settings import ROOT

PENALTY = 10.0
FOLDS = 10
# Both languages speak for each weight; what sets them apart counts for this much.
APART = 0.7
VERDICTS = {"good": 2, "fair": 1}


@dataclass(frozen=True)
class Judged:
    language: Language
    message: str
    kind: str
    features: Features
    verdict: int


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    rows = [row for language in LANGUAGES for row in read(language)]
    chances = {(kind, verdict): held_out(rows, kind, verdict) for kind in ("clause", "topic") for verdict in VERDICTS}
    report(rows, chances)
    if write:
        learned = {
            language: {
                kind: {verdict: learn(rows, kind, verdict)[language] for verdict in VERDICTS}
                for kind in ("clause", "topic")
            }
            for language in LANGUAGES
        }
        WEIGHTS.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def read(language: Language) -> Iterator[Judged]:
    """Give the rows that Rembuk would say so today; its reading of clauses goes on changing."""
    address, message = Address(language), ""
    with (ROOT / "data" / "reflections" / f"{language}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            message = row["message"] or message
            found = features_of(message, row["kind"], row["said"], address)
            if found is not None:
                yield Judged(language, message, row["kind"], found, int(row["judged"]))


def features_of(message: str, kind: str, said: str, address: Address) -> Features | None:
    told = tell(message, address)
    if kind == "topic":
        found = topics(message, address)
        place = next((place for place, topic in enumerate(found) if topic.text == said), None)
        return None if place is None else topic_features(found, place, told)
    place = next((place for place, one in enumerate(told) if one.echo and one.echo.text == said), None)
    return None if place is None else clause_features(told, place, address.language)


def table(rows: list[Judged]) -> NDArray[np.float64]:
    """Each feature for both languages and once more for how Indonesian differs."""
    both = np.array([[1.0, *row.features.values()] for row in rows])
    indonesian = np.array([[APART * (row.language == "id")] for row in rows])
    return np.hstack([both, both * indonesian])


def fit(rows: list[Judged], verdict: str, spread: NDArray[np.float64]) -> NDArray[np.float64]:
    wanted = np.array([row.verdict >= VERDICTS[verdict] for row in rows])
    model = LogisticRegression(C=1 / PENALTY, fit_intercept=False, max_iter=2000)
    return np.asarray(model.fit(table(rows) / spread, wanted).coef_[0] / spread)


def spread_of(rows: list[Judged]) -> NDArray[np.float64]:
    spread = table(rows).std(axis=0)
    return np.where(spread > 0, spread, 0.2)


def held_out(rows: list[Judged], kind: str, verdict: str) -> dict[int, float]:
    """Give the chance of each row of a kind while its message was left out, by its place in `rows`."""
    places = [place for place, row in enumerate(rows) if row.kind == kind]
    some = [rows[place] for place in places]
    found: dict[int, float] = {}
    for learned, left in GroupKFold(FOLDS).split(some, groups=[row.message for row in some]):
        spread = spread_of(some)
        weights = fit([some[n] for n in learned], verdict, spread)
        odds = table([some[n] for n in left]) @ weights
        found.update({places[n]: float(1 / (1 + np.exp(-value))) for n, value in zip(left, odds)})
    return found


def learn(rows: list[Judged], kind: str, verdict: str) -> dict[Language, dict[str, float]]:
    some = [row for row in rows if row.kind == kind]
    weights = fit(some, verdict, spread_of(some))
    names = ["bias", *some[0].features]
    half = len(names)
    return {
        language: {
            name: round(float(weights[n] + (language == "id") * APART * weights[half + n]), 4)
            for n, name in enumerate(names)
        }
        for language in LANGUAGES
    }


def report(rows: list[Judged], chances: dict[tuple[str, str], dict[int, float]]) -> None:
    for (kind, verdict), found in chances.items():
        wanted = [rows[place].verdict >= VERDICTS[verdict] for place in found]
        print(f"{kind:7s} {verdict}: {len(found)} rows, area under the curve "
              f"{roc_auc_score(wanted, list(found.values())):.3f} with messages left out")  # fmt: skip
    by_message: dict[tuple[Language, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        by_message[row.language, row.message].append(place)
    for language in LANGUAGES:
        chosen = []
        for (of, _), places in by_message.items():
            if of == language:
                ranks = {p: chances[rows[p].kind, "good"][p] + chances[rows[p].kind, "fair"][p] for p in places}
                best = max(ranks, key=lambda place: ranks[place])
                chosen.append((chances[rows[best].kind, "fair"][best], rows[best].verdict))
        said = [verdict for fair, verdict in chosen if fair >= LEAST_FAIR]
        print(f"{language}: of {len(chosen)} messages {len(said)} are said back: "
              f"{said.count(2) / len(said):.2f} good, {said.count(0) / len(said):.2f} bad")  # fmt: skip


if __name__ == "__main__":
    main()
