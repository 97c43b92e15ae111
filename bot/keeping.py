"""`delete`, `purge` and `rotate-key`: what whoever runs Rembuk does with what it keeps."""

from __future__ import annotations

import sys
from dataclasses import asdict

from bot.bootstrap import make_services
from bot.progress import Progress
from bot.services.deletion import sessions_of_code
from bot.services.retention import purge as purge_old
from bot.settings import Settings
from bot.storage import rotation
from bot.storage.migrate import migrate

YES = ("y", "yes", "ya")
PURGED = {
    "unkept": "sessions that were not to be kept",
    "clients": "clients not seen for {keep_days:g} days",
    "practices": "sessions of practice older than {keep_practice_days:g} days",
    "crises": "notes of hand-offs older than {keep_crisis_days:g} days",
    "trackers": "talks in Rasa's store that are over",
    "effects": "answers kept for repeats of messages that can come no more",
    "tombstones": "tombstones that nothing can come for any more",
    "accesses": "notes of what supervisors saw, older than {keep_trail_days:g} days",
    "sign_ins": "supervisors' sign-ins that are over",
    "attempts": "tries to sign in that count no more",
}


def delete(settings: Settings, return_code: str | None, sure: bool) -> int:
    """Delete everything about the client with a return code; asks for the code where it is not given, and for a yes
    unless `sure`. The exit status: 1 where it was called off.

    Raises:
        UnknownCodeError: nobody has that code.
    """
    migrate(settings)
    services = make_services(settings)
    try:
        code = return_code or input("Return code: ")
        count = len(sessions_of_code(services.engine, code))
        if not sure:
            asked = f"Delete this client with {_sessions(count)} and all that came of them? It cannot be undone. [y/N] "
            if input(asked).strip().lower() not in YES:
                print("Nothing was deleted.")
                return 1
        print(f"Deleted: {_sessions(len(services.delete_by_code(code)))}.")
    except EOFError:
        print("\nNothing was deleted.", file=sys.stderr)
        return 1
    finally:
        services.engine.dispose()
    return 0


def purge(settings: Settings, dry_run: bool) -> int:
    """Delete what is older than the settings say, or only count it, and tell how much; the exit status."""
    migrate(settings)
    services = make_services(settings)
    try:
        purged = purge_old(services.engine, settings, services.clock(), dry_run)
    finally:
        services.engine.dispose()
    print("Would be deleted:" if dry_run else "Deleted:")
    for kind, number in asdict(purged).items():
        print(f"{number:7}  {PURGED[kind].format(**asdict(settings))}")
    return 0


def rotate_key(settings: Settings) -> int:
    """Seal everything with a new key and throw the old one away; the exit status. It can be broken off and run again.

    Raises:
        CipherError: the keys cannot be used.
    """
    migrate(settings)
    keys = rotation.begin(settings)
    done, lost = 0, 0
    while True:
        # Once more after a round that changed something: a message may have been under way.
        with Progress(rotation.count(settings, keys)) as progress:
            round_ = rotation.reseal(settings, keys, progress.step)
        done, lost = done + round_.done, round_.lost
        if not round_.done:
            break
    print(f"{done} values were sealed with the new key.")
    if lost:
        print(f"rembuk: {lost} values open with none of the keys; the old keys stay in use.", file=sys.stderr)
        return 1
    rotation.end(settings, keys)
    if settings.keys:
        print("Now leave the first key alone in REMBUK_KEYS and restart.")
    else:
        print("The old key is gone. Restart Rembuk when it suits: pages that are open then need their return code.")
    return 0


def _sessions(count: int) -> str:
    return f"{count} session" if count == 1 else f"{count} sessions"
