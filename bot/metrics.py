"""Figures for Prometheus: how much, how long, and what is not there. No text, no id, no address is in any of them."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

import sqlalchemy
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.engine import Engine

from bot.settings import Settings
from bot.storage import sharing

SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
LONG = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0)
# Seconds that a scrape waits for each of the things that it looks for.
PATIENCE = 2.0


class Metrics:
    """What one process counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = self._histogram(
            "request_seconds", "HTTP requests by route and status.", LONG, "route", "status"
        )
        self.turns = self._histogram("turn_seconds", "Messages answered, from the gate to the reply.", LONG, "mode")
        self.actions = self._histogram("action_seconds", "Actions, where they run.", SHORT, "action", "outcome")
        self.lock_waits = self._histogram("lock_wait_seconds", "Waiting for a conversation's lock.", LONG)
        self.handoffs = self._counter("handoffs", "Hand-offs shown, by level.", "level")
        self.refused = self._counter("refused", "Requests refused, by reason.", "reason")
        self.failed = self._counter("failed", "Failures of what this process leans on, by part.", "part")

    @contextmanager
    def timed(self, histogram: Histogram) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        histogram.observe(time.perf_counter() - begun)

    def _histogram(self, name: str, about: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"rembuk_{name}", about, labels, buckets=buckets, registry=self.registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"rembuk_{name}", about, labels, registry=self.registry)


class PartsThere(Collector):
    """Looks, at each scrape, whether what this process leans on answers."""

    def __init__(self, checks: Mapping[str, Callable[[], object]]) -> None:
        self._checks = checks

    def collect(self) -> Iterator[GaugeMetricFamily]:
        there = GaugeMetricFamily("rembuk_part_up", "1 where a part answers, 0 where it does not.", labels=["part"])
        for name, check in self._checks.items():
            try:
                check()
                up = 1.0
            except Exception:
                up = 0.0
            there.add_metric([name], up)
        yield there


@lru_cache(maxsize=1)
def get_metrics() -> Metrics:
    """The figures of this process."""
    return Metrics()


def serve_metrics(settings: Settings, engine: Engine, **others: Callable[[], object]) -> None:
    """Give the figures at /metrics on a port of their own, if the settings name one; `others` are more checks."""
    if not settings.metrics_port:
        return
    checks: dict[str, Callable[[], object]] = {"database": lambda: ask(engine), **others}
    if settings.redis_url:
        checks["redis"] = lambda: sharing.ask(settings.redis_url)
    registry = get_metrics().registry
    registry.register(PartsThere(checks))
    start_http_server(settings.metrics_port, settings.metrics_host, registry)


def ask(engine: Engine) -> None:
    """Raises: SQLAlchemyError: the database does not answer."""
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("SELECT 1"))


def ask_http(url: str) -> None:
    """Raises: OSError: nobody answers there with 200."""
    with urllib.request.urlopen(url, timeout=PATIENCE):
        pass
