"""Training the skill coder: `python -m bot train-coder --annomi PATH`."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.nlu.e5 import Encoding, load_looks
from bot.nlu.encoder import Encoder, SmallE5
from bot.pooling import Floats
from bot.practice.case import all_cases
from bot.settings import ROOT
from bot.skills.codes import CODES
from bot.skills.examples import Example, annomi_examples, own_examples
from bot.skills.features import Reader, Row
from bot.skills.fitting import LENGTHS_FOR_TALK, Table, block_scales, fit, stack, table, truth
from bot.skills.heads import CODE_COLUMNS, PARAMETERS, Heads, sigmoid
from bot.skills.lexical import SIGNS

# So many of every so many examples are learned from without what came before them, as a line may stand alone.
ALONE, EVERY = 2, 5
SHARES = (0.0, 0.25, 0.5, 0.75)
THRESHOLDS = np.arange(0.1, 0.91, 0.05)
FOLDS = 5
# One line in so many of the cases is enough to tell how far the languages stand apart.
LINES_APART = 3


def train_and_keep(annomi: Path | None, target: Path = PARAMETERS) -> int:
    """Train on our own examples, and AnnoMI's where a path is given; keep the parameters. Gives the exit status.

    Raises:
        FileNotFoundError: there is nothing at the path.
    """
    started = time.monotonic()
    examples = own_examples()
    if annomi is None:
        print("Without --annomi the coder learns from our own examples alone, and will do worse on real transcripts.")
    else:
        examples += annomi_examples(annomi / "annomi.csv" if annomi.is_dir() else annomi)
    encoder = SmallE5(ROOT / "models", "practice")
    train(prepare(examples, encoder), encoder.name).save(target)
    size = target.stat().st_size / 2**20
    print(f"{len(examples)} examples, {time.monotonic() - started:.0f} s; {target.name} has {size:.1f} MB")
    return 0


@dataclass(frozen=True)
class Prepared:
    """Examples as tables: with what came before, alone, and sentence by sentence.

    `owners` tells which example each row of `sentences` is of.
    """

    examples: list[Example]
    with_context: Table
    alone: Table
    sentences: Table
    owners: NDArray[np.int64]
    looks: Floats
    mean: Floats
    apart: Floats

    def blocks(self) -> dict[str, slice]:
        """Give where the numbers of each kind stand in a row."""
        width = len(self.mean)
        found = width * (1 + len(self.looks))
        end = self.with_context.dense.shape[1]
        blocks = {"mean": slice(0, width), "context": slice(found, end - SIGNS), "signs": slice(end - SIGNS, end)}
        return {**blocks, "looks": slice(width, found)} if len(self.looks) else blocks


def prepare(examples: Sequence[Example], encoder: Encoder, looks: Floats | None = None) -> Prepared:
    """Bring every text through the encoder, which takes minutes, and make the rows."""
    looks = load_looks("practice") if looks is None else looks
    mean, apart = _common(examples, encoder), _apart(encoder)
    reader = Reader(looks, mean, apart)
    encoded: dict[str, Encoding] = {}
    rows: list[Row] = []
    alone: list[Row] = []
    sentences: list[Row] = []
    owners: list[int] = []
    started = time.monotonic()
    for number, example in enumerate(examples):
        needed = {example.text, *example.before}
        # Utterances of a transcript stand in a row: only the last few are needed again.
        encoded = {text: encoded.get(text) or encoder.read(text) for text in needed}
        encoding, previous = encoded[example.text], example.before[0] if example.before else ""
        talk_in = example.language if example.speaker == "client" else None
        before = [encoded[text] for text in example.before]
        parts = reader.read(example.text, encoding, previous, before, language=talk_in)
        lonely = reader.read(example.text, encoding, parts=False, language=talk_in) if before else parts
        rows.append(parts.whole)
        alone.append(lonely.whole)
        if example.codes is not None:
            sentences += parts.sentences
            owners += [number] * len(parts.sentences)
        if sys.stderr.isatty() and number % 100 == 0:
            print(
                f"\r{number} of {len(examples)} examples, {time.monotonic() - started:.0f} s", end="", file=sys.stderr
            )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    return Prepared(list(examples), table(rows), table(alone), table(sentences), np.array(owners), looks, mean, apart)


def _common(examples: Sequence[Example], encoder: Encoder) -> Floats:
    """Give the mean of the mean states of every tenth text."""
    means = [encoder.read(example.text).states.mean(axis=0) for example in examples[::10]]
    return np.asarray(np.mean(means, axis=0), np.float32)


def _apart(encoder: Encoder) -> Floats:
    """Give how far Indonesian states stand from English ones, by the lines of the cases, which are written in both."""
    lines = [line.text for case in all_cases().values() for line in case.lines][::LINES_APART]
    means = [[encoder.read(line[language]).states.mean(axis=0) for language in ("id", "en")] for line in lines]
    return np.asarray(np.mean([indonesian - english for indonesian, english in means], axis=0), np.float32)


def fit_rows(data: Prepared, rows: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Fit on some of the examples, some of them without what came before; gives (dense, words, bias)."""
    lonely = rows % EVERY < ALONE
    both = stack([data.with_context[rows[~lonely]], data.alone[rows[lonely]]])
    dense, blocks = data.with_context.dense, data.blocks()
    scales, for_talk = block_scales(dense, blocks), block_scales(dense, blocks, LENGTHS_FOR_TALK)
    return fit(both, truth([data.examples[n] for n in [*rows[~lonely], *rows[lonely]]]), scales, for_talk)


def train(data: Prepared, encoder: str, folds: int = FOLDS) -> Heads:
    """Train on everything; the thresholds of the codes are chosen on examples left out in turn, in so many folds."""
    share, thresholds = _thresholds(data, folds)
    dense, words, bias = fit_rows(data, np.arange(len(data.examples)))
    return Heads(encoder, data.looks, data.mean, data.apart, dense, words, bias, thresholds, share)


def _thresholds(data: Prepared, folds: int) -> tuple[float, Floats]:
    coded = np.array([n for n, example in enumerate(data.examples) if example.codes is not None])
    whole, best = held_out_codes(data, coded, folds)
    wanted = truth([data.examples[n] for n in coded]).codes > 0
    found = {share: _best_thresholds(sigmoid((1 - share) * whole + share * best), wanted) for share in SHARES}
    share = max(found, key=lambda share: found[share][1])
    return share, found[share][0]


def held_out_codes(data: Prepared, coded: NDArray[np.int64], folds: int) -> tuple[Floats, Floats]:
    """Give the codes' margins of examples while they were left out: of the whole utterance, of its best sentence.

    Examples beside one another are often variations, so they are left out together.
    """
    whole = np.zeros((len(coded), len(CODES)), np.float32)
    best = np.zeros_like(whole)
    fold = (np.arange(len(coded)) // 20) % folds
    for number in range(folds):
        left = coded[fold == number]
        # The columns of the codes learn from coded examples alone.
        weights = fit_rows(data, np.setdiff1d(coded, left))
        whole[fold == number] = data.with_context[left].margins(*weights)[:, CODE_COLUMNS]
        inside = np.flatnonzero(np.isin(data.owners, left))
        each = data.sentences[inside].margins(*weights)[:, CODE_COLUMNS]
        rows = np.searchsorted(coded, data.owners[inside])
        some = np.full_like(whole, -np.inf)
        np.maximum.at(some, rows, each)
        best[fold == number] = some[fold == number]
    return whole, best


def _best_thresholds(chances: Floats, wanted: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Give each code's threshold of the best F1, and the mean of those F1."""
    scores = np.stack([_f1(chances >= threshold, wanted) for threshold in THRESHOLDS])
    # The best by a hair is chance: neighbours count as well.
    smooth = (np.roll(scores, 1, 0) + 2 * scores + np.roll(scores, -1, 0))[1:-1]
    best = smooth.argmax(axis=0) + 1
    return THRESHOLDS[best].astype(np.float32), float(scores[best, np.arange(len(best))].mean())


def _f1(given: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
    both = (given & wanted).sum(axis=0)
    return np.asarray(2 * both / np.maximum(1, given.sum(axis=0) + wanted.sum(axis=0)))
