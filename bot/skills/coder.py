"""The skill coder: what a counselor does in an utterance and by which words, and what kind of talk a client's is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.language import Language, language_of
from bot.nlu.e5 import Encoding
from bot.nlu.encoder import Encoder, find_encoder
from bot.pooling import Floats, within
from bot.settings import ROOT
from bot.skills.codes import CODES, MAINS, TALKS, Coded, Main, Skill, Talk
from bot.skills.features import Parts, Reader
from bot.skills.heads import CHOICES, CODE_COLUMNS, NONE, Heads, chances, columns_of, load_heads, sigmoid, softmax
from bot.skills.sentences import Span, clauses

# What a clause run must hold of what spoke for a code in its sentence.
ENOUGH = 0.8
# Utterances whose encodings are kept: those before the present one are its context.
MOST_KEPT = 64
# Codes that the choices give, and the other codes by thresholds.
ASKED = {"open": "open", "closed": "closed"}
MIRRORED = {"simple": "simple_reflection", "complex": "complex_reflection"}
CHOSEN = ("question", *ASKED.values(), *MIRRORED.values())
# The codes that speak for a main behaviour, how much they say beside the choice, and the least chance they are given.
SPEAKING: dict[Main, tuple[str, ...]] = {
    "question": ("question",),
    "reflection": ("simple_reflection", "complex_reflection", "summary"),
    "therapist_input": ("giving_information", "persuade", "persuade_with_permission", "confront", "offer_options",
                        "propose_goal", "propose_step", "seek_collaboration"),
}  # fmt: skip
CODES_SAY = 0.1
# Within what is mainly a question or a reflection and holds no input, these count from this chance on.
PUSHING = ("persuade", "confront")
SURE = 0.75
# Where one of these is more likely than a reflection by so much, it is none.
CLEARLY = {"persuade": 0.4, "confront": 0.4, "affirm": 0.7}
LEAST = 0.05
# Which choice must not be none where the utterance mainly is this.
HOLDS: dict[Main, str] = {"question": "question", "reflection": "reflection", "therapist_input": "input"}

# How much the kinds of question, reflection and input count beside the main behaviour when they are made to fit.
EVIDENCE = 1.0


class SkillCoder:
    """Codes utterances in either language.

    Args:
        heads: what was trained.
        encoder: gives the states of tokens; without one (None) words alone are weighed, and more is missed.
    """

    def __init__(self, heads: Heads, encoder: Encoder | None) -> None:
        self._heads = heads
        self._encoder = encoder
        self._reader = Reader(heads.looks, heads.mean, heads.apart)
        self._kept: OrderedDict[str, Encoding] = OrderedDict()

    @classmethod
    def load(cls, encoder: Encoder | None = None, models: Path = ROOT / "models") -> SkillCoder:
        """Give the coder as it ships, with an encoder of its own where none is given and one can be had.

        Raises:
            FileNotFoundError, ValueError: see `load_heads`.
        """
        return cls(load_heads(), encoder or find_encoder(models, "practice"))

    def code(self, text: str, previous: str = "", earlier: str = "", encoding: Encoding | None = None) -> Coded:
        """Code a counselor's utterance.

        Args:
            previous: what was said right before, as a rule the client's words; "" where nothing was.
            earlier: what was said before that, as a rule the counselor's own.
            encoding: of the text, where the encoder has run already.
        """
        parts = self._parts(text, previous, earlier, encoding)
        whole = self._heads.margins(parts.whole)
        each = [self._heads.margins(row) for row in parts.sentences] if len(parts.spans) > 1 else [whole]
        odds = self._chances(whole, each)
        main, found = decide(whole, odds)
        given = {code for code in CODES if code not in CHOSEN and odds[code] >= self._threshold(code)}
        if main in ("question", "reflection") and found["input"] == NONE:
            given -= {code for code in PUSHING if odds[code] < SURE}
        if found["question"] != NONE:
            given |= {"question", ASKED[found["question"]]}
        if found["reflection"] != NONE:
            given.add(MIRRORED[found["reflection"]])
        skills = [
            Skill(code, start, end, round(odds[code], 4))
            for code in CODES if code in given
            for start, end in self._spans(code, text, parts, each)
        ]  # fmt: skip
        return Coded(text, tuple(skills), main, found["question"], found["reflection"], found["input"])

    def talk(
        self, text: str, previous: str = "", earlier: str = "", encoding: Encoding | None = None
    ) -> dict[Talk, float]:
        """Give how likely a client's utterance is talk of change, of staying the same, or neither; sums to 1."""
        # Talk of change stands in English transcripts; in Indonesian it is found by what is the same in both languages.
        language = language_of(f"{text} {previous} {earlier}", "en")
        parts = self._parts(text, previous, earlier, encoding, talk_in=language)
        shares = chances("talk", self._heads.margins(parts.whole))
        return {talk: shares[talk] for talk in TALKS}

    def hear(self, text: str) -> None:
        """Encode what was said, so that it costs nothing later as what came before."""
        self._encode(text)

    def _parts(
        self, text: str, previous: str, earlier: str, encoding: Encoding | None, talk_in: Language | None = None
    ) -> Parts:
        before = [self._encode(said) if said else None for said in (previous, earlier)]
        if encoding is None:
            encoding = self._encode(text)
        else:
            self._keep(text, encoding)
        return self._reader.read(text, encoding, previous, before, talk_in is None, talk_in)

    def _encode(self, text: str) -> Encoding | None:
        if self._encoder is None:
            return None
        if text not in self._kept:
            self._keep(text, self._encoder.read(text))
        return self._kept[text]

    def _keep(self, text: str, encoding: Encoding) -> None:
        self._kept[text] = encoding
        self._kept.move_to_end(text)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _chances(self, whole: Floats, each: Sequence[Floats]) -> dict[str, float]:
        best = np.max(each, axis=0)
        share = self._heads.share
        return dict(zip(CODES, sigmoid((1 - share) * whole + share * best)[CODE_COLUMNS].tolist()))

    def _threshold(self, code: str) -> float:
        return float(self._heads.thresholds[CODES.index(code)])

    def _spans(self, code: str, text: str, parts: Parts, each: Sequence[Floats]) -> list[Span]:
        """Give the sentences that a code is found in, the best one at least, each narrowed to its clauses."""
        column = CODE_COLUMNS.start + CODES.index(code)
        if not parts.spans:
            return [(0, len(text))]
        marks = np.array([margins[column] for margins in each])
        sure = marks >= max(0.0, float(np.log(self._threshold(code) / (1 - self._threshold(code)))))
        # One volley may ask twice, but only what stands out beside the best.
        chosen = [n for n in range(len(marks)) if n == marks.argmax() or (sure[n] and marks[n] >= marks.max() - 2)]
        return [self._narrowed(column, text, parts.spans[n]) for n in chosen]

    def _narrowed(self, column: int, text: str, span: Span) -> Span:
        pieces = clauses(text, span)
        encoding = self._kept.get(text)
        if len(pieces) < 2 or encoding is None:
            return span
        marks = self._reader.contributions(encoding, span, self._heads.dense[:, column])
        shares = np.array([marks[within(encoding.places, *piece)].sum() for piece in pieces])
        wanted = ENOUGH * shares[shares > 0].sum()
        runs = [(i, j) for i in range(len(pieces)) for j in range(i, len(pieces))]
        fitting = [(i, j) for i, j in runs if shares[i : j + 1].sum() >= wanted]
        if not fitting or wanted <= 0:
            return span
        first, last = min(fitting, key=lambda run: pieces[run[1]][1] - pieces[run[0]][0])
        return pieces[first][0], pieces[last][1]


def decide(margins: Floats, odds: Mapping[str, float]) -> tuple[Main, dict[str, str]]:
    """Give the likeliest main behaviour with the likeliest question, reflection and input, such that they fit.

    What mainly is a question holds one, and so on; what mainly is other holds none of them (so in AnnoMI). The codes
    have a say as well: plain advice is hardly ever the whole of what a transcript's counselor says, so by the choice
    alone, which learned from transcripts, it would be taken for something else.
    """
    said = {main: max(odds[code] for code in codes) for main, codes in SPEAKING.items()}
    logs = {name: np.log(softmax(margins[columns_of(name)]) + 1e-9) for name in CHOICES}
    options = []
    clearly = any(odds[code] - said["reflection"] >= more for code, more in CLEARLY.items())
    for number, main in enumerate(MAINS):
        if main == "reflection" and clearly:
            continue  # what judges, advises or praises says nothing back, whatever its form
        likely = said[main] if main in said else 1 - max(said.values())
        found, total = {}, float(logs["main"][number]) + CODES_SAY * float(np.log(max(likely, LEAST)))
        for holder, name in HOLDS.items():
            first = 1 if holder == main else 0
            best = 0 if main == "other" else first + int(logs[name][first:].argmax())
            found[name] = CHOICES[name][best]
            total += EVIDENCE * float(logs[name][best])
        options.append((total, -number, found))
    _, place, found = max(options, key=lambda option: option[:2])
    return MAINS[-place], found
