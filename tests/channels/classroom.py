"""Supervisors, their classes and their trainees over HTTP, with a real server."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import httpx

from bot.services.supervisors import add_supervisor, new_class
from tests.dialogues.client import ScriptedClient
from tests.privacy.searching import canary
from tests.server import RunningRembuk

PASSWORD = "kursi rotan biru tua"


class Supervisor:
    """A supervisor with one class, who has signed in."""

    def __init__(self, server: RunningRembuk, language: str = "id", class_name: str = "BK 5A") -> None:
        self.name = f"Bu {canary().capitalize()}"
        engine, now = server.engine(), datetime.now(timezone.utc)
        add_supervisor(engine, self.name, PASSWORD, now)
        self.code = new_class(engine, class_name, self.name, now)
        engine.dispose()
        headers = {"Accept-Language": language}
        self.http = httpx.Client(base_url=f"{server.url}/webhooks/widget", headers=headers, timeout=60)
        self.token = self.sign_in()
        (self.class_id,) = (one["id"] for one in self.http.get("/supervisor/classes").json()["classes"])

    def sign_in(self) -> str:
        answer = self.http.post("/supervisor/session", json={"name": self.name, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        token = str(answer.json()["token"])
        self.http.headers["Authorization"] = f"Bearer {token}"
        return token

    def table(self) -> dict[str, Any]:
        answer = self.http.get(f"/supervisor/classes/{self.class_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def sessions(self) -> list[str]:
        """The ids of all sessions that the table of the class shows."""
        return [held["id"] for trainee in self.table()["trainees"] for held in trainee["held"]]


def supervisor_token(server: RunningRembuk) -> str:
    """A token of a supervisor made for it."""
    return Supervisor(server).token


def trainee(server: RunningRembuk, *said: str, language: str = "id", code: str | None = None) -> ScriptedClient:
    """Somebody who practises, and has said that to the client so far."""
    client = ScriptedClient(server.url, language, code, mode="practice", case="thesis")
    for text in said:
        client.say(text)
    return client


def join(client: ScriptedClient, code: str, name: str | None = None) -> httpx.Response:
    """Ask what joining means, and say yes to it."""
    asked = client.http.post("/class", json={"code": code})
    assert asked.status_code == 200, asked.text
    agreed = asked.json()["version"]
    return client.http.post("/class", json={"code": code, "name": name, "agreed": agreed})
