"""Who a supervisor sees, from when and until when; what is noted of it; what the trainee has of it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from functools import partial
from threading import Thread

import pytest
from sqlalchemy import event

from bot.bootstrap import Services
from bot.counseling.consent import VERSIONS
from bot.services import classes, cohort, practice
from bot.services.classes import NotPracticeError, UnknownClassError
from bot.services.export import export_client
from bot.services.opening import open_session
from bot.services.retention import purge
from bot.services.supervisors import BadNameError, remove_class, remove_supervisor
from bot.services.trail import read_trail
from bot.storage.models import Consent
from bot.storage.unit_of_work import UnitOfWork
from tests.conftest import NOON
from tests.services.classroom import Classroom, join, leave, withdraw
from tests.services.test_practice import SAID, Trainee


def _note(statements: list[str], _connection: object, _cursor: object, statement: str, *_: object) -> None:
    statements.append(statement)


def practised(services: Services, code: str | None = None, day: int = 0) -> Trainee:
    trainee = Trainee(services, code=code, day=day)
    trainee.say_all()
    trainee.do(practice.end_practice)
    return trainee


def trail(services: Services) -> list[tuple[str, str | None]]:
    with UnitOfWork(services.engine) as work:
        return [(one["what"], one["trainee"]) for one in read_trail(work)]


def test_a_supervisor_sees_who_joined_with_sessions_days_and_scores(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    assert room.names() == []
    join(trainee, room.code.lower().replace("-", " "), "Dewi")
    join(practised(services), room.code)
    practised(services, trainee.code, day=2)
    table = room.table()
    assert table is not None
    dewi, other = table["trainees"]
    assert (dewi["name"], dewi["number"], dewi["sessions"], dewi["last"]) == ("Dewi", 1, 2, "2026-11-25")
    assert (other["name"], other["number"], other["sessions"]) == (None, 2, 1)
    assert set(dewi["scores"]) == {one["code"] for one in table["skills"]} == set(cohort.SKILLS)
    reports = [room.report(one["id"]) for one in dewi["held"]]
    scores = [one["scores"]["negotiation"]["N1"]["score"] for one in reports if one is not None]
    assert len(scores) == 2 and dewi["scores"]["N1"] == pytest.approx(sum(scores) / 2, abs=0.001)
    assert 0 <= dewi["quality"] <= 1


def test_a_report_holds_the_debrief_and_each_turn_with_its_codes(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code, "Dewi")
    found = room.report(trainee.session_id)
    assert found is not None
    assert [turn["text"] for turn in found["transcript"]] == [text for text, _ in SAID]
    assert found["transcript"][0]["codes"][0]["code"] == "complex_reflection"
    assert (found["opening"], found["trainee"]["name"]) == (trainee.came, "Dewi")
    assert "N1" in found["scores"]["negotiation"] and len(found["debrief"].splitlines()) > 5


def test_what_was_practised_before_joining_stays_the_trainees_own(services: Services) -> None:
    room, before = Classroom(services), practised(services)
    trainee = practised(services, before.code, day=1)
    join(trainee, room.code)
    assert room.report(before.session_id) is None
    table = room.table()
    assert table is not None and [one["id"] for one in table["trainees"][0]["held"]] == [trainee.session_id]


@pytest.mark.parametrize("end", ["leave", "withdraw"])
def test_who_left_or_withdrew_is_seen_no_more_at_once(services: Services, end: str) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code, "Dewi")
    assert room.report(trainee.session_id) is not None
    if end == "leave":
        assert leave(trainee, room.class_id)
    else:
        withdraw(trainee)
    assert room.names() == []
    assert room.report(trainee.session_id) is None
    with pytest.raises(LookupError):
        room.comment(trainee.session_id, 1, "bagus")
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(trainee.session_id)
        assert session is not None and not session.client.memberships
        answers = [one.given for one in session.client.consents if one.purpose == "supervision"]
    assert answers == [True, False]


def test_a_yes_to_other_words_shows_nothing_and_a_new_one_is_for_its_class_alone(services: Services) -> None:
    room, other, trainee = Classroom(services), Classroom(services, "Pak Budi", "BK 5B"), practised(services)
    join(trainee, room.code)
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(trainee.session_id)
        assert session is not None
        for one in session.client.consents:
            one.version = "supervision-0"
        work.commit()
    assert room.names() == [] and room.report(trainee.session_id) is None
    join(trainee, other.code)
    assert (room.names(), other.names()) == ([], [None])


def test_a_later_no_closes_a_class_that_was_joined_meanwhile(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code)
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(trainee.session_id)
        assert session is not None
        no = {"purpose": "supervision", "version": VERSIONS["supervision"], "given": False}
        work.rows.add(Consent(client_id=session.client_id, at=trainee.now + timedelta(minutes=1), **no))
        work.commit()
    assert room.names() == [] and room.members() == 0
    assert room.report(trainee.session_id) is None


def test_leaving_one_class_leaves_the_other(services: Services) -> None:
    room, other, trainee = Classroom(services), Classroom(services, "Pak Budi", "BK 5B"), practised(services)
    join(trainee, room.code, "Dewi")
    join(trainee, other.code, "D.")
    assert leave(trainee, room.class_id)
    assert not leave(trainee, room.class_id)
    assert (room.names(), other.names()) == ([], ["D."])


def test_another_supervisor_sees_neither_class_nor_session(services: Services) -> None:
    room, other, trainee = Classroom(services), Classroom(services, "Pak Budi", "BK 5B"), practised(services)
    join(trainee, room.code)
    assert other.table(room.class_id) is None
    assert other.report(trainee.session_id) is None
    with pytest.raises(LookupError):
        other.comment(trainee.session_id, 1, "bagus")
    assert trail(services) == []


def test_self_help_is_never_seen_though_the_client_is_the_same(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    talk = open_session(
        services.engine, language="id", zone=None, country=None, return_code=trainee.code, hours=24,
        now=NOON + timedelta(hours=1),
    ).session_id  # fmt: skip
    with pytest.raises(NotPracticeError):
        join(trainee, room.code, session_id=talk)
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(talk)
        assert session is not None
        session.client.name = "Dewi Lestari"
        session.client.consents.append(Consent(version="2026-11", given=True, at=NOON))
        work.commit()
    join(trainee, room.code)
    table = room.table()
    assert table is not None
    assert [one["id"] for one in table["trainees"][0]["held"]] == [trainee.session_id]
    assert table["trainees"][0]["name"] is None, "the name that was told in a talk is not the class's to know"
    assert room.report(talk) is None
    with pytest.raises(LookupError):
        room.comment(talk, 1, "bagus")


def test_a_comment_stands_in_the_debrief_and_the_export_and_goes_with_the_client(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code)
    room.comment(trainee.session_id, 2, "Di sini kamu mendengar.")
    for turn in (0, 7):
        with pytest.raises(LookupError):
            room.comment(trainee.session_id, turn, "x")
    debrief = trainee.do(practice.end_practice)["debrief"]
    assert "Bu Sari: Di sini kamu mendengar." in debrief and "Giliran 2" in debrief
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(trainee.session_id)
        assert session is not None
        told = classes.comments_for(session.client)
        exported = export_client(work.rows, session)
    assert [(one["turn"], one["quote"], one["by"]) for one in told] == [(2, SAID[1][0], "Bu Sari")]
    assert exported["practice"][0]["turns"][1]["comments"][0]["text"] == "Di sini kamu mendengar."
    assert exported["client"]["classes"][0]["supervisor"] == "Bu Sari"
    assert [one["what"] for one in exported["access"]] == ["comment"]
    assert services.delete(trainee.session_id)
    tables = ("comments", "memberships")
    with services.engine.connect() as connection:
        left = [connection.exec_driver_sql(f"SELECT count(*) FROM {one}").scalar() for one in tables]
    assert left == [0, 0]
    assert trail(services) == [("comment", None)], "that somebody was read stays, whose is gone"


def test_an_export_asks_no_more_for_a_longer_practice(services: Services) -> None:
    def asked(trainee: Trainee) -> int:
        statements: list[str] = []
        note = partial(_note, statements)
        event.listen(services.engine, "before_cursor_execute", note)
        with UnitOfWork(services.engine) as work:
            session = work.rows.session(trainee.session_id)
            assert session is not None
            export_client(work.rows, session)
        event.remove(services.engine, "before_cursor_execute", note)
        return len(statements)

    trainee = Trainee(services)
    trainee.say(*SAID[0])
    before = asked(trainee)
    for words in SAID[1:]:
        trainee.say(*words)
    assert asked(trainee) == before


def test_comments_stay_the_trainees_when_the_supervisor_goes(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code)
    room.comment(trainee.session_id, 1, "Bagus.")
    remove_supervisor(services.engine, "bu  SARI")
    assert "Bu Sari: Bagus." in trainee.do(practice.end_practice)["debrief"]
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(trainee.session_id)
        assert session is not None and not work.classes.memberships(session.client_id)
    assert trail(services) == [("comment", None)]


def test_a_class_that_is_removed_shows_nobody(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code)
    remove_class(services.engine, "bk 5a", "Bu Sari")
    assert room.table() is None and room.report(trainee.session_id) is None
    with pytest.raises(UnknownClassError):
        join(trainee, room.code)


def test_every_look_is_noted_with_whose_it_was(services: Services) -> None:
    room, trainee, other = Classroom(services), practised(services), practised(services)
    join(trainee, room.code, "Dewi")
    join(other, room.code)
    room.table()
    room.report(trainee.session_id)
    room.comment(other.session_id, 1, "Bagus.")
    seen = trail(services)
    assert sorted(seen[:2], key=str) == [("cohort", "2"), ("cohort", "Dewi")]
    assert seen[2:] == [("session", "Dewi"), ("comment", "2")]


def test_joining_lets_practice_be_kept_and_the_trail_goes_after_its_time(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code)
    room.table()
    assert services.forget_unkept() == []
    later = NOON + timedelta(days=services.settings.keep_trail_days - 1)
    purge(services.engine, services.settings, later)
    assert len(trail(services)) == 1
    assert purge(services.engine, services.settings, later + timedelta(days=2)).accesses == 1
    assert trail(services) == []


def test_two_who_join_at_once_have_numbers_of_their_own(services: Services) -> None:
    room, one, other = Classroom(services), Trainee(services), Trainee(services)
    with UnitOfWork(services.engine) as work:
        session = work.rows.session(one.session_id)
        assert session is not None
        classes.join(work, session, classes.class_with(work, session, room.code), None, NOON)
        work.rows.flush()
        joining = Thread(target=join, args=(other, room.code))
        joining.start()
        joining.join(0.5)
        work.commit()
    joining.join()
    table = room.table()
    assert table is not None and [trainee["number"] for trainee in table["trainees"]] == [1, 2]


def test_a_trainee_may_change_their_name_by_joining_again(services: Services) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code, "Dewi")
    join(trainee, room.code, " <b>D</b>\n ")
    assert room.names() == ["<b>D</b>"]
    with pytest.raises(BadNameError):
        join(trainee, room.code, "n" * 61)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@sum"])
def test_no_name_is_a_formula_in_a_spreadsheet(services: Services, name: str) -> None:
    room, trainee = Classroom(services), practised(services)
    join(trainee, room.code, name)
    table = room.table()
    assert table is not None
    (row,) = csv.DictReader(io.StringIO(cohort.as_csv(table)))
    assert (row["name"], row["sessions"]) == (f"'{name}", "1")
    assert float(row["N1"]) == table["trainees"][0]["scores"]["N1"]
