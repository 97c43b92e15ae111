"""What nginx of deploy/ passes on, and what it writes down of it; no replica answers here."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from tests.many.machines import Machines
from tools.services import Nginx, free_ports

pytestmark = pytest.mark.services
SECRET = "eyJhbGciOi.a-link-or.an-id"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (f"report/{SECRET}/plan", "report/-/plan"),
        (f"report/{SECRET}/", "report/-/"),
        (f"class/{SECRET}", "class/-"),
        (f"supervisor/sessions/{SECRET}/comments", "supervisor/sessions/-/comments"),
        (f"supervisor/classes/{SECRET}?format=csv&x={SECRET}", "supervisor/classes/-"),
        (f"webhook?{SECRET}", "webhook"),
    ],
)
def test_no_link_and_no_id_stands_in_its_log(machines: Machines, tmp_path: Path, path: str, logged: str) -> None:
    with Nginx(tmp_path, free_ports(1), free_ports(1)) as nginx:
        assert httpx.get(f"{nginx.url}/webhooks/widget/{path}").status_code == 503
        # It writes down what it has answered when the answer is already here.
        written, until = "", time.monotonic() + 10
        while "GET" not in written and time.monotonic() < until:
            written = (tmp_path / "service.log").read_text()
    assert f" GET /webhooks/widget/{logged} 503 " in written
    assert SECRET not in written


@pytest.mark.parametrize(
    ("path", "status"),
    [("telegram/webhook", 503), ("whatsapp/webhook", 503), ("widget/live", 404), ("rest/webhook", 404), ("", 404)],
)
def test_messengers_come_in_and_nothing_of_rasas_own(
    machines: Machines, tmp_path: Path, path: str, status: int
) -> None:
    with Nginx(tmp_path, free_ports(1), free_ports(1)) as nginx:
        assert httpx.post(f"{nginx.url}/webhooks/{path}", json={}).status_code == status
