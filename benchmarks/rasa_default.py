"""Rasa's default recipe on our data: what `rasa init` gives, trained on the same examples, domain and talks.

`python -m benchmarks.rasa_default [--epochs 100]` trains it and keeps it under results/; `make bench` does so by itself
(docs/benchmarks.md says what is compared with what). Needs a current model of Rembuk, which holds the talks.

Its policies cannot read most of data/stories: those rules go by what was asked, which AskedRulePolicy alone knows. They
get what they are made for instead: stories, recorded from talks that Rembuk held over HTTP. Rules that say the same at
any moment and contradict none of the stories are given to its RulePolicy as they stand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import rasa
import sqlalchemy
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_writer.yaml_story_writer import YAMLStoryWriter

from bot.settings import ROOT, load_settings
from bot.storage import engine as engines
from bot.storage.encryption import Cipher, load_keys
from bot.storage.trackers import EVENTS
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.dialogues.voices import VOICES
from tests.server import RunningRembuk

RESULTS = ROOT / "results" / "rasa-default"
RECIPE = Path(rasa.__file__).parent / "engine" / "recipes" / "config_files" / "default_config.yml"
EPOCHS = 100
# Loops in a person's answers would only make the talk longer.
MOST_TURNS = 60

Line = tuple[str, str | None]


@dataclass(frozen=True)
class Baseline:
    """A trained default recipe, and what its training took."""

    model: Path
    epochs: int
    wall_s: float
    cpu_s: float
    examples: int
    stories: int
    rules: int


class Recorder(ScriptedClient):
    """A client who remembers what was sent, buttons too."""

    def say(self, text: str, payload: str | None = None) -> list[dict[str, Any]]:
        self.__dict__.setdefault("sent", []).append((text, payload))
        return super().say(text, payload)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    trained = train(parser.parse_args().epochs)
    print(json.dumps(asdict(trained), indent=1, default=str))


def train(epochs: int = EPOCHS) -> Baseline:
    """Give the default recipe trained for so many epochs; from results/ where it was trained on just this before.

    Raises:
        RuntimeError: Rasa could not train it; says where its log is.
    """
    folder = RESULTS / f"{ingredients()[:12]}-{epochs}"
    known = folder / "trained.json"
    if known.exists():
        kept = json.loads(known.read_text())
        return Baseline(**{**kept, "model": folder / "model.tar.gz"})
    stories, rules = prepare(folder, epochs)
    log = folder / "training.log"
    print(f"training Rasa's default recipe, {epochs} epochs; its log is {log.relative_to(ROOT)}", flush=True)
    command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "model", "--out", str(folder)]
    paths = ["--config", "config.yml", "--domain", "domain.yml", "--data", "data", "--skip-validation"]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with log.open("w") as output:
        # Its folder is the working folder: Rasa's cache of trained parts is there, and not in ours.
        done = subprocess.run(
            [*command, *paths], cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment()
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode or not (folder / "model.tar.gz").exists():
        raise RuntimeError(f"Rasa's default recipe could not be trained; see {log}")
    baseline = Baseline(
        folder / "model.tar.gz",
        epochs,
        round(time.monotonic() - started, 1),
        round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        sum(len(e["examples"].splitlines()) if isinstance(e["examples"], str) else len(e["examples"])
            for file in (folder / "data" / "nlu").rglob("*.yml") for e in _read(file).get("nlu", [])),
        stories,
        rules,
    )  # fmt: skip
    known.write_text(json.dumps({**asdict(baseline), "model": "model.tar.gz"}, indent=1))
    return baseline


def ingredients() -> str:
    """A digest of what the baseline is trained from; a change of our own components or of what is uttered is none."""
    digest = hashlib.sha256()
    domain = _read(ROOT / "domain.yml")
    domain["responses"] = sorted(domain["responses"])
    digest.update(json.dumps(domain, sort_keys=True).encode())
    for name in ("data/nlu", "data/stories", "requirements.lock"):
        path = ROOT / name
        for file in sorted(path.rglob("*.yml")) if path.is_dir() else [path]:
            digest.update(f"{file.relative_to(ROOT)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def environment() -> dict[str, str]:
    """The environment in which Rasa's own commands run."""
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def prepare(folder: Path, epochs: int) -> tuple[int, int]:
    """Write config, domain and data as `rasa train` wants them; how many stories and rules there are."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    recipe = _read(RECIPE)
    for part in [*recipe["pipeline"], *recipe["policies"]]:
        if "epochs" in part:
            part["epochs"] = epochs
    _write(folder / "config.yml", {**recipe, "assistant_id": "rasa-default", "language": "id"})
    shutil.copyfile(ROOT / "domain.yml", folder / "domain.yml")
    shutil.copytree(ROOT / "data" / "nlu", folder / "data" / "nlu")
    stories = record()
    told = {step["intent"] for story in stories for step in story["steps"] if "intent" in step}
    rules = [rule for rule in our_rules() if not told & set(_intents(rule)) and _plain(rule)]
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": stories})
    _write(folder / "data" / "rules.yml", {"version": "3.1", "rules": rules})
    return len(stories), len(rules)


def record() -> list[dict[str, Any]]:
    """Hold talks with Rembuk in every voice; give them as stories."""
    talks = [(language, answers) for language in STRAIGHT for answers in all_answers(language)]
    with tempfile.TemporaryDirectory() as folder, RunningRembuk(Path(folder), REMBUK_MESSAGES_PER_MINUTE="0",
                                                               REMBUK_SESSIONS_PER_MINUTE="0") as server:  # fmt: skip
        for number, (language, answers) in enumerate(talks, start=1):
            ScriptedClient(server.url, language).go_on(answers, until="none", most=MOST_TURNS)
            print(f"recorded talk {number} of {len(talks)}", flush=True)
        return list(_stories(server))


def all_answers(language: str) -> Iterator[dict[str, list[str]]]:
    """What clients of all voices answer, the shortest way first."""
    yield STRAIGHT[language]
    yield from VOICES[language].values()


def record_lines() -> dict[str, list[Line]]:
    """The messages of one whole talk a language, buttons with their payload, as Rembuk is sent them."""
    with tempfile.TemporaryDirectory() as folder, RunningRembuk(Path(folder)) as server:
        lines = {}
        for language, answers in STRAIGHT.items():
            client = Recorder(server.url, language)
            client.go_on(answers, until="none")
            lines[language] = list(client.__dict__["sent"])
        return lines


def our_rules() -> list[dict[str, Any]]:
    """The rules of data/stories that hold whatever was asked."""
    files = sorted((ROOT / "data" / "stories").glob("*.yml"))
    return [rule for file in files for rule in _read(file).get("rules", []) if not rule.get("condition")]


def _stories(server: RunningRembuk) -> Iterator[dict[str, Any]]:
    settings = load_settings(server.environment)
    engine = engines.create(settings.tracker_url, Cipher(load_keys(settings.key_file)))
    domain = Domain.load(str(ROOT / "domain.yml"))
    with engine.connect() as connection:
        rows = connection.execute(sqlalchemy.select(EVENTS.c.sender_id, EVENTS.c.data).order_by(EVENTS.c.id)).all()
    events: dict[str, list[dict[str, Any]]] = {}
    for sender, data in rows:
        events.setdefault(sender, []).append(json.loads(data))
    for sender, told in events.items():
        tracker = DialogueStateTracker.from_dict(sender, told, domain.slots)
        for number, story in enumerate(yaml.safe_load(tracker.export_stories(YAMLStoryWriter()))["stories"]):
            # The session's id, which differs each time, and not what is in the talk, is the story's name.
            mark = hashlib.sha256(json.dumps(story["steps"]).encode()).hexdigest()[:8]
            yield {"story": f"a talk {mark} {number}", "steps": story["steps"]}


def _intents(rule: dict[str, Any]) -> Iterator[str]:
    for step in rule["steps"]:
        yield from (one["intent"] for one in step.get("or", [step]) if "intent" in one)


def _plain(rule: dict[str, Any]) -> bool:
    """Whether it does not fork: RulePolicy wants every rule to name what one of them names after an action."""
    return not any("slot_was_set" in step for step in rule["steps"])


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _write(file: Path, content: Any) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
