"""Every route of the messengers is described, and without their settings none is there."""

from __future__ import annotations

import pytest
import yaml
from rasa.core.channels.channel import InputChannel

from bot.channels.messengers.telegram import TelegramInput
from bot.channels.messengers.whatsapp import WhatsAppInput
from tests.messengers.people import DESCRIPTION, MessengerApi, environment


@pytest.mark.parametrize("channel", [TelegramInput, WhatsAppInput])
def test_every_route_is_described_and_nothing_else(
    channel: type[InputChannel], api: MessengerApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(api).items():
        monkeypatch.setenv(name, value)
    routes = channel().blueprint(None)._future_routes
    served = {f"/{channel.name()}{route.uri}" for route in routes}
    described = set(yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))["paths"])
    assert served == {path for path in described if path.startswith(f"/{channel.name()}")} != set()


@pytest.mark.parametrize("channel", [TelegramInput, WhatsAppInput])
def test_without_settings_there_is_no_route(channel: type[InputChannel], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REMBUK_TELEGRAM_TOKEN", "REMBUK_TWILIO_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    assert not channel().blueprint(None)._future_routes
