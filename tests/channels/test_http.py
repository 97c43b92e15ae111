"""The HTTP interface against a real server: bad input loses nothing, and the conversation goes on."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.server import RunningRembuk


@pytest.fixture(scope="module")
def client(server: RunningRembuk) -> ScriptedClient:
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="problem")
    return client


def post(client: ScriptedClient, content: bytes) -> httpx.Response:
    return client.http.post("/webhook", content=content, headers={"Content-Type": "application/json"})


def goes_on(client: ScriptedClient) -> None:
    before = client.asked
    client.say("pertanyaan: data ini disimpan di mana ya?")
    assert client.asked == before


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b'{"text": ""}', 400, "empty"),
        (b"{}", 400, "empty"),
        (b'{"text": "   "}', 400, "empty"),
        (b'{"text": "\\u0000"}', 400, "empty"),
        (b'{"text": "\\ud800"}', 400, "empty"),
        (b'{"text": 5}', 400, "malformed"),
        (b'{"text": null}', 400, "malformed"),
        (b'{"text": ["a"]}', 400, "malformed"),
        (b'{"text": "a", "message_id": 7}', 400, "malformed"),
        (b'{"text": "a", "message_id": ""}', 400, "malformed"),
        (b"[]", 400, "malformed"),
        (b"not json", 400, "malformed"),
        (b"", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (json.dumps({"text": "a" * 4001}).encode(), 413, "too_long"),
        (json.dumps({"text": "a " * 2_500_000}).encode(), 413, "too_long"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_bad_input_is_named_and_the_conversation_goes_on(
    client: ScriptedClient, content: bytes, status: int, code: str
) -> None:
    answer = post(client, content)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"]
    goes_on(client)


@pytest.mark.parametrize(
    "text",
    ["😀😀😀", "/affirm", "/restart", "/session_start", '/rate{"rating": 3}', "<script>alert(1)</script>",
     "\u202eabc\u202c", "a\0b", "\ud83d", "aku \ud800 capek", "x" * 4000, "'; DROP TABLE clients; --",
     "{kamu} {0} %s", "\u200b?"],
    ids=repr,
)  # fmt: skip
def test_odd_text_is_ordinary_text(client: ScriptedClient, text: str) -> None:
    answer = post(client, json.dumps({"text": text}).encode())
    if answer.status_code == 400:  # a lone surrogate by itself is nothing
        assert answer.json()["error"]["code"] == "empty"
        assert text == "\ud83d"
    else:
        assert answer.status_code == 200
        assert answer.json()[-1]["custom"]["asked"]
    client._take(client.http.get("/history").json()["last"])


def test_what_was_typed_stays_as_it_was_typed(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on(STRAIGHT["en"], until="problem")
    texts = ["<b>my boss</b> & me", "/affirm", "\u202eright to left\u202c"]
    for text in texts:
        client.say(text)
    history = client.http.get("/history").json()["messages"]
    assert [line["text"] for line in history if line["who"] == "client"][-3:] == texts


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Basic abc", "Bearer e30.e30.e30"])
def test_without_a_token_of_ours_every_route_is_closed(server: RunningRembuk, header: str | None) -> None:
    http = httpx.Client(base_url=f"{server.url}/webhooks/widget", headers={"Authorization": header} if header else {})
    for answer in (
        http.post("/webhook", json={"text": "halo"}),
        http.get("/history"),
        http.get("/export"),
        http.delete("/data"),
    ):
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "token"


def test_one_token_opens_one_conversation(server: RunningRembuk) -> None:
    mine, other = ScriptedClient(server.url, "id"), ScriptedClient(server.url, "id")
    mine.press(0)
    assert other.asked == "consent"
    mine_lines, other_lines = (one.http.get("/history").json()["messages"] for one in (mine, other))
    assert len(mine_lines) > len(other_lines)
    answer = mine.http.post("/webhook", json={"text": "halo", "sender": "default", "session_id": "x"})
    assert answer.status_code == 200
    assert len(other.http.get("/history").json()["messages"]) == len(other_lines)


@pytest.mark.parametrize(
    ("body", "status"),
    [({"language": "fr"}, 400), ({"return_code": "NOPE-NOPE-NOPE"}, 404), ({"mode": "practice", "case": "x"}, 404),
     ({"timezone": "Nowhere/Land"}, 400), ({"timezone": "America/New_York", "country": "US", "language": "en"}, 201),
     ({}, 201)],
)  # fmt: skip
def test_openings(server: RunningRembuk, body: dict[str, Any], status: int) -> None:
    answer = httpx.post(f"{server.url}/webhooks/widget/session", json=body, timeout=30)
    assert answer.status_code == status, answer.text
    if status == 201:
        assert {"token", "return_code", "expires_at", "messages"} <= set(answer.json())


def test_errors_speak_the_callers_language(server: RunningRembuk) -> None:
    url = f"{server.url}/webhooks/widget/history"
    indonesian = httpx.get(url, headers={"Accept-Language": "id"}).json()["error"]["message"]
    english = httpx.get(url, headers={"Accept-Language": "en-GB,en"}).json()["error"]["message"]
    assert "Percakapan" in indonesian
    assert "conversation" in english


def test_unknown_addresses_and_methods_answer_in_the_same_shape(server: RunningRembuk) -> None:
    base = f"{server.url}/webhooks/widget"
    for answer, status in ((httpx.get(f"{base}/session"), 405), (httpx.get(f"{base}/static/../../keys"), 404),
                           (httpx.get(f"{base}/static/keys"), 404)):  # fmt: skip
        assert answer.status_code == status


def test_rasas_own_ways_in_are_closed(server: RunningRembuk) -> None:
    for method, path in (("POST", "/webhooks/rest/webhook"), ("GET", "/conversations/x/tracker"), ("GET", "/domain"),
                         ("POST", "/model/parse"), ("GET", "/status")):  # fmt: skip
        assert httpx.request(method, server.url + path, json={}).status_code in (404, 405)


def test_a_messenger_that_is_not_set_up_has_no_way_in(server: RunningRembuk) -> None:
    for name in ("telegram", "whatsapp"):
        answer = httpx.post(f"{server.url}/webhooks/{name}/webhook", json={})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_a_danger_in_a_message_that_is_too_long_gets_its_hand_off(client: ScriptedClient) -> None:
    answer = post(client, json.dumps({"text": "aku capek sekali. " * 300 + "aku mau bunuh diri"}).encode())
    assert answer.status_code == 413
    assert "119" in answer.json()["messages"][0]["text"]


def test_a_danger_gets_its_hand_off_even_where_the_conversation_is_over(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.http.delete("/data")
    for http in (client.http, httpx.Client(base_url=client.http.base_url, headers={"Accept-Language": "en"})):
        answer = http.post("/webhook", json={"text": "I want to kill myself"})
        assert answer.status_code in (401, 410)
        assert "119" in answer.json()["messages"][0]["text"]


def test_a_first_message_in_the_other_language_changes_the_language(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id")
    client.say("hello there, I would rather talk about my work in my own words")
    client.press(0)
    assert client.messages[-1]["custom"]["language"] == "en"


def test_the_page_and_its_parts_are_served_without_foreign_origins(server: RunningRembuk) -> None:
    page = httpx.get(f"{server.url}/webhooks/widget/chat")
    assert page.status_code == 200
    assert "frame-ancestors" in page.headers["content-security-policy"]
    assert "https://" not in page.text.split("<body", 1)[0]


def test_no_word_of_anybody_stands_in_a_log(server: RunningRembuk) -> None:
    word = "kucinghitamdiatasgenteng"
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="problem")
    client.say(f"aku kepikiran {word} terus")
    logs = list(server.folder.rglob("*.log"))
    assert logs
    assert not [path for path in logs if word in path.read_text(errors="replace")]
