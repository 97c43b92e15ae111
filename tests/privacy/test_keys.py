"""Keys: rotated while everything runs, broken off and gone on with; missing or wrong ones are named in one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot import keeping
from bot.bootstrap import Services, make_services
from bot.services import clients, goals
from bot.settings import ROOT, Settings, load_settings
from bot.storage import rotation
from bot.storage.encryption import Cipher, CipherError, read_keys, write_keys
from bot.storage.keys import check_keys
from bot.storage.migrate import migrate
from tests.conftest import NOON
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.privacy.searching import sealed_cells
from tests.server import RunningRembuk

PEOPLE = 30


@pytest.fixture
def installation(tmp_path: Path) -> Settings:
    """One whose keys stand in a file, with some people's goals in it."""
    settings = load_settings({"REMBUK_DATA_DIR": str(tmp_path)})
    migrate(settings)
    services = make_services(settings, lambda: NOON)
    for number in range(PEOPLE):
        tell(services, f"s{number}", f"tujuan {number}")
    return settings


@pytest.fixture
def services(installation: Settings) -> Iterator[Services]:
    """A program that was running before."""
    running = make_services(installation, lambda: NOON)
    yield running
    running.engine.dispose()


def tell(services: Services, session_id: str, goal: str) -> None:
    services.write(
        session_id, "1", lambda rows, session, now: clients.take_name(rows, session, now, name="Dewi", form=None)
    )
    services.write(session_id, "2", lambda rows, session, now: goals.take_goal(rows, session, now, text=goal))


def told(services: Services, number: int) -> list[str] | None:
    return services.read(f"s{number}", lambda rows, session: [goal.text for goal in session.client.goals])


def sealed(settings: Settings) -> list[bytes]:
    return sorted(sealed_cells([settings.data_dir / "rembuk.db"]))


def opened_by(key: str, tokens: list[bytes]) -> int:
    count = 0
    for token in tokens:
        try:
            Cipher([key]).open(token)
            count += 1
        except CipherError:
            pass
    return count


def test_after_a_rotation_the_new_key_opens_all_and_the_old_one_nothing(installation: Settings) -> None:
    (old,) = read_keys(installation.key_file)
    before = sealed(installation)
    assert opened_by(old, before) == len(before) >= 3 * PEOPLE
    assert keeping.rotate_key(installation) == 0
    (new,) = read_keys(installation.key_file)
    after = sealed(installation)
    assert (opened_by(new, after), opened_by(old, after)) == (len(before), 0)
    assert installation.key_file.stat().st_mode & 0o777 == 0o600
    for path in installation.data_dir.rglob("*"):
        assert old.encode() not in path.read_bytes()
        assert not [token for token in before if token in path.read_bytes()], "the old words are still in a file"
    assert told(make_services(installation), 7) == ["tujuan 7"]


def test_a_running_program_reads_and_writes_on_during_a_rotation(installation: Settings, services: Services) -> None:
    assert told(services, 1) == ["tujuan 1"]
    keys = rotation.begin(installation)
    tell(services, "between", "di tengah")
    rotation.reseal(installation, keys, lambda: None)
    assert told(services, 1) == ["tujuan 1"]
    rotation.end(installation, keys)
    tell(services, "after", "sesudahnya")
    assert told(services, 2) == ["tujuan 2"]
    assert opened_by(keys[0], sealed(installation)) == len(sealed(installation))


def test_a_rotation_that_was_broken_off_goes_on(installation: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = read_keys(installation.key_file)
    monkeypatch.setattr(rotation, "BATCH", 7)
    keys, rows = rotation.begin(installation), iter(range(25))

    def break_off() -> None:
        if next(rows, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.reseal(installation, keys, break_off)
    tokens = sealed(installation)
    assert 0 < opened_by(old, tokens) < len(tokens)
    assert told(make_services(installation), PEOPLE - 1) == [f"tujuan {PEOPLE - 1}"]
    assert keeping.rotate_key(installation) == 0
    assert read_keys(installation.key_file) == keys[:1]
    assert opened_by(keys[0], sealed(installation)) == len(tokens)


def test_a_value_that_no_key_opens_keeps_the_old_key_in_use(
    installation: Settings, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    with services.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE goals SET text = x'00' WHERE session_id = 's3'")
    assert keeping.rotate_key(installation) == 1
    assert len(read_keys(installation.key_file)) == 2
    assert "1 values open with none of the keys" in capsys.readouterr().err


def test_keys_from_the_environment_are_rotated_to_the_first_one(installation: Settings) -> None:
    (old,) = read_keys(installation.key_file)
    folder = {"REMBUK_DATA_DIR": str(installation.data_dir)}
    with pytest.raises(CipherError, match="new-key"):
        keeping.rotate_key(load_settings({**folder, "REMBUK_KEYS": old}))
    new = Fernet.generate_key().decode()
    assert keeping.rotate_key(load_settings({**folder, "REMBUK_KEYS": f"{new},{old}"})) == 0
    assert told(make_services(load_settings({**folder, "REMBUK_KEYS": new})), 0) == ["tujuan 0"]
    assert read_keys(installation.key_file) == (old,)


def test_a_lost_key_file_is_named_and_no_new_one_is_made(installation: Settings) -> None:
    installation.key_file.unlink()
    with pytest.raises(CipherError, match="missing"):
        make_services(installation)
    assert not installation.key_file.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [(Fernet.generate_key(), "do not open"), (b"kata sandi", "malformed"), (b"\n", "no key"), (b"\xff\xfe", "no keys")],
    ids=["another", "malformed", "empty", "binary"],
)
def test_a_wrong_key_is_said_in_one_line(installation: Settings, content: bytes, says: str) -> None:
    installation.key_file.write_bytes(content)
    folder = {"REMBUK_DATA_DIR": str(installation.data_dir), "REMBUK_PORT": "0", "REMBUK_ACTION_PORT": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT, env={"PATH": "/usr/bin:/bin", **folder}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_key_file_that_goes_missing_takes_nothing_from_a_running_program(
    installation: Settings, services: Services
) -> None:
    keys = read_keys(installation.key_file)
    installation.key_file.unlink()
    assert told(services, 5) == ["tujuan 5"]
    installation.key_file.write_text("spoilt")
    assert told(services, 6) == ["tujuan 6"]
    write_keys(installation.key_file, keys)
    assert told(services, 7) == ["tujuan 7"]
    check_keys(services.engine, installation)


def test_a_talk_goes_on_while_its_keys_are_rotated(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on(STRAIGHT["en"], until="goal")
    (old,) = read_keys(server.folder / "keys")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "rotate-key"], cwd=ROOT, env=server.environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert old not in done.stdout + done.stderr
    client.go_on(STRAIGHT["en"], until="none")
    assert client.export()["goals"][0]["status"] == "agreed"
    tokens = sorted(sealed_cells(server.folder / name for name in ("rembuk.db", "tracker.db")))
    assert opened_by(old, tokens) == 0
