"""One running Rembuk with both messengers set up, and the server that stands for their APIs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.messengers.people import MessengerApi, environment
from tests.server import RunningRembuk


@pytest.fixture(scope="package")
def api() -> Iterator[MessengerApi]:
    with MessengerApi() as running:
        yield running


@pytest.fixture(scope="package")
def rembuk(tmp_path_factory: pytest.TempPathFactory, api: MessengerApi) -> Iterator[RunningRembuk]:
    with RunningRembuk(tmp_path_factory.mktemp("messengers"), **environment(api)) as running:
        yield running
