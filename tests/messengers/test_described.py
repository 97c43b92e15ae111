"""The webhooks answer as they are described, whatever is sent to them, and no other route is there."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from rasa.core.channels.channel import InputChannel
from schemathesis.config import SchemathesisConfig

from bot.channels import messengers
from bot.channels.messengers.telegram import TelegramInput
from bot.channels.messengers.whatsapp import WhatsAppInput
from tests.messengers.people import MessengerApi, environment
from tests.server import RunningRembuk

DESCRIPTION = Path(messengers.__file__).parent / "openapi.yml"
# Nobody but the messenger makes a call that is taken.
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ["200", "403"]}}})
schema = schemathesis.openapi.from_path(DESCRIPTION, config=CONFIG)


@schema.parametrize()
@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_webhooks_answer_as_they_are_described(case: schemathesis.Case, rembuk: RunningRembuk) -> None:
    case.call_and_validate(base_url=f"{rembuk.url}/webhooks")


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
