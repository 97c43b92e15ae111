"""While the server runs, what is old or not to be kept goes by itself."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from sanic import Sanic

from bot.bootstrap import Services, get_services
from bot.channels.shared.rounds import Rounds
from bot.services.retention import purge

logger = logging.getLogger(__name__)

# Seconds: after the start, when the tables are there; and between two rounds.
FIRST = 30.0
PERIOD = 600.0


async def begin_housekeeping(app: Sanic, *_: Any) -> None:
    app.ctx.rembuk_housekeeping = asyncio.create_task(keep_house(get_services(), app.ctx.rembuk_shared.rounds))


async def end_housekeeping(app: Sanic, *_: Any) -> None:
    task: asyncio.Task[None] | None = getattr(app.ctx, "rembuk_housekeeping", None)
    if task is not None:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def keep_house(services: Services, rounds: Rounds, first: float = FIRST, period: float = PERIOD) -> None:
    """Purge again and again, of several servers one; a round that fails is made up for by the next one."""
    await asyncio.sleep(first)
    while True:
        try:
            if not await rounds.mine("purge", period * 0.9):
                await asyncio.sleep(period)
                continue
            # In a thread of its own: people are talking meanwhile.
            await asyncio.to_thread(purge, services.engine, services.settings, services.clock())
        except Exception as error:
            logger.error("Old data could not be deleted now: %s", type(error).__name__)
        await asyncio.sleep(period)
