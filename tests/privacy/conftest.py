"""A Rembuk of its own for what is searched and broken here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server import RunningRembuk


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRembuk]:
    """All that it writes, temporary files and home folder included, lies in its folder; its parts log all they can."""
    running = RunningRembuk(tmp_path_factory.mktemp("watched"))
    for name, folder in (("TMPDIR", "tmp"), ("HOME", "home"), ("XDG_CACHE_HOME", "home/cache")):
        (running.folder / folder).mkdir(parents=True)
        running.environment[name] = str(running.folder / folder)
    running.environment |= {"LOG_LEVEL": "DEBUG", "PYTHONDONTWRITEBYTECODE": "1"}
    with running:
        yield running
