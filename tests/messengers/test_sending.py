"""Sending, against a real small server: again for a while when it fails, and nothing of a text in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest

from bot.channels.messengers.sending import URGENT_TRIES, USUAL_TRIES, Api
from bot.channels.messengers.telegram import TelegramSender
from bot.channels.messengers.whatsapp import WhatsAppSender
from bot.settings import Telegram, WhatsApp
from tests.messengers.people import ACCOUNT, NUMBER, SECRET, TOKEN, TWILIO_TOKEN, MessengerApi
from tests.server import free_ports

TEXT = "rahasia sekali"


@pytest.fixture
def api() -> Iterator[MessengerApi]:
    with MessengerApi() as running:
        yield running


def telegram(url: str, first_pause: float = 0.0) -> TelegramSender:
    return TelegramSender(Telegram(TOKEN, SECRET, url), Api("telegram", first_pause))


async def test_a_failure_is_tried_again_and_what_was_taken_is_not(api: MessengerApi) -> None:
    sender = telegram(api.url)
    api.fail(USUAL_TRIES - 1, 500)
    assert await sender.send("7", TEXT, urgent=False)
    assert api.texts_to("7") == [TEXT]
    await sender.close()


async def test_it_ends_some_time_and_a_hand_off_later(api: MessengerApi) -> None:
    sender = telegram(api.url)
    api.fail(USUAL_TRIES, 502)
    assert not await sender.send("7", TEXT, urgent=False)
    assert USUAL_TRIES < URGENT_TRIES
    api.fail(URGENT_TRIES - 1, 502)
    assert await sender.send("7", TEXT, urgent=True)
    await sender.close()


async def test_it_waits_as_long_as_it_is_asked_to(api: MessengerApi) -> None:
    sender = telegram(api.url)
    api.fail(1, 429, Retry_After="1")
    started = time.monotonic()
    assert await sender.send("7", TEXT, urgent=False)
    assert time.monotonic() - started >= 1
    await sender.close()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 301])
async def test_what_can_never_be_taken_is_not_tried_again(api: MessengerApi, status: int) -> None:
    sender = WhatsAppSender(WhatsApp(ACCOUNT, TWILIO_TOKEN, NUMBER, api.url), Api("whatsapp", 0.0))
    api.fail(1, status, Location="/elsewhere")
    assert not await sender.send("whatsapp:+1", TEXT, urgent=True)
    assert not api.failures and not api.calls
    await sender.close()


async def test_an_api_that_is_down_is_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sender = telegram(f"http://127.0.0.1:{free_ports(1)[0]}")
    assert not await sender.send("7", TEXT, urgent=False)
    assert "telegram could not be reached: ClientConnectorError" in caplog.text
    assert TEXT not in caplog.text and TOKEN not in caplog.text
    await sender.close()
