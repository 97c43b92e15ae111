"""The export of a client's data, held against the shape that DESIGN.md fixes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.services.export import export_client
from bot.storage.models import (
    Client,
    Consent,
    Goal,
    GoalRating,
    GoalVersion,
    Option,
    Plan,
    Preference,
    Rating,
    Review,
    SafetyEvent,
    Session,
    SessionPreference,
    Step,
    Turn,
    Value,
)
from bot.storage.unit_of_work import UnitOfWork

NOON = datetime(2026, 3, 9, 5, 0, tzinfo=timezone.utc)  # noon in Jakarta, one in the morning in New York


def new_client(**columns: Any) -> Client:
    return Client(id="c" * 32, created_at=NOON, **columns)


def new_session(client: Client, session_id: str = "talk", **columns: Any) -> Session:
    columns = {"language": "id", "started_at": NOON, "expires_at": NOON + timedelta(days=1), **columns}
    return Session(id=session_id, client=client, **columns)


def new_goal(client: Client, **columns: Any) -> Goal:
    return Goal(client=client, session_id="talk", **{"text": "lulus Juli", "created_at": NOON, **columns})


def new_plan(status: str, action: str, minutes: int = 0) -> Plan:
    return Plan(
        status=status,
        created_at=NOON + timedelta(minutes=minutes),
        steps=[Step(number=1, action=action, status="open")],
    )


def new_turn(number: int, *, text: str | None = None, reply: Sequence[str] = (), status: str = "done") -> Turn:
    messages = [{"text": said} for said in reply] or None
    return Turn(message_id=str(number), number=number, status=status, at=NOON, text=text, reply=messages)


def new_safety_event(level: str, rule: str, at: datetime = NOON) -> SafetyEvent:
    return SafetyEvent(at=at, level=level, rule=rule, language="id", mode="self_help")


def exported(engine: Engine, *rows: Any, session_id: str = "talk") -> dict[str, Any]:
    """Keep the rows, and export the client of a session as a later request would."""
    with UnitOfWork(engine) as work:
        for row in rows:
            work.rows.add(row)
        work.commit()
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        assert session is not None
        return export_client(work.rows, session)


def full_rows(zone: str = "Asia/Jakarta") -> Session:
    client = new_client(name="Dewi", form="kak", zone=zone, country="ID")
    client.values = [Value(text="jujur", at=NOON), Value(text="keluarga", at=NOON + timedelta(minutes=1))]
    client.consents = [Consent(version="2026-11", given=True, at=NOON)]
    client.preferences = [Preference(kind="pace", choice="slow"), Preference(kind="tone", choice="direct")]
    goal = new_goal(client, status="agreed", importance=9.0, confidence=6.0)
    goal.versions = [
        GoalVersion(number=1, text="pengen lulus", status="proposed", by="client", at=NOON),
        GoalVersion(number=2, text="lulus Juli", status="agreed", by="bot", at=NOON + timedelta(minutes=2)),
    ]
    goal.ratings = [GoalRating(kind="confidence", rating=6.0, at=NOON)]
    goal.options = [
        Option(number=1, text="chat dosbing", by="client", chosen=True),
        Option(number=2, text="pasang jam 25 menit", by="bot", chosen=False),
    ]
    step = Step(
        number=1,
        action="kirim pesan ke dosbing",
        when="besok jam 9 pagi",
        starts_at=NOON + timedelta(hours=21),
        where="kamar kos",
        obstacle="takut",
        if_then="kalau takut, tarik napas dulu",
        support="Rina",
        review_on=date(2026, 3, 17),
        status="partly",
        reviews=[
            Review(
                session_id="talk",
                outcome="partly",
                said="baru ngetik",
                helped="ditemani Rina",
                slip_sign="buka drakor lagi",
                at=NOON,
            )
        ],
    )
    goal.plans = [Plan(status="agreed", confidence=7.5, created_at=NOON, steps=[step])]
    session = new_session(client, phase="rating", purpose="biar lega", ended_at=NOON + timedelta(hours=1))
    session.preferences = [
        SessionPreference(kind="pace", choice="fast"),
        SessionPreference(kind="tone", choice="direct"),
    ]
    session.rating = Rating(overall=8.0, missing="kurang ditanya balik")
    session.turns = [
        new_turn(1, reply=["Halo!", "Boleh disimpan?"]),
        new_turn(2, text="skripsiku macet", reply=["Empat bulan?"]),
        new_turn(3, status="started", text="iya"),
    ]
    session.safety_events = [new_safety_event("L2", "wish_to_die")]
    return session


def test_everything_kept_is_in_the_export_under_the_keys_of_the_design(fresh_db: Engine) -> None:
    step = {
        "action": "kirim pesan ke dosbing",
        "when": "besok jam 9 pagi",
        "starts_at": "2026-03-10T09:00:00+07:00",
        "where": "kamar kos",
        "obstacle": "takut",
        "if_then": "kalau takut, tarik napas dulu",
        "support": "Rina",
        "review_on": "2026-03-17",
        "status": "partly",
        "reviews": [
            {
                "outcome": "partly",
                "said": "baru ngetik",
                "helped": "ditemani Rina",
                "own_part": None,
                "slip_sign": "buka drakor lagi",
                "slip_answer": None,
                "at": "2026-03-09T12:00:00+07:00",
            }
        ],
    }
    export = exported(fresh_db, full_rows())
    step["id"] = export["goals"][0]["plan"]["steps"][0]["id"]
    plan = {"status": "agreed", "confidence": 7.5, "steps": [step]}
    at = "2026-03-09T12:00:00+07:00"
    assert export == {
        "schema": 1,
        "client": {
            "name": "Dewi",
            "address": "kak",
            "values": ["jujur", "keluarga"],
            "zone": "Asia/Jakarta",
            "country": "ID",
            "minor": False,
            "since": at,
            "consents": [{"purpose": "self_help", "version": "2026-11", "given": True, "at": at}],
            "classes": [],
            "chats": 0,
        },
        "goals": [
            {
                "text": "lulus Juli",
                "status": "agreed",
                "importance": 9.0,
                "confidence": 6.0,
                "history": [
                    {"text": "pengen lulus", "status": "proposed", "by": "client", "at": at},
                    {"text": "lulus Juli", "status": "agreed", "by": "bot", "at": "2026-03-09T12:02:00+07:00"},
                ],
                "ratings": [{"kind": "confidence", "rating": 6.0, "at": at}],
                "options": [
                    {"text": "chat dosbing", "by": "client", "chosen": True},
                    {"text": "pasang jam 25 menit", "by": "bot", "chosen": False},
                ],
                "plan": plan,
                "plans": [plan],
            }
        ],
        "sessions": [
            {
                "mode": "self_help",
                "language": "id",
                "started_at": at,
                "ended_at": "2026-03-09T13:00:00+07:00",
                "phase": "rating",
                "purpose": "biar lega",
                "disagreements": 0,
                "preferences": {"pace": "fast", "tone": "direct"},
                "rating": {"heard": None, "goals": None, "approach": None, "overall": 8.0},
                "missing": "kurang ditanya balik",
                "transcript": [
                    {"who": "bot", "text": "Halo!", "at": at},
                    {"who": "bot", "text": "Boleh disimpan?", "at": at},
                    {"who": "client", "text": "skripsiku macet", "at": at},
                    {"who": "bot", "text": "Empat bulan?", "at": at},
                    {"who": "client", "text": "iya", "at": at},
                ],
            }
        ],
        "practice": [],
        "safety": [{"at": at, "level": "L2", "rule": "wish_to_die"}],
        "access": [],
    }


def test_a_client_who_has_said_nothing_yet_gets_every_key_too(fresh_db: Engine) -> None:
    export = exported(fresh_db, new_session(new_client()))
    assert export["client"] | {"since": None} == {
        "name": None,
        "address": "kamu",
        "values": [],
        "zone": "Asia/Jakarta",
        "country": "ID",
        "minor": False,
        "since": None,
        "consents": [],
        "classes": [],
        "chats": 0,
    }
    assert (export["goals"], export["practice"], export["safety"]) == ([], [], [])
    (session,) = export["sessions"]
    assert session["rating"] == {"heard": None, "goals": None, "approach": None, "overall": None}
    assert (session["ended_at"], session["purpose"], session["preferences"], session["transcript"]) == (
        None,
        None,
        {},
        [],
    )


def test_the_export_can_be_written_as_json(fresh_db: Engine) -> None:
    export = exported(fresh_db, full_rows())
    assert json.loads(json.dumps(export)) == export


@pytest.mark.parametrize(
    ("zone", "started", "step_starts"),
    [
        ("Asia/Jayapura", "2026-03-09T14:00:00+09:00", "2026-03-10T11:00:00+09:00"),
        # The clocks went forward on the 8th.
        ("America/New_York", "2026-03-09T01:00:00-04:00", "2026-03-09T22:00:00-04:00"),
    ],
)
def test_times_are_those_of_the_clients_zone(fresh_db: Engine, zone: str, started: str, step_starts: str) -> None:
    export = exported(fresh_db, full_rows(zone))
    assert export["sessions"][0]["started_at"] == started
    assert export["goals"][0]["plan"]["steps"][0]["starts_at"] == step_starts
    assert export["goals"][0]["plan"]["steps"][0]["review_on"] == "2026-03-17"


@pytest.mark.parametrize(
    ("statuses", "in_force"),
    [
        ([], None),
        (["replaced", "agreed"], 1),
        (["agreed", "draft"], 0),
        (["draft", "agreed", "agreed"], 2),
        (["replaced", "draft", "draft"], 2),
        (["dropped", "replaced"], None),
    ],
)
def test_the_plan_is_the_newest_agreed_one_else_the_newest_draft(
    fresh_db: Engine, statuses: list[str], in_force: int | None
) -> None:
    client = new_client()
    goal = new_goal(client)
    goal.plans = [new_plan(status, f"langkah {number}", number) for number, status in enumerate(statuses)]
    (exported_goal,) = exported(fresh_db, new_session(client))["goals"]
    assert [plan["status"] for plan in exported_goal["plans"]] == statuses
    assert exported_goal["plan"] == (None if in_force is None else exported_goal["plans"][in_force])


def test_a_message_that_was_not_kept_is_missing_and_its_reply_is_there(fresh_db: Engine) -> None:
    session = new_session(new_client())
    session.turns = [new_turn(1, text=None, reply=["Aku dengar."])]
    (line,) = exported(fresh_db, session)["sessions"][0]["transcript"]
    assert (line["who"], line["text"]) == ("bot", "Aku dengar.")


def test_all_talks_of_the_client_are_there_and_nobody_elses(fresh_db: Engine) -> None:
    client = new_client()
    later = new_session(client, "later", language="en", started_at=NOON + timedelta(days=7))
    later.safety_events = [new_safety_event("L3", "b", later.started_at)]
    first = new_session(client)
    first.safety_events = [new_safety_event("L2", "a")]
    stranger = Client(id="s" * 32, created_at=NOON, name="orang lain")
    new_goal(stranger, text="tujuan orang lain")
    export = exported(fresh_db, later, first, new_session(stranger, "elsewhere"), session_id="later")
    assert [session["language"] for session in export["sessions"]] == ["id", "en"]
    assert [event["level"] for event in export["safety"]] == ["L2", "L3"]
    assert "orang lain" not in json.dumps(export)
