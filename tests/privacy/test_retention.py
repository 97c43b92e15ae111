"""What is old goes by itself, and no more than that."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from bot import keeping
from bot.bootstrap import Services
from bot.channels.housekeeping import keep_house
from bot.channels.shared.rounds import EveryRound
from bot.services import clients, practice
from bot.services.opening import hash_code, open_session
from bot.services.retention import purge
from bot.settings import SettingsError, load_settings
from bot.storage.class_models import SignIn, SignInAttempt, Supervisor
from bot.storage.models import Consent, SafetyEvent, Tombstone
from bot.storage.unit_of_work import UnitOfWork
from tests.conftest import NOON


def visit(services: Services, days_ago: float, code: str | None = None, case: str | None = None) -> tuple[str, str]:
    """A session that many days ago, with consent; gives its id and the return code."""
    now = NOON - timedelta(days=days_ago)
    opened = open_session(
        services.engine, language="id", zone=None, country=None, return_code=code, hours=24, now=now, case=case
    )
    then = replace(services, clock=lambda: now)
    agree = practice.keep_practice if case else clients.record_consent
    given = {} if case else {"given": True}
    then.write(opened.session_id, "1", lambda rows, session, at: agree(rows, session, at, **given))
    return opened.session_id, opened.return_code


def present(services: Services, *sessions: str) -> list[bool]:
    return [services.read(session_id, lambda rows, session: True) is True for session_id in sessions]


def went(services: Services, dry_run: bool = False) -> dict[str, int]:
    purged = purge(services.engine, services.settings, NOON, dry_run)
    return {kind: number for kind, number in asdict(purged).items() if number}


def test_who_was_not_here_for_a_year_is_forgotten(services: Services) -> None:
    gone, _ = visit(services, 367)
    first, code = visit(services, 800)
    came_back, _ = visit(services, 364, code)
    assert went(services, dry_run=True) == {"clients": 1, "effects": 3}
    assert present(services, gone, first, came_back) == [True, True, True]
    assert went(services)["clients"] == 1
    assert present(services, gone, first, came_back) == [False, True, True]
    assert "clients" not in went(services)


def test_practice_goes_after_half_a_year_and_its_trainee_stays(services: Services) -> None:
    talk, code = visit(services, 200)
    old, _ = visit(services, 190, code, case="thesis")
    new, _ = visit(services, 3, code, case="thesis")
    assert went(services)["practices"] == 1
    assert present(services, talk, old, new) == [True, False, True]


def test_a_trainee_of_whom_no_session_is_left_is_forgotten_like_others(services: Services) -> None:
    _, code = visit(services, 190, case="thesis")

    def is_known() -> bool:
        with UnitOfWork(services.engine) as work:
            return work.rows.client_by_code(hash_code(code)) is not None

    assert went(services)["practices"] == 1
    assert is_known(), "they may come back for half a year more"
    purge(services.engine, services.settings, NOON + timedelta(days=174))
    assert is_known()
    purge(services.engine, services.settings, NOON + timedelta(days=176))
    assert not is_known()


def test_notes_of_hand_offs_go_after_ninety_days(services: Services) -> None:
    session_id, _ = visit(services, 1)
    with UnitOfWork(services.engine) as work:
        for days in (92, 80):
            work.rows.add(
                SafetyEvent(
                    session_id=session_id, at=NOON - timedelta(days=days), level="L2", rule="r", language="id",
                    mode="self_help",
                )
            )  # fmt: skip
        work.commit()
    assert went(services)["crises"] == 1
    assert services.read(session_id, lambda rows, session: len(session.safety_events)) == 1


def test_tombstones_go_when_nothing_can_come_for_them(services: Services) -> None:
    with UnitOfWork(services.engine) as work:
        work.rows.add(Tombstone(session_id="old", at=NOON - timedelta(days=31)))
        work.rows.add(Tombstone(session_id="new", at=NOON - timedelta(days=29)))
        work.commit()
    assert went(services) == {"tombstones": 1}


def test_tries_to_sign_in_and_sign_ins_go_when_they_are_over(services: Services) -> None:
    with UnitOfWork(services.engine) as work:
        work.rows.add(Supervisor(id="s", name="Bu Sari", password_hash="-", created_at=NOON))
        work.rows.flush()
        for minutes in (16, 14):
            work.rows.add(SignInAttempt(name_hash="n", at=NOON - timedelta(minutes=minutes)))
        for minutes in (-1, 1):
            work.rows.add(SignIn(supervisor_id="s", expires_at=NOON + timedelta(minutes=minutes)))
        work.commit()
    assert went(services, dry_run=True) == went(services) == {"attempts": 1, "sign_ins": 1}
    assert went(services) == {}


def test_more_than_one_batch_goes(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.retention.MOST_AT_ONCE", 2)
    for _ in range(5):
        visit(services, 400)
    assert went(services)["clients"] == 5


def test_practice_without_a_yes_goes_also_where_talks_may_be_kept(services: Services) -> None:
    talk, code = visit(services, 2)
    trainee, _ = visit(services, 2, code, case="thesis")
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(trainee)
        assert session is not None
        for consent in session.client.consents:
            if consent.purpose == "practice":
                work.rows.remove(consent)
        work.commit()
    assert services.forget_unkept() == [trainee]
    assert present(services, talk, trainee) == [True, False]


def test_talks_without_a_yes_go_also_where_practice_may_be_kept(services: Services) -> None:
    talk, code = visit(services, 2)
    trainee, _ = visit(services, 2, code, case="thesis")
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(talk)
        assert session is not None
        session.client.name = "Dewi"
        session.client.consents.append(Consent(version="2026-11", given=False, at=NOON))
        work.commit()
    assert services.forget_unkept() == [talk]
    assert present(services, talk, trainee) == [False, True]
    assert services.read(trainee, lambda rows, session: session.client.name) is None


async def test_a_running_server_purges_by_itself_and_survives_a_failure(services: Services) -> None:
    gone, _ = visit(services, 400)
    moments = iter([RuntimeError("the clock is broken")])

    def clock():  # type: ignore[no-untyped-def]
        for error in moments:
            raise error
        return NOON

    house = asyncio.create_task(keep_house(replace(services, clock=clock), EveryRound(), first=0, period=0.01))
    for _ in range(200):
        await asyncio.sleep(0.01)
        if present(services, gone) == [False]:
            break
    house.cancel()
    assert present(services, gone) == [False]


@pytest.mark.sqlite
def test_a_log_that_was_in_use_during_a_deletion_is_emptied_by_the_next_purge(services: Services) -> None:
    session_id, _ = visit(services, 1)
    rows = services.settings.data_dir / "rembuk.db"
    with closing(sqlite3.connect(rows)) as reader:
        reader.execute("BEGIN")
        reader.execute(f"SELECT * FROM {Consent.__tablename__}").fetchall()
        services.delete(session_id)
        assert rows.with_name(f"{rows.name}-wal").stat().st_size > 0
    went(services)
    assert rows.with_name(f"{rows.name}-wal").stat().st_size == 0


def test_the_command_tells_what_would_go(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    visit(services, 4000)
    assert keeping.purge(services.settings, dry_run=True) == 0
    said = capsys.readouterr().out
    assert "Would be deleted:" in said
    assert "1  clients not seen for 365 days" in said
    assert keeping.purge(services.settings, dry_run=False) == 0
    assert "1  clients not seen for 365 days" in capsys.readouterr().out


@pytest.mark.parametrize("days", ["0", "-3", "4000", "nan", "lama"])
def test_days_that_make_no_sense_are_refused(days: str) -> None:
    with pytest.raises(SettingsError, match="REMBUK_KEEP_DAYS"):
        load_settings({"REMBUK_KEEP_DAYS": days})
