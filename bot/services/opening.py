"""Opening a talk: a new client, or one who returns with a code."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

from bot.language import Language
from bot.storage.models import Client, Practice, Session, new_id
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork

# Without letters and digits that are mistaken for one another (0/O, 1/I/L).
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
DEFAULT_ZONE = "Asia/Jakarta"
SHELL_HOURS = 24
# A session of practice tells itself by its id: the safety screen must know before any row is read.
PRACTICE_PREFIX = "practice-"
# Of a simulated client's draws; what every database holds as an integer.
MOST_SEED = 2**31 - 1


class UnknownCodeError(LookupError):
    """No client has this return code."""


@dataclass(frozen=True)
class Opened:
    """A session that was opened; `return_code` is known only now, afterwards only its hash."""

    session_id: str
    return_code: str
    expires_at: datetime


def open_session(
    engine: Engine,
    *,
    language: Language,
    zone: str | None,
    country: str | None,
    return_code: str | None,
    hours: float,
    now: datetime,
    case: str | None = None,
    seed: int | None = None,
    code_days: float | None = None,
) -> Opened:
    """Make a session for a new client, or for the one who has `return_code`; with a case it is one of practice.

    Args:
        seed: 0 to `MOST_SEED`; a simulated client of the same seed draws alike. Any, when left out.
        code_days: how long a return code is good for after the last visit; for ever, when left out.

    Raises:
        UnknownCodeError: nobody has that code (any more).
    """
    with UnitOfWork(engine) as work:
        if return_code is None:
            code = new_return_code()
            client = Client(id=new_id(), return_code_hash=hash_code(code), created_at=now)
            work.rows.add(client)
        else:
            code = normalise_code(return_code)
            known = work.rows.client_by_code(hash_code(code))
            if known is None or (
                code_days is not None and _last_visit(work.rows, known) + timedelta(days=code_days) < now
            ):
                raise UnknownCodeError
            client = known
        if zone is not None or return_code is None:
            client.zone = zone or DEFAULT_ZONE
        if country is not None or return_code is None:
            client.country = country or "ID"
        session_id = new_id() if case is None else PRACTICE_PREFIX + new_id()
        session = _new_session(client, session_id, language, now, hours)
        work.rows.add(session)
        if case is not None:
            session.mode = session.phase = "practice"
            seed = secrets.randbelow(MOST_SEED + 1) if seed is None else seed
            work.rows.add(Practice(session=session, case=case, seed=seed, opening={}))
        work.commit()
        return Opened(session.id, code, session.expires_at)


def add_session(rows: Repository, session_id: str, now: datetime) -> Session:
    """Make a session with a new client, for a talk that did not come through our gate (Rasa's own shell)."""
    client = Client(id=new_id(), created_at=now, zone=DEFAULT_ZONE, country="ID")
    session = _new_session(client, session_id, "id", now, SHELL_HOURS)
    rows.add(client)
    rows.add(session)
    rows.flush()
    return session


def is_practice(session_id: str) -> bool:
    return session_id.startswith(PRACTICE_PREFIX)


def new_return_code() -> str:
    """Twelve characters in threes of four, about 59 bits."""
    return new_code(3)


def new_code(groups: int) -> str:
    """Groups of four characters, about 20 bits each."""
    return "-".join("".join(secrets.choice(CODE_ALPHABET) for _ in range(4)) for _ in range(groups))


def normalise_code(code: str) -> str:
    """Give the code as it was shown, however it was typed: case, spaces and dashes do not matter."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def hash_code(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _last_visit(rows: Repository, client: Client) -> datetime:
    return max(client.created_at, rows.last_visit(client.id) or client.created_at)


def _new_session(client: Client, session_id: str, language: Language, now: datetime, hours: float) -> Session:
    return Session(
        id=session_id,
        client=client,
        mode="self_help",
        language=language,
        phase="consent",
        asked="none",
        started_at=now,
        expires_at=now + timedelta(hours=hours),
    )
