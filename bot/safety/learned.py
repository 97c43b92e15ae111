"""The learned part of the screen: what is only implied, heard by its meaning. It may raise a level, never lower one.

A linear layer over the encoder's states tells how likely a message, or a part of it, is of each kind that its authors
told apart (a farewell, an idiom, a plan); the kinds' chances add up to how likely it reaches L1, L2 and L3. Learned
from hand-written messages (`tools/fit_screen.py`). Where there is no encoder, hashed words speak alone, and more is
missed. Deterministic: the same text gives the same level on the same machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.pooling import Floats, pool, within
from bot.safety.context import Mode
from bot.safety.folding import Folded
from bot.safety.lexicon import Level
from bot.safety.plain import plain
from bot.safety.screen import Finding
from bot.skills.lexical import counts, pieces
from bot.skills.sentences import Span, sentences

PARAMETERS = Path(__file__).parent / "learned.npz"
# The rule of what may be an L2: it is asked about, and nothing stops for it.
UNSURE = "learned.2:unsure"
REACHED: tuple[Level, ...] = ("L1", "L2", "L3")
# A message up to BRIEF is read in one. Up to WHOLE it is read in one, and its worst sentences by themselves, so that no
# crisis drowns in a story; of a longer one the worst sentences. So many letters of sentences are read at most.
BRIEF, WHOLE, WINDOW, MOST_LETTERS = 160, 400, 240, 240
# What is meant by fewer words depends on the question: "ketiduran lagi" answers one. The lexicon hears plain ones.
LEAST_WORDS, LEAST_WORDS_SURE = 3, 2
# Chosen because it sounds bad, or torn out of what was read, a part sounds worse than it is: so much must its log odds
# be higher.
CHOSEN, TORN = 1.0, 1.5

# What the lexicon hears nothing of, and words alone are this little worried by, is asked about, and stops nothing.
WORDS_CALM = 0.2
# So few words may mean anything ("be nice to have it done"): only what is nearly certain stops a talk, the rest is
# asked about. Of 124 dangerous messages of so few words that were left out of the tuning, 100 are found surely all the
# same, by the lexicon or above this.
FEW_WORDS, SURE_OF_FEW = 6, 0.988
# From this chance on trainees' own words are an L2: to ask "is this you or the role?" costs little.
OWN = 0.6
_SELF = re.compile(r"\b(?:aku|saya|gue|gua|gw|\w{3,}ku|i|i['’]?m|i['’]?ve|i['’]?d|me|my|myself)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:kamu|anda|kau|lo|lu|elo|\w{3,}mu|ibu|bu|bapak|pak|kak|mas|mbak|you|you['’]?re|your|yours|yourself|u|ur)\b",
    re.IGNORECASE,
)


class Read(Protocol):
    """What an encoder makes of a text; see `bot.nlu.e5.Encoding`."""

    @property
    def states(self) -> Floats: ...

    @property
    def places(self) -> NDArray[np.int32]: ...


@dataclass(frozen=True)
class Weights:
    """What was learned.

    Attributes:
        encoder: the name of the encoder whose states it was learned on.
        looks, mean: see `bot.pooling.pool`.
        dense, bias: numbers x kinds, kinds; what speaks for each kind of message, of states.
        levels: kinds; the level that a message of this kind calls for, as a number.
        words_alone, bias_alone: buckets x 3, 3; what speaks for each of REACHED, of words without states.
        limits: modes (self-help, practice) x 4, the chances from which on L1 is reached, L2, L2 for sure, and L3.
        limits_alone: the same of words without states.
    """

    encoder: str
    looks: Floats
    mean: Floats
    dense: Floats
    bias: Floats
    levels: Floats
    words_alone: Floats
    bias_alone: Floats
    limits: Floats
    limits_alone: Floats


class LearnedScreen:
    """Raises levels.

    Args:
        read: the encoder; None where there is none.
        begin: lets the encoder begin with a text that is read soon; None where it cannot.
    """

    def __init__(
        self, weights: Weights, read: Callable[[str], Read] | None, begin: Callable[[str], object] | None = None
    ) -> None:
        self._weights = weights
        self._read = read
        self._begin = begin
        # What is expected is raised right afterwards.
        self._chosen = lru_cache(maxsize=8)(self._choose)

    def expect(self, text: str) -> None:
        """Let the encoder begin with what will be read of a text, while the lexicon reads it."""
        if self._begin is not None:
            _, written, windows = self._chosen(text)
            for (start, end), _ in windows:
                self._begin(written[start:end])

    def raised(self, text: str, mode: Mode, finding: Finding, caution: float = 0.0) -> Finding:
        """Give the finding of the lexicon, or a higher one with its span in the text as given.

        Args:
            caution: by so much its log odds must be higher than usual.
        """
        folded, written, windows = self._chosen(text)
        limits = self._weights.limits_alone if self._read is None else self._weights.limits
        best = finding
        for (start, end), chances in self._chances(written, windows, mode, caution):
            own = heard_as(written[start:end], mode) != mode
            one, two, sure_two, three = limits[int(mode == "practice" and not own)]
            asked_from = np.array([one, OWN, OWN, three] if own else [one, two, sure_two, three])
            level, sure = level_of(chances, asked_from)
            if level == "L1" and mode == "practice" and not own:
                continue  # counselors speak of hopelessness, too
            if level >= "L2" and len(written[start:end].split()) < (LEAST_WORDS_SURE if sure else LEAST_WORDS):
                continue
            if sure and level >= "L2" and finding.level == "L0":
                part = written[start:end]
                few = mode == "self_help" and len(part.split()) <= FEW_WORDS and chances[1] < SURE_OF_FEW
                if few or self._words_calm(part):
                    level, sure = "L2", False
            rule = f"learned.{level[1]}" if sure else UNSURE
            if level > best.level or (level == best.level and best.rule == UNSURE and sure):
                best = Finding(level, rule, folded.span(start, end))
        return best

    def _words_calm(self, part: str) -> bool:
        return self._read is not None and float(self._by_words(part)[1]) < WORDS_CALM

    def chances(self, text: str, mode: Mode) -> list[tuple[Span, Floats]]:
        """Give each part of a plain text that was read, with how likely it reaches each of REACHED."""
        return self._chances(text, self._windows(text), mode)

    def _choose(self, text: str) -> tuple[Folded, str, list[tuple[Span, float]]]:
        """Give the plain text, how it is given to the encoder, and what of it is read."""
        folded = plain(text)
        # What was begun with the text as it was written serves for the plain one, too.
        same = folded.text == text.lower() and len(folded.text) == len(text)
        written = text if same and len(text) <= WHOLE else folded.text
        return folded, written, self._windows(written)

    def _chances(
        self, text: str, windows: Sequence[tuple[Span, float]], mode: Mode, caution: float = 0.0
    ) -> list[tuple[Span, Floats]]:
        found = []
        for (start, end), handicap in windows:
            window = text[start:end]
            encoding = self._read(window) if self._read is not None else None
            for first, last in dict.fromkeys([(0, len(window)), *sentences(window)]):
                more = caution if (first, last) == (0, len(window)) else caution + TORN
                reached = self._read_part(window, (first, last), encoding, mode, handicap + more)
                found.append(((start + first, start + last), reached))
        return found

    def _read_part(self, window: str, span: Span, encoding: Read | None, mode: Mode, handicap: float) -> Floats:
        """Give how likely a part of a window reaches each of REACHED."""
        part = window[slice(*span)]
        if encoding is None:
            return self._by_words(part, handicap)
        row = dense_row(encoding, span, heard_as(part, mode), self._weights.looks, self._weights.mean)
        margins = row @ self._weights.dense + self._weights.bias
        odds = np.exp(margins - margins.max())
        reached = (self._weights.levels >= np.arange(1, len(REACHED) + 1)[:, None]) @ (odds / odds.sum())
        chances = np.clip(reached, 1e-6, 1 - 1e-6)
        return np.asarray(1 / (1 + np.exp(handicap - np.log(chances / (1 - chances)))), np.float32)

    def _by_words(self, part: str, handicap: float = 0.0) -> Floats:
        buckets, weights = pieces(counts(part))
        margins = weights @ self._weights.words_alone[buckets] + self._weights.bias_alone
        return np.asarray(1 / (1 + np.exp(handicap - margins)), np.float32)

    def _windows(self, text: str) -> list[tuple[Span, float]]:
        """Give what of a text is read, each with its handicap."""
        if not text:
            return []
        chosen = [((0, len(text)), 0.0)] if len(text) <= WHOLE else []
        parts = [span for span in _cut(text) if span != (0, len(text))]
        if len(text) <= BRIEF:
            return chosen

        def sounds(span: Span) -> float:
            return float(self._by_words(text[slice(*span)])[1])

        letters = 0
        for start, end in sorted(parts, key=sounds, reverse=True):
            letters += end - start
            if letters > MOST_LETTERS:
                break
            chosen.append(((start, end), CHOSEN))
        return chosen


def dense_row(encoding: Read, span: Span, mode: Mode, looks: Floats, mean: Floats) -> Floats:
    """Give the numbers of a part of what was read; the last one tells practice from self-help."""
    inside = within(encoding.places, *span)
    states = encoding.states[inside] if inside.any() else encoding.states
    return np.append(pool(states, looks, mean), np.float32(mode == "practice"))


def heard_as(part: str, mode: Mode) -> Mode:
    """Trainees who speak of themselves and of nobody they talk with are heard as anybody is."""
    return "self_help" if mode == "practice" and _SELF.search(part) and not _OTHER.search(part) else mode


def level_of(chances: Floats, limits: Floats) -> tuple[Level, bool]:
    """Give the highest level that is reached, and whether that is sure; what is not surely L2 is no L3 either."""
    one, two, three = chances
    if two >= limits[2]:
        return ("L3" if three >= limits[3] else "L2"), True
    if two >= limits[1]:
        return "L2", False
    return ("L1" if one >= limits[0] else "L0"), True


def _cut(text: str) -> list[Span]:
    """Cut a text into sentences, what is longer than a window at words, and give each two neighbours together, too."""
    found: list[Span] = []
    for start, end in sentences(text):
        while end - start > WINDOW:
            cut = text.rfind(" ", start + WINDOW // 2, start + WINDOW)
            cut = start + WINDOW if cut < 0 else cut
            found.append((start, cut))
            # The next one begins a little before, so that no cut parts what belongs together.
            start = max(cut - WINDOW // 4, start + 1)
        found.append((start, end))
    return [*found, *((first, last) for (first, _), (_, last) in pairwise(found) if last - first <= WINDOW)]


def load_learned(
    read: Callable[[str], Read] | None,
    encoder: str,
    begin: Callable[[str], object] | None = None,
    file: Path = PARAMETERS,
) -> LearnedScreen:
    """Give the learned part as it ships; with another encoder than it was learned on, words alone speak.

    Raises:
        FileNotFoundError: nothing was learned here.
    """
    with np.load(file, allow_pickle=False) as kept:
        weights = Weights(
            encoder=str(kept["encoder"]),
            **{name: kept[name].astype(np.float32) for name in Weights.__dataclass_fields__ if name != "encoder"},
        )
    fits = encoder == weights.encoder
    return LearnedScreen(weights, read if fits else None, begin if fits else None)
