"""The published description and the real server say the same: what schemathesis makes of the one, the other answers as
described, whether it is asked rightly or wrongly, with a token or without."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from schemathesis.config import SchemathesisConfig

from bot.channels.widget import WidgetInput, describe
from tests.channels.classroom import supervisor_token
from tests.server import RunningRembuk

schemathesis.openapi.format("timezone", st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "America/New_York", "UTC"]))
# One that is still good only until it is used.
SPENDING = {"endSession", "deleteData", "signOut"}
USES_OF_A_SESSION = 100
CONFIG = SchemathesisConfig.from_dict(
    {
        # Too long is 413.
        "checks": {"negative_data_rejection": {"expected-statuses": ["4xx"]}},
        # The names of time zones, cases and codes are known to the server alone.
        "operations": [
            {
                "include-operation-id": "openSession",
                "checks": {"positive_data_acceptance": {"expected-statuses": ["201", "400", "404", "429"]}},
            },
            # Nor are passwords, the codes of classes, and who may read whom.
            {
                "include-operation-id": "signIn",
                "checks": {"positive_data_acceptance": {"expected-statuses": ["201", "401", "429"]}},
            },
            {
                "include-operation-id": "joinClass",
                "checks": {"positive_data_acceptance": {"expected-statuses": ["200", "404", "429"]}},
            },
        ],
    }
)
schema = schemathesis.openapi.from_dict(describe(), config=CONFIG)


@pytest.fixture(scope="module")
def token_for(server: RunningRembuk) -> Callable[[str, str], str]:
    """Gives a token for an operation, the same one for long where the operation leaves it good."""
    kept: dict[str, str] = {}
    used = 0

    def open_session(kind: str) -> str:
        if kind == "supervisor":
            return supervisor_token(server)
        practice = {"mode": "practice", "case": "thesis"} if kind == "trainee" else {}
        opened = httpx.post(f"{server.url}/webhooks/widget/session", json={"language": "en", **practice}, timeout=30)
        return str(opened.json()["token"])

    def give(operation: str, kind: str) -> str:
        nonlocal used
        used += 1
        if operation in SPENDING:
            return open_session(kind)
        if kind not in kept or used % USES_OF_A_SESSION == 0:
            kept[kind] = open_session(kind)
        return kept[kind]

    return give


@schema.parametrize()
@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_server_answers_as_it_is_described(
    case: schemathesis.Case, server: RunningRembuk, token_for: Callable[[str, str], str]
) -> None:
    described = case.operation.definition.raw
    if described.get("security"):
        (kind,) = described["security"][0]
        kind = "trainee" if "classes" in described["tags"] else kind
        case.headers["Authorization"] = f"Bearer {token_for(described['operationId'], kind)}"
    case.call_and_validate(base_url=f"{server.url}/webhooks/widget")


def test_the_description_is_published_as_it_is(server: RunningRembuk) -> None:
    published = httpx.get(f"{server.url}/webhooks/widget/openapi.json")
    assert published.headers["content-type"] == "application/json"
    assert published.json() == describe()


def test_every_route_is_described_and_nothing_else() -> None:
    async def nobody(message: UserMessage) -> None: ...

    routes = WidgetInput().blueprint(nobody)._future_routes
    served = {(method, re.sub(r":\w+>", ">", route.uri)) for route in routes for method in route.methods}
    described = {
        (method.upper(), path.replace("{", "<").replace("}", ">"))
        for path, operations in describe()["paths"].items()
        for method in operations
    }
    assert served == described


def test_what_opens_a_conversation_asks_for_a_token() -> None:
    """So that the checks above try each of them without one, and with one that is not ours."""
    open_to_all = {
        operation["operationId"]
        for operations in describe()["paths"].values()
        for operation in operations.values()
        if not operation.get("security")
    }
    assert open_to_all == {
        "openSession", "listCases", "readHealth", "readLife", "readDescription", "showPage", "showPart", "signIn",
        "showSupervisorPage", "showReport",
    }  # fmt: skip
