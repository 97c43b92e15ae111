"""The limits, on a clock of the test's own."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.errors import Busy, TooMany, TooManyCodes
from bot.channels.limits import Limits
from bot.channels.shared.buckets import MOST_KEYS, LocalBuckets
from bot.settings import Bounds


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def local(bounds: Bounds, clock: Clock) -> Limits:
    return Limits(bounds, lambda _, rate: LocalBuckets(rate, clock))


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_four_minutes_worth_may_come_at_once_and_then_the_rate_holds(clock: Clock) -> None:
    buckets = LocalBuckets(60, clock)
    assert [await buckets.take("a") for _ in range(240)] == [0] * 240
    assert await buckets.take("a") == pytest.approx(1)
    assert await buckets.take("b") == 0
    clock.now += 1
    assert await buckets.take("a") == 0
    assert await buckets.take("a") > 0


async def test_what_is_refused_is_not_counted(clock: Clock) -> None:
    buckets = LocalBuckets(60, clock)
    for _ in range(1000):
        await buckets.take("a")
    clock.now += 1
    assert await buckets.take("a") == 0


async def test_a_rate_of_nought_takes_everything(clock: Clock) -> None:
    buckets = LocalBuckets(0, clock)
    assert not any([await buckets.take("a") for _ in range(10_000)])


async def test_what_costs_more_than_a_bucket_holds_is_taken_from_a_full_one(clock: Clock) -> None:
    buckets = LocalBuckets(1, clock)
    assert await buckets.take("a", 10) == 0
    assert await buckets.take("a", 1) > 0


@given(st.lists(st.floats(0, 100), max_size=300))
def test_in_no_span_of_time_more_is_taken_than_the_burst_and_the_rate(waits: list[float]) -> None:
    clock = Clock()
    buckets, taken = LocalBuckets(30, clock), 0
    for wait in waits:
        clock.now += wait
        taken += asyncio.run(buckets.take("a")) == 0
    assert taken <= 120 + (clock.now - 1000.0) / 2 + 1e-6


async def test_of_many_keys_the_oldest_are_forgotten(clock: Clock) -> None:
    buckets = LocalBuckets(60, clock)
    for number in range(MOST_KEYS + 100):
        await buckets.take(str(number))
    assert len(buckets._full_at) == MOST_KEYS


async def test_a_session_and_an_address_are_counted_each_for_itself(clock: Clock) -> None:
    limits = local(Bounds(messages_per_minute=1, requests_per_minute=1, sessions_per_minute=1), clock)
    for take, key in ((limits.take_message, "s"), (limits.take_request, "1.2.3.4"), (limits.take_opening, "1.2.3.4")):
        for _ in range(4):
            await take(key)
        with pytest.raises(TooMany) as caught:
            await take(key)
        assert caught.value.retry_after == pytest.approx(60)
        await take("another")
    for _ in range(10):
        await limits.take_request(None)
        await limits.take_opening(None)


async def test_return_codes_cannot_be_guessed_and_a_right_one_waits_as_well(clock: Clock) -> None:
    limits = local(Bounds(wrong_codes_per_minute=1), clock)
    for address in ("1.2.3.4", None):
        for _ in range(4):
            await limits.may_guess(address)
            await limits.note_wrong_code(address)
        with pytest.raises(TooManyCodes):
            await limits.may_guess(address)
    await limits.may_guess("another")
    clock.now += 61
    await limits.may_guess("1.2.3.4")


async def test_a_session_and_the_server_take_so_many_at_a_time(clock: Clock) -> None:
    limits = local(Bounds(most_at_once=3, most_waiting=2), clock)
    with limits.under_way("a"), limits.under_way("a"):
        with pytest.raises(TooMany), limits.under_way("a"):
            pass
        with limits.under_way("b"):
            with pytest.raises(Busy), limits.under_way("c"):
                pass
            with pytest.raises(Busy), limits.under_way(None):
                pass
        with limits.under_way(None):
            pass
    with limits.under_way("a"), limits.under_way("a"):
        pass
    assert not limits._under_way


async def test_a_class_of_forty_behind_one_address_is_within_the_usual_limits(clock: Clock) -> None:
    limits = local(Bounds(), clock)
    for _ in range(40):
        await limits.take_request("class")
        await limits.take_opening("class")
    for _ in range(50 * 6):  # fifty minutes, with a message of each every ten seconds
        clock.now += 10
        for _ in range(40):
            await limits.take_request("class")
