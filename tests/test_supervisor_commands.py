"""`python -m bot supervisor …`, as whoever runs Rembuk types it."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.bootstrap import make_services
from bot.cli import main
from bot.services.supervisors import sign_in
from bot.settings import load_settings
from bot.storage.unit_of_work import UnitOfWork
from bot.supervisor_commands import PASSWORD_VARIABLE
from tests.services.classroom import join
from tests.services.test_practice import Trainee

PASSWORD = "kursi rotan biru tua"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMBUK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REMBUK_KEYS", Fernet.generate_key().decode())
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def lets_in(name: str, password: str) -> bool:
    services = make_services(load_settings())
    try:
        return sign_in(services.engine, name, password, b"secret", datetime.now(timezone.utc)).name == name
    except LookupError:
        return False
    finally:
        services.engine.dispose()


def test_a_supervisor_is_added_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["supervisor", "list"]) == 0
    assert "no supervisors" in capsys.readouterr().out
    assert main(["supervisor", "add", "Bu Sari"]) == 0
    assert main(["supervisor", "new-class", "BK 5A", "--supervisor", "bu sari"]) == 0
    said = capsys.readouterr().out
    code = said.splitlines()[-1]
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code) and PASSWORD not in said
    assert main(["supervisor", "list"]) == 0
    assert f"{code}  BK 5A  0 trainees" in capsys.readouterr().out
    assert lets_in("Bu Sari", PASSWORD)
    assert main(["supervisor", "remove", "Bu Sari", "--yes"]) == 0
    assert not lets_in("Bu Sari", PASSWORD)


def test_the_password_is_read_from_stdin_and_never_an_argument(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(PASSWORD_VARIABLE)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["supervisor", "add", "Bu Sari"]) == 0
    assert lets_in("Bu Sari", PASSWORD)
    with pytest.raises(SystemExit):
        main(["supervisor", "add", "Bu Sari", PASSWORD])
    monkeypatch.setattr("sys.stdin", io.StringIO("meja jati cokelat\n"))
    assert main(["supervisor", "password", "Bu Sari"]) == 0
    assert lets_in("Bu Sari", "meja jati cokelat") and not lets_in("Bu Sari", PASSWORD)


def test_at_a_terminal_it_is_asked_twice_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv(PASSWORD_VARIABLE)
    monkeypatch.setattr("sys.stdin", Terminal())
    for typed, status in (((PASSWORD, "kursi rotan biru muda"), 1), ((PASSWORD, PASSWORD), 0)):
        answers = iter(typed)
        monkeypatch.setattr("getpass.getpass", lambda prompt, answers=answers: next(answers))
        assert main(["supervisor", "add", "Bu Sari"]) == status
    assert lets_in("Bu Sari", PASSWORD)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["add", "Bu Sari"], "already"), (["remove", "Pak Budi", "--yes"], "no supervisor named Pak Budi"),
     (["password", "Pak Budi"], "no supervisor"), (["new-class", "A", "--supervisor", "Pak Budi"], "no supervisor"),
     (["remove-class", "A", "--supervisor", "Bu Sari"], "no class named A"), (["add", " "], "1 to 60")],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_line(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["supervisor", "add", "Bu Sari"])
    capsys.readouterr()
    assert main(["supervisor", *arguments]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


def test_a_short_password_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "pendek")
    assert main(["supervisor", "add", "Bu Sari"]) == 1
    assert "12 to 200" in capsys.readouterr().err and not lets_in("Bu Sari", "pendek")


def test_removing_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    main(["supervisor", "add", "Bu Sari"])
    for answer, status in (("", 1), ("n\n", 1), ("ya\n", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert main(["supervisor", "remove", "Bu Sari"]) == status


def test_the_trail_tells_who_saw_whom_and_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["supervisor", "add", "Bu Sari"])
    main(["supervisor", "new-class", "BK 5A", "--supervisor", "Bu Sari"])
    code = capsys.readouterr().out.splitlines()[-1]
    services = make_services(load_settings())
    trainee = Trainee(services)
    join(trainee, code, "Dewi")
    with UnitOfWork(services.engine) as work:
        from bot.services.cohort import report

        (supervisor,) = work.classes.supervisors()
        report(work, supervisor, trainee.session_id, "id", datetime(2026, 11, 24, 3, 4, tzinfo=timezone.utc))
        work.commit()
    services.engine.dispose()
    assert main(["supervisor", "trail"]) == 0
    assert capsys.readouterr().out == "2026-11-24 03:04 UTC  Bu Sari  read a session of Dewi (BK 5A)\n"
    assert main(["supervisor", "trail", "--csv", str(tmp_path / "trail.csv")]) == 0
    with (tmp_path / "trail.csv").open(encoding="utf-8-sig", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert (row["what"], row["trainee"], row["session"]) == ("session", "Dewi", trainee.session_id)
    assert row["at"] == "2026-11-24T03:04:00+00:00"
