"""Settings of one installation, read once from the environment and passed on from there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
class Telegram:
    """A bot of Telegram.

    Attributes:
        token: what BotFather gave; with it we send.
        secret: what Telegram shows us with every update (`secret_token` of setWebhook).
        api: where its Bot API is.
    """

    token: str = field(repr=False)
    secret: str = field(repr=False)
    api: str


@dataclass(frozen=True)
class WhatsApp:
    """A WhatsApp sender at Twilio.

    Attributes:
        account: the account's SID; token: its auth token, with which we send and Twilio signs.
        number: the sender's, as +628…
        api: where Twilio's API is.
    """

    account: str
    token: str = field(repr=False)
    number: str
    api: str


@dataclass(frozen=True)
class Settings:
    """What one installation needs to know.

    Attributes:
        data_dir: folder of everything that is written at run time (database, keys, logs).
        database_url: SQLAlchemy URL of the rows of Rembuk.
        tracker_url: SQLAlchemy URL of Rasa's tracker store.
        key_file: file with one Fernet key a line, the newest first; made with mode 0600 when missing.
        keys: the same keys out of the environment; they win over the file.
        redis_url: what the replicas of a large installation share; empty where one process serves the page.
        host, port, action_host, action_port: where the page and the action server listen.
        action_url: where Rasa finds the action server, or what stands before several of them.
        metrics_host, metrics_port: where each process gives its figures to Prometheus; port 0 is nowhere.
        json_logs: log a line of JSON for each request and each event.
        session_hours: how long a session token is good for.
        keep_days: how long a client is kept after their last visit.
        keep_practice_days, keep_crisis_days, keep_trail_days: how long a session of practice, that a hand-off was
            shown, and what a supervisor saw, is kept.
        code_days: how long a return code is good for after the last visit.
        bounds: how much is taken at a time.
        action_secret: what our Rasa shows the action server; derived from the newest key where it is empty.
        origins: sites, besides our own, whose pages may embed the chat page and call the interface.
        trusted_proxies: networks whose word for who asks is taken (X-Forwarded-For, X-Forwarded-Proto).
        public_url: where the outside finds this server, in front of /webhooks; empty where nothing was said.
        telegram, whatsapp: the messengers it talks in; None for those that are not set up.
    """

    data_dir: Path
    database_url: str
    tracker_url: str
    key_file: Path
    keys: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 5005
    action_port: int = 5055
    redis_url: str = ""
    action_host: str = "127.0.0.1"
    action_url: str = ""
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    json_logs: bool = False
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
    public_url: str = ""
    telegram: Telegram | None = None
    whatsapp: WhatsApp | None = None

    @property
    def home(self) -> str:
        """The address that what is reported elsewhere (xAPI) is named after."""
        return self.public_url or f"http://{self.host}:{self.port}"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environ` (os.environ when left out).

    Raises:
        SettingsError: a number is not a number, or not one that can be used; an origin or a network is none; a
            messenger is set up by half, or a file with a secret cannot be read.
    """
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("REMBUK_DATA_DIR", ROOT / "var")).resolve()
    action_port = int(_number(env, "REMBUK_ACTION_PORT", 5055))
    return Settings(
        data_dir=data_dir,
        database_url=env.get("REMBUK_DATABASE_URL", f"sqlite:///{data_dir / 'rembuk.db'}"),
        tracker_url=env.get("REMBUK_TRACKER_URL", f"sqlite:///{data_dir / 'tracker.db'}"),
        key_file=Path(env.get("REMBUK_KEY_FILE", data_dir / "keys")),
        keys=tuple(key for key in env.get("REMBUK_KEYS", "").split(",") if key),
        host=env.get("REMBUK_HOST", "127.0.0.1"),
        port=int(_number(env, "REMBUK_PORT", 5005)),
        action_port=action_port,
        redis_url=env.get("REMBUK_REDIS_URL", ""),
        action_host=env.get("REMBUK_ACTION_HOST", "127.0.0.1"),
        action_url=env.get("REMBUK_ACTION_URL", f"http://127.0.0.1:{action_port}/webhook"),
        metrics_host=env.get("REMBUK_METRICS_HOST", "127.0.0.1"),
        metrics_port=int(_number(env, "REMBUK_METRICS_PORT", 0)),
        json_logs=_one_of(env, "REMBUK_LOGS", ("plain", "json")) == "json",
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
        public_url=_address(env, "REMBUK_PUBLIC_URL", ""),
        telegram=_telegram(env),
        whatsapp=_whatsapp(env),
    )


def _telegram(env: Mapping[str, str]) -> Telegram | None:
    token, secret = _secret(env, "REMBUK_TELEGRAM_TOKEN"), _secret(env, "REMBUK_TELEGRAM_SECRET")
    if not token and not secret:
        return None
    if not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
        raise SettingsError("REMBUK_TELEGRAM_TOKEN must be the token that BotFather gave, like 123456:ABC-def.")
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret):
        raise SettingsError("REMBUK_TELEGRAM_SECRET must be 16 to 256 letters, digits, - or _ (for setWebhook).")
    return Telegram(token, secret, _address(env, "REMBUK_TELEGRAM_API", "https://api.telegram.org"))


def _whatsapp(env: Mapping[str, str]) -> WhatsApp | None:
    account, number = env.get("REMBUK_TWILIO_ACCOUNT", ""), env.get("REMBUK_WHATSAPP_NUMBER", "")
    token = _secret(env, "REMBUK_TWILIO_TOKEN")
    if not account and not token and not number:
        return None
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", account) or not token:
        raise SettingsError("REMBUK_TWILIO_ACCOUNT must be an account's SID (AC…), with its REMBUK_TWILIO_TOKEN.")
    if not re.fullmatch(r"\+\d{6,15}", number, re.ASCII):
        raise SettingsError(f"REMBUK_WHATSAPP_NUMBER must be a number like +6281234567890, not {number!r}.")
    if not env.get("REMBUK_PUBLIC_URL"):
        raise SettingsError("REMBUK_PUBLIC_URL must be set for WhatsApp: Twilio signs the address that it calls.")
    return WhatsApp(account, token, number, _address(env, "REMBUK_TWILIO_API", "https://api.twilio.com"))


def _secret(env: Mapping[str, str], name: str) -> str:
    """A secret out of the environment, or out of the file that `<name>_FILE` names."""
    path = env.get(f"{name}_FILE")
    if name in env or not path:
        return env.get(name, "").strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(f"{name}_FILE: {path} cannot be read.") from error


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    """An address to which paths are added."""
    address = env.get(name, default).rstrip("/")
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if address and (not fits or parts.query or parts.fragment or "@" in parts.netloc):
        raise SettingsError(f"{name} must be an address like https://rembuk.example, not {address!r}.")
    return address


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


def _one_of(env: Mapping[str, str], name: str, choices: Sequence[str]) -> str:
    chosen = env.get(name, choices[0])
    if chosen not in choices:
        raise SettingsError(f"{name} must be {' or '.join(choices)}, not {chosen!r}.")
    return chosen


def _listed(env: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in env.get(name, "").split(",") if part.strip()]


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
