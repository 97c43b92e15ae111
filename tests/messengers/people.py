"""A small server that stands for the messengers' APIs, and people who write to Rembuk through them."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

import httpx
from twilio.request_validator import RequestValidator

from bot.channels import messengers
from bot.channels.messengers.showing import LEAST
from bot.channels.messengers.telegram import TelegramSender
from bot.channels.messengers.whatsapp import WhatsAppSender

TOKEN, SECRET = "123456:token-of-tests", "secret-of-the-tests"
ACCOUNT, TWILIO_TOKEN = "AC" + "0" * 32, "auth-token-of-tests"
NUMBER = "+6281100000000"
OUTSIDE = "https://rembuk.test/outside"
DESCRIPTION = Path(messengers.__file__).parent / "openapi.yml"
LONGEST_ANSWER = 20.0
# Between two pieces of an answer less passes; where nothing may come, this long it is waited for.
QUIET = 0.5
_numbers = itertools.count(700_000_000)
_updates = itertools.count(1000)


@dataclass(frozen=True)
class Call:
    """One call of an API."""

    path: str
    authorization: str
    body: dict[str, Any]

    @property
    def to(self) -> str:
        return str(self.body.get("chat_id") or self.body.get("To"))

    @property
    def text(self) -> str:
        return str(self.body.get("text") or self.body.get("Body"))


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A connection that was kept and is closed is none."""


class MessengerApi:
    """Takes messages as Telegram and Twilio do, or fails as it is told."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.failures: deque[tuple[int, dict[str, str]]] = deque()
        self._server = QuietServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> MessengerApi:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fail(self, times: int, status: int, **headers: str) -> None:
        """Let the next calls fail."""
        self.failures.extend([(status, headers)] * times)

    def texts_to(self, chat: str) -> list[str]:
        return [call.text for call in list(self.calls) if call.to == chat]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if "json" in self.headers["Content-Type"]:
                    body = json.loads(raw)
                else:
                    body = {key: values[0] for key, values in parse_qs(raw).items()}
                status, headers = api.failures.popleft() if api.failures else (200, {})
                if status == 200:
                    api.calls.append(Call(self.path, self.headers.get("Authorization", ""), body))
                self.send_response(status)
                for name, value in {"Content-Length": "2", **headers}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None: ...

        return Handler


class Person:
    """Somebody in a chat: says something, and waits for what comes back."""

    chat: str
    most: int  # what a message of the messenger holds

    def __init__(self, url: str, api: MessengerApi) -> None:
        self.url, self.api = url, api
        # On loopback; the certificates of the world take their time to read.
        self.http = httpx.Client(timeout=30, verify=False)

    def post(self, said: str, **more: Any) -> httpx.Response:
        raise NotImplementedError

    def say(self, said: str, **more: Any) -> str:
        """Say it and give the answer, all pieces of it."""
        before = len(self.api.texts_to(self.chat))
        answer = self.post(said, **more)
        assert answer.status_code == 200, answer.text
        return "\n".join(self.wait(before))

    def wait(self, before: int) -> list[str]:
        """What came after so many messages, to the end of the answer."""
        started = time.monotonic()
        while len(self.api.texts_to(self.chat)) == before:
            assert time.monotonic() - started < LONGEST_ANSWER, "no answer came"
            time.sleep(0.02)
        while True:
            came = self.api.texts_to(self.chat)[before:]
            if len(came[-1]) < self.most * LEAST - 2:
                return came  # too short to have been cut from what follows
            time.sleep(QUIET)
            if len(self.api.texts_to(self.chat)) == before + len(came):
                return came

    def hears_nothing(self, said: str, **more: Any) -> bool:
        """Whether it has no answer: what is asked next has the only one, as a chat is answered in order."""
        before = len(self.api.texts_to(self.chat))
        assert self.post(said, **more).status_code == 200
        return self.hears_only_help(before)

    def hears_only_help(self, before: int) -> bool:
        """Whether a question for help has the only answer after so many messages."""
        self.say("/bantuan")
        came = self.api.texts_to(self.chat)[before:]
        return len(came) == 1 and "/latihan" in came[0]


class OnTelegram(Person):
    most = TelegramSender.most

    def __init__(self, url: str, api: MessengerApi, language: str = "id", kind: str = "private") -> None:
        super().__init__(url, api)
        self.chat, self.language, self.kind = str(next(_numbers)), language, kind

    def update(self, said: str, **more: Any) -> dict[str, Any]:
        """An update as Telegram makes it; `more` goes into its message, `key` is what the message stands under."""
        key, number = more.pop("key", "message"), more.pop("update_id", None)
        sender = {"id": int(self.chat), "is_bot": False, "first_name": "Rahasia", "language_code": self.language}
        message = {
            "message_id": 5,
            "date": 1700000000,
            "chat": {"id": int(self.chat), "type": self.kind, "first_name": "Rahasia"},
            "from": sender,
            **({"text": said} if said else {}),
            **more,
        }
        return {"update_id": number or next(_updates), key: message}

    def post(self, said: str, **more: Any) -> httpx.Response:
        secret = more.pop("secret", SECRET)
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        return self.http.post(f"{self.url}/webhooks/telegram/webhook", json=self.update(said, **more), headers=headers)


class OnWhatsApp(Person):
    most = WhatsAppSender.most

    def __init__(self, url: str, api: MessengerApi, country: str = "62") -> None:
        super().__init__(url, api)
        self.chat = f"whatsapp:+{country}{next(_numbers)}"

    def form(self, said: str, **more: Any) -> dict[str, str]:
        sid = f"SM{next(_updates):032x}"
        return {
            "MessageSid": sid, "SmsMessageSid": sid, "AccountSid": ACCOUNT, "From": self.chat, "SmsStatus": "received",
            "To": f"whatsapp:{NUMBER}", "Body": said, "NumMedia": "0", "ProfileName": "Rahasia", "ButtonText": "",
            **more,
        }  # fmt: skip

    def post(self, said: str, **more: Any) -> httpx.Response:
        signature = more.pop("signature", "right")
        signed_url, query = more.pop("signed_url", f"{OUTSIDE}/webhooks/whatsapp/webhook"), more.pop("query", "")
        changed = more.pop("changed", {})
        form = self.form(said, **more)
        headers = {}
        if signature == "right":
            signature = RequestValidator(TWILIO_TOKEN).compute_signature(f"{signed_url}{query}", form)
        if signature is not None:
            headers["X-Twilio-Signature"] = signature
        return self.http.post(f"{self.url}/webhooks/whatsapp/webhook{query}", data={**form, **changed}, headers=headers)


def environment(api: MessengerApi) -> dict[str, str]:
    """What sets both messengers up."""
    return {
        "REMBUK_TELEGRAM_TOKEN": TOKEN,
        "REMBUK_TELEGRAM_SECRET": SECRET,
        "REMBUK_TELEGRAM_API": api.url,
        "REMBUK_TWILIO_ACCOUNT": ACCOUNT,
        "REMBUK_TWILIO_TOKEN": TWILIO_TOKEN,
        "REMBUK_TWILIO_API": api.url,
        "REMBUK_WHATSAPP_NUMBER": NUMBER,
        "REMBUK_PUBLIC_URL": OUTSIDE,
        "REMBUK_WRONG_CODES_PER_MINUTE": "1",
    }
