"""The crisis screen with its encoder: the one place where the two are put together."""

from __future__ import annotations

from bot.nlu.encoder import Encoder
from bot.safety.learned import load_learned
from bot.safety.screener import Screener


def make_screener(encoder: Encoder | None) -> Screener:
    """Give the screen as it ships; without an encoder its learned part hears words alone."""
    if encoder is None:
        return Screener(load_learned(None, ""))
    return Screener(load_learned(encoder.read, encoder.name))
