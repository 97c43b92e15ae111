"""The action server, on loopback only."""

from __future__ import annotations

import random
from datetime import datetime, timezone

from rasa_sdk.endpoint import configure_cors, create_app

from bot.counseling.address import Address, parse_name
from bot.counseling.reflection import reflect
from bot.counseling.times import parse_when
from bot.settings import Settings


def serve(settings: Settings) -> None:
    """Serve actions/ until told to stop. rasa_sdk's own command would listen on every address of the machine."""
    app = create_app("actions")
    _load_what_loads_late()
    configure_cors(app, None)
    app.run("127.0.0.1", settings.action_port, workers=1, access_log=False, motd=False)


def _load_what_loads_late() -> None:
    """Read the word lists now, while Rasa is still starting, and not during somebody's first answer."""
    now = datetime.now(timezone.utc)
    for text, address in (("besok jam 7 aku takut", Address("id")), ("I'm afraid of tomorrow at 7", Address("en"))):
        parse_when(text, now, "UTC", address.language)
        parse_name(text, address.language)
        reflect(text, address, (), random.Random(0))
