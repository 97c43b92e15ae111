"""Chats with a real database and a fake in Rasa's place: what is down, what is over, what came before."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine

from bot.bootstrap import Services
from bot.channels.gate import Gate
from bot.channels.limits import Limits
from bot.channels.messengers.chats import Chats
from bot.channels.messengers.said import Answer, Said
from bot.channels.messengers.showing import as_text
from bot.channels.shared.buckets import LocalBuckets
from bot.services import clients, goals
from bot.services.access import renew_code, revoke_code
from bot.services.chats import chat_secret, find_chat, hash_chat, link_chat
from bot.services.export import export_client
from bot.settings import Bounds, Settings
from bot.storage import rotation
from bot.storage.encryption import Cipher, carry
from tests.channels.talks import DANGER, FakeTalker

_ids = itertools.count(1)


class SafeTalker(FakeTalker):
    """Asks after a hand-off whether somebody is safe, as the dialogue does."""

    async def answer(
        self, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        messages = await super().answer(session_id, turn_id, text, act, metadata)
        return [{"text": "Aman?", "utter_action": "utter_ask_safety"}] if text == "/crisis" else messages


def limits(bounds: Bounds) -> Limits:
    return Limits(bounds, lambda _, rate: LocalBuckets(rate))


@pytest.fixture
def talker() -> FakeTalker:
    return SafeTalker()


@pytest.fixture
def gate(services: Services, talker: FakeTalker) -> Gate:
    return Gate(services, talker)


@pytest.fixture
def chats(gate: Gate) -> Chats:
    return Chats(gate, limits(Bounds()))


def sent(text: str, chat: str = "77", **more: object) -> Said:
    return Said(**{"messenger": "telegram", "chat": chat, "message_id": str(next(_ids)), "text": text, **more})  # type: ignore[arg-type]


async def said(chats: Chats, text: str, **more: object) -> str:
    return as_text(await chats.answer(sent(text, **more)), "telegram")


def session_of(gate: Gate, chats: Chats) -> str:
    with gate.services.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT session_id FROM chats").scalar_one())


def later(gate: Gate, **time: float) -> None:
    moment = gate.services.clock() + timedelta(**time)
    gate.services = replace(gate.services, clock=lambda: moment)
    gate.sessions._services = gate.services


def consent(gate: Gate, session_id: str) -> None:
    gate.services.write(
        session_id, "consent", lambda rows, session, now: clients.record_consent(rows, session, now, given=True)
    )


async def test_a_hand_off_comes_when_rasa_is_down_and_is_sent_for_longer(chats: Chats, talker: FakeTalker) -> None:
    await said(chats, "halo")
    talker.down = True
    answer = await chats.answer(sent(DANGER))
    assert "119" in as_text(answer, "telegram") and answer.urgent
    assert "kirim lagi" in await said(chats, "makasih")


async def test_a_hand_off_comes_in_a_first_message_when_no_session_can_be_opened(
    chats: Chats, talker: FakeTalker
) -> None:
    talker.down = True
    answer = await chats.answer(sent(DANGER))
    assert "119" in as_text(answer, "telegram") and answer.urgent


@pytest.mark.parametrize("table", ["chats", "secrets", "sessions", "turns"])
async def test_a_hand_off_comes_when_the_database_is_down(chats: Chats, gate: Gate, table: str) -> None:
    await said(chats, "halo")
    with gate.services.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO gone")
    for running in (chats, Chats(gate, limits(Bounds()))):
        answer = await running.answer(sent(DANGER))
        assert "119" in as_text(answer, "telegram") and answer.urgent
    if table in ("chats", "sessions"):
        assert "kirim lagi" in await said(chats, "halo")


async def test_a_message_that_comes_again_after_a_restart_is_not_answered_again(chats: Chats, gate: Gate) -> None:
    await said(chats, "halo")
    message = sent("aku capek")
    assert "Lalu?" in as_text(await chats.answer(message), "telegram")
    restarted = Chats(Gate(gate.services, FakeTalker()), limits(Bounds()))
    assert (await restarted.answer(message)).messages == []
    assert "Lalu?" in await said(restarted, "aku capek")


async def test_a_number_is_the_button_that_was_shown(chats: Chats, talker: FakeTalker) -> None:
    assert (await said(chats, "halo")).endswith("1. Ya\n2. Dua\nBalas dengan nomornya.")
    await said(chats, "2.")
    assert talker.heard[-1][0] == '/propose_option{"option": "2"}'
    await said(chats, "3")
    assert talker.heard[-1][:2] == ("3", None)


async def test_a_chat_goes_on_as_the_same_client_when_its_session_is_over(chats: Chats, gate: Gate) -> None:
    await said(chats, "halo")
    first = session_of(gate, chats)
    consent(gate, first)
    later(gate, hours=25)
    assert "lewat Telegram" not in await said(chats, "halo")
    second = session_of(gate, chats)
    assert first != second
    clients_of = [gate.services.read(one, lambda rows, session: session.client_id) for one in (first, second)]
    assert clients_of[0] == clients_of[1] is not None


async def test_a_chat_whose_client_was_not_to_be_kept_begins_anew(chats: Chats, gate: Gate) -> None:
    await said(chats, "halo")
    later(gate, hours=26)
    await gate.forget_unkept()
    with gate.services.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM chats").scalar_one() == 0
    assert "lewat Telegram" in await said(chats, "halo")


async def test_a_code_that_was_renewed_elsewhere_leaves_the_chat_with_nothing(chats: Chats, gate: Gate) -> None:
    await said(chats, "halo")
    first = session_of(gate, chats)
    consent(gate, first)
    gate.services.write(first, "code", lambda rows, session, now: _renew(session))
    later(gate, hours=25)
    assert "lewat Telegram" in await said(chats, "halo")
    client_of = [gate.services.read(one, lambda rows, s: s.client_id) for one in (first, session_of(gate, chats))]
    assert client_of[0] != client_of[1]


@pytest.mark.parametrize("replace_code", [renew_code, revoke_code])
async def test_who_came_in_with_a_code_that_is_taken_back_reads_and_deletes_nothing(
    chats: Chats, gate: Gate, replace_code: Callable[[Engine, str, datetime], object]
) -> None:
    opening = await gate.open({"language": "id"})
    own = gate.tokens.read(opening.token)
    consent(gate, own)
    gate.services.write(own, "goal", lambda rows, session, now: goals.take_goal(rows, session, now, text="lulus"))
    await said(chats, f"/kode {opening.return_code}")
    assert "lulus" in await said(chats, "/rencana")
    assert gate.services.read(own, export_client)["client"]["chats"] == 1  # type: ignore[index]
    await said(chats, "/hapus")
    replace_code(gate.services.engine, own, gate.services.clock())
    await said(chats, "1")
    assert "lulus" not in await said(chats, "/rencana")
    assert opening.return_code not in await said(chats, "/kode")
    await said(chats, "/hapus")
    await said(chats, "1")
    assert gate.services.read(own, lambda rows, session: session.client.goals[0].text) == "lulus"


async def test_a_chat_is_not_linked_by_a_code_that_was_just_renewed(chats: Chats, gate: Gate) -> None:
    opening = await gate.open({"language": "id"})
    own = gate.tokens.read(opening.token)
    renew_code(gate.services.engine, own, gate.services.clock())
    link_chat(gate.services.engine, "c" * 64, own, opening.return_code)
    assert find_chat(gate.services.engine, "c" * 64) is None


async def test_everything_goes_also_where_the_session_has_gone_already(chats: Chats, gate: Gate) -> None:
    await said(chats, "halo")
    consent(gate, session_of(gate, chats))
    with gate.services.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE chats SET session_id = 'gone'")
    await said(chats, "/hapus")
    assert "sudah dihapus" in await said(chats, "1")
    with gate.services.engine.connect() as connection:
        for table in ("clients", "chats", "sessions", "turns"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


async def test_who_writes_too_fast_is_told_once_and_still_handed_over(gate: Gate) -> None:
    chats = Chats(gate, limits(Bounds(messages_per_minute=0.25)))
    await said(chats, "halo")
    assert "terlalu cepat" in await said(chats, "satu")
    assert await said(chats, "dua") == ""
    assert "119" in await said(chats, DANGER)
    assert "Halo" not in await said(chats, "halo", chat="78", language="en"), "another chat has a count of its own"


async def test_a_message_that_is_too_long_is_screened(chats: Chats) -> None:
    await said(chats, "halo")
    answer = await said(chats, f"{DANGER} " + "a " * 3000)
    assert "119" in answer and "4.000" in answer


async def test_in_a_group_nobody_is_singled_out_whatever_is_down(chats: Chats, gate: Gate) -> None:
    assert "bunuh" not in await said(chats, DANGER, chat="-5", kind="group")
    with gate.services.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE secrets RENAME TO gone")
    assert (await Chats(gate, limits(Bounds())).answer(sent(DANGER, chat="-6", kind="group"))).messages == []


async def test_a_chat_is_known_after_a_change_of_keys(settings: Settings, services: Services) -> None:
    before = hash_chat(chat_secret(services.engine), "telegram", "77")
    keys = (Fernet.generate_key().decode(), *settings.keys)
    rotation.reseal(settings, keys, lambda: None)
    carry(services.engine, Cipher(keys[:1]))
    assert hash_chat(chat_secret(services.engine), "telegram", "77") == before
    assert hash_chat(chat_secret(services.engine), "whatsapp", "77") != before


def test_an_answer_shows_no_chat_in_its_representation() -> None:
    assert "rahasia" not in repr(sent("rahasia", chat="rahasia")) and repr(Answer([]))


def _renew(session: object) -> dict[str, str]:
    session.client.return_code_hash = "0" * 64  # type: ignore[attr-defined]
    return {}
