"""What is shared in Redis: one at a time, each count once, and no word in plain."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from bot.bootstrap import Services, make_services
from bot.channels.errors import Unavailable
from bot.channels.gate import Gate
from bot.channels.limits import Limits
from bot.channels.messengers.chats import Chats
from bot.channels.messengers.said import Said
from bot.channels.shared import in_redis, make_shared
from bot.channels.shared.buckets import LocalBuckets
from bot.settings import Bounds, Settings, load_settings
from bot.storage.sharing import connect
from tests.channels.talks import DANGER, FakeTalker, opened, turns
from tests.many.machines import Machines

pytestmark = pytest.mark.services
ONE, OTHER = "session-1", "session-2"


@pytest.fixture
def shared_settings(their_database: dict[str, str], machines: Machines, settings: Settings) -> Settings:
    machines.empty(their_database)
    own = {"REMBUK_DATA_DIR": str(settings.data_dir), "REMBUK_KEYS": settings.keys[0]}
    return load_settings({**own, **their_database})


@pytest.fixture
def replicas(shared_settings: Settings) -> list[Services]:
    """Two processes of one installation, as far as what they share goes."""
    return [make_services(shared_settings) for _ in range(2)]


@pytest.fixture
async def client(machines: Machines) -> AsyncIterator[Redis]:
    client = connect(machines.redis.url)
    yield client
    await client.close()


async def test_a_conversation_is_one_processes_at_a_time(replicas: list[Services]) -> None:
    locks = [make_shared(replica).locks for replica in replicas]
    inside, most = 0, 0

    async def enter(number: int) -> None:
        nonlocal inside, most
        async with locks[number % 2].alone(ONE):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.002)
            inside -= 1

    await asyncio.wait_for(asyncio.gather(*map(enter, range(40))), 20)
    assert most == 1
    async with locks[0].alone(ONE), locks[1].alone(OTHER):
        pass  # another conversation need not wait


async def test_a_lock_lives_as_long_as_its_holder_and_no_longer(
    replicas: list[Services], client: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_redis, "LOCKED", 0.4)
    monkeypatch.setattr(in_redis, "RENEWED", 0.1)
    one, other = (make_shared(replica).locks for replica in replicas)
    async with one.alone(ONE):
        waiting = asyncio.create_task(other.alone(ONE).__aenter__())
        await asyncio.sleep(1)
        assert not waiting.done()
    await asyncio.wait_for(waiting, 1)
    await client.set("rembuk:lock:killed", "somebody", px=400)
    begun = time.monotonic()
    async with other.alone("killed"):
        assert 0.2 < time.monotonic() - begun < 3


async def test_nobody_gives_back_the_lock_of_another(replicas: list[Services], client: Redis) -> None:
    locks = make_shared(replicas[0]).locks
    async with locks.alone(ONE):
        await client.set("rembuk:lock:session-1", "another")
    assert await client.get("rembuk:lock:session-1") == b"another"


async def test_counts_are_of_all_processes_together(replicas: list[Services], client: Redis) -> None:
    bounds = Bounds(messages_per_minute=5)
    one, other = (Limits(bounds, make_shared(replica).buckets) for replica in replicas)
    taken = await asyncio.gather(
        *(limits.take_message(ONE) for limits in (one, other) for _ in range(15)), return_exceptions=True
    )
    assert taken.count(None) == 20, "four minutes' worth"
    await other.take_message(OTHER)
    names = b" ".join(await client.keys("*"))
    assert b"count" in names and ONE.encode() not in names


async def test_without_redis_everybody_counts_for_themselves(replicas: list[Services]) -> None:
    dead = load_settings({"REMBUK_REDIS_URL": "redis://127.0.0.1:1/0"})
    services = Services(replicas[0].engine, dead, replicas[0].clock)
    limits = Limits(Bounds(messages_per_minute=1), make_shared(services).buckets)
    taken = await asyncio.gather(*(limits.take_message(ONE) for _ in range(6)), return_exceptions=True)
    assert taken.count(None) == 4


async def test_a_crisis_told_in_pieces_at_two_replicas_is_seen_and_no_word_stands_in_redis(
    replicas: list[Services], client: Redis
) -> None:
    one, other = (Gate(replica, FakeTalker()) for replica in replicas)
    session_id = await opened(one)
    await one.receive(session_id, "aku sudah simpan obat tidur yang banyak", "m1")
    await other.receive(session_id, "hari ini capek sekali", "m2")
    before = await make_shared(replicas[0]).texts.before(session_id, "")
    assert before == ["aku sudah simpan obat tidur yang banyak", "hari ini capek sekali"]
    everything = b""
    for name in await client.keys("*"):
        kind = await client.type(name)
        values = await client.lrange(name, 0, -1) if kind == b"list" else [await client.get(name)]
        everything += name + b" ".join(values)
        assert kind != b"list" or 0 < await client.ttl(name) <= 24 * 3600
    assert b"gAAAA" in everything
    assert b"obat" not in everything and b"capek" not in everything
    await other.delete(session_id)
    assert not await client.keys(f"*{session_id}*")


async def test_a_hand_off_shown_at_one_replica_is_caught_up_on_at_another(replicas: list[Services]) -> None:
    talkers = [FakeTalker(), FakeTalker()]
    one, other = (Gate(replica, talker) for replica, talker in zip(replicas, talkers))
    session_id = await opened(one)
    talkers[0].down = True
    shown = await one.receive(session_id, DANGER, "m1")
    assert "119" in shown[0]["text"]
    await other.receive(session_id, "aku masih di sini", "m2")
    assert [text for text, *_ in talkers[1].heard] == ["/crisis", "aku masih di sini"]
    assert [turn.message_id for turn in turns(other, session_id)] == ["open", "m1", "m2"]


async def test_without_redis_nothing_is_answered_but_a_crisis(replicas: list[Services], machines: Machines) -> None:
    gate = Gate(replicas[0], FakeTalker())
    session_id = await opened(gate)
    machines.redis.kill()
    try:
        with pytest.raises(Unavailable):
            await gate.receive(session_id, "halo", "m1")
        shown = await gate.receive(session_id, DANGER, "m2")
        assert "119" in shown[0]["text"] and shown[-1]["custom"]["asked"] == "safety"
    finally:
        machines.redis.start()
    assert (await gate.receive(session_id, "halo", "m1"))[-1]["text"] == "Lalu?"
    assert [turn.message_id for turn in turns(gate, session_id)] == ["open", "m2", "m1"]


async def test_two_first_messages_of_a_chat_at_two_replicas_open_one_talk(replicas: list[Services]) -> None:
    limits = Limits(Bounds(), lambda _, rate: LocalBuckets(rate))
    chats = [Chats(Gate(replica, FakeTalker()), limits) for replica in replicas]
    said = [Said("telegram", "77", str(number), "halo") for number in range(2)]
    answers = await asyncio.gather(*(one.answer(what) for one, what in zip(chats, said)))
    assert all(answer.messages[-1]["text"] == "Lalu?" for answer in answers)
    with replicas[0].engine.connect() as connection:
        for table in ("clients", "chats"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 1, table


async def test_one_of_several_keeps_house(replicas: list[Services]) -> None:
    rounds = [make_shared(replica).rounds for replica in replicas]
    assert [await one.mine("purge", 60) for one in (*rounds, *rounds)] == [True, False, False, False]
