"""docs/privacy.md names tests, settings, commands and routes that exist."""

from __future__ import annotations

import re

from bot.channels.widget import WidgetInput
from bot.cli import _parser
from bot.settings import ROOT, load_settings

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 15
    for path, name in named:
        assert not name or re.search(rf"^(async )?def {name}\b", (ROOT / path).read_text(), re.MULTILINE), name
        assert (ROOT / path).exists(), path


def test_every_setting_is_named_with_what_it_is() -> None:
    settings = load_settings({})
    for name in ("keep_days", "keep_practice_days", "keep_crisis_days", "keep_trail_days"):
        assert f"`REMBUK_{name.upper()}` ({getattr(settings, name):g})" in PAGE


def test_every_command_and_route_that_is_named_exists() -> None:
    for command in ("delete", "purge", "rotate-key", "supervisor"):
        assert f"python -m bot {command}" in PAGE
        assert f"  {command} " in _parser().format_help()
    routes = {route.uri for route in WidgetInput().blueprint(None)._future_routes}  # type: ignore[arg-type]
    assert {f"/{name}" for name in re.findall(r"`(?:GET|POST|DELETE) /(\w+)", PAGE)} <= routes
