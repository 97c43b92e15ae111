"""What sets a messenger up, and what is said when it is set up by half."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SettingsError, load_settings
from tests.messengers.people import MessengerApi, environment


@pytest.fixture
def whole() -> dict[str, str]:
    with MessengerApi() as api:
        return environment(api)


def test_without_settings_there_is_no_messenger() -> None:
    settings = load_settings({})
    assert settings.telegram is None and settings.whatsapp is None


def test_secrets_come_from_the_environment_or_from_files_and_are_not_shown(
    whole: dict[str, str], tmp_path: Path
) -> None:
    by_hand = load_settings(whole)
    for name in ("REMBUK_TELEGRAM_TOKEN", "REMBUK_TELEGRAM_SECRET", "REMBUK_TWILIO_TOKEN"):
        file = tmp_path / name
        file.write_text(f"{whole.pop(name)}\n")
        whole[f"{name}_FILE"] = str(file)
    assert load_settings(whole) == by_hand
    assert by_hand.telegram and by_hand.whatsapp
    for secret in (by_hand.telegram.token, by_hand.telegram.secret, by_hand.whatsapp.token):
        assert secret not in repr(by_hand)


@pytest.mark.parametrize(
    ("name", "value"),
    [("REMBUK_TELEGRAM_TOKEN", ""), ("REMBUK_TELEGRAM_TOKEN", "no token"), ("REMBUK_TELEGRAM_SECRET", ""),
     ("REMBUK_TELEGRAM_SECRET", "too-short"), ("REMBUK_TELEGRAM_SECRET", "sixteen letters!"),
     ("REMBUK_TWILIO_ACCOUNT", "AC1"), ("REMBUK_TWILIO_TOKEN", ""), ("REMBUK_WHATSAPP_NUMBER", "0812"),
     ("REMBUK_PUBLIC_URL", ""), ("REMBUK_PUBLIC_URL", "rembuk.test"), ("REMBUK_PUBLIC_URL", "https://x:y"),
     ("REMBUK_TELEGRAM_API", "ftp://x"), ("REMBUK_TWILIO_API", "https://a@b/")],
)  # fmt: skip
def test_half_a_setting_is_named_and_no_secret_with_it(whole: dict[str, str], name: str, value: str) -> None:
    secrets = [whole[key] for key in whole if "TOKEN" in key or "SECRET" in key]
    with pytest.raises(SettingsError, match="REMBUK_") as error:
        load_settings({**whole, name: value})
    assert not any(secret in str(error.value) for secret in secrets)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="REMBUK_TELEGRAM_TOKEN_FILE"):
        load_settings({"REMBUK_TELEGRAM_TOKEN_FILE": str(tmp_path / "none")})
