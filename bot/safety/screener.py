"""The whole screen: the lexicon first, and where something was learned, what that raises."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress

from bot.safety.context import Mode
from bot.safety.learned import LearnedScreen
from bot.safety.screen import Finding, screen_turns

logger = logging.getLogger(__name__)

# Whoever is asked for a step, a time or a hindrance answers "tonight", "enough" and "I will stop", which would alarm at
# the beginning of a talk. The lexicon hears danger anywhere alike; what is learned must be so much surer here (in log
# odds; of those who say without plain words that they do not want to live, half are above three).
# Under `when` a time and a place are asked for, and "tonight in my room" is both.
CAUTION = {
    "consent": 2.5, "preferences": 1.5, "goal": 1.0, "options": 2.5, "plan": 2.5, "when": 6.0, "agreement": 2.5,
    "rating": 2.5, "review": 1.5,
}  # fmt: skip


class Screener:
    """Finds the level that a message calls for.

    Args:
        learned: None where there is nothing learned; the lexicon finds what is said in so many words without it.
    """

    def __init__(self, learned: LearnedScreen | None) -> None:
        self._learned = learned

    def screen(self, texts: Sequence[str], mode: Mode = "self_help", phase: str | None = None) -> Finding:
        """Give the finding of the last message, which the lexicon reads together with up to four before it.

        Args:
            phase: of the talk, or a question of it; where it is known; see `CAUTION`.
        """
        if self._learned is None or not texts:
            return screen_turns(texts, mode)
        with suppress(Exception):  # what is wrong is told below
            self._learned.expect(texts[-1])
        finding = screen_turns(texts, mode)
        if finding.level == "L3":
            return finding
        try:
            return self._learned.raised(texts[-1], mode, finding, CAUTION.get(phase or "", 0.0))
        except Exception as error:
            # Whatever is wrong with the encoder: what the lexicon found stands.
            logger.error("The learned part of the screen failed: %s", type(error).__name__)
            return finding
