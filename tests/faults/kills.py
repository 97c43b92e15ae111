"""Killing parts at seeded random moments while clients talk."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.faults.checks import check_dialogues, check_rows, check_talk
from tests.faults.load import Talk, new_talk
from tests.server import RunningRembuk

# A start takes long while other things keep the machine busy.
PATIENCE = 300.0
# All clients are at one address, and a hurry of theirs is no attack.
UNLIMITED = {
    "REMBUK_MESSAGES_PER_MINUTE": "0",
    "REMBUK_REQUESTS_PER_MINUTE": "0",
    "REMBUK_SESSIONS_PER_MINUTE": "0",
    "REMBUK_MOST_AT_ONCE": "10000",
}
# Of each ten kills; `run` is the one that started the others and takes them along.
TEN = ("actions",) * 6 + ("rasa",) * 3 + ("run",)


@dataclass
class Killing:
    """What came of it."""

    killed: Counter[str] = field(default_factory=Counter)
    talks: list[Talk] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        return sum(talk.acknowledged for talk in self.talks)

    @property
    def resent(self) -> int:
        return sum(talk.resent for talk in self.talks)


async def kill_under_load(
    server: RunningRembuk, kills: int, clients: int, turns: int, seed: int, tell: Callable[[str], None] = lambda _: None
) -> Killing:
    """Kill parts while `clients` hold one talk of `turns` turns after the other; check all that they were told.

    Raises:
        AssertionError: something that was acknowledged is not there once and in order.
    """
    chance = random.Random(seed)
    result = Killing()
    over = asyncio.Event()

    async def talk_on(number: int) -> None:
        pace = random.Random(seed + number)
        while not over.is_set():
            talk = new_talk(server.url, len(result.talks))
            result.talks.append(talk)
            await talk.go_on(turns, lambda: pace.uniform(0, 0.3))

    talking = [asyncio.create_task(talk_on(number)) for number in range(clients)]
    try:
        deck: list[str] = []
        for number in range(kills):
            deck = deck or chance.sample(TEN, len(TEN))
            part = deck.pop()
            await asyncio.sleep(chance.uniform(0, 1))
            await asyncio.to_thread(_kill, server, part)
            result.killed[part] += 1
            # The next one may well be killed while this one is still starting: as soon as some were answered again.
            await _until_more(result, result.acknowledged + chance.randint(1, clients), talking)
            tell(f"{number + 1} of {kills} kills, {result.acknowledged} turns acknowledged, {result.resent} sent again")
    finally:
        over.set()
    await asyncio.gather(*talking)
    await check_all(server, result.talks)
    return result


async def talk_at_once(
    server: RunningRembuk, talks: int, turns: int, tell: Callable[[str], None] = lambda _: None
) -> Killing:
    """Hold so many talks at the same time, all from the beginning; check all that they were told."""
    result = Killing(talks=[new_talk(server.url, number) for number in range(talks)])
    talking = asyncio.gather(*(talk.go_on(turns) for talk in result.talks))
    while not talking.done():
        await asyncio.wait([talking], timeout=10)
        tell(f"{result.acknowledged} of {talks * turns} turns acknowledged, {result.resent} sent again")
    await talking
    await check_all(server, result.talks)
    return result


async def check_all(server: RunningRembuk, talks: Sequence[Talk]) -> None:
    for talk in talks:
        await check_talk(talk)
        await talk.http.aclose()
    check_rows(server)
    check_dialogues(server)


def _kill(server: RunningRembuk, part: str) -> None:
    if part == "run":
        server.kill(part)
        server.start()
    else:
        deadline = time.monotonic() + PATIENCE
        while part not in server.children():  # killed a moment ago, and not started again yet
            assert time.monotonic() < deadline, f"{part} was not started again"
            time.sleep(0.05)
        server.kill(part)


async def _until_more(result: Killing, acknowledged: int, talking: list[asyncio.Task[None]]) -> None:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE
    while result.acknowledged < acknowledged:
        for task in talking:
            if task.done():
                await task  # says what is wrong
        assert loop.time() < deadline, f"nobody was answered for {PATIENCE:.0f} s"
        await asyncio.sleep(0.05)
