"""Clients who talk at once, and send again with the same message_id whatever was not answered."""

from __future__ import annotations

import asyncio
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.dialogues.client import STRAIGHT

# How long a client goes on sending one message again; longer than any start.
PATIENCE = 300.0
FIRST_WAIT, LONGEST_WAIT = 0.25, 1.5


@dataclass
class Talk:
    """One conversation as its client knows it: what was acknowledged, in order."""

    tag: str
    language: str
    http: httpx.AsyncClient
    resent: int = 0
    acknowledged: int = 0
    # Who said what, as the history must tell it; before the consent a client's words are not kept.
    lines: list[tuple[str, str]] = field(default_factory=list)
    asked: str = ""
    buttons: list[dict[str, str]] = field(default_factory=list)
    consented: bool = False

    async def open(self) -> None:
        answer = await self._until_answered("/session", {"language": self.language}, 201)
        self.http.headers["Authorization"] = f"Bearer {answer['token']}"
        self._hear(answer["messages"])

    async def say(self, text: str, payload: str | None = None) -> None:
        body = {"text": text, "message_id": f"{self.tag}-{self.acknowledged}"}
        if payload is not None:
            body["payload"] = payload
        messages = await self._until_answered("/webhook", body, 200)
        self.acknowledged += 1
        if self.consented:
            self.lines.append(("client", text))
        self._hear(messages)

    async def go_on(self, turns: int, pause: Callable[[], float] = lambda: 0.0) -> None:
        """Open the talk and say something `turns` times: the answer to what is asked, marked as this client's."""
        await self.open()
        given: dict[str, int] = {}
        answers = STRAIGHT[self.language]
        for number in range(turns):
            await asyncio.sleep(pause())
            if not self.consented:
                await self.say(self.buttons[0]["title"], self.buttons[0]["payload"])
                self.consented = True
                continue
            choices = answers.get(self.asked, answers["problem"])
            turn = given[self.asked] = given.get(self.asked, -1) + 1
            await self.say(f"{choices[min(turn, len(choices) - 1)]} {self.tag}{letters(number)}")

    async def history(self) -> list[tuple[str, str]]:
        told = await self._until_answered("/history", None, 200)
        return [(line["who"], line["text"]) for line in told["messages"]]

    async def _until_answered(self, path: str, body: dict[str, Any] | None, status: int) -> Any:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        wait = FIRST_WAIT
        while True:
            try:
                answer = await (self.http.get(path) if body is None else self.http.post(path, json=body))
                if answer.status_code == status:
                    return answer.json()
                assert answer.status_code in (429, 503), (path, answer.status_code, answer.text)
                assert answer.json()["error"]["message"]
                wait = float(answer.headers.get("retry-after", wait))
            except httpx.TransportError:
                pass  # killed, or not there yet
            self.resent += 1
            assert asyncio.get_running_loop().time() < deadline, f"{self.tag} got no answer for {PATIENCE:.0f} s"
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    def _hear(self, messages: list[dict[str, Any]]) -> None:
        assert messages and any(message.get("text") for message in messages), "a 200 with nothing"
        self.lines += [("bot", message["text"]) for message in messages]
        self.asked = messages[-1]["custom"]["asked"]
        self.buttons = messages[-1].get("buttons", [])


def new_talk(url: str, number: int) -> Talk:
    http = httpx.AsyncClient(base_url=f"{url}/webhooks/widget", timeout=60)
    return Talk(f"zq{letters(number)}q", "id" if number % 2 else "en", http)


def letters(number: int) -> str:
    """A number in three letters: a mark that reads as no number."""
    alphabet = string.ascii_lowercase
    return "".join(alphabet[number // 26**place % 26] for place in (2, 1, 0))
