"""What a turn costs as things grow: `python -m benchmarks.growth [--turns 1000]` (needs a current model).

Gate, model, actions and database run in this process, and what is measured is its processor time: these machines are
shared, and the clock on the wall tells who else is busy. A talk of 1,000 turns is held beside fresh ones: at each
length the same words are said to the long talk and to one of ten turns, in alternation, and the medians compared. In
the same way a client of many earlier talks is compared with one of none, and a database of 100,000 clients with an
empty one.
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy

from benchmarks.report import put, quantile, table
from bot.bootstrap import make_services
from bot.counseling.consent import VERSIONS
from bot.practice import case
from bot.services.opening import hash_code, normalise_code
from bot.settings import load_settings
from bot.storage.migrate import migrate
from bot.storage.models import metadata, new_id
from tests.in_process import RembukHere

TOLD = (
    "my sister keeps saying just join a club but I freeze when I meet strangers",
    "most evenings I just scroll on my phone and feel left out",
    "work is fine but nobody there asks how I am",
    "I used to play the guitar with friends back home",
    "my mother calls on Sundays and I tell her all is well",
)
BEGINNING = ("yes, keep it", "Sam", "I just want to talk")
SHORT, PAIRS = 10, 11
LENGTHS = (10, 100, 1000)
TALKS = (0, 10, 100)
CLIENTS = (0, 10_000, 100_000)
CASES, CASE = 100, "thesis"
OPENED = 7
BATCH, EVENTS_EACH = 1_000, 5
OPENING, LATER = "opening and three turns", "a later turn"


@dataclass(frozen=True)
class Compared:
    """Processor milliseconds of pairs: what has grown, and what has not, side by side."""

    grown: list[float]
    fresh: list[float]

    def told(self) -> list[str]:
        """Median of each, and how they compare."""
        ratios = [one / other for one, other in zip(self.grown, self.fresh)]
        grown, fresh = statistics.median(self.grown), statistics.median(self.fresh)
        quartiles = f"{quantile(ratios, 0.25):.2f}–{quantile(ratios, 0.75):.2f}"
        return [f"{grown:.1f}", f"{fresh:.1f}", f"**{grown / fresh:.2f}** ({quartiles})"]


class Talk:
    """One talk in which a person only wants to be heard."""

    def __init__(self, here: RembukHere, return_code: str | None = None) -> None:
        self._here = here
        self._words = itertools.cycle(TOLD)
        self.turns = 0
        self.session_id, _ = here.open(language="en", **({"return_code": return_code} if return_code else {}))
        for text in BEGINNING:
            self.say(text)

    def say(self, text: str | None = None) -> float:
        """Say something; give the processor milliseconds of the turn."""
        self.turns += 1
        words = text or next(self._words)
        started = time.process_time()
        self._here.say(self.session_id, words, f"m{self.turns}")
        return (time.process_time() - started) * 1000

    def until(self, turns: int) -> None:
        while self.turns < turns:
            self.say()


@contextmanager
def here() -> Iterator[RembukHere]:
    """An installation of its own in this process."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        settings = load_settings({"REMBUK_DATA_DIR": folder})
        Path(folder).mkdir(exist_ok=True)
        migrate(settings)
        yield RembukHere(make_services(settings), monkeypatch)


def grow_talk(rembuk: RembukHere, lengths: tuple[int, ...]) -> Iterator[tuple[int, str, Compared]]:
    """Compare a turn of one talk as it grows with the tenth turns of new ones."""
    long = Talk(rembuk)
    for length in lengths:
        long.until(length - PAIRS // 2)
        yield length, "ms", pairs(long.say, partial(fresh_turn, rembuk))
        fresh = Talk(rembuk)
        fresh.until(SHORT - PAIRS // 3)
        yield length, "thousand calls", pairs(partial(calls, long.say), partial(calls, fresh.say), PAIRS // 2)


def fresh_turn(rembuk: RembukHere) -> float:
    talk = Talk(rembuk)
    talk.until(SHORT)
    return talk.say()


def grow_history(rembuk: RembukHere, counts: tuple[int, ...]) -> Iterator[tuple[int, str, Compared]]:
    """Compare opening a talk, and a turn of it, of a client with ever more talks behind them with a new client's."""
    opened = rembuk.loop.run_until_complete(rembuk.gate.open({"language": "en"}))
    for count in counts:
        while sessions_of(rembuk, opened.return_code) <= count:
            Talk(rembuk, opened.return_code)
        again, new = partial(Talk, rembuk, opened.return_code), partial(Talk, rembuk)
        yield count, OPENING, pairs(partial(timed, again), partial(timed, new), OPENED)
        yield count, LATER, pairs(again().say, new().say)


def sessions_of(rembuk: RembukHere, return_code: str) -> int:
    clients, sessions = metadata.tables["clients"], metadata.tables["sessions"]
    asked = (
        sqlalchemy.select(sqlalchemy.func.count())
        .select_from(sessions.join(clients, sessions.c.client_id == clients.c.id))
        .where(clients.c.return_code_hash == hash_code(normalise_code(return_code)))
    )
    with rembuk.services.engine.connect() as connection:
        return int(connection.execute(asked).scalar() or 0)


def grow_clients(rembuk: RembukHere, counts: tuple[int, ...]) -> Iterator[tuple[int, str, Compared]]:
    """Compare with ever more other clients in the database; beside it stands what was measured with none."""
    present = 0
    alone: dict[str, list[float]] = {}
    for count in counts:
        add_clients(rembuk, count - present)
        present = count
        opening = [timed(partial(Talk, rembuk)) for _ in range(OPENED)]
        talk = Talk(rembuk)
        talk.until(SHORT)
        for what, taken in ((OPENING, opening), (LATER, [talk.say() for _ in range(PAIRS)])):
            yield count, what, Compared(taken, alone.setdefault(what, taken))


def add_clients(rembuk: RembukHere, count: int) -> None:
    """Add clients with a talk each that is over and kept: three turns, and the events of its dialogue."""
    now = rembuk.services.clock()
    begun, over = now - timedelta(days=2), now - timedelta(days=1)
    store = rembuk.agent.tracker_store._tracker_store  # type: ignore[attr-defined]
    clients, consents, sessions, turns = (metadata.tables[n] for n in ("clients", "consents", "sessions", "turns"))
    version = VERSIONS["self_help"]
    for start in range(0, count, BATCH):
        ids = [(new_id(), new_id()) for _ in range(min(BATCH, count - start))]
        with rembuk.services.engine.begin() as rows:
            rows.execute(
                clients.insert(), [{"id": one, "return_code_hash": one, "created_at": begun} for one, _ in ids]
            )
            rows.execute(
                consents.insert(),
                [{"id": new_id(), "client_id": one, "version": version, "given": True, "at": begun} for one, _ in ids],
            )
            rows.execute(
                sessions.insert(),
                [
                    {"id": talk, "client_id": one, "language": "id", "started_at": begun, "expires_at": over,
                     "ended_at": over}
                    for one, talk in ids
                ],
            )  # fmt: skip
            rows.execute(
                turns.insert(),
                [
                    {"id": new_id(), "session_id": talk, "message_id": f"m{number}", "number": number,
                     "status": "done", "at": begun}
                    for _, talk in ids for number in range(1, 4)
                ],
            )  # fmt: skip
        with store.engine.begin() as events:
            statement = sqlalchemy.text(
                "INSERT INTO events (sender_id, type_name, data) VALUES (:talk, 'action', x'00')"
            )
            events.execute(statement, [{"talk": talk} for _, talk in ids for _ in range(EVENTS_EACH)])


def grow_cases(rembuk: RembukHere, count: int) -> Iterator[tuple[int, str, Compared]]:
    """Compare reading the cases, listing them and a turn of practice with those that come with Rembuk and with more."""
    alone: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        files = sorted(case.FOLDER.glob("*.yml"))
        for present in (len(files), count):
            monkeypatch.setattr(case, "FOLDER", _cases(files, present, Path(folder) / str(present)))
            taken = {"reading all cases": [timed(case.all_cases)]}
            session_id, _ = rembuk.open(language="en", mode="practice", case=CASE)
            rembuk.say(session_id, TOLD[0], "m0")  # what loads late
            lines = enumerate(itertools.islice(itertools.cycle(TOLD), PAIRS), start=1)
            taken["a turn of practice"] = [
                timed(partial(rembuk.say, session_id, text, f"m{number}")) for number, text in lines
            ]
            for what, figures in taken.items():
                yield present, what, Compared(figures, alone.setdefault(what, figures))


def _cases(files: Sequence[Path], count: int, folder: Path) -> Path:
    """Write so many cases into a new folder: the same clients under other names, as far as a row can tell."""
    folder.mkdir()
    for number, file in zip(range(count), itertools.cycle(files)):
        again = f"_{number // len(files)}" if number >= len(files) else ""
        text = re.sub(r"^name: (.*)$", rf"name: \1{again}", file.read_text(encoding="utf-8"), flags=re.M)
        (folder / f"{file.stem}{again}.yml").write_text(text, encoding="utf-8")
    return folder


def pairs(grown: Callable[[], float], fresh: Callable[[], float], count: int = PAIRS) -> Compared:
    """Measure the two in alternation."""
    compared = Compared([], [])
    for _ in range(count):
        compared.grown.append(grown())
        compared.fresh.append(fresh())
    return compared


def calls(work: Callable[[], object]) -> float:
    """Thousands of Python functions that are called: unlike any clock, this does not depend on who else is busy."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats()) / 1000


def timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--turns", type=int, default=LENGTHS[-1], help="the longest talk")
    parser.add_argument("--clients", type=int, default=CLIENTS[-1], help="the most clients in the database")
    options = parser.parse_args()
    rows: list[list[str]] = []

    def tell(what: str, compared: Compared) -> None:
        rows.append([what, *compared.told()])
        print(" | ".join(rows[-1]), flush=True)

    with here() as rembuk:
        Talk(rembuk).until(SHORT)  # what loads late
        for length, unit, compared in grow_talk(rembuk, tuple(one for one in LENGTHS if one <= options.turns)):
            tell(f"turn {length:,} beside turn {SHORT}, {unit}", compared)
        for count, what, compared in grow_history(rembuk, TALKS):
            tell(f"{count} earlier talks: {what}", compared)
        for count, what, compared in grow_cases(rembuk, CASES):
            tell(f"{count} cases: {what}", compared)
        counts = tuple(one for one in CLIENTS if one <= options.clients)
        for count, what, compared in grow_clients(rembuk, counts):
            tell(f"{count:,} clients: {what}", compared)
    put(
        "growth",
        table(["", "grown (ms of processor time)", "beside it", "ratio of the medians (quartiles of the pairs)"], rows),
    )


if __name__ == "__main__":
    main()
