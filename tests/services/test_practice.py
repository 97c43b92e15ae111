"""Practice over rows: going back, the same draws again, the trend, a supervisor's view; what is heard is set here."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.practice.commands import Command, command_in
from bot.services import practice
from bot.services.export import export_client
from bot.services.opening import UnknownCodeError, open_session
from bot.services.writing import Change, Outcome
from bot.storage.unit_of_work import UnitOfWork
from bot.supervising import list_sessions
from tests.conftest import NOON
from tests.practice.trainees import coded
from tests.reports.statements import faults_of
from tests.test_tables import read

# Words, and the skills that are heard in them. Neither names a topic: which act comes is left to the draw.
SAID = [
    ("Kedengarannya berat.", "complex_reflection"),
    ("Ada yang bikin capek.", "simple_reflection"),
    ("Rasanya campur aduk.", "complex_reflection"),
    ("Sudah lama begini.", "simple_reflection"),
    ("Pelan-pelan saja.", "emphasize_autonomy"),
    ("Kamu bertahan.", "affirm_strength"),
]


class Trainee:
    """One session of practice, without Rasa."""

    def __init__(self, services: Services, *, seed: int | None = None, code: str | None = None, day: int = 0) -> None:
        self.services, self.now = services, NOON + timedelta(days=day)
        opened = open_session(
            services.engine, language="id", zone=None, country=None, return_code=code, hours=24, now=self.now,
            case="thesis", seed=seed,
        )  # fmt: skip
        self.session_id, self.code = opened.session_id, opened.return_code
        self.came: str = self.do(practice.open_practice)["line"]

    def do(self, change: Change) -> Outcome:
        with UnitOfWork(self.services.engine) as work:
            session = work.rows.session(self.session_id)
            assert session is not None
            outcome = change(work.rows, session, self.now)
            work.commit()
            return outcome

    def say(self, text: str, *codes: str) -> Outcome:
        told = {"coded": coded(text, *codes).to_json(), "near": {"topic:none": 0.3}, "act": ""}
        return self.do(lambda rows, session, now: practice.take_turn(rows, session, now, text=text, told=told))

    def say_all(self) -> list[str]:
        return [self.say(*said)["line"] for said in SAID]

    def back_to(self, turn: int) -> Outcome:
        return self.do(lambda rows, session, now: practice.take_back(rows, session, now, turn=turn))

    def export(self) -> dict[str, Any]:
        with UnitOfWork(self.services.engine) as work:
            session = work.rows.session(self.session_id)
            assert session is not None
            exported: dict[str, Any] = export_client(work.rows, session)["practice"][-1]
            return exported

    def rows(self) -> tuple[list[bool], datetime | None]:
        """Which turns are taken back, and when the session ended."""
        with UnitOfWork(self.services.engine) as work:
            found = work.rows.practice(self.session_id)
            assert found is not None
            assert (found.ended_at is None) == (found.summary is None)
            return [turn.taken_back for turn in found.turns], found.ended_at


def test_going_back_takes_back_all_from_that_turn_on_and_keeps_the_rows(services: Services) -> None:
    trainee = Trainee(services)
    heard = trainee.say_all()
    back = trainee.back_to(3)
    assert (back["kind"], back["first"], back["last"], back["said"]) == ("branched", 3, 6, SAID[2][0])
    assert back["line"] == heard[1]
    assert trainee.rows() == ([False] * 2 + [True] * 4, None)
    trainee.say("Lalu?", "question", "open")
    assert [turn["text"] for turn in trainee.export()["turns"]] == [SAID[0][0], SAID[1][0], "Lalu?"]


def test_going_back_to_the_last_or_the_first_turn(services: Services) -> None:
    trainee = Trainee(services)
    heard = trainee.say_all()
    assert trainee.back_to(6) == {"kind": "taken_back", "line": heard[4]}
    assert trainee.back_to(1)["line"] == trainee.came


@pytest.mark.parametrize("turn", [0, 7, 10**30])
def test_a_turn_that_is_not_there_changes_nothing_and_tells_which_are(services: Services, turn: int) -> None:
    trainee = Trainee(services)
    heard = trainee.say_all()
    assert trainee.back_to(turn) == {"kind": "no_such_turn", "turns": "1–6", "line": heard[-1]}
    assert trainee.rows()[0] == [False] * 6
    trainee.do(practice.end_practice)
    assert trainee.back_to(turn) == {"kind": "no_such_turn", "turns": "1–6"}
    assert trainee.rows()[1] is not None


def test_before_the_first_words_there_is_nothing_to_go_back_to(services: Services) -> None:
    trainee = Trainee(services)
    assert trainee.back_to(1) == {"kind": "nothing_to_take_back", "line": trainee.came}


@pytest.mark.parametrize("back", ["ulang", "ulang dari 2", "dari awal"])
def test_a_session_that_is_over_opens_again(services: Services, back: str) -> None:
    trainee = Trainee(services)
    trainee.say_all()
    trainee.do(practice.end_practice)
    command = command_in(back)
    assert command is not None
    outcome = trainee.back_to(command.turn) if command.turn else trainee.do(CHANGES[command])
    assert outcome["line"]
    assert trainee.rows()[1] is None
    assert trainee.say(*SAID[0])["kind"] == "turn"
    assert trainee.do(practice.end_practice)["debrief"]


CHANGES = {Command("take_back"): practice.take_back, Command("start_over"): practice.start_over}


def test_from_the_start_the_same_words_get_the_same_answers(services: Services) -> None:
    trainee = Trainee(services, seed=11)
    heard = trainee.say_all()
    trainee.back_to(2)
    again = [trainee.say(*said)["line"] for said in SAID[1:]]
    assert again != heard[1:], "after going back the client draws anew"
    assert trainee.do(practice.start_over)["line"] == trainee.came
    assert trainee.say_all() == heard


def test_trainees_with_the_same_seed_meet_the_same_client(services: Services) -> None:
    one, other, another = (Trainee(services, seed=seed) for seed in (11, 11, 12))
    assert one.came == other.came
    heard = one.say_all()
    assert other.say_all() == heard
    assert another.say_all() != heard
    assert one.export()["seed"] == 11


def test_the_card_counts_the_turns_that_stand(services: Services) -> None:
    trainee = Trainee(services)
    trainee.say_all()
    trainee.back_to(3)
    assert trainee.say("Lalu?", "question", "open")["feedback"]["turn"] == 3


def test_the_debrief_compares_with_earlier_sessions_alone(services: Services) -> None:
    first = Trainee(services)
    first.say("Salahmu sendiri.", "confront")
    assert "Dibandingkan" not in first.do(practice.end_practice)["debrief"]
    second = Trainee(services, code=first.code, day=1)
    second.say_all()
    assert "Dibandingkan" in second.do(practice.end_practice)["debrief"]
    assert "Dibandingkan" not in first.do(practice.end_practice)["debrief"]


def test_the_trend_is_shown_at_any_time_and_the_client_waits(services: Services) -> None:
    first = Trainee(services)
    told = first.do(practice.tell_trend)
    assert told["line"] == first.came
    assert "·" not in told["trend"]
    first.say_all()
    first.do(practice.end_practice)
    told = Trainee(services, code=first.code, day=1).do(practice.tell_trend)
    assert "23/11/2026" in told["trend"]
    assert "line" not in first.do(practice.tell_trend)


def test_a_supervisor_sees_the_sessions_of_the_code_they_got(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Trainee(services, seed=5)
    first.say_all()
    first.do(practice.end_practice)
    Trainee(services, code=first.code, day=1)
    Trainee(services)
    as_json, as_csv = tmp_path / "out.json", tmp_path / "out.csv"
    assert list_sessions(services.settings, first.code.lower(), as_json, as_csv) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    rows = read(as_csv)
    assert [(row["date"], row["attempt"], row["ended"], row["turns"]) for row in rows] == [
        ("2026-11-23", "1", "true", "6"),
        ("2026-11-24", "2", "false", "0"),
    ]
    sessions = json.loads(as_json.read_text(encoding="utf-8"))["sessions"]
    assert (rows[0]["seed"], rows[0]["case"], rows[0]["language"]) == ("5", "thesis", "id")
    assert float(rows[0]["quality"]) == sessions[0]["scores"]["quality"]
    assert any(measure["evidence"] for measure in sessions[0]["scores"]["negotiation"].values())


def test_a_supervisor_gets_statements_without_words_unless_they_ask(services: Services, tmp_path: Path) -> None:
    trainee = Trainee(services)
    trainee.say_all()
    trainee.do(practice.end_practice)
    out = tmp_path / "out.json"
    for with_text in (False, True):
        assert list_sessions(services.settings, trainee.code, None, None, as_xapi=out, with_text=with_text) == 0
        told = out.read_text(encoding="utf-8")
        statements = json.loads(told)
        assert [faults_of(statement) for statement in statements] == [[]] * len(statements)
        assert len(statements) == 1 + len(SAID) + 1
        assert (SAID[0][0] in told) is with_text
        assert trainee.session_id not in told


def test_a_code_that_nobody_has_writes_nothing(services: Services, tmp_path: Path) -> None:
    with pytest.raises(UnknownCodeError, match="Nobody"):
        list_sessions(services.settings, "AAAA-BBBB-CCCC", tmp_path / "out.json", None)
    assert not list(tmp_path.glob("out*"))
