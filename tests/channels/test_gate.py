"""The gate, with a real database and a fake in Rasa's place."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.channels.errors import Deleted, Empty, GateError, Malformed, NoToken, TooLong, Unavailable, UnknownCode
from bot.channels.gate import Gate
from bot.channels.reports import give_statements, read_export
from bot.storage.models import Session
from bot.storage.unit_of_work import UnitOfWork
from tests.channels.talks import DANGER, FakeTalker, consent, later, opened, turns
from tests.conftest import NOON


async def test_the_bot_speaks_first_and_says_where_the_talk_stands(gate: Gate) -> None:
    opening = await gate.open({"language": "en"})
    assert opening.messages[-1]["custom"] == {"phase": "problem", "asked": "problem", "language": "en"}
    assert opening.expires_at == NOON + timedelta(hours=24)


async def test_a_repeated_message_is_answered_from_what_was_kept(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    first = await gate.receive(session_id, "halo", "m1")
    assert await gate.receive(session_id, "halo", "m1") == first
    assert len(talker.heard) == 2  # the opening and one message


async def test_the_same_message_twice_at_once_is_one_turn(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    first, second = await asyncio.gather(*(gate.receive(session_id, "halo", "m1") for _ in range(2)))
    assert first == second
    assert len(talker.heard) == 2


async def test_a_half_done_turn_is_run_again(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    talker.down = True
    with pytest.raises(Unavailable):
        await gate.receive(session_id, "halo", "m1")
    talker.down = False
    assert (await gate.receive(session_id, "halo", "m1"))[-1]["text"] == "Lalu?"
    assert [turn.status for turn in turns(gate, session_id)] == ["done", "done"]


async def test_before_consent_no_word_of_the_client_is_kept(gate: Gate) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, "namaku Dewi dan aku sedih")
    consent(gate, session_id)
    await gate.receive(session_id, "sekarang boleh")
    assert [turn.text for turn in turns(gate, session_id)] == [None, None, "sekarang boleh"]


@pytest.mark.parametrize("typed", ["/affirm", "/restart", '/rate{"rating": 9}', "  /affirm"])
async def test_a_typed_slash_is_text(gate: Gate, talker: FakeTalker, typed: str) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, typed)
    text, act, _ = talker.heard[-1]
    assert act is None
    assert not text.startswith("/")
    assert text.endswith(typed.strip())


async def test_a_button_is_taken_only_where_it_was_offered(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, "Dua", payload='/propose_option{"option": "2"}')
    assert talker.heard[-1][1] == {
        "intent": {"name": "propose_option", "confidence": 1.0},
        "entities": [{"entity": "option", "value": "2"}],
    }
    await gate.receive(session_id, "hapus", payload="/delete_data")
    assert talker.heard[-1][:2] == ("hapus", None)
    with pytest.raises(Malformed):
        await gate.receive(session_id, "", payload="/delete_data")


@pytest.mark.parametrize(
    ("text", "error"), [("", Empty), ("   \n", Empty), ("\0\0", Empty), ("\ud800", Empty), ("a" * 4001, TooLong)]
)
async def test_what_cannot_be_answered_leaves_nothing_behind(gate: Gate, text: str, error: type[GateError]) -> None:
    session_id = await opened(gate)
    before = len(turns(gate, session_id))
    with pytest.raises(error):
        await gate.receive(session_id, text)
    assert len(turns(gate, session_id)) == before
    assert await gate.receive(session_id, "a" * 4000)


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(min_size=1, max_size=80))
async def test_any_text_is_answered_or_refused_with_a_reason(gate: Gate, text: str) -> None:
    session_id = await opened(gate)
    try:
        assert (await gate.receive(session_id, text))[-1]["custom"]["asked"]
    except Empty:
        assert not text.replace("\0", "").strip() or any(0xD800 <= ord(c) <= 0xDFFF for c in text)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("fault", "mended"), [("query_only = 1", "query_only = 0"), ("max_page_count = 1", "max_page_count = 1000000")]
)
async def test_a_database_that_takes_nothing_any_more_is_told_and_loses_nothing(
    gate: Gate, talker: FakeTalker, fault: str, mended: str
) -> None:
    def set_pragma(pragma: str) -> None:
        connection = gate.services.engine.raw_connection()
        connection.execute(f"PRAGMA {pragma}")
        connection.close()

    session_id = await opened(gate)
    consent(gate, session_id)
    long = "panjang sekali ceritanya " * 150
    told = gate.sessions.history(session_id)
    set_pragma(fault)
    with pytest.raises(Unavailable):
        for number in range(50):  # until the pages that are there are full
            await gate.receive(session_id, long, f"m{number}")
    assert "119" in (await gate.receive(session_id, DANGER, "danger"))[0]["text"]
    set_pragma(mended)
    assert (await gate.receive(session_id, long, f"m{number}"))[-1]["text"] == "Lalu?"
    lines = gate.sessions.history(session_id)
    assert lines[: len(told)] == told
    assert [line["text"] for line in lines if line["who"] == "client"].count(DANGER) == 1


@pytest.mark.sqlite
async def test_a_turn_whose_reply_was_not_kept_is_answered_from_the_dialogue(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    with gate.services.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE UPDATE ON turns BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Unavailable):
        await gate.receive(session_id, "halo", "m1")
    with gate.services.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER no")
    heard = len(talker.heard)
    assert (await gate.receive(session_id, "halo", "m1"))[-1]["text"] == "Lalu?"
    assert len(talker.heard) == heard, "it is not heard twice"


async def test_a_button_can_be_sent_again_after_a_failure_and_after_its_answer(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    talker.down = True
    with pytest.raises(Unavailable):
        await gate.receive(session_id, "", "m1", "/affirm")
    talker.down = False
    reply = await gate.receive(session_id, "", "m1", "/affirm")
    assert talker.heard[-1][0] == "/affirm"
    talker.buttons = False
    await gate.receive(session_id, "lalu begini", "m2")
    assert await gate.receive(session_id, "", "m1", "/affirm") == reply


async def test_turns_stay_in_order_when_the_clock_is_put_back(gate: Gate) -> None:
    session_id = await opened(gate)
    for number in range(3):
        later(gate, hours=-1)
        await gate.receive(session_id, "halo", f"m{number}")
    times = [turn.at for turn in turns(gate, session_id)]
    assert times == sorted(set(times))


async def test_deletion_leaves_a_tombstone(gate: Gate) -> None:
    session_id = await opened(gate)
    await gate.delete(session_id)
    for attempt in (gate.receive(session_id, "halo"), gate.delete(session_id)):
        with pytest.raises(Deleted):
            await attempt
    with pytest.raises(Deleted):
        gate.sessions.history(session_id)


async def test_a_return_code_makes_the_same_client_however_it_is_typed(gate: Gate) -> None:
    opening = await gate.open({"language": "id"})
    code = opening.return_code.lower().replace("-", " ")
    again = await gate.open({"language": "id", "return_code": code})
    assert again.return_code == opening.return_code
    clients = set()
    with UnitOfWork(gate.services.engine) as work:
        for token in (opening.token, again.token):
            session = work.rows.session(gate.tokens.read(token))
            assert isinstance(session, Session)
            clients.add(session.client_id)
    assert len(clients) == 1
    with pytest.raises(UnknownCode):
        await gate.open({"return_code": "AAAA-BBBB-CCCC"})


@pytest.mark.parametrize(
    "request_body",
    [{"language": "fr"}, {"timezone": "Mars/Base"}, {"timezone": "../etc/passwd"}, {"country": "IDN"},
     {"country": 5}, {"return_code": ["x"]}, {"language": None}],
)  # fmt: skip
async def test_an_opening_that_makes_no_sense_is_malformed(gate: Gate, request_body: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        await gate.open(request_body)


async def test_an_expired_session_and_a_forged_token_open_nothing(gate: Gate) -> None:
    session_id = await opened(gate)
    later(gate, hours=25)
    with pytest.raises(NoToken):
        await gate.receive(session_id, "halo")
    for token in ("", "x", "e30.e30.e30", gate.tokens.sign(session_id, NOON - timedelta(days=900))):
        with pytest.raises(NoToken):
            gate.tokens.read(token)


async def test_what_may_not_be_kept_is_erased_an_hour_after_its_end(gate: Gate) -> None:
    kept, unkept = await opened(gate), await opened(gate)
    consent(gate, kept)
    consent(gate, unkept, given=False)
    for session_id in (kept, unkept):
        with UnitOfWork(gate.services.engine) as work:
            session = work.rows.session(session_id)
            assert session is not None
            session.ended_at = gate.services.clock()
            work.commit()
    later(gate, minutes=30)
    await gate.forget_unkept()
    assert gate.sessions.history(unkept)
    later(gate, minutes=31)
    await gate.forget_unkept()
    assert gate.sessions.history(kept)
    with pytest.raises(Deleted):
        gate.sessions.history(unkept)


async def test_a_question_beside_an_answer_is_met_and_the_answer_taken(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    reply = await gate.receive(session_id, "boleh. siapa yang baca?", "m1")
    assert [text for text, _, _ in talker.heard[1:]] == ["siapa yang baca?", "boleh"]
    assert [message["text"] for message in reply] == ["Hmm.", "Hmm.", "Lalu?"]
    assert [turn.message_id for turn in turns(gate, session_id)] == ["open", "m1"]


async def test_a_wish_for_the_other_language_beside_an_answer_is_met_and_the_answer_taken(
    gate: Gate, talker: FakeTalker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hear(text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        return ("switch_language" if "inggris" in text else "describe_problem"), 0.9

    monkeypatch.setattr(talker, "hear", hear)
    session_id = await opened(gate)
    reply = await gate.receive(session_id, "skripsiku macet, pakai bahasa inggris aja", "m1")
    assert [text for text, _, _ in talker.heard[1:]] == ["pakai bahasa inggris aja", "skripsiku macet"]
    assert [message["text"] for message in reply] == ["Hmm.", "Hmm.", "Lalu?"]


async def test_a_bare_no_before_a_wish_about_the_language_belongs_to_it(
    gate: Gate, talker: FakeTalker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hear(text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        return ("switch_language" if "Indonesian" in text else "deny"), 0.9

    monkeypatch.setattr(talker, "hear", hear)
    session_id = await opened(gate)
    await gate.receive(session_id, "no, keep Indonesian please", "m1")
    assert [text for text, _, _ in talker.heard[1:]] == ["no, keep Indonesian please"]


async def test_a_title_typed_out_is_its_button(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, "dua.", "m1")
    text, act, _ = talker.heard[-1]
    assert text == '/propose_option{"option": "2"}' and act is not None
    await gate.receive(session_id, "dua kali", "m2")
    assert talker.heard[-1][:2] == ("dua kali", None)


async def test_who_answers_after_hours_without_a_greeting_is_welcomed_first(gate: Gate, talker: FakeTalker) -> None:
    session_id = await opened(gate)
    await gate.receive(session_id, "aku capek", "m1")
    later(gate, hours=2)
    await gate.receive(session_id, "kerjaan numpuk", "m2")
    later(gate, hours=4)
    reply = await gate.receive(session_id, "besok jam 7", "m3")
    assert [text for text, _, _ in talker.heard[1:]] == ["aku capek", "kerjaan numpuk", "/greet", "besok jam 7"]
    assert [message["text"] for message in reply] == ["Hmm.", "Hmm.", "Lalu?"]


async def test_a_code_that_was_not_used_for_a_year_is_forgotten_and_each_visit_counts_anew(gate: Gate) -> None:
    code = (await gate.open({"language": "id"})).return_code
    consent(gate, gate.tokens.read((await gate.open({"return_code": code})).token))
    for _ in range(2):
        later(gate, days=364)
        assert (await gate.open({"return_code": code})).return_code == code
    later(gate, days=366)
    with pytest.raises(UnknownCode):
        await gate.open({"return_code": code})


async def test_a_report_of_what_was_deleted_since_it_was_asked_for_is_gone(gate: Gate) -> None:
    session_id = await opened(gate, mode="practice", case="thesis")
    await gate.delete(session_id)
    with pytest.raises(Deleted):
        read_export(gate, session_id)
    with pytest.raises(Deleted):
        give_statements(gate, session_id, with_text=True)
