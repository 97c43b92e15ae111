"""WhatsApp through Twilio: messages come to /webhooks/whatsapp/webhook signed, answers go by Twilio's API."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
from multidict import MultiDict
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from twilio.request_validator import RequestValidator, add_port, remove_port

from bot.channels.messengers.inbox import MOST_BYTES, Inbox, refuse
from bot.channels.messengers.said import Said
from bot.channels.messengers.sending import Api
from bot.settings import WhatsApp, load_settings

NAME = "whatsapp"
SIGNATURE_HEADER = "X-Twilio-Signature"
PREFIX = "whatsapp:+"
NOTHING_TO_SAY = "<?xml version='1.0' encoding='UTF-8'?><Response/>"
# By the number's first digits: whose contacts are shown, and the clock, where the country has one.
PLACES: dict[str, tuple[str, str | None]] = {
    "62": ("ID", None),
    "60": ("MY", "Asia/Kuala_Lumpur"),
    "65": ("SG", "Asia/Singapore"),
    "44": ("GB", "Europe/London"),
    "353": ("IE", "Europe/Dublin"),
    "1": ("US", None),
}
# ISO 3166 leaves this code to whoever needs one: its contacts are the international ones.
ELSEWHERE = ("ZZ", None)


class WhatsAppInput(InputChannel):
    """Rasa's way to our route; there is none where WhatsApp is not set up."""

    @classmethod
    def name(cls) -> str:
        return NAME

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes, everything = Blueprint(NAME), load_settings()
        settings = everything.whatsapp
        if settings is None:
            return routes
        inbox, validator = Inbox(WhatsAppSender(settings)), RequestValidator(settings.token)

        async def webhook(request: Request) -> HTTPResponse:
            query = f"?{request.query_string}" if request.query_string else ""
            url = f"{everything.public_url}{request.path}{query}"
            form = read_form(request.body) if len(request.body) <= MOST_BYTES else MultiDict()
            if not is_signed(validator, url, form, request.headers.get(SIGNATURE_HEADER, "")):
                return await refuse(request)
            said = read_message(form)
            if said is not None:
                inbox.take(request.app, said)
            return HTTPResponse(NOTHING_TO_SAY, content_type="text/xml")

        routes.add_route(webhook, "/webhook", methods=["POST"], name="webhook")
        routes.listener("before_server_stop")(inbox.close)
        return routes


class WhatsAppSender:
    """Twilio's API."""

    name, most = NAME, 1600

    def __init__(self, settings: WhatsApp, api: Api | None = None) -> None:
        self._url = f"{settings.api}/2010-04-01/Accounts/{settings.account}/Messages.json"
        self._auth = aiohttp.BasicAuth(settings.account, settings.token)
        self._number, self._api = f"whatsapp:{settings.number}", api or Api(NAME)

    async def send(self, chat: str, text: str, urgent: bool) -> bool:
        message = {"From": self._number, "To": chat, "Body": text}
        return await self._api.post(self._url, urgent, data=message, auth=self._auth)

    async def close(self) -> None:
        await self._api.close()


def read_form(body: bytes) -> MultiDict[str]:
    """The fields of a form, empty ones too: they are signed along."""
    try:
        return MultiDict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError:
        return MultiDict()


def is_signed(validator: RequestValidator, url: str, form: MultiDict[str], signature: str) -> bool:
    """Whether Twilio signed this call of that address: HMAC-SHA1 over the address and the sorted fields.

    Twilio signs with the port in the address or without; its own library compares in a loop of Python, this in C.
    """
    parts = urlsplit(url)
    right = [validator.compute_signature(one, form).encode() for one in {url, add_port(parts), remove_port(parts)}]
    shown = signature.encode("utf-8", "replace")  # a header may hold any bytes
    return any(hmac.compare_digest(one, shown) for one in right)


def read_message(form: MultiDict[str]) -> Said | None:
    """Give what somebody sent; None for a notice about a message of ours, or what is no message."""
    sender, message_id, text = (form.get(key, "") for key in ("From", "MessageSid", "Body"))
    number = sender.removeprefix(PREFIX)
    if sender == number or not (number.isascii() and number.isdigit()) or not message_id[:64].isalnum():
        return None
    if form.get("SmsStatus", "received") != "received":
        return None
    wordless = form.get("NumMedia", "0") != "0"
    place = next((PLACES[number[:digits]] for digits in (3, 2, 1) if number[:digits] in PLACES), ELSEWHERE)
    return Said(
        messenger=NAME,
        chat=sender,
        message_id=message_id[:64],
        text=text,
        kind="text" if text.strip() else "wordless",
        pictured=bool(text.strip()) and wordless,
        language="id" if place[0] in ("ID", "MY") else "en",
        country=place[0],
        zone=place[1],
    )
