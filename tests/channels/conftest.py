"""What tests of the gate share."""

from __future__ import annotations

import pytest

from bot.bootstrap import Services
from bot.channels.gate import Gate
from tests.channels.talks import FakeTalker


@pytest.fixture
def talker() -> FakeTalker:
    return FakeTalker()


@pytest.fixture
def gate(services: Services, talker: FakeTalker) -> Gate:
    return Gate(services, talker)
