"""Clients that talk over HTTP as a page does."""

from __future__ import annotations

import itertools
import time
from typing import Any

import httpx


class ScriptedClient:
    """One conversation: remembers the last reply, what is asked now, and how long each turn took."""

    def __init__(self, url: str, language: str, return_code: str | None = None, **opening: str | int) -> None:
        self.http = httpx.Client(base_url=f"{url}/webhooks/widget", timeout=60)
        request = {"language": language, **opening, **({"return_code": return_code} if return_code else {})}
        answer = self.http.post("/session", json=request)
        assert answer.status_code == 201, answer.text
        opened = answer.json()
        self.language = language
        self.return_code = opened["return_code"]
        self.http.headers["Authorization"] = f"Bearer {opened['token']}"
        self.seconds: list[float] = []
        self.said: list[str] = []
        self.heard: list[str] = []
        self._ids = itertools.count(1)
        self._take(opened["messages"])

    def say(self, text: str, payload: str | None = None) -> list[dict[str, Any]]:
        """Send a message that must be answered."""
        body = {"text": text, "message_id": f"m{next(self._ids)}", **({"payload": payload} if payload else {})}
        started = time.perf_counter()
        answer = self.http.post("/webhook", json=body)
        self.seconds.append(time.perf_counter() - started)
        assert answer.status_code == 200, answer.text
        self.said.append(text)
        self._take(answer.json())
        return self.messages

    def press(self, number: int) -> None:
        """Press a button of the last reply, counted from 0."""
        button = self.buttons[number]
        self.say(button["title"], button["payload"])

    def go_on(self, answers: dict[str, list[str]], until: str, most: int = 40) -> None:
        """Answer what is asked, each time with the next of its answers (the last one again), until `until` is asked.

        An answer "#0" presses the first button.
        """
        given: dict[str, int] = {}
        for _ in range(most):
            if self.asked == until:
                return
            choices = answers[self.asked]
            turn = given.get(self.asked, 0)
            given[self.asked] = turn + 1
            answer = choices[min(turn, len(choices) - 1)]
            if answer.startswith("#"):
                self.press(int(answer[1:]))
            else:
                self.say(answer)
        raise AssertionError(f"{until!r} was never asked; still at {self.asked!r}:\n" + "\n".join(self.heard[-6:]))

    def export(self) -> dict[str, Any]:
        answer = self.http.get("/export?format=json")
        assert answer.status_code == 200, answer.text
        exported: dict[str, Any] = answer.json()
        return exported

    def _take(self, messages: list[dict[str, Any]]) -> None:
        assert messages, "a reply is never empty"
        self.messages = messages
        self.buttons: list[dict[str, str]] = messages[-1].get("buttons", [])
        self.asked: str = messages[-1]["custom"]["asked"]
        self.phase: str = messages[-1]["custom"]["phase"]
        self.heard += [str(message.get("text", "")) for message in messages]


STRAIGHT: dict[str, dict[str, list[str]]] = {
    "id": {
        "consent": ["#0"],
        "preferences": ["Dewi"],
        "problem": [
            "skripsiku macet udah 4 bulan, tiap buka laptop malah nonton drakor. ortu nanya terus",
            "takut ketemu dosbing, revisi yang lama aja belum kusentuh",
            "aku malu sama teman-teman yang udah pada sidang",
            "udah, segitu aja",
        ],
        "summary": ["iya bener"],
        "goal": ["pengen tau harus mulai dari mana", "aku pengen lulus bulan Juli"],
        "importance": ["8", "karena ibu sudah nunggu lama dan aku capek begini terus"],
        "confidence": ["5"],
        "options": ["nulis 15 menit tiap pagi sebelum buka hp", "ngerjain bareng Rina di perpus", "cukup itu dulu"],
        "choose_option": ["yang pertama"],
        "step": ["buka file revisi bab 2 dan baca komentar dosbing"],
        "when": ["besok jam 7 pagi di kamar"],
        "obstacle": ["ketiduran lagi habis subuh"],
        "if_then": ["kalau ketiduran, aku kerjain habis makan siang"],
        "support": ["Rina mau nemenin lewat telepon"],
        "plan_confidence": ["8"],
        "agreement": ["setuju, aku jalani"],
        "rating": ["9"],
    },
    "en": {
        "consent": ["#0"],
        "preferences": ["Sam"],
        "problem": [
            "I moved here for work eight months ago and I still don't know anyone outside the office",
            "most evenings I just scroll on my phone and feel left out, it makes me sad",
            "my sister keeps saying just join a club but I freeze when I meet strangers",
            "that's about it",
        ],
        "summary": ["yes that's right"],
        "goal": ["to leave here with a first small step", "I want to have one friend here I can call on a weekend"],
        "importance": ["8", "because I used to be someone people could count on"],
        "confidence": ["5"],
        "options": ["go to the climbing gym on Thursdays", "ask Priya from work for lunch", "that's enough for now"],
        "choose_option": ["the second one"],
        "step": ["send Priya a message asking her for lunch"],
        "when": ["tomorrow at 10, from my desk"],
        "obstacle": ["I might talk myself out of it"],
        "if_then": ["if I start doubting, I'll send the short version right away"],
        "support": ["my sister will text me at ten"],
        "plan_confidence": ["8"],
        "agreement": ["yes I agree, I'll do it"],
        "rating": ["9"],
    },
}


def straight_through(client: ScriptedClient) -> None:
    """From hello to an agreed plan and a rating."""
    client.go_on(STRAIGHT[client.language], until="none")
