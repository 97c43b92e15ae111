"""Signing in: with the right password only, for a while, and not too often."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.services import supervisors
from bot.services.passwords import WeakPasswordError, hash_password, is_password
from bot.services.supervisors import (
    MOST_TRIES,
    SIGNED_IN,
    TRIES_COUNT,
    BadNameError,
    TooManyTriesError,
    UnknownSupervisorError,
    WrongSignInError,
    add_supervisor,
    change_password,
    new_class,
    remove_supervisor,
    sign_in,
    who_signed_in,
)
from bot.storage.unit_of_work import UnitOfWork
from tests.conftest import NOON

PASSWORD, SECRET = "kursi rotan biru tua", b"secret"


@pytest.fixture
def sari(services: Services) -> Services:
    add_supervisor(services.engine, "Bu Sari", PASSWORD, NOON)
    return services


def come_in(services: Services, name: str, password: str, minutes: float = 0) -> supervisors.SignedIn:
    return sign_in(services.engine, name, password, SECRET, NOON + timedelta(minutes=minutes))


def is_in(services: Services, sign_in_id: str, minutes: float = 0) -> bool:
    with UnitOfWork(services.engine) as work:
        return who_signed_in(work, sign_in_id, NOON + timedelta(minutes=minutes)) is not None


def test_the_right_password_lets_in_for_an_hour_whatever_the_case_of_the_name(sari: Services) -> None:
    came = come_in(sari, " bu  sari", PASSWORD)
    assert (came.name, came.expires_at) == ("Bu Sari", NOON + SIGNED_IN)
    assert is_in(sari, came.sign_in_id, 59)
    assert not is_in(sari, came.sign_in_id, 60)


@pytest.mark.parametrize(("name", "password"), [("Bu Sari", PASSWORD + "x"), ("Bu Sari", ""), ("Pak Budi", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(sari: Services, name: str, password: str) -> None:
    with pytest.raises(WrongSignInError) as refused:
        come_in(sari, name, password)
    assert not refused.value.args


def test_time_does_not_tell_whether_a_name_exists(sari: Services) -> None:
    def least(name: str) -> float:
        taken = []
        for number in range(4):
            started = time.perf_counter()
            with pytest.raises(WrongSignInError):
                come_in(sari, name, "wrong password", minutes=number * 20)
            taken.append(time.perf_counter() - started)
        return min(taken)

    known, unknown = least("Bu Sari"), least("Pak Budi")
    assert known / 2 < unknown < known * 2


@pytest.mark.parametrize("name", ["Bu Sari", "Pak Budi"])
def test_after_ten_wrong_ones_the_right_one_waits_as_well(
    sari: Services, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    quick: Callable[[str | None, str], bool] = lambda kept, password: password == PASSWORD and kept is not None  # noqa: E731
    monkeypatch.setattr(supervisors, "is_password", quick)
    for number in range(MOST_TRIES):
        with pytest.raises(WrongSignInError):
            come_in(sari, name, "guess", minutes=number / 10)
    with pytest.raises(TooManyTriesError) as refused:
        come_in(sari, name.upper(), PASSWORD, minutes=2)
    assert refused.value.wait == pytest.approx((TRIES_COUNT - timedelta(minutes=2)).total_seconds())
    if name == "Bu Sari":
        assert come_in(sari, name, PASSWORD, minutes=15.05).name == name


def test_the_right_password_is_no_try(sari: Services) -> None:
    for _ in range(MOST_TRIES + 1):
        come_in(sari, "Bu Sari", PASSWORD)


def test_another_password_or_being_removed_ends_what_was_open(sari: Services) -> None:
    first = come_in(sari, "Bu Sari", PASSWORD)
    change_password(sari.engine, "Bu Sari", "meja jati cokelat")
    assert not is_in(sari, first.sign_in_id)
    with pytest.raises(WrongSignInError):
        come_in(sari, "Bu Sari", PASSWORD)
    second = come_in(sari, "Bu Sari", "meja jati cokelat")
    remove_supervisor(sari.engine, "Bu Sari")
    assert not is_in(sari, second.sign_in_id)


def test_a_password_that_is_changed_while_it_is_compared_lets_nobody_in(
    sari: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare(kept: str | None, password: str) -> bool:
        change_password(sari.engine, "Bu Sari", "meja jati cokelat")
        return is_password(kept, password)

    monkeypatch.setattr(supervisors, "is_password", compare)
    with pytest.raises(WrongSignInError):
        come_in(sari, "Bu Sari", PASSWORD)


def test_what_is_kept_of_a_password_is_argon2_and_never_the_same_twice() -> None:
    one, other = hash_password(PASSWORD), hash_password(PASSWORD)
    assert one.startswith("$argon2id$") and one != other and PASSWORD not in one
    assert is_password(one, PASSWORD) and not is_password(one, PASSWORD.upper())
    assert not is_password(None, "of nobody"), "the hash that stands in for nobody's lets nobody in"
    # The same letter, written in two ways.
    assert is_password(hash_password("kafe\u0301 di sudut jalan"), "kaf\u00e9 di sudut jalan")


@pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 201])
def test_a_short_or_endless_password_is_refused(services: Services, password: str) -> None:
    with pytest.raises(WeakPasswordError, match="12 to 200"):
        add_supervisor(services.engine, "Bu Sari", password, NOON)


def test_names_are_there_once(sari: Services) -> None:
    with pytest.raises(BadNameError, match="already"):
        add_supervisor(sari.engine, "BU SARI", PASSWORD, NOON)
    with pytest.raises(BadNameError, match="1 to 60"):
        add_supervisor(sari.engine, " \n ", PASSWORD, NOON)
    new_class(sari.engine, "BK 5A", "bu sari", NOON)
    with pytest.raises(BadNameError, match="already"):
        new_class(sari.engine, "bk 5a", "Bu Sari", NOON)
    with pytest.raises(UnknownSupervisorError, match="Pak Budi"):
        new_class(sari.engine, "BK 5A", "Pak Budi", NOON)
