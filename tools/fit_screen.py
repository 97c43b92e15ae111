"""Learns the learned part of the crisis screen: `python -m tools.fit_screen [--write]`.

From the messages of `data/safety` and the lists beside the screen's tests; what is told as an act (`data/nlu`), what
counselors say in their work (`data/skills`) and `calm.csv` call for no hand-off. One message of six was left out when
the encoder was tuned: on these the limits are set, and what is found of them is printed. With `--write` keeps the
weights, learned from all messages, in `bot/safety/learned.npz`.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.language import LANGUAGES, Language
from bot.nlu.e5 import load_looks
from bot.nlu.encoder import SmallE5
from bot.pooling import Floats
from bot.safety.context import Mode
from bot.safety.learned import PARAMETERS, REACHED, LearnedScreen, Weights, dense_row, level_of
from bot.safety.plain import plain
from bot.safety.screen import screen
from bot.settings import ROOT
from bot.skills.examples import own_examples
from bot.skills.lexical import BUCKETS, counts, pieces
from tools.safety_examples import Message, left_out, ordinary_messages, safety_examples

# The typical length of what an encoder gives, how closely it and words are held, and how long kinds are learned.
LENGTH, C, C_WORDS, ROUNDS = 3.0, 0.3, 1.0, 400
# A message written for the screen counts for more than one that was written for something else.
WRITTEN_WEIGHT, CALM_WEIGHT, ORDINARY_WEIGHT = 3.0, 1.5, 20.0
# So many false alarms are borne for what is found, by mode: among messages written to be mistaken (strong distress,
# idioms), and among what people say in a talk.
# What is less sure is asked about; what is sure stops the talk, and must be rarer.
FALSE_ALARMS: dict[Mode, tuple[tuple[float, float], tuple[float, float]]] = {
    "self_help": ((0.06, 0.015), (0.025, 0.004)),
    "practice": ((0.02, 0.005), (0.02, 0.005)),
}
LEAST = 0.3
# Below this chance nobody is asked in self-help: people tell much that only sounds a little like it.
LEAST_ASKED: dict[Mode, float] = {"self_help": 0.75, "practice": LEAST}
# From this one on the talk stops: what is likely but no more than that is asked about.
LEAST_SURE: dict[Mode, float] = {"self_help": 0.94, "practice": LEAST}
# A crisis placed at L2 costs more than one placed at L3: so much of what is placed rightly is given for it.
GIVEN_FOR_L3 = 0.02
STEPS = np.arange(0.2, 0.81, 0.05)
NO_LIMITS = np.zeros((2, 4), np.float32)


@dataclass(frozen=True)
class Rows:
    """Messages as numbers; `kinds` are their levels with their kinds, as in "L2:farewell"."""

    dense: Floats
    words: csr_matrix
    kinds: NDArray[np.str_]
    weights: Floats

    def __getitem__(self, some: NDArray[np.int64]) -> Rows:
        return Rows(self.dense[some], self.words[some], self.kinds[some], self.weights[some])


def calm_messages() -> list[tuple[str, Mode, float]]:
    """Give what calls for no hand-off, with its weight."""
    found: dict[str, Mode] = {}
    for language in LANGUAGES:
        for file in sorted((ROOT / "data" / "nlu" / language).glob("*.yml")):
            for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", []):
                for example in part.get("examples") or () if "intent" in part else ():
                    found[example["text"].strip()] = "self_help"
    for example in own_examples():
        if example.speaker == "therapist":
            found[example.text] = "practice"
    ordinary = [(text, mode, ORDINARY_WEIGHT) for text, mode in ordinary_messages()]
    return [*((text, mode, CALM_WEIGHT) for text, mode in found.items()), *ordinary]


def review_messages() -> list[Message]:
    """Give ordinary messages that nothing was tuned on: the review sets of acts and of skills."""
    found = []
    for file in sorted((ROOT / "tests" / "review").glob("*.csv")):
        language: Language = "id" if file.stem.endswith("_id") else "en"
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if file.stem.startswith("acts"):
                    found.append(Message(row["text"], "L0", "self_help", language))
                elif file.stem.startswith("skills") and row["interlocutor"] == "therapist":
                    found.append(Message(row["text"], "L0", "practice", language))
    return found


def rows_of(
    messages: Sequence[Message], calm: Sequence[tuple[str, Mode, float]], encoder: SmallE5, mean: Floats | None = None
) -> tuple[Rows, Floats]:
    """Bring every message through the encoder; gives the rows, and the common state unless one is given."""
    texts = [(plain(message.text).text, message.mode) for message in messages]
    texts += [(plain(text).text, mode) for text, mode, _ in calm]
    looks = load_looks("talks")
    if mean is None:
        mean = np.mean([encoder.read(text).states.mean(axis=0) for text, _ in texts[::10]], axis=0).astype(np.float32)
    dense = np.stack([dense_row(encoder.read(text), (0, len(text)), mode, looks, mean) for text, mode in texts])
    kinds = np.array([*(f"{message.level}:{message.kind}" for message in messages), *(["L0:calm"] * len(calm))])
    weights = np.array([WRITTEN_WEIGHT] * len(messages) + [weight for *_, weight in calm], np.float32)
    return Rows(dense, _words([counts(text) for text, _ in texts]), kinds, weights), mean


def _words(found: Sequence[Counter[str]]) -> csr_matrix:
    each = [pieces(some) for some in found]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in each)])
    buckets, weights = (np.concatenate(parts) for parts in zip(*each))
    return csr_matrix((weights, buckets, ends), shape=(len(found), BUCKETS), dtype=np.float32)


def fit(rows: Rows) -> tuple[Floats, Floats, Floats]:
    """Learn the kinds of states; gives what `bot.safety.learned.Weights` calls dense, bias and levels."""
    scale = LENGTH / np.sqrt((rows.dense[:, :-1] ** 2).sum(axis=1).mean())
    scales = np.append(np.full(rows.dense.shape[1] - 1, scale, np.float32), np.float32(1))
    model = LogisticRegression(C=C, max_iter=ROUNDS)
    model.fit(rows.dense * scales, rows.kinds, sample_weight=rows.weights)
    levels = np.array([int(kind[1]) for kind in model.classes_], np.float32)
    return (model.coef_.T * scales[:, None]).astype(np.float32), model.intercept_.astype(np.float32), levels


def fit_words(rows: Rows) -> tuple[Floats, Floats]:
    """Learn the levels of words; gives what `bot.safety.learned.Weights` calls words_alone and bias_alone."""
    columns = []
    for level in REACHED:
        model = LogisticRegression(C=C_WORDS, max_iter=300)
        model.fit(rows.words, [str(kind)[:2] >= level for kind in rows.kinds], sample_weight=rows.weights)
        columns.append(np.append(model.coef_[0], model.intercept_))
    found = np.stack(columns, axis=1).astype(np.float32)
    return found[:-1], found[-1]


def weights_of(
    encoder: str, mean: Floats, rows: Rows, limits: Floats = NO_LIMITS, limits_alone: Floats = NO_LIMITS
) -> Weights:
    return Weights(encoder, load_looks("talks"), mean, *fit(rows), *fit_words(rows), limits, limits_alone)


def highest(screener: LearnedScreen, messages: Sequence[Message]) -> Floats:
    """Give the highest chances that any part of each message has; messages x 3."""
    found = []
    for message in messages:
        parts = [chances for _, chances in screener.chances(plain(message.text).text, message.mode)]
        found.append(np.max(parts, axis=0) if parts else np.zeros(len(REACHED), np.float32))
    return np.array(found, np.float32)


def limits_of(messages: Sequence[Message], found: Floats, ordinary: Sequence[Message], calm: Floats) -> Floats:
    """Give modes x 4, see `bot.safety.learned.Weights.limits`, so that false alarms stay few.

    Args:
        messages, found: left out when the encoder was tuned, with their chances.
        ordinary, calm: messages that call for nothing, with their chances.
    """
    limits = []
    for mode, bounds in FALSE_ALARMS.items():
        here = np.array([message.mode == mode for message in messages])
        truth = np.array([message.level for message in messages])[here]
        odds = found[here]
        quiet = calm[[message.mode == mode for message in ordinary]][:, 1]
        two, sure = (
            max(least, float(np.quantile(odds[truth == "L0", 1], 1 - hard)), float(np.quantile(quiet, 1 - easy)))
            for least, (hard, easy) in zip((LEAST_ASKED[mode], LEAST_SURE[mode]), bounds)
        )
        low = odds[:, 1] < two
        right = [np.mean((odds[low, 0] >= step) == (truth[low] != "L0")) for step in STEPS]
        crises = (truth >= "L2") & (odds[:, 1] >= sure)
        placed = [np.mean((odds[crises, 2] >= step) == (truth[crises] == "L3")) for step in STEPS]
        first_placed = int(np.flatnonzero(np.array(placed) >= max(placed) - GIVEN_FOR_L3)[0])
        limits.append([STEPS[int(np.argmax(right))], two, sure, STEPS[first_placed]])
    return np.array(limits, np.float32)


def report(messages: Sequence[Message], found: Floats, limits: Floats) -> None:
    """Print what the lexicon finds, and what both find."""
    for language in LANGUAGES:
        for mode, number in (("self_help", 0), ("practice", 1)):
            some = [n for n, m in enumerate(messages) if m.language == language and m.mode == mode]
            learned = [level_of(found[n], limits[number])[0] for n in some]
            lexicon = [screen(messages[n].text, messages[n].mode).level for n in some]
            truth = [messages[n].level for n in some]
            both = list(map(max, lexicon, learned))
            for name, levels in (("lexicon", lexicon), ("learned", learned), ("both", both)):
                shares = {
                    "L2+ found": _share(levels, truth, lambda got, meant: meant >= "L2", lambda got: got >= "L2"),
                    "L3 at L3": _share(levels, truth, lambda got, meant: meant == "L3", lambda got: got == "L3"),
                    "L1 at L1": _share(levels, truth, lambda got, meant: meant == "L1", lambda got: got == "L1"),
                    "false L2+ at L0": _share(levels, truth, lambda got, meant: meant == "L0", lambda got: got >= "L2"),
                }
                print(f"{language} {mode:9s} {name:8s}", "  ".join(f"{key} {value}" for key, value in shares.items()))


def _share(levels, truth, of, counted) -> str:  # type: ignore[no-untyped-def]
    some = [got for got, meant in zip(levels, truth) if of(got, meant)]
    return f"{np.mean([counted(got) for got in some]):.3f} of {len(some)}" if some else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    messages, calm = safety_examples(), calm_messages()
    encoder = SmallE5(ROOT / "models", "talks")
    rows, mean = rows_of(messages, calm, encoder)
    left = np.flatnonzero([left_out(message) for message in messages])
    some, ordinary = [messages[n] for n in left], review_messages()
    trial = weights_of(encoder.name, mean, rows[np.setdiff1d(np.arange(len(rows.kinds)), left)])
    limits = {}
    for alone in (False, True):
        screener = LearnedScreen(trial, None if alone else encoder.read)
        found, calm_found = highest(screener, some), highest(screener, ordinary)
        limits[alone] = limits_of(some, found, ordinary, calm_found)
        print("words alone" if alone else "states and words", limits[alone].round(2).tolist())
        report([*some, *ordinary], np.concatenate([found, calm_found]), limits[alone])
    if write:
        kept = weights_of(encoder.name, mean, rows, limits[False], limits[True])
        half = ("looks", "dense", "words_alone")
        parts = {name: getattr(kept, name) for name in Weights.__dataclass_fields__ if name != "encoder"}
        parts = {name: value.astype(np.float16) if name in half else value for name, value in parts.items()}
        np.savez_compressed(PARAMETERS, encoder=np.array(encoder.name), **parts)
        print(f"{PARAMETERS.name} has {PARAMETERS.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
