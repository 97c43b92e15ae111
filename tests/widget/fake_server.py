"""A stand-in for Rembuk's HTTP interface, for the chat page alone: a scripted talk, and failures on order.

`python -m tests.widget.fake_server` serves the page on a free port of this machine until Ctrl+C.
"""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WIDGET = Path(__file__).resolve().parents[2] / "bot" / "widget"
PREFIX = "/webhooks/widget"
# As strict as the server's own.
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

Reply = dict[str, Any]


def _reply(text: str, phase: str, asked: str, *titles: str) -> Reply:
    buttons = [{"title": title, "payload": f"pick:{title}"} for title in titles]
    custom = {"custom": {"phase": phase, "asked": asked}}
    return {"text": text, **({"buttons": buttons} if buttons else {}), **custom}


SCRIPT: dict[str, list[list[Reply]]] = {
    "id": [
        [
            {"text": "Halo, aku Rembuk. Aku program komputer, bukan terapis."},
            _reply(
                "Yang kamu tulis disimpan supaya kita bisa melanjutkan, dan bisa kamu hapus kapan saja.\n\n"
                "Boleh kita mulai?",
                "consent",
                "consent",
                "Boleh",
                "Cerita saja dulu",
                "Jangan dulu",
            ),
        ],
        [_reply("Terima kasih. Apa yang sedang mengganjal akhir-akhir ini?", "problem", "problem")],
        [
            _reply(
                "Empat bulan macet, dan tiap kali orang tua bertanya rasanya makin berat. Drakor jadi tempat "
                "ngumpet sebentar. Apa yang paling mengganjal waktu laptop itu kamu buka?",
                "problem",
                "problem",
            )
        ],
        [
            _reply(
                "Jadi bukan nulisnya yang paling berat, tapi ketemu beliau dengan revisi yang belum "
                "disentuh. Begitu, atau ada yang kurang pas?",
                "understanding",
                "summary",
                "Iya, begitu",
                "Kurang pas",
            )
        ],
        [_reply("Kalau dua minggu lagi sedikit lebih baik, apa yang sudah berubah?", "goal", "goal")],
    ],
    "en": [
        [
            {"text": "Hi, I'm Rembuk. I'm a computer program, not a therapist."},
            _reply(
                "What you write is kept so that we can carry on, and you can delete it whenever you like.\n\n"
                "Shall we start?",
                "consent",
                "consent",
                "Yes, let's",
                "I just want to talk",
                "Not yet",
            ),
        ],
        [_reply("Thank you. What has been weighing on you lately?", "problem", "problem")],
        [
            _reply(
                "Four months stuck, and each time your parents ask it gets heavier. What gets in the way "
                "most when you open that laptop?",
                "problem",
                "problem",
            )
        ],
        [
            _reply(
                "So the writing isn't the hard part; facing him with the changes untouched is. Is that it, "
                "or is something off?",
                "understanding",
                "summary",
                "Yes, that's it",
                "Not quite",
            )
        ],
        [_reply("If things were a little better in two weeks, what would have changed?", "goal", "goal")],
    ],
}


CASES: list[dict[str, Any]] = [
    {
        "case": "thesis",
        "title": "A thesis that will not move",
        "setting": "Student counselling",
        "text": "Dimas, 23, is in his eleventh semester. His thesis has not moved for months.",
        "person": {"name": "Dimas", "age": 23},
        "difficulty": 1,
        "style": "talkative",
    },
    {
        "case": "grief",
        "title": "The <b>quiet</b> house",
        "setting": "Health centre",
        "text": "Pak <i>Wayan</i>, 61, has stopped going to the rice fields. He came because his daughter asked.",
        "person": {"name": "Wayan <i>S.</i>", "age": 61},
        "difficulty": 3,
        "style": "guarded",
    },
]
TOOLS = [
    {"title": title, "payload": f'/practise{{"command": "{command}"}}'}
    for title, command in (("Hint", "hint"), ("Take back", "take_back"), ("End", "end"))
]
FIRST_WORDS = "Excuse me, is this the place?"


def _spoken(text: str, mood: str = "") -> Reply:
    beside = {"kind": "client", **({"mood": mood} if mood else {}), "phase": "practice", "asked": "practice"}
    return {"text": text, "buttons": TOOLS, "custom": beside}


DEBRIEF = """Thank you for practising. <b>The groundwork</b> is there.
The talk was short.

What went well:
- Shared understanding. Turn 1: “What <i>brings</i> you?” asks openly.
- Options. Turn 2: “What else?” looks for more.

To try next: One thing at a time. Ask less.
Turn 2: “Why? How?” asks twice.
For example: “What matters most?”

Negotiation:
- strong: Shared understanding
- to practise: Options

The numbers of the turns are of use: type “back to 2” to go back there."""


def practise(text: str, turn: int) -> list[Reply]:
    """Give what a client of practice and the program beside them say to a trainee's words, or to a command."""
    if text == "Hint":
        return [{"text": "Reflect what was just said.", "custom": {"kind": "hint"}}, _spoken(FIRST_WORDS)]
    if text == "Take back":
        return [{"text": "All right, your last words are taken back."}, _spoken(FIRST_WORDS)]
    if text == "End":
        over = {"phase": "practice", "asked": "none"}
        return [{"text": DEBRIEF, "custom": {"kind": "debrief"}}, {"text": "It is over.", "custom": over}]
    codes = [{"code": "open", "span": [0, min(4, len(text))]}]
    told = {"kind": "feedback", "turn": turn, "codes": codes}
    return [{"text": f"Turn {turn} · Open question.", "custom": told}, _spoken("I cancelled twice.", "open")]


@dataclass
class Talk:
    """One conversation: who said what, how far the script is, and the answers by message id."""

    language: str
    mode: str = "self_help"
    messages: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, list[Reply]] = field(default_factory=dict)
    deleted: bool = False

    def say(self, who: str, text: str, custom: dict[str, Any] | None = None) -> None:
        beside = {"custom": custom} if custom else {}
        self.messages.append({"who": who, "text": text, "at": "2025-01-01T00:00:00+07:00", **beside})

    def next(self, said: str = "") -> list[Reply]:
        """Give the next turn of the script, whose last turn comes again and again; or that of a simulated client."""
        script = SCRIPT[self.language]
        if self.mode == "self_help":
            replies = script[min(len(self.answers), len(script) - 1)]
        elif self.answers:
            replies = practise(said, len(self.answers))
        else:
            about = {"text": "Dimas, 23.\n\nEach sentence gets a code.", "custom": {"kind": "introduction"}}
            replies = [about, _spoken(FIRST_WORDS, "calm")]
        for reply in replies:
            self.say("bot", reply["text"], reply.get("custom"))
        return replies


class FakeRembuk(ThreadingHTTPServer):
    """The server. `received` holds every (method, path, body) in order.

    `answer_next(status, body)` orders the answer of a coming POST /webhook, one order a request;
    `lose_next()` lets a coming one be carried out and its answer be lost. `delay` slows each down.
    """

    daemon_threads = True
    # A browser asks for all modules of the page at once.
    request_queue_size = 64

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.talks: dict[str, Talk] = {}
        self.received: list[tuple[str, str, Any]] = []
        self.orders: deque[tuple[int, Any, dict[str, str]] | None] = deque()
        self.delay = 0.0
        self.stopped = False
        # What GET /export gives, and who may frame the page.
        self.kept: dict[str, Any] = {"schema": 1}
        self.ancestors = "'self'"

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{PREFIX}/chat"

    def answer_next(self, status: int, body: Any, **headers: str) -> None:
        self.orders.append((status, body, headers))

    def lose_next(self) -> None:
        self.orders.append(None)

    def sent(self) -> list[dict[str, Any]]:
        """Give the bodies of all POST /webhook so far."""
        return [body for method, path, body in self.received if (method, path) == ("POST", "/webhook")]

    def start(self) -> FakeRembuk:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Answer nothing any more, on no connection."""
        self.stopped = True
        self.shutdown()
        self.server_close()


def failure(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}


class _Handler(BaseHTTPRequestHandler):
    server: FakeRembuk
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        path = self.path.removeprefix(PREFIX).partition("?")[0]
        if path == "/chat":
            return self._file(WIDGET / "chat.html")
        if path.startswith("/static/"):
            return self._file(WIDGET / Path(path).name)
        return self._ask(path)

    def do_POST(self) -> None:
        self._ask(self.path.removeprefix(PREFIX))

    def do_DELETE(self) -> None:
        self._ask(self.path.removeprefix(PREFIX))

    def _ask(self, path: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body: Any = json.loads(self.rfile.read(length)) if length else None
        if self.server.stopped:
            self.close_connection = True
            return None
        self.server.received.append((self.command, path, body))
        if (self.command, path) == ("POST", "/session"):
            return self._open(body)
        if path == "/cases":
            return self._json(200, CASES)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        talk = self.server.talks.get(token)
        if talk is None:
            return self._json(401, failure("token", ""))
        if talk.deleted:
            return self._json(410, failure("deleted", ""))
        if path == "/webhook":
            return self._turn(talk, body)
        if path == "/history":
            return self._json(200, {"messages": talk.messages})
        if path == "/export":
            return self._json(200, self.server.kept)
        if path == "/consent":
            return self._json(200, {"kept": None, "in_force": []})
        if path == "/data":
            talk.deleted = True
            return self._json(200, {"deleted": True})
        return self._json(404, failure("not_found", ""))

    def _open(self, body: dict[str, Any]) -> None:
        token = uuid.uuid4().hex
        talk = self.server.talks[token] = Talk(body["language"], body["mode"])
        code = body.get("return_code") or "KOPI-7421-SENJA"
        opened = {"token": token, "return_code": code, "expires_at": "2030-01-01T00:00:00Z"}
        self._json(201, {**opened, "messages": talk.next()})

    def _turn(self, talk: Talk, body: dict[str, Any]) -> None:
        time.sleep(self.server.delay)
        order = self.server.orders.popleft() if self.server.orders else (0, None, {})
        if order and order[0]:
            return self._json(*order)
        name = body["message_id"]
        if name not in talk.answers:
            talk.say("client", body["text"])
            talk.answers[name] = []
            talk.answers[name] = talk.next(body["text"])
        if order is None:
            self.close_connection = True
            return None
        return self._json(200, talk.answers[name])

    def _json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self._send(status, "application/json", json.dumps(body).encode(), headers or {})

    def _file(self, path: Path) -> None:
        if path.is_file():
            self._send(200, f"{TYPES[path.suffix]}; charset=utf-8", path.read_bytes())
        else:
            self._send(404, "text/plain", b"")

    def _send(self, status: int, kind: str, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Security-Policy", f"{POLICY}; frame-ancestors {self.server.ancestors}")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)


if __name__ == "__main__":
    fake = FakeRembuk()
    print(fake.page, flush=True)
    fake.serve_forever()
