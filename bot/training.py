"""The model: is there a current one, and training it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import ROOT

MODELS = ROOT / "models"
CURRENT = MODELS / "current.json"
GIVES_WAY = 10  # niceness
# What a model depends on: files, and folders with all that is in them.
INGREDIENTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/nlu",
    "bot/policies",
    "bot/counseling/questions.py",
    "requirements.lock",
)


class ForeignModelError(RuntimeError):
    """A model is not the file that was trained here; the message says what to do."""


def fingerprint(root: Path = ROOT) -> str:
    """Give a digest of everything that a model depends on."""
    digest = hashlib.sha256()
    for ingredient in INGREDIENTS:
        path = root / ingredient
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix in (".yml", ".py", ".lock", ".npz"):
                digest.update(f"{file.relative_to(root)}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def current_model() -> Path | None:
    """Give the model that was trained from what is here now, or None.

    Raises:
        ForeignModelError: there is one, and its file was changed since.
    """
    try:
        known = json.loads(CURRENT.read_text())
        model = MODELS / Path(known["model"]).name
        fits = known["fingerprint"] == fingerprint() and "sha256" in known and model.exists()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not fits:
        return None
    check_is_ours(model)
    return model


def check_is_ours(model: Path) -> None:
    """See that a model is the one that was trained here last, to the byte: loading one runs what stands in it.

    Raises:
        ForeignModelError: it is not.
    """
    try:
        known = json.loads(CURRENT.read_text())
        ours = (known["model"], known["sha256"]) == (model.name, _digest(model))
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise ForeignModelError(
            f"{model} is not the model that was trained here (its SHA-256 is not the one in {CURRENT}). "
            "It will not be loaded; `make train` makes a new one."
        )


def note_model(model: Path, mark: str) -> None:
    """Note which model is ours: its file, and the fingerprint of what it was trained from."""
    known = {"fingerprint": mark, "model": model.name, "sha256": _digest(model)}
    CURRENT.write_text(json.dumps(known, indent=1) + "\n")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def train() -> Path | None:
    """Train a model, with a progress line; gives None, and says why, when that fails."""
    mark = fingerprint()
    name = f"rembuk-{mark[:12]}"
    MODELS.mkdir(exist_ok=True)
    log = MODELS / "training.log"
    started = time.monotonic()
    # No validation: it reads all the data once more; `make validate` does it, and so does .ci/run.
    command = [sys.executable, "-m", "bot.rasa_training", name, str(MODELS)]
    # What the simulated clients can say, so that no trainee's first words wait for it; what fails here is made then.
    # It gives way: the training ends with a part that uses one core alone, and beside that there is room for it.
    prepare = [sys.executable, "-m", "bot", "prepare-cases"]
    with _running(command, log) as training, _running(prepare, MODELS / "cases.log") as prepared:
        os.setpriority(os.PRIO_PROCESS, prepared.pid, GIVES_WAY)
        _wait(training, lambda: f"Training the model … {time.monotonic() - started:3.0f} s ({_stage(log)})")
        model = MODELS / f"{name}.tar.gz"
        if training.returncode or not model.exists():
            print(f"\nTraining failed; what Rasa said stands at the end of {log}.", file=sys.stderr)
            return None
        note_model(model, mark)
        for old in MODELS.glob("rembuk-*.tar.gz"):
            if old != model:
                old.unlink()
        _wait(prepared, lambda: f"Reading the cases … {time.monotonic() - started:3.0f} s")
    _show(f"The model is trained ({time.monotonic() - started:.0f} s).", last=True)
    return model


@contextmanager
def _running(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command with its output in a file; it does not outlast the block."""
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait()


def _wait(process: subprocess.Popen[bytes], stage: Callable[[], str]) -> None:
    """Wait for the end of a process, saying each second where it is."""
    while process.poll() is None:
        _show(stage())
        time.sleep(1)


def _stage(log: Path) -> str:
    """Give the part that is being trained now, as far as Rasa's log says."""
    stage = "reading"
    for line in log.read_text(errors="replace").splitlines():
        if "Starting to train component" in line:
            stage = line.rsplit("'", 2)[-2]
    return stage


def _show(line: str, last: bool = False) -> None:
    """Write over the same line in a terminal; elsewhere a line every quarter of a minute would only fill a log."""
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="\n" if last else "", flush=True)
    elif last:
        print(line, flush=True)
