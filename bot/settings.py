"""Settings of one installation, read once from the environment and passed on from there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Ten years; whoever has not come back by then is not waited for.
MOST_DAYS = 3650
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """An environment variable holds something that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    """What one installation needs to know.

    Attributes:
        data_dir: folder of everything that is written at run time (database, keys, logs).
        database_url: SQLAlchemy URL of the rows of Rembuk.
        tracker_url: SQLAlchemy URL of Rasa's tracker store.
        key_file: file with one Fernet key a line, the newest first; made with mode 0600 when missing.
        keys: the same keys out of the environment; they win over the file.
        host, port, action_port: where the page and the action server listen.
        session_hours: how long a session token is good for.
        keep_days: how long a client is kept after their last visit.
        keep_practice_days, keep_crisis_days: how long a session of practice, and that a hand-off was shown, is kept.
    """

    data_dir: Path
    database_url: str
    tracker_url: str
    key_file: Path
    keys: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 5005
    action_port: int = 5055
    session_hours: float = 24.0
    keep_days: float = 365.0
    keep_practice_days: float = 180.0
    keep_crisis_days: float = 90.0
    max_code_points: int = 4000

    @property
    def action_url(self) -> str:
        return f"http://127.0.0.1:{self.action_port}/webhook"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (os.environ when left out).

    Raises:
        SettingsError: a number is not a number, or not one that can be used.
    """
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("REMBUK_DATA_DIR", ROOT / "var")).resolve()
    return Settings(
        data_dir=data_dir,
        database_url=env.get("REMBUK_DATABASE_URL", f"sqlite:///{data_dir / 'rembuk.db'}"),
        tracker_url=env.get("REMBUK_TRACKER_URL", f"sqlite:///{data_dir / 'tracker.db'}"),
        key_file=Path(env.get("REMBUK_KEY_FILE", data_dir / "keys")),
        keys=tuple(key for key in env.get("REMBUK_KEYS", "").split(",") if key),
        host=env.get("REMBUK_HOST", "127.0.0.1"),
        port=int(_number(env, "REMBUK_PORT", 5005)),
        action_port=int(_number(env, "REMBUK_ACTION_PORT", 5055)),
        session_hours=_number(env, "REMBUK_SESSION_HOURS", 24.0),
        keep_days=_days(env, "REMBUK_KEEP_DAYS", 365.0),
        keep_practice_days=_days(env, "REMBUK_KEEP_PRACTICE_DAYS", 180.0),
        keep_crisis_days=_days(env, "REMBUK_KEEP_CRISIS_DAYS", 90.0),
    )


def _days(env: Mapping[str, str], name: str, default: float) -> float:
    days = _number(env, name, default)
    if not 1 <= days <= MOST_DAYS:
        raise SettingsError(f"{name} must be a number of days from 1 to {MOST_DAYS}, not {env[name]!r}.")
    return days


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    try:
        return float(env.get(name, default))
    except ValueError as error:
        raise SettingsError(f"{name} must be a number, not {env[name]!r}.") from error
