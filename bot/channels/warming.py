"""Loading before it is asked for what would otherwise be waited for, and giving back what that left behind."""

from __future__ import annotations

import asyncio
import ctypes
import gc
from contextlib import suppress
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from bot.nlu.practice import prepare_cases
from bot.nlu.vectors import make_encoder
from bot.screening import make_screener


async def load_what_loads_late(app: Sanic, *_: Any) -> None:
    """Understand a message of each language now, so that nobody's first one waits for word lists and vectors.

    The cases are read beside the first talks: a quarter of the start, for what none needs before a client is chosen.
    """
    agent = getattr(app.ctx, "agent", None)
    if agent is not None and agent.is_ready():
        make_screener(make_encoder()).screen(["halo"])
        for text in ("halo, aku mau cerita", "hi, I want to talk"):
            await agent.processor.parse_message(UserMessage(text, metadata={"asked": "problem"}))
        app.add_task(asyncio.to_thread(_prepare_practice), name="prepare practice")
    else:
        give_back_memory()


def _prepare_practice() -> None:
    prepare_cases()
    give_back_memory()


def give_back_memory() -> None:
    """Return to the system what loading the model has left behind; glibc would keep it.

    What stays is there for good: the garbage collector need not look through it again and again.
    """
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL("libc.so.6").malloc_trim(0)
