"""Two replicas of each part behind nginx, with PostgreSQL and Redis, while they are killed and started again."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.faults.kills import UNLIMITED, check_all
from tests.faults.load import Talk, new_talk
from tests.many.machines import Machines
from tests.server import LONGEST_START, RunningRembuk

# Four processes of a model each take a while to start where other work keeps the machine busy.
pytestmark = [pytest.mark.services, pytest.mark.timeout(900)]
TALKS, AT_ONCE, TURNS = 100, 25, 5
# One of each, killed as nothing can refuse; then the others, one of them told to end, as at an update.
FALLS = (
    {"page-1": signal.SIGKILL, "actions-1": signal.SIGKILL},
    {"page-2": signal.SIGTERM, "actions-2": signal.SIGKILL},
)


class ManyRembuk(RunningRembuk):
    """What `make run-many` starts."""

    program = ("tools.many",)

    def __init__(self, folder: Path, **environment: str) -> None:
        super().__init__(folder, **environment)
        self.health = self.health[:1]

    def children(self) -> dict[str, int]:
        found = {}
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            try:
                told = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            except OSError:
                continue  # ended since it was listed
            names = [one.partition(b"=")[2].decode() for one in told if one.startswith(b"REMBUK_REPLICA=")]
            found |= {name: int(pid) for name in names}
        return found

    def wait_for(self, part: str) -> None:
        """Wait until a part that fell is there again."""
        deadline = time.monotonic() + LONGEST_START
        while f"{part} is there again" not in self.log.read_text():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)


@pytest.fixture(scope="module")
def many(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManyRembuk]:
    folder = tmp_path_factory.mktemp("many")
    environment = machines.migrated("many", folder / "migrating")
    with ManyRembuk(folder, REMBUK_LOGS="json", **environment, **UNLIMITED) as server:
        yield server


async def test_a_hundred_talks_lose_nothing_and_do_nothing_twice_while_replicas_fall(many: ManyRembuk) -> None:
    chance = random.Random(7)
    talks = [new_talk(many.url, number) for number in range(TALKS)]
    free = asyncio.Semaphore(AT_ONCE)

    async def hold(talk: Talk) -> None:
        async with free:
            await talk.go_on(TURNS, lambda: chance.uniform(0, 0.1))

    talking = asyncio.gather(*map(hold, talks))
    for falling in FALLS:
        await answered_more(talks, AT_ONCE, talking)
        for part, how in falling.items():
            os.kill(many.children()[part], how)
        assert not talking.done(), "the talks were over too soon to say anything"
        # The others go on alone, and fall only when these are back: as an update would do it.
        await answered_more(talks, AT_ONCE // 2, talking)
        for part in falling:
            await asyncio.to_thread(many.wait_for, part)
    await talking
    assert sum(talk.acknowledged for talk in talks) == TALKS * TURNS
    await check_all(many, talks)


async def answered_more(talks: list[Talk], more: int, talking: asyncio.Future[list[None]]) -> None:
    """Wait until so many more turns were answered, or all are."""
    wanted = sum(talk.acknowledged for talk in talks) + more
    deadline = time.monotonic() + LONGEST_START
    while sum(talk.acknowledged for talk in talks) < wanted and not talking.done():
        assert time.monotonic() < deadline, "nobody was answered"
        await asyncio.sleep(0.05)


def test_one_conversation_goes_on_at_any_replica(many: ManyRembuk) -> None:
    client = ScriptedClient(many.url, "id")
    client.go_on(STRAIGHT["id"], until="plan_confidence")
    assert client.export()["goals"][0]["plan"]["steps"]
    assert client.http.delete("/data").status_code == 200
    for _ in range(4):  # whichever replica is asked
        assert client.http.get("/history").status_code == 410
    written = [path for path in (many.folder / "nginx" / "tmp").rglob("*") if path.is_file()]
    assert not written and "open()" not in (many.folder / "nginx" / "service.log").read_text(), (
        "nginx writes bodies down"
    )


def test_what_is_longer_than_any_message_is_refused_in_the_callers_language(many: ManyRembuk) -> None:
    body = {"text": "a" * 2_200_000}
    for language, words in (("id", "terlalu panjang"), ("en", "too long")):
        answer = httpx.post(
            f"{many.url}/webhooks/widget/webhook", json=body, headers={"Accept-Language": language}, timeout=30
        )
        assert answer.status_code == 413 and words in answer.json()["error"]["message"]


def test_what_no_replica_can_answer_is_told_in_the_callers_language(many: ManyRembuk) -> None:
    pids = many.children()
    for part in ("page-1", "page-2"):
        os.kill(pids[part], signal.SIGKILL)
    for language, words in (("id", "Silakan kirim lagi"), ("en", "send it again")):
        answer = httpx.get(f"{many.url}/webhooks/widget/health", headers={"Accept-Language": language}, timeout=30)
        assert answer.status_code == 503 and words in answer.json()["error"]["message"]
        assert answer.headers["Retry-After"]
    assert httpx.get(f"{many.url}/", timeout=30).status_code == 404
