"""Retention: what is old goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Engine

from bot.services.deletion import GRACE
from bot.services.deletion import forget_unkept as forget
from bot.services.supervisors import TRIES_COUNT
from bot.settings import Settings
from bot.storage import sharing, trackers
from bot.storage.unit_of_work import UnitOfWork

# So many in one transaction: a talk that wants to write waits no longer than that.
MOST_AT_ONCE = 50
# By then every token of a deleted session has expired, and nothing late can come for it.
TOMBSTONE_DAYS = 30.0
# A tracker without a session may be one that is just being opened by another program (`rasa shell`).
QUIET = timedelta(hours=1)


@dataclass(frozen=True)
class Purged:
    """How much went, or would go: sessions that were not to be kept, clients not seen for long, sessions of practice,
    notes of crises, what Rasa kept of talks that are over, what repeats are answered from, tombstones, notes of what
    supervisors saw, their sign-ins that are over, and tries to sign in."""

    unkept: int
    clients: int
    practices: int
    crises: int
    trackers: int
    effects: int
    tombstones: int
    accesses: int
    sign_ins: int
    attempts: int


NOTHING = Purged(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def purge(engine: Engine, settings: Settings, now: datetime, dry_run: bool = False) -> Purged:
    """Delete what is older than the settings say, batch by batch; with `dry_run` only count it."""
    day = timedelta(days=1)
    unseen, practised = now - settings.keep_days * day, now - settings.keep_practice_days * day
    ages = {
        "crises": now - settings.keep_crisis_days * day,
        "effects": now,
        "accesses": now - settings.keep_trail_days * day,
        "sign_ins": now,
        "attempts": now - TRIES_COUNT,
        "tombstones": now - max(TOMBSTONE_DAYS * day, 2 * timedelta(hours=settings.session_hours)),
    }
    if dry_run:
        return _count(engine, settings, now, unseen, practised, ages)
    unkept = forget(engine, now)
    clients, of_clients = _in_batches(
        engine,
        lambda work: work.eraser.not_seen_since(unseen, MOST_AT_ONCE),
        lambda work, ids: [one for client_id in ids for one in work.eraser.bury_client(client_id, now)],
    )
    practices, of_practice = _in_batches(
        engine,
        lambda work: work.eraser.practices_before(practised, MOST_AT_ONCE),
        lambda work, ids: work.eraser.bury_sessions(ids, now),
    )
    with UnitOfWork(engine) as work:
        old = {kind: work.eraser.remove(kind, before) for kind, before in ages.items()}
        work.commit()
    over = _over(engine, settings, now)
    purged = Purged(len(unkept), clients, practices, trackers=len(over), **old)
    ids = sorted({*unkept, *of_clients, *of_practice, *over})
    # Also where nothing was old: a log that was in use while somebody's data was deleted is emptied now.
    trackers.erase(settings.tracker_url, engine, ids)
    if ids:
        sharing.forget(settings.redis_url, ids)
    return purged


def _count(
    engine: Engine, settings: Settings, now: datetime, unseen: datetime, practised: datetime, ages: dict[str, datetime]
) -> Purged:
    with UnitOfWork(engine) as work:
        eraser = work.eraser
        unkept = sum(len(eraser.sessions_of(*found)) for found in eraser.unkept(now, now - GRACE))
        clients, practices = len(eraser.not_seen_since(unseen)), len(eraser.practices_before(practised))
        old = {kind: eraser.count(kind, before) for kind, before in ages.items()}
    return Purged(unkept, clients, practices, trackers=len(_over(engine, settings, now)), **old)


def _over(engine: Engine, settings: Settings, now: datetime) -> list[str]:
    """The conversations Rasa still keeps though none of their messages can come any more, or that were deleted."""
    quiet = trackers.quiet_since(settings.tracker_url, engine, now - QUIET)
    with UnitOfWork(engine) as work:
        return sorted({*quiet} - work.eraser.open_among(quiet, now))


def _in_batches(
    engine: Engine, find: Callable[[UnitOfWork], list[str]], bury: Callable[[UnitOfWork, list[str]], list[str]]
) -> tuple[int, list[str]]:
    """Bury until nothing is found any more; give how many that were, and their sessions."""
    count, sessions = 0, list[str]()
    while True:
        with UnitOfWork(engine) as work:
            ids = find(work)
            if not ids:
                return count, sessions
            sessions += bury(work, ids)
            work.commit()
            count += len(ids)
