"""Settings of one installation, read once from the environment and passed on from there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from math import isfinite
from pathlib import Path
from urllib.parse import urlsplit

# Ten years; whoever has not come back by then is not waited for.
MOST_DAYS = 3650
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """An environment variable holds something that cannot be used; the message names it."""


@dataclass(frozen=True)
class Bounds:
    """How much is taken at a time; a rate of 0 is none. Four minutes' worth of each rate may come at once.

    Attributes:
        messages_per_minute: of one session.
        requests_per_minute, sessions_per_minute, wrong_codes_per_minute: of one address.
        most_at_once: messages that the server answers at a time; most_waiting: of them of one session.
    """

    messages_per_minute: float = 60.0
    requests_per_minute: float = 600.0
    sessions_per_minute: float = 60.0
    wrong_codes_per_minute: float = 8.0
    most_at_once: int = 400
    most_waiting: int = 20


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
        keep_practice_days, keep_crisis_days, keep_trail_days: how long a session of practice, that a hand-off was
            shown, and what a supervisor saw, is kept.
        code_days: how long a return code is good for after the last visit.
        bounds: how much is taken at a time.
        action_secret: what our Rasa shows the action server; derived from the newest key where it is empty.
        origins: sites, besides our own, whose pages may embed the chat page and call the interface.
        public_url: where the world finds this installation; what it reports elsewhere (xAPI) is named after it.
        trusted_proxies: networks whose word for who asks is taken (X-Forwarded-For, X-Forwarded-Proto).
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
    keep_trail_days: float = 365.0
    code_days: float = 365.0
    max_code_points: int = 4000
    bounds: Bounds = Bounds()
    action_secret: str = ""
    origins: tuple[str, ...] = ()
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    public_url: str = "http://127.0.0.1:5005"

    @property
    def action_url(self) -> str:
        return f"http://127.0.0.1:{self.action_port}/webhook"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (os.environ when left out).

    Raises:
        SettingsError: a number is not a number, or not one that can be used; an origin or a network is none.
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
        keep_trail_days=_days(env, "REMBUK_KEEP_TRAIL_DAYS", 365.0),
        code_days=_number(env, "REMBUK_CODE_DAYS", 365.0),
        bounds=_bounds(env),
        action_secret=env.get("REMBUK_ACTION_SECRET", ""),
        origins=tuple(_origin(origin) for origin in _listed(env, "REMBUK_ORIGINS")),
        trusted_proxies=tuple(_network(network) for network in _listed(env, "REMBUK_TRUSTED_PROXIES")),
        public_url=_public_url(env),
    )


def _bounds(env: Mapping[str, str]) -> Bounds:
    usual = Bounds()
    return Bounds(
        messages_per_minute=_number(env, "REMBUK_MESSAGES_PER_MINUTE", usual.messages_per_minute),
        requests_per_minute=_number(env, "REMBUK_REQUESTS_PER_MINUTE", usual.requests_per_minute),
        sessions_per_minute=_number(env, "REMBUK_SESSIONS_PER_MINUTE", usual.sessions_per_minute),
        wrong_codes_per_minute=_number(env, "REMBUK_WRONG_CODES_PER_MINUTE", usual.wrong_codes_per_minute),
        most_at_once=int(_number(env, "REMBUK_MOST_AT_ONCE", usual.most_at_once)),
        most_waiting=int(_number(env, "REMBUK_MOST_WAITING", usual.most_waiting)),
    )


def _days(env: Mapping[str, str], name: str, default: float) -> float:
    days = _number(env, name, default)
    if not 1 <= days <= MOST_DAYS:
        raise SettingsError(f"{name} must be a number of days from 1 to {MOST_DAYS}, not {env[name]!r}.")
    return days


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    try:
        number = float(env.get(name, default))
    except ValueError as error:
        raise SettingsError(f"{name} must be a number, not {env[name]!r}.") from error
    if not (isfinite(number) and number >= 0):
        raise SettingsError(f"{name} must be a number from 0, not {env[name]!r}.")
    return number


def _listed(env: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in env.get(name, "").split(",") if part.strip()]


def _public_url(env: Mapping[str, str]) -> str:
    host, port = env.get("REMBUK_HOST", "127.0.0.1"), int(_number(env, "REMBUK_PORT", 5005))
    given = env.get("REMBUK_PUBLIC_URL", f"http://{host}:{port}").rstrip("/")
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment or " " in given:
        raise SettingsError(f"REMBUK_PUBLIC_URL: {given!r} is no address like https://rembuk.example.org.")
    return given


def _origin(given: str) -> str:
    """Give an origin as browsers write it."""
    parts = urlsplit(given.lower().rstrip("/"))
    # What stands here goes into a header as it is.
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:\[\]-]+", parts.netloc):
        raise SettingsError(f"REMBUK_ORIGINS: {given!r} is no origin like https://example.org.")
    if parts.path or parts.query or parts.fragment:
        raise SettingsError(f"REMBUK_ORIGINS: {given!r} is more than an origin: leave out what follows the host.")
    return f"{parts.scheme}://{parts.netloc}"


def _network(given: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(given, strict=False)
    except ValueError as error:
        raise SettingsError(f"REMBUK_TRUSTED_PROXIES: {given!r} is no address or network.") from error
