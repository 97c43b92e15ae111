"""Whole talks with canary words in every kind of field, over the real thing; then every file and table is searched."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass, field

import httpx
import pytest

from tests.channels.classroom import Supervisor, join
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.privacy.searching import canary, cells, found_in, places
from tests.server import RunningRembuk

CRISIS = {"id": "aku mau bunuh diri, {}", "en": "I want to kill myself, {}"}
# One canary each; a talk whose rating is low asks in the next one what was missing.
FIELDS = ("preferences", "problem", "goal", "options", "step", "when", "obstacle", "if_then", "support")
DATABASES = ("rembuk.db", "tracker.db")


@dataclass
class Told:
    """The canaries that were told in this file so far, and when the first one was."""

    started: float = field(default_factory=time.time)
    words: list[str] = field(default_factory=list)

    def word(self) -> str:
        self.words.append(canary())
        return self.words[-1]


@pytest.fixture(scope="module")
def told() -> Told:
    return Told()


def answers(told: Told, language: str) -> dict[str, list[str]]:
    """The answers of the usual talk, each with a canary of its own where it is told in words."""
    script = {asked: list(lines) for asked, lines in STRAIGHT[language].items()}
    name = told.word().capitalize()
    # "Kak Dewi" is said wherever the bot speaks to somebody, so it is in reach of every error in speaking.
    script["preferences"] = [{"id": f"panggil aku Kak {name}", "en": f"call me {name}"}[language]]
    for asked in FIELDS[1:]:
        lines = script[asked]
        # A word that nobody knows may be misheard; then the answer is given again without it.
        script[asked] = [f"{lines[0]} {told.word()}", *(lines[1:] or lines)]
    script["goal"] = [f"{script['goal'][0]}", f"{STRAIGHT[language]['goal'][1]} {told.word()}"]
    script["importance"] = ["8", f"{script['importance'][1]} {told.word()}"]
    script["rating"] = ["2"]
    return script


def put(client: ScriptedClient, text: str, **extra: str) -> httpx.Response:
    return client.http.post("/webhook", json={"text": text, **extra})


def log_of(server: RunningRembuk) -> str:
    return "".join(path.read_text(errors="replace") for path in server.folder.rglob("*.log"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_talk_holds_its_canaries(server: RunningRembuk, told: Told, language: str) -> None:
    before = len(told.words)
    client = ScriptedClient(server.url, language)
    client.go_on(answers(told, language), until="none")
    back = ScriptedClient(server.url, language, client.return_code)
    back.say({"id": "kurang didengar soal {}", "en": "I was not heard about {}"}[language].format(told.word()))
    back.say(CRISIS[language].format(told.word()))
    assert back.asked == "safety"
    exported = json.dumps(back.export()).lower()
    assert not [word for word in told.words[before:] if word not in exported], "one that was never held proves nothing"
    for form in ("html", "pdf", "ics"):
        assert back.http.get(f"/export?format={form}").status_code == 200


def test_a_practice_holds_its_canaries(server: RunningRembuk, told: Told) -> None:
    trainee = ScriptedClient(server.url, "id", mode="practice", case="thesis")
    words = [told.word() for _ in range(3)]
    trainee.say(f"Apa yang bikin kamu datang hari ini, {words[0]}?")
    trainee.say(f"Kedengarannya berat sekali, {words[1]}.")
    trainee.say(f"aku sendiri udah pengen mati aja rasanya {words[2]}")
    assert trainee.asked == "safety"
    exported = json.dumps(trainee.export()).lower()
    assert not [word for word in words if word not in exported]


def test_a_class_holds_its_canaries(server: RunningRembuk, told: Told) -> None:
    room = Supervisor(server, class_name=f"BK {told.word()}")
    told.words.append(room.name.removeprefix("Bu ").lower())
    trainee = ScriptedClient(server.url, "en", mode="practice", case="thesis")
    said, name, comment, guess = (told.word() for _ in range(4))
    trainee.say(f"What brings you here today, {said}?")
    assert join(trainee, room.code, name).status_code == 200
    (session_id,) = room.sessions()
    comments = f"/supervisor/sessions/{session_id}/comments"
    assert room.http.post(comments, json={"turn": 1, "text": f"well done {comment}"}).status_code == 201
    assert room.http.post(comments, json={"turn": 9, "text": comment}).status_code == 404
    assert room.http.post(comments, content=f'{{"text": "{comment}'.encode()).status_code == 400
    assert room.http.post("/supervisor/session", json={"name": guess, "password": guess}).status_code == 401
    shown = room.http.get(f"/supervisor/sessions/{session_id}").text + room.http.get("/supervisor/classes").text
    assert not [word for word in (said, name, comment) if word not in shown]
    exported = json.dumps(trainee.export()).lower()
    assert name in exported and comment in exported


def test_what_is_refused_is_seen_by_nobody(server: RunningRembuk, told: Told) -> None:
    client = ScriptedClient(server.url, "id")
    client.press(0)
    word = told.word()
    for text in (f"{word} " * 600, f"aku mau bunuh diri {word} " * 300):
        assert put(client, text).status_code == 413
    assert put(client, word, message_id="m" * 65).status_code == 400
    assert put(client, "", payload=f'/affirm{{"{word}": 1}}').status_code == 400
    for content in (f'{{"text": "{word}'.encode(), f'{{"text": ["{word}"]}}'.encode(), word.encode("utf-16")):
        assert client.http.post("/webhook", content=content).status_code == 400
    assert client.http.post(f"/{word}", json={"text": word}).status_code == 404
    assert client.http.put(f"/webhook?text={word}", json={"text": word}).status_code == 405
    assert client.http.get(f"/export?format={word}").status_code == 400
    assert httpx.post(f"{client.http.base_url}session", json={"return_code": word}).status_code == 404
    strange = client.http.post("/webhook", content=json.dumps({"text": f"\ud800 {word} \0"}).encode())
    assert strange.status_code == 200


def test_a_failing_action_tells_no_word(server: RunningRembuk, told: Told) -> None:
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="goal")
    database = sqlite3.connect(server.folder / "rembuk.db", timeout=20)
    database.execute("ALTER TABLE effects RENAME TO gone")
    try:
        assert put(client, f"aku pengen lulus bulan Juli {told.word()}").status_code == 503
    finally:
        database.execute("ALTER TABLE gone RENAME TO effects")
        database.close()
    assert "ActionFailedError" in log_of(server)


@pytest.mark.parametrize("name", DATABASES)
def test_a_locked_database_tells_no_word(server: RunningRembuk, told: Told, name: str) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on(STRAIGHT["en"], until="problem")
    before = len(log_of(server))
    database = sqlite3.connect(server.folder / name, timeout=20, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    try:
        put(client, f"my boss keeps calling me {told.word()}")
    finally:
        database.execute("ROLLBACK")
        database.close()
    assert len(log_of(server)) > before, "what fails is logged"


def test_no_canary_stands_in_any_file(server: RunningRembuk, told: Told) -> None:
    everything = places(server.folder, told.started)
    assert {"rembuk.db", "tracker.db", "rasa.log", "actions.log", "run.log"} <= {path.name for path in everything}
    assert len(told.words) > 20
    assert not found_in(everything, told.words)


def test_no_canary_stands_in_any_cell(server: RunningRembuk, told: Told) -> None:
    for name in DATABASES:
        content = list(cells(server.folder / name))
        assert content
        for table, column, raw in content:
            assert not [word for word in told.words if word.encode() in raw.lower()], f"{name}: {table}.{column}"


def test_no_key_stands_outside_the_key_file(server: RunningRembuk) -> None:
    (key,) = (server.folder / "keys").read_text().split()
    assert {name for _, name in found_in(places(server.folder, 0), [key.lower()])} == {"keys"}
