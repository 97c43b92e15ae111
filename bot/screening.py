"""The crisis screen with its encoder: the one place where the two are put together."""

from __future__ import annotations

import logging
import zipfile
from functools import lru_cache

from bot.nlu.encoder import EarlyEncoder, Encoder
from bot.safety.learned import load_learned
from bot.safety.screener import Screener

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def make_screener(encoder: Encoder | None) -> Screener:
    """Give the screen as it ships, one a process; without an encoder its learned part hears words alone.

    Where what was learned cannot be read, the lexicon screens alone, and the log says so: a screen there must be.
    """
    try:
        if encoder is None:
            return Screener(load_learned(None, ""))
        early = encoder if isinstance(encoder, EarlyEncoder) else EarlyEncoder(encoder)
        return Screener(load_learned(early.read, early.name, early.begin))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        logger.error("The learned part of the screen is missing: %s", type(error).__name__)
        return Screener(None)
