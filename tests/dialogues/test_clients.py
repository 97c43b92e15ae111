"""Scripted clients over real HTTP, checked against the database and not against the words."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.language import LANGUAGES
from bot.storage.models import Client, Session, mapper_registry
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork
from tests.dialogues.client import STRAIGHT, ScriptedClient, straight_through
from tests.server import RunningRembuk

Check = Callable[[Repository, Client], Any]


def look(server: RunningRembuk, client: ScriptedClient, check: Check) -> Any:
    """Ask the database about the client behind a conversation."""
    engine = server.engine()
    try:
        with UnitOfWork(engine) as work:
            row = work.rows.client_by_code(_hash(client.return_code))
            assert row is not None
            return check(work.rows, row)
    finally:
        engine.dispose()


def _hash(code: str) -> str:
    from bot.services.opening import hash_code

    return hash_code(code)


def a_week_passes(server: RunningRembuk, client: ScriptedClient) -> None:
    """Set every time of the client's rows back by seven days: what was a moment ago was a week ago."""
    engine = server.engine()
    week = timedelta(days=7)
    with UnitOfWork(engine) as work:
        row = work.rows.client_by_code(_hash(client.return_code))
        assert row is not None
        for session in row.sessions:
            session.started_at -= week
            session.expires_at -= week
            session.ended_at = (session.ended_at or session.expires_at) - week
            for turn in session.turns:
                turn.at -= week
        for goal in row.goals:
            goal.created_at -= week
            for plan in goal.plans:
                plan.created_at -= week
                for step in plan.steps:
                    step.review_on -= week
        work.commit()
    engine.dispose()


def plan_of(rows: Repository, client: Client) -> dict[str, Any]:
    (goal,) = client.goals
    plan = goal.plans[-1]
    (step,) = plan.steps
    return {
        "goal": (goal.text, goal.status, goal.importance, goal.confidence),
        "versions": [(version.status, version.by) for version in goal.versions],
        "options": [(option.text, option.by, option.chosen) for option in goal.options],
        "plan": (plan.status, plan.confidence),
        "step": (step.action, step.when, step.obstacle, step.if_then, step.support, step.status),
        "starts": step.starts_at is not None,
        "purpose": client.sessions[-1].purpose,
        "rating": client.sessions[-1].rating.overall if client.sessions[-1].rating else None,
        "values": [value.text for value in client.values],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_straight_through(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    straight_through(client)
    said = STRAIGHT[language]
    kept = look(server, client, plan_of)
    assert kept["goal"] == (said["goal"][1], "agreed", 8.0, 5.0)
    assert kept["versions"] == [("proposed", "client"), ("agreed", "client")]
    assert [(text, by) for text, by, _ in kept["options"]] == [(text, "client") for text in said["options"][:2]]
    assert [chosen for _, _, chosen in kept["options"]].count(True) == 1
    assert kept["plan"] == ("agreed", 8.0)
    action, when, obstacle, if_then, support, status = kept["step"]
    assert action in said["step"][0]
    assert (when, obstacle, if_then, support, status) == (
        said["when"][0], said["obstacle"][0], said["if_then"][0], said["support"][0], "open",
    )  # fmt: skip
    assert kept["starts"]
    assert kept["purpose"] == said["goal"][0]
    assert kept["rating"] == 9.0
    assert kept["values"] == [said["importance"][1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_export_holds_it_all_in_the_clients_words(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language, timezone="Asia/Makassar")
    straight_through(client)
    said, exported = STRAIGHT[language], client.export()
    (goal,) = exported["goals"]
    assert goal["text"] == said["goal"][1]
    assert [entry["status"] for entry in goal["history"]] == ["proposed", "agreed"]
    assert [option["text"] for option in goal["options"]] == said["options"][:2]
    assert goal["plan"]["status"] == "agreed"
    (step,) = goal["plan"]["steps"]
    assert step["when"] == said["when"][0]
    assert step["starts_at"].endswith("+08:00")
    (session,) = exported["sessions"]
    assert session["rating"]["overall"] == 9
    spoken = [line["text"] for line in session["transcript"] if line["who"] == "client"]
    assert said["problem"][0] in spoken
    for wanted in ("html", "ics", "pdf"):
        answer = client.http.get(f"/export?format={wanted}")
        assert answer.status_code == 200
        assert answer.content


CORRECTION = {
    "id": "bukan, yang paling berat bukan malasnya tapi aku takut ibu kecewa",
    "en": "no, the hardest part isn't being alone, it's that I'm ashamed to tell my family",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrects_the_summary(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="summary")
    client.press(1)
    assert client.asked == "summary"
    client.say(CORRECTION[language])
    assert client.asked == "summary"
    client.go_on(STRAIGHT[language], until="none")
    kept = look(server, client, plan_of)
    assert kept["goal"][1] == "agreed"
    turns = look(server, client, lambda rows, row: [turn.text for turn in row.sessions[0].turns])
    assert CORRECTION[language] in turns


@pytest.mark.parametrize(("language", "back"), [("id", "balik ke pertanyaan tadi dong"), ("en", "go back one please")])
def test_goes_back(server: RunningRembuk, language: str, back: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="obstacle")
    client.say(back)
    assert client.asked == "when"
    other = {"id": "lusa jam 9 pagi aja", "en": "make that Friday at 9"}[language]
    client.say(other)
    assert client.asked == "obstacle"
    client.go_on(STRAIGHT[language], until="none")
    assert look(server, client, plan_of)["step"][1] == other


@pytest.mark.parametrize(
    ("language", "stop"), [("id", "udah dulu ya, mau pergi"), ("en", "I have to stop here for now")]
)
def test_stops_early_and_nothing_is_half_agreed(server: RunningRembuk, language: str, stop: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="support")
    client.say(stop)
    assert client.asked == "none"
    kept = look(server, client, plan_of)
    assert (kept["goal"][1], kept["plan"][0], kept["rating"]) == ("proposed", "draft", None)
    assert look(server, client, lambda rows, row: row.sessions[0].ended_at is not None)
    client.say({"id": "halo", "en": "hello"}[language])
    assert client.asked == "support"
    client.go_on(STRAIGHT[language], until="none")
    assert look(server, client, plan_of)["plan"][0] == "agreed"


@pytest.mark.parametrize(
    ("language", "delete"), [("id", "tolong hapus semua dataku"), ("en", "please delete all my data")]
)
def test_deletes_everything(server: RunningRembuk, language: str, delete: str) -> None:
    canary = f"kenariputih{language}"
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="goal")
    client.say(f"aku mau {canary}" if language == "id" else f"I want {canary}")
    session_id = look(server, client, lambda rows, row: row.sessions[0].id)
    client.say(delete)
    assert client.asked == "delete_confirm"
    client.press(0)
    assert client.asked == "none"
    for answer in (
        client.http.post("/webhook", json={"text": "halo"}),
        client.http.get("/history"),
        client.http.get("/export"),
        client.http.delete("/data"),
    ):
        assert answer.status_code == 410
        assert answer.json()["error"]["code"] == "deleted"
    assert client.http.post("/session", json={"return_code": client.return_code}).status_code == 404
    # A purge at work at that moment holds the write-ahead log; it empties it when it is through.
    until = time.monotonic() + 10
    while traces(server, session_id) != {"tombstones": 1} and time.monotonic() < until:
        time.sleep(0.1)
    assert traces(server, session_id) == {"tombstones": 1}
    assert not files_with(server, canary.encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_calls_the_deletion_off(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="importance")
    client.say({"id": "hapus semua dataku", "en": "delete my data"}[language])
    client.press(1)
    assert client.asked == "importance"
    assert len(look(server, client, lambda rows, row: row.goals)) == 1


@pytest.mark.parametrize(
    ("language", "report", "reason"),
    [
        ("id", "belum sempat sama sekali", "lembur terus seminggu ini"),
        ("en", "I didn't do it", "work ate the whole week"),
    ],
)
def test_returns_after_a_week(server: RunningRembuk, language: str, report: str, reason: str) -> None:
    first = ScriptedClient(server.url, language)
    straight_through(first)
    a_week_passes(server, first)
    assert first.http.post("/webhook", json={"text": "halo"}).status_code == 401
    client = ScriptedClient(server.url, language, return_code=first.return_code)
    assert client.asked == "followup"
    client.say(report)
    assert client.asked == "followup"
    client.say(reason)
    assert client.asked == "step"
    client.say({"id": "cukup buka filenya lima menit", "en": "just write her name on a sticky note"}[language])
    client.go_on(STRAIGHT[language], until="none")

    def check(rows: Repository, row: Client) -> Any:
        (goal,) = row.goals
        return {
            "plans": [plan.status for plan in goal.plans],
            "steps": [step.status for plan in goal.plans for step in plan.steps],
            "said": [review.said for plan in goal.plans for step in plan.steps for review in step.reviews],
            "sessions": len(row.sessions),
        }

    assert look(server, client, check) == {
        "plans": ["replaced", "agreed"],
        "steps": ["not_done", "open"],
        "said": [f"{report}\n{reason}"],
        "sessions": 2,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_wants_to_talk(server: RunningRembuk, language: str) -> None:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until="problem")
    client.press(0)
    for text in STRAIGHT[language]["problem"][:3]:
        client.say(text)
        assert client.asked == "problem"
    client.say({"id": "udah, lega. makasih ya", "en": "that's all, thanks for listening"}[language])
    assert client.asked == "rating"
    assert look(server, client, lambda rows, row: len(row.goals)) == 0


def test_without_consent_no_word_is_in_the_transcript(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id")
    client.press(1)
    client.go_on(STRAIGHT["id"], until="importance")
    (session,) = client.export()["sessions"]
    assert not [line for line in session["transcript"] if line["who"] == "client"]
    assert not look(server, client, lambda rows, row: row.consents[-1].given)


def test_switches_the_language_and_goes_on(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="goal")
    client.say("bisa pakai bahasa inggris aja?")
    assert client.asked == "goal"
    assert look(server, client, lambda rows, row: row.sessions[0].language) == "en"
    client.go_on(STRAIGHT["en"], until="none")
    assert look(server, client, plan_of)["plan"][0] == "agreed"


def test_a_hand_off_and_back_to_where_it_was(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="importance")
    client.say("aku pengen mati aja rasanya")
    assert client.asked == "safety"
    assert "119" in client.messages[0]["text"]
    client.say("iya")
    assert client.asked == "safety"
    client.say("aku udah aman kok, lanjut aja yang tadi")
    assert client.asked == "importance"
    (event,) = client.export()["safety"]
    assert event["level"] == "L2"


def traces(server: RunningRembuk, session_id: str) -> dict[str, int]:
    """Count the rows of every table that name a session, the tracker's included."""
    found = {}
    engine = server.engine()
    with engine.connect() as connection:
        for table in mapper_registry.metadata.sorted_tables:
            for column in table.columns:
                if column.name == "session_id" or (table.name == Session.__tablename__ and column.name == "id"):
                    rows = connection.execute(select(table).where(column == session_id)).all()
                    if rows:
                        found[table.name] = len(rows)
    engine.dispose()
    tracker = server.folder / "tracker.db"
    if session_id.encode() in tracker.read_bytes():
        found["tracker"] = 1
    return found


def files_with(server: RunningRembuk, word: bytes) -> list[Path]:
    return [path for path in server.folder.rglob("*") if path.is_file() and word in path.read_bytes()]
