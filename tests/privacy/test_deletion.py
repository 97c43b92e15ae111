"""What is deleted is gone from every file, in plain and sealed; and nothing late brings it back."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot import keeping
from bot.bootstrap import Services
from bot.channels.errors import Deleted, Unavailable
from bot.channels.gate import Gate
from bot.services import clients
from bot.services.deletion import delete_by_code
from bot.services.opening import UnknownCodeError, open_session
from bot.settings import ROOT
from tests.channels.talks import FakeTalker
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.privacy.searching import canary, cells, found_in, places, sealed_cells
from tests.server import RunningRembuk

DATABASES = ("rembuk.db", "tracker.db")


def command(server: RunningRembuk, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT, env=server.environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def by_chat(server: RunningRembuk, client: ScriptedClient) -> None:
    client.say({"id": "hapus semua dataku", "en": "delete all my data"}[client.language])
    assert client.asked == "delete_confirm"
    client.press(0)


def by_http(server: RunningRembuk, client: ScriptedClient) -> None:
    assert client.http.delete("/data").status_code == 200


def by_command(server: RunningRembuk, client: ScriptedClient) -> None:
    done = command(server, "delete", client.return_code, "--yes")
    assert (done.returncode, done.stdout) == (0, "Deleted: 2 sessions.\n")


@pytest.mark.parametrize("delete", [by_chat, by_http, by_command])
def test_nothing_of_a_deleted_client_is_in_any_file(
    server: RunningRembuk, delete: Callable[[RunningRembuk, ScriptedClient], None]
) -> None:
    started = time.time()
    other = ScriptedClient(server.url, "en")
    other.go_on(STRAIGHT["en"], until="summary")
    before = sealed_cells(server.folder / name for name in DATABASES)
    words = [canary(), canary()]
    client = ScriptedClient(server.url, "en")
    script = {**STRAIGHT["en"], "goal": [STRAIGHT["en"]["goal"][0], f"{STRAIGHT['en']['goal'][1]} {words[0]}"]}
    client.go_on(script, until="plan_confidence")
    trainee = ScriptedClient(server.url, "id", client.return_code, mode="practice", case="thesis")
    trainee.say(f"Apa yang bikin kamu datang, {words[1]}?")
    exported = json.dumps(client.export())
    assert all(word in exported for word in words)
    theirs = sealed_cells(server.folder / name for name in DATABASES) - before
    assert len(theirs) > 60

    delete(server, client)

    for one in (client, trainee):
        for answer in (
            one.http.post("/webhook", json={"text": "halo"}),
            one.http.post("/webhook", json={"text": one.said[-1], "message_id": f"m{len(one.said)}"}),
            one.http.get("/history"), one.http.get("/export"), one.http.delete("/data"),
            one.http.post("/consent", json={"keep": True}),
        ):  # fmt: skip
            assert answer.status_code == 410
    again = httpx.post(f"{client.http.base_url}session", json={"return_code": client.return_code})
    assert again.status_code == 404
    everything = places(server.folder, started)
    assert not found_in(everything, words)
    for path in everything:
        content = path.read_bytes()
        assert not [sealed for sealed in theirs if sealed in content], f"sealed words are still in {path.name}"
    assert (server.folder / "rembuk.db-wal").stat().st_size == 0
    other.say("one more thing about that")
    assert other.export()["sessions"]


def test_of_a_deleted_client_only_tombstones_stay(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="goal")
    before = {(table, raw) for table, _, raw in cells(server.folder / "rembuk.db")}
    client.http.delete("/data")
    left = {(table, raw) for table, _, raw in cells(server.folder / "rembuk.db")} - before
    assert {table for table, _ in left} == {"tombstones"}
    assert len(left) == 2, "the id of the session and the time"


def test_the_command_asks_before_it_deletes(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_session(
        services.engine, language="id", zone=None, country=None, return_code=None, hours=24, now=services.clock()
    )
    answers: list[str] = []
    monkeypatch.setattr("builtins.input", lambda asked: answers.pop(0))
    for answer in ("", "n", "nope"):
        answers.append(answer)
        assert keeping.delete(services.settings, opened.return_code, sure=False) == 1
    assert rows(services) == 2
    with pytest.raises(UnknownCodeError):
        keeping.delete(services.settings, "AAAA-BBBB-CCCC", sure=True)
    answers += [opened.return_code.lower().replace("-", " "), "y"]
    assert keeping.delete(services.settings, None, sure=False) == 0
    assert rows(services) == 0


# ---- while a message is under way ------------------------------------------------------------------------------------


class SlowTalker(FakeTalker):
    """Answers when it is let; what it does meanwhile is up to the test."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services, self.begun, self.let = services, asyncio.Event(), asyncio.Event()

    async def answer(self, session_id: str, turn_id: str, *rest: Any) -> list[dict[str, Any]]:
        if rest[0] == "pelan":
            self.begun.set()
            await self.let.wait()
            try:
                self.services.write(session_id, turn_id, lambda rows, session, now: {"said": "late"})
            except Exception as error:
                raise Unavailable from error
        return await super().answer(session_id, turn_id, *rest)


def rows(services: Services) -> int:
    from bot.storage.models import metadata

    with services.engine.connect() as connection:
        names = [table.name for table in metadata.sorted_tables if table.name != "tombstones"]
        return sum(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in names)


async def test_a_deletion_waits_for_the_message_under_way_in_any_talk_of_the_client(services: Services) -> None:
    talker = SlowTalker(services)
    gate = Gate(services, talker)
    first = await gate.open({"language": "id"})
    second = await gate.open({"language": "id", "return_code": first.return_code})
    one, two = (gate.tokens.read(opening.token) for opening in (first, second))
    message = asyncio.create_task(gate.receive(one, "pelan", "m1"))
    await talker.begun.wait()
    deletion = asyncio.create_task(gate.delete(two))
    await asyncio.sleep(0.05)
    assert not deletion.done()
    talker.let.set()
    assert (await message)[-1]["text"] == "Lalu?"
    await deletion
    assert rows(services) == 0
    for session_id in (one, two):
        with pytest.raises(Deleted):
            await gate.receive(session_id, "pelan", "m1")


async def test_two_deletions_at_once_end_both(services: Services) -> None:
    gate = Gate(services, FakeTalker())
    first = await gate.open({"language": "id"})
    second = await gate.open({"language": "id", "return_code": first.return_code})
    ids = [gate.tokens.read(opening.token) for opening in (first, second)]
    done = await asyncio.wait_for(asyncio.gather(*map(gate.delete, ids), return_exceptions=True), 5)
    assert {type(one) for one in done} == {type(None), Deleted}


async def test_a_message_under_way_while_another_program_deletes_writes_nothing(services: Services) -> None:
    talker = SlowTalker(services)
    gate = Gate(services, talker)
    opening = await gate.open({"language": "id"})
    session_id = gate.tokens.read(opening.token)
    services.write(
        session_id, "consent", lambda rows, session, now: clients.record_consent(rows, session, now, given=True)
    )
    message = asyncio.create_task(gate.receive(session_id, "pelan", "m1"))
    await talker.begun.wait()
    delete_by_code(services.engine, opening.return_code, services.clock())
    talker.let.set()
    with pytest.raises(Deleted):
        await message
    assert rows(services) == 0
