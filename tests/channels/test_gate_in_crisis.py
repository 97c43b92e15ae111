"""The gate in a crisis: the hand-off comes first, whatever is down, and the talk waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.bootstrap import Services
from bot.channels.errors import TooLong, Unavailable
from bot.channels.gate import Gate
from bot.safety.context import Mode
from bot.safety.screen import Finding, screen_turns
from bot.storage.unit_of_work import UnitOfWork
from tests.channels.talks import DANGER, FakeTalker, consent, opened


async def test_a_crisis_is_answered_ahead_of_everything_and_the_talk_waits(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    reply = await gate.receive(session_id, DANGER)
    assert "119" in reply[0]["text"]
    assert talker.heard[-1][1] == {"intent": {"name": "crisis", "confidence": 1.0}, "entities": []}
    with UnitOfWork(gate.services.engine) as work:
        session = work.rows.session(session_id)
        assert session is not None
        (event,) = session.safety_events
        assert event.level in ("L2", "L3")
        assert event.rule


async def test_a_danger_denied_is_met_with_a_gentle_word_once_and_the_talk_goes_on(gate: Gate) -> None:
    session_id = await opened(gate)
    reply = await gate.receive(session_id, "bukan mau mati sih, cuma kosong", "m1")
    assert "119" in reply[0]["text"] and reply[-1]["text"] == "Lalu?"
    assert await gate.receive(session_id, "bukan mau mati sih, cuma kosong", "m1") == reply
    again = await gate.receive(session_id, "beneran, aku nggak mau mati", "m2")
    assert [message["text"] for message in again] == ["Hmm.", "Lalu?"]


async def test_who_owns_up_to_what_they_denied_is_handed_over(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, "bukan mau mati sih, cuma kosong")
    reply = await gate.receive(session_id, "kadang muncul sih")
    assert "119" in reply[0]["text"]
    assert talker.heard[-1][0] == "/crisis"
    other = await opened(gate)
    await gate.receive(other, "bukan mau mati sih, cuma kosong")
    assert [message["text"] for message in await gate.receive(other, "iya, capek aja")] == ["Hmm.", "Lalu?"]


@pytest.mark.parametrize(
    ("text", "first", "words"),
    [
        ("aku mau bunuh diri malam ini", "119 atau 112", "mengakhiri hidup hari ini"),
        ("suamiku mukulin aku barusan", "110 (polisi)", "bukan salah orang yang disakiti"),
        ("aku baru diperkosa", "129 (SAPA", "bukan salah orang yang mengalaminya"),
        ("gue mau bacok bapak tiri gue nanti malem", "119, lalu tekan 8", "Ambil jarak dulu"),
        ("aku barusan nelen 30 butir paracetamol", "119 atau 112", "kira-kira jam berapa"),
    ],
)
async def test_the_words_that_hand_over_fit_the_danger(gate: Gate, text: str, first: str, words: str) -> None:
    session_id = await opened(gate)
    said = (await gate.receive(session_id, text))[0]["text"]
    assert words in said
    labels = ("119 atau 112", "110 (polisi)", "129 (SAPA", "119, lalu tekan 8")
    assert min((said.find(label), label) for label in labels if label in said)[1] == first


async def test_who_fears_for_another_is_told_whom_to_call_once_and_the_talk_goes_on(gate: Gate) -> None:
    session_id = await opened(gate)
    reply = await gate.receive(session_id, "temanku mau bunuh diri")
    assert "119" in reply[0]["text"] and [message["text"] for message in reply[1:]] == ["Hmm.", "Lalu?"]
    again = await gate.receive(session_id, "temanku itu kemarin bilang mau bunuh diri")
    assert [message["text"] for message in again] == ["Hmm.", "Lalu?"]


async def test_a_crisis_is_answered_when_rasa_is_down(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    talker.down = True
    reply = await gate.receive(session_id, DANGER)
    assert "119" in reply[0]["text"]
    assert reply[-1]["custom"]["asked"] == "safety"


async def test_a_crisis_waits_for_no_chart_and_no_password(gate: Gate) -> None:
    session_id, loop, drawn = await opened(gate), asyncio.get_running_loop(), threading.Event()
    loop.set_default_executor(ThreadPoolExecutor(1))
    drawing = loop.run_in_executor(None, drawn.wait)
    try:
        reply = await asyncio.wait_for(gate.receive(session_id, DANGER), 5)
    finally:
        drawn.set()
        await drawing
    assert "119" in reply[0]["text"]


async def test_a_crisis_is_answered_when_the_database_is_down(gate: Gate) -> None:
    session_id = await opened(gate)
    with gate.services.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO gone")
    reply = await gate.receive(session_id, DANGER)
    assert "119" in reply[0]["text"]


async def test_a_hand_off_shown_while_something_was_down_is_caught_up_on(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    talker.down = True
    await gate.receive(session_id, DANGER, "m1")
    with pytest.raises(Unavailable):
        await gate.receive(session_id, "makasih", "m2")
    talker.down = False
    await gate.receive(session_id, "makasih", "m2")
    assert [text for text, _, _ in talker.heard[-2:]] == ["/crisis", "makasih"]
    with UnitOfWork(gate.services.engine) as work:
        session = work.rows.session(session_id)
        assert session is not None and len(session.safety_events) == 1


async def test_what_was_said_before_a_restart_is_still_screened_together(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    consent(gate, session_id)
    await gate.receive(session_id, "bukan mau mati sih, cuma kosong")
    again = Gate(gate.services, talker)
    assert "119" in (await again.receive(session_id, "kadang muncul sih"))[0]["text"]


async def test_a_crisis_in_a_message_that_is_too_long_is_seen(gate: Gate) -> None:
    session_id = await opened(gate)
    with pytest.raises(TooLong) as caught:
        await gate.receive(session_id, "lama sekali. " * 400 + DANGER)
    assert "119" in caught.value.messages[0]["text"]


class Uneasy:
    """Where it is learned from the phase how much caution there is, raises what is said at the beginning alone."""

    def __init__(self) -> None:
        self.phases: list[str | None] = []

    def screen(self, texts: Sequence[str], mode: Mode = "self_help", phase: str | None = None) -> Finding:
        self.phases.append(phase)
        alarming = "malam ini" in texts[-1] and phase != "plan"
        return Finding("L2", "learned.2", (0, 1)) if alarming else screen_turns(texts, mode)


async def test_what_alarms_is_heard_once_more_as_the_answer_that_it_is(services: Services, talker: FakeTalker) -> None:
    screener = Uneasy()
    gate = Gate(services, talker, screener)  # type: ignore[arg-type]
    session_id = await opened(gate)
    assert "119" in (await gate.receive(session_id, "malam ini di rumah"))[0]["text"]
    assert screener.phases[0] is None and screener.phases[1] not in (None, "plan")
    with UnitOfWork(gate.services.engine) as work:
        work.rows.move(session_id, "when", "plan", None)
        work.commit()
    assert (await gate.receive(session_id, "malam ini di rumah"))[-1]["text"] == "Lalu?"
    before = len(screener.phases)
    await gate.receive(session_id, "besok pagi")
    assert len(screener.phases) == before + 1, "of what does not alarm nobody asks the phase"
    assert "119" in (await gate.receive(session_id, DANGER))[0]["text"]


async def test_what_was_said_before_a_check_is_not_held_against_later_words(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, "aku mau mati")
    with UnitOfWork(gate.services.engine) as work:
        work.rows.move(session_id, "safety", "problem", None)
        work.commit()
    assert screen_turns(["aku mau mati", "obatnya sudah kubeli malam ini"]).level == "L3"
    assert (await gate.receive(session_id, "aku aman kok, lanjut"))[-1]["text"] == "Lalu?"
    assert (await gate.receive(session_id, "obatnya sudah kubeli malam ini"))[-1]["text"] == "Lalu?"
