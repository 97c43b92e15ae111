"""The action server, on loopback only."""

from __future__ import annotations

from rasa_sdk.endpoint import configure_cors, create_app

from bot.settings import Settings


def serve(settings: Settings) -> None:
    """Serve actions/ until told to stop. rasa_sdk's own command would listen on every address of the machine."""
    app = create_app("actions")
    configure_cors(app, None)
    app.run("127.0.0.1", settings.action_port, workers=1, access_log=False, motd=False)
