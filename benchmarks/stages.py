"""Where the milliseconds of a turn go, and what an ideal program would need: `python -m benchmarks.stages`.

Wraps what each stage is done by, from outside, with clocks that count what is done inside another stage there and not
twice; holds whole talks in this process, then the same talks over HTTP, in alternation. What HTTP takes, ours and the
one to the action server, is the difference. Needs a current model.
"""

from __future__ import annotations

import argparse
import asyncio
import inspect
import itertools
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa_sdk.executor import ActionExecutor

from benchmarks.growth import here
from benchmarks.report import put, quantile, table
from bot.bootstrap import Services
from bot.channels.action_call import ActionEndpoint
from bot.channels.gate import Gate
from bot.nlu.acts import ActClassifier
from bot.nlu.asked import AskedFeaturizer
from bot.nlu.encoder import EarlyEncoder
from bot.nlu.language import LanguageTagger
from bot.nlu.patterns import Patterns
from bot.nlu.practice import PracticeListener
from bot.nlu.tokens import SpacyTokens
from bot.nlu.vectors import SentenceVectors, make_encoder
from bot.policies.asked_rules import AskedRulePolicy
from bot.screening import make_screener
from bot.storage.tracker_store import EncryptedTrackerStore
from tests.dialogues.client import ScriptedClient, straight_through
from tests.faults.kills import UNLIMITED
from tests.in_process import ActionsHere, RembukHere
from tests.server import RunningRembuk

TALKS = 6
# What does each stage; the time within another stage is that one's.
STAGES: dict[str, list[tuple[type, str]]] = {
    "gate: limits, locks, rows of the turn": [(Gate, "receive")],
    "screen for a crisis": [(Gate, "_found")],
    "vector, as far as it is waited for": [(EarlyEncoder, "read"), (EarlyEncoder, "encode")],
    "features: language, tokens, what was asked": [
        (LanguageTagger, "process"), (SpacyTokens, "process"), (SentenceVectors, "process"),
        (AskedFeaturizer, "process"),
    ],
    "classifier, patterns": [(ActClassifier, "process"), (Patterns, "process"), (PracticeListener, "process")],
    "policies": [(AskedRulePolicy, "predict_action_probabilities")],
    "Rasa around them": [(Agent, "handle_message")],
    "tracker: read, kept, encrypted": [(EncryptedTrackerStore, "retrieve"), (EncryptedTrackerStore, "save")],
    "call of an action: putting it into JSON and out": [(ActionEndpoint, "request"), (ActionsHere, "_request")],
    "actions: what to say, in which words": [(ActionExecutor, "run")],
    "services and their rows": [(Services, "write"), (Services, "read")],
}  # fmt: skip
SQL = "SQL statements and commits"
HTTP = "HTTP: the page's request and the calls of actions"


class Clocks:
    """Milliseconds by stage of the turn at hand."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def wrap(self, owner: Any, name: str, stage: str) -> None:
        """Measure a function from now on."""
        run = getattr(owner, name)

        def enter() -> float:
            self._inside.append(0.0)
            return time.perf_counter()

        def leave(began: float) -> None:
            whole = (time.perf_counter() - began) * 1000
            self.taken[stage] += whole - self._inside.pop()
            if self._inside:
                self._inside[-1] += whole

        async def later(*args: Any, **kwargs: Any) -> Any:
            began = enter()
            try:
                return await run(*args, **kwargs)
            finally:
                leave(began)

        def now(*args: Any, **kwargs: Any) -> Any:
            began = enter()
            try:
                return run(*args, **kwargs)
            finally:
                leave(began)

        setattr(owner, name, later if inspect.iscoroutinefunction(run) else now)


class ClientHere(ScriptedClient):
    """A scripted client who talks to the gate in this process."""

    def __init__(self, rembuk: RembukHere, clocks: Clocks, language: str) -> None:
        self._rembuk, self._clocks, self.language = rembuk, clocks, language
        self.seconds, self.said, self.heard = [], [], []
        self.stages: list[dict[str, float]] = []
        self._ids = itertools.count(1)
        self._session, messages = rembuk.open(language=language)
        self._take(messages)

    def say(self, text: str, payload: str | None = None) -> list[dict[str, Any]]:
        self._clocks.taken.clear()
        began = time.perf_counter()
        messages = self._rembuk.say(self._session, text, f"m{next(self._ids)}", payload)
        self.seconds.append(time.perf_counter() - began)
        self.said.append(text)
        self.stages.append(dict(self._clocks.taken))
        self._take(messages)
        return messages


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--talks", type=int, default=TALKS)
    talks = parser.parse_args().talks
    clocks = watch()
    with tempfile.TemporaryDirectory() as folder, here() as rembuk, RunningRembuk(Path(folder), **UNLIMITED) as server:
        watch_sql(clocks, rembuk)
        rembuk.gate._screener = make_screener(make_encoder())  # as the server has it
        inside: list[ClientHere] = []
        outside: list[float] = []
        for number in range(talks + 2):
            language = "id" if number % 2 else "en"
            straight_through(one := ClientHere(rembuk, clocks, language))
            straight_through(other := ScriptedClient(server.url, language))
            print(f"talk {number + 1} of {talks + 2}", flush=True)
            if number > 1:  # the first of each language load what is loaded late
                inside.append(one)
                outside += other.seconds
        floor = ideal(Path(folder), [text for one in inside for text in one.said])
    body = f"{stage_table(inside, outside)}\n\n{floor_lines(floor)}"
    print(body)
    put("stages", body)


def watch() -> Clocks:
    """Put clocks on what a turn goes through; before a model is loaded, which takes the functions as they are then."""
    clocks = Clocks()
    for stage, functions in STAGES.items():
        for owner, name in functions:
            clocks.wrap(owner, name, stage)
    return clocks


def watch_sql(clocks: Clocks, rembuk: RembukHere) -> None:
    store = rembuk.agent.tracker_store._tracker_store  # type: ignore[attr-defined]
    for engine in {id(one): one for one in (rembuk.services.engine, store.engine)}.values():
        for name in ("do_execute", "do_executemany", "do_commit"):
            clocks.wrap(engine.dialect, name, SQL)


def stage_table(inside: list[ClientHere], outside: list[float]) -> str:
    """Mean milliseconds of each stage, and what share of a turn over HTTP that is."""
    turns = [stages for one in inside for stages in one.stages]
    within = [seconds * 1000 for one in inside for seconds in one.seconds]
    whole = statistics.mean(outside) * 1000
    means = {stage: statistics.mean(turn.get(stage, 0.0) for turn in turns) for stage in (*STAGES, SQL)}
    means["the rest in this process"] = statistics.mean(within) - sum(means.values())
    means[HTTP] = whole - statistics.mean(within)
    rows = [[stage, f"{mean:.1f}", f"{mean / whole:.0%}"] for stage, mean in means.items()]
    rows.append([f"**a turn over HTTP** ({len(outside)} turns)", f"**{whole:.1f}**", ""])
    note = (
        f"Median {statistics.median(outside) * 1000:.1f} ms and p95 {quantile(outside, 0.95) * 1000:.1f} ms over HTTP, "
        f"median {statistics.median(within):.1f} ms in process; the mean is what adds up."
    )
    return f"{table(['stage', 'ms (mean)', 'share'], rows)}\n\n{note}"


def ideal(folder: Path, texts: list[str]) -> dict[str, float]:
    """Milliseconds (medians) of what no program that does the same could leave out."""
    encoder = make_encoder()
    with sqlite3.connect(folder / "ideal.db") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("CREATE TABLE turns (id INTEGER PRIMARY KEY, text TEXT)")

        def write(text: str) -> None:
            database.execute("INSERT INTO turns (text) VALUES (?)", (text,))
            database.commit()

        needed: dict[str, Callable[[str], object]] = {"one row written and committed": write}
        if encoder is not None:
            needed["the vector of the message"] = encoder._encoder.read
        found = {}
        for name, work in needed.items():
            taken = []
            for text in texts:
                began = time.perf_counter()
                work(text)
                taken.append((time.perf_counter() - began) * 1000)
            found[name] = statistics.median(taken)
    found["a request over loopback, answered at once"] = asyncio.run(_round_trips())
    return found


async def _round_trips(count: int = 200) -> float:
    """Median milliseconds of a line sent to a server on this machine, and its answer."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line)

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        writer.write(b"a message\n")
        await reader.readline()
        taken.append((time.perf_counter() - began) * 1000)
    writer.close()
    server.close()
    return statistics.median(taken)


def floor_lines(floor: dict[str, float]) -> str:
    """What remains when all else costs nothing."""
    parts = ", ".join(f"{name} {taken:.1f} ms" for name, taken in floor.items())
    return f"The floor: {parts}; together **{sum(floor.values()):.1f} ms**."


if __name__ == "__main__":
    main()
