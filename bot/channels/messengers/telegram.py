"""Telegram: updates come to /webhooks/telegram/webhook with our secret in a header, answers go by the Bot API."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels.messengers.inbox import MOST_BYTES, Inbox, refuse
from bot.channels.messengers.said import Said
from bot.channels.messengers.sending import Api
from bot.language import Language
from bot.settings import Telegram, load_settings

NAME = "telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# What people send that has no words; anything else (a pinned message, a new photo) is none of ours to answer.
WORDLESS = (
    "sticker", "voice", "audio", "video", "video_note", "photo", "document", "animation", "location", "contact",
    "venue", "poll", "dice", "story",
)  # fmt: skip


class TelegramInput(InputChannel):
    """Rasa's way to our route; there is none where Telegram is not set up."""

    @classmethod
    def name(cls) -> str:
        return NAME

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes, settings = Blueprint(NAME), load_settings().telegram
        if settings is None:
            return routes
        inbox, secret = Inbox(TelegramSender(settings)), settings.secret.encode()

        async def webhook(request: Request) -> HTTPResponse:
            shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
            if not hmac.compare_digest(shown, secret):
                return await refuse(request)
            # Whatever it is, it was taken: anything but 200 would come again and again.
            said = read_update(request.body) if len(request.body) <= MOST_BYTES else None
            if said is not None:
                inbox.take(request.app, said)
            return json_response({})

        routes.add_route(webhook, "/webhook", methods=["POST"], name="webhook")
        routes.listener("before_server_stop")(inbox.close)
        return routes


class TelegramSender:
    """The Bot API."""

    name, most = NAME, 4096

    def __init__(self, settings: Telegram, api: Api | None = None) -> None:
        self._url = f"{settings.api}/bot{settings.token}/sendMessage"
        self._api = api or Api(NAME)

    async def send(self, chat: str, text: str, urgent: bool) -> bool:
        # No preview: Telegram would fetch the page of a help line and show it large.
        message = {"chat_id": int(chat), "text": text, "disable_web_page_preview": True}
        return await self._api.post(self._url, urgent, json=message)

    async def close(self) -> None:
        await self._api.close()


def read_update(body: bytes) -> Said | None:
    """Give what somebody sent; None for an update that is none, or nothing to answer."""
    try:
        update = json.loads(body)
        edited = "edited_message" in update
        message = update["edited_message" if edited else "message"]
        chat, sender = message["chat"], message.get("from") or {}
        number, kind = int(chat["id"]), str(chat["type"])
        text = message.get("text") or message.get("caption") or ""
        wordless = any(part in message for part in WORDLESS)
        if sender.get("is_bot") or not isinstance(text, str) or not (text or wordless):
            return None
        said = "group" if kind != "private" else "edited" if edited else "text" if text else "wordless"
        return Said(
            messenger=NAME,
            chat=str(number),
            message_id=str(int(update["update_id"])),
            text=text,
            kind=said,  # type: ignore[arg-type]
            pictured=bool(text and wordless),
            language=_language(sender.get("language_code")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _language(code: object) -> Language | None:
    """The language in which somebody uses the app, as far as we speak it or one near to it."""
    if not isinstance(code, str) or not code:
        return None
    return "id" if code.split("-")[0].lower() in ("id", "in", "ms", "jv", "su") else "en"
