"""Figures and log lines: what happened, and nothing of what was said or by whom."""

from __future__ import annotations

import json
import logging
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.engine import Engine

from bot import metrics
from bot.bootstrap import Services
from bot.channels.gate import Gate
from bot.channels.shared.in_redis import RedisLocks
from bot.logs import JsonLines, note_talk
from bot.settings import load_settings
from bot.storage.sharing import connect
from tests.channels.talks import DANGER, FakeTalker, opened
from tools.services import free_ports

SECRET_WORDS = "kenariputih"


@pytest.fixture
def own_metrics(monkeypatch: pytest.MonkeyPatch) -> metrics.Metrics:
    metrics.get_metrics.cache_clear()
    return metrics.get_metrics()


def figures(port: int) -> tuple[str, dict[tuple[str, str], float]]:
    """The page as it is, and (name, first label) -> value."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        page = answer.read().decode()
    samples = [sample for family in text_string_to_metric_families(page) for sample in family.samples]
    return page, {(sample.name, next(iter(sample.labels.values()), "")): sample.value for sample in samples}


async def test_turns_and_hand_offs_are_counted_without_a_word_or_an_id(
    services: Services, fresh_db: Engine, own_metrics: metrics.Metrics
) -> None:
    (port,) = free_ports(1)

    def down() -> None:
        raise OSError

    settings = load_settings({"REMBUK_METRICS_PORT": str(port)})
    metrics.serve_metrics(settings, fresh_db, actions=down)
    gate = Gate(services, FakeTalker())
    session_id = await opened(gate)
    await gate.receive(session_id, SECRET_WORDS, "m1")
    await gate.receive(session_id, DANGER, "m2")
    page, told = figures(port)
    assert told["rembuk_turn_seconds_count", "self_help"] == 2
    assert told["rembuk_handoffs_total", "L3"] == 1
    assert (told["rembuk_part_up", "database"], told["rembuk_part_up", "actions"]) == (1, 0)
    for hidden in (SECRET_WORDS, session_id, "bunuh", "m1"):
        assert hidden not in page


async def test_a_redis_that_is_gone_is_counted(own_metrics: metrics.Metrics) -> None:
    with pytest.raises(Exception, match="unavailable"):
        await RedisLocks(connect("redis://127.0.0.1:1/0")).alone("s").__aenter__()
    assert own_metrics.registry.get_sample_value("rembuk_failed_total", {"part": "redis"}) == 1


def line(message: str, **carried: object) -> dict[str, object]:
    record = logging.LogRecord("bot", logging.INFO, "file.py", 1, message, None, None)
    vars(record).update(carried)
    told: dict[str, object] = json.loads(JsonLines().format(record))
    return told


def test_lines_of_one_talk_bear_one_pseudonym_that_only_the_key_explains() -> None:
    note_talk("session-1", "key")
    one = line("answered", route="receive", status=200, ms=12.5)
    again = line("answered")
    note_talk("session-2", "key")
    other = line("answered")
    note_talk("session-1", "another key")
    elsewhere = line("answered")
    note_talk(None)
    assert "talk" not in line("started")
    assert one["talk"] == again["talk"]
    assert len({one["talk"], other["talk"], elsewhere["talk"]}) == 3
    assert (one["route"], one["status"], one["ms"]) == ("receive", 200, 12.5)
    assert "session" not in json.dumps(one)


def test_a_line_of_an_error_tells_its_kind_and_place_alone() -> None:
    try:
        raise ValueError(SECRET_WORDS)
    except ValueError as error:
        told = line("it failed", exc_info=(ValueError, error, error.__traceback__))
    assert told["error"] == "ValueError" and "where" in told
    assert SECRET_WORDS not in json.dumps(told)


def test_rasas_own_lines_of_json_are_taken_apart() -> None:
    assert line('{"event": "rasa.started", "level": "info"}')["event"] == "rasa.started"
