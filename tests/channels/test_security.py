"""Nobody opens what is not theirs: tokens, codes, buttons, Rasa's own ways in, the action server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from bot.channels.tokens import ACTION_HEADER, TokenSigner, action_secret
from bot.settings import load_settings
from bot.storage.encryption import load_keys
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.server import RunningRembuk

SECRET_WORDS = "kunci rumahku ada di bawah pot melati"
BASE = "/webhooks/widget"


def session_id_of(client: ScriptedClient) -> str:
    token = client.http.headers["Authorization"].removeprefix("Bearer ")
    return str(jwt.decode(token, options={"verify_signature": False})["sub"])


def keys_of(server: RunningRembuk) -> tuple[str, ...]:
    settings = load_settings(server.environment)
    return load_keys(settings.key_file, settings.keys)


def with_token(server: RunningRembuk, token: str) -> httpx.Client:
    return httpx.Client(base_url=server.url + BASE, headers={"Authorization": f"Bearer {token}"}, timeout=30)


@pytest.fixture(scope="module")
def victim(server: RunningRembuk) -> ScriptedClient:
    client = ScriptedClient(server.url, "id")
    client.go_on(STRAIGHT["id"], until="problem")
    client.say(f"rahasiaku: {SECRET_WORDS}")
    return client


# ---- another's conversation ------------------------------------------------------------------------------------------


def ways_to_name(session_id: str, code: str) -> Iterator[dict[str, Any]]:
    """Keyword arguments of a request that name a conversation in one more way."""
    names = ("sender", "sender_id", "session_id", "session", "conversation_id", "conversation", "client_id", "sub",
             "recipient_id", "user", "id", "token", "return_code")  # fmt: skip
    for value in (session_id, code):
        yield {"json": {"text": "halo", **dict.fromkeys(names, value)}}
        yield {"json": {"text": "halo", "metadata": dict.fromkeys(names, value), "custom": {"sender": value}}}
        yield {"json": {"text": "halo"}, "params": dict.fromkeys(names, value)}
        yield {"json": {"text": "halo"}, "headers": {f"X-{name}": value for name in ("Sender-Id", "Session", "User")}}
        yield {"json": {"text": "halo"}, "headers": {"X-Sender": value, "Sender": value, "From": value}}
        yield {"json": {"text": "halo"}, "cookies": {"session": value, "token": value, "sender_id": value}}
    yield {"json": {"text": f"/session_start{json.dumps({'sender_id': session_id})}"}}
    yield {"json": {"text": "halo", "message_id": "m1"}}  # an id that the victim used as well


def test_no_request_reaches_the_conversation_of_another(server: RunningRembuk, victim: ScriptedClient) -> None:
    other = ScriptedClient(server.url, "id")
    other.go_on(STRAIGHT["id"], until="problem")
    before = victim.http.get("/history").json()
    routes = [("POST", "/webhook"), ("GET", "/history"), ("GET", "/export"), ("GET", "/cases")]
    for how in ways_to_name(session_id_of(victim), victim.return_code):
        for method, path in routes:
            cookies = how.get("cookies", {})
            headers = {**how.get("headers", {}), "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
            asked = {**how, "headers": headers}
            asked.pop("cookies", None)
            answer = other.http.request(method, path, **asked)
            assert answer.status_code == 200, (method, path, how, answer.text)
            assert SECRET_WORDS not in answer.text, (method, path, how)
    assert victim.http.get("/history").json() == before


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"])
def test_no_address_names_a_conversation(server: RunningRembuk, victim: ScriptedClient, method: str) -> None:
    other = ScriptedClient(server.url, "id")
    name = session_id_of(victim)
    for path in (f"/history/{name}", f"/export/{name}", f"/data/{name}", f"/session/{name}", f"/webhook/{name}",
                 f"/{name}", f"/{name}/history", f"/conversations/{name}", f"/return-code/{name}"):  # fmt: skip
        assert other.http.request(method, path).status_code in (404, 405), path
    assert victim.http.get("/history").status_code == 200


def test_deleting_and_ending_touch_ones_own_alone(server: RunningRembuk, victim: ScriptedClient) -> None:
    name = session_id_of(victim)
    for path in ("/data", "/session", "/return-code"):
        other = ScriptedClient(server.url, "id")
        answer = other.http.request(
            "DELETE", path, params={"session_id": name}, json={"session_id": name, "return_code": victim.return_code}
        )
        assert answer.status_code == 200
    assert SECRET_WORDS in victim.http.get("/history").text
    assert ScriptedClient(server.url, "id", victim.return_code).return_code == victim.return_code


# ---- tokens ----------------------------------------------------------------------------------------------------------


def forged(server: RunningRembuk, victim: ScriptedClient) -> Iterator[tuple[str, str]]:
    token = victim.http.headers["Authorization"].removeprefix("Bearer ")
    head, claims, signature = token.split(".")
    name = session_id_of(victim)
    soon = datetime.now(timezone.utc) + timedelta(hours=1)
    key = keys_of(server)[0]
    signer = TokenSigner((key,))
    yield "no signature", jwt.encode({"sub": name, "exp": soon}, "", algorithm="none")
    yield "signature cut off", f"{head}.{claims}."
    yield "another secret", jwt.encode({"sub": name, "exp": soon}, "x" * 32, algorithm="HS256")
    yield "the key itself as secret", jwt.encode({"sub": name, "exp": soon}, key, algorithm="HS256")
    yield "another algorithm", jwt.encode({"sub": name, "exp": soon}, signer._secrets[0], algorithm="HS512")
    yield "another's claims", f"{head}.{jwt.encode({'sub': 'x', 'exp': soon}, 'x' * 32).split('.')[1]}.{signature}"
    yield "expired", signer.sign(name, datetime.now(timezone.utc) - timedelta(seconds=1))
    yield "without an end", jwt.encode({"sub": name}, signer._secrets[0], algorithm="HS256")
    yield "without a session", jwt.encode({"exp": soon}, signer._secrets[0], algorithm="HS256")
    yield "an unknown session", signer.sign("0" * 32, soon)
    yield "the session id", name
    yield "the return code", victim.return_code


def test_a_forged_or_expired_token_opens_nothing(server: RunningRembuk, victim: ScriptedClient) -> None:
    for what, token in forged(server, victim):
        http = with_token(server, token)
        for method, path in (("POST", "/webhook"), ("GET", "/history"), ("GET", "/export"), ("DELETE", "/data"),
                             ("DELETE", "/session"), ("POST", "/return-code"), ("DELETE", "/return-code")):  # fmt: skip
            answer = http.request(method, path, json={"text": "halo"})
            assert answer.status_code == 401, (what, method, path, answer.text)
    assert SECRET_WORDS in victim.http.get("/history").text


def test_a_session_that_was_ended_opens_nothing_and_the_code_brings_the_client_back(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on(STRAIGHT["en"], until="problem")
    assert client.http.delete("/session").json() == {"ended": True}
    for method, path in (("POST", "/webhook"), ("GET", "/history"), ("DELETE", "/session"), ("POST", "/return-code")):
        assert client.http.request(method, path, json={"text": "hello"}).status_code == 401
    assert ScriptedClient(server.url, "en", client.return_code).return_code == client.return_code


def test_a_renewed_code_shuts_out_whoever_has_the_old_one(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on(STRAIGHT["en"], until="problem")
    thief = ScriptedClient(server.url, "en", client.return_code)
    renewed = client.http.post("/return-code")
    assert renewed.status_code == 201
    assert thief.http.get("/history").status_code == 401
    opening = {"language": "en", "return_code": client.return_code}
    assert client.http.post("/session", json=opening).status_code == 404
    assert client.http.get("/history").status_code == 200
    assert ScriptedClient(server.url, "en", renewed.json()["return_code"]).return_code == renewed.json()["return_code"]


def test_a_revoked_code_opens_nothing(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    assert client.http.delete("/return-code").json() == {"revoked": True}
    assert client.http.post("/session", json={"return_code": client.return_code}).status_code == 404
    assert client.http.get("/history").status_code == 200


# ---- buttons ---------------------------------------------------------------------------------------------------------


def test_a_button_counts_only_in_the_session_and_the_turn_that_showed_it(server: RunningRembuk) -> None:
    """Made up, of another session at the same question, and shown a turn ago: none is taken for a choice."""
    mine, other = ScriptedClient(server.url, "id"), ScriptedClient(server.url, "id")
    shown = {button["payload"] for button in mine.buttons}
    assert shown == {button["payload"] for button in other.buttons}
    mine.go_on(STRAIGHT["id"], until="preferences")
    now = {button["payload"] for button in mine.buttons}
    assert shown - now
    for payload in [*(shown - now), "/agree", "/delete_data", "/restart", '/rate{"rating": 9}', "/crisis", "x", "/"]:
        answer = mine.http.post("/webhook", json={"payload": payload})
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "malformed"), payload
    assert mine.http.get("/history").json()["last"][-1]["custom"]["asked"] == "preferences"
    assert other.http.post("/webhook", json={"payload": (shown - now).pop()}).status_code == 200


# ---- Rasa and the action server --------------------------------------------------------------------------------------

RASAS_ROUTES = [
    ("GET", "/"), ("GET", "/version"), ("GET", "/status"), ("GET", "/domain"), ("GET", "/conversations/x/tracker"),
    ("POST", "/conversations/x/tracker/events"), ("PUT", "/conversations/x/tracker/events"),
    ("GET", "/conversations/x/story"), ("POST", "/conversations/x/execute"),
    ("POST", "/conversations/x/trigger_intent"), ("POST", "/conversations/x/predict"),
    ("POST", "/conversations/x/messages"), ("POST", "/model/train"), ("POST", "/model/test/stories"),
    ("POST", "/model/test/intents"), ("POST", "/model/predict"), ("POST", "/model/parse"), ("PUT", "/model"),
    ("DELETE", "/model"), ("GET", "/webhooks/rest"), ("GET", "/webhooks/rest/"), ("POST", "/webhooks/rest/webhook"),
    ("POST", "/webhooks/callback/webhook"), ("GET", "/socket.io/"), ("GET", "/webhooks/socketio/"),
    ("POST", "/webhooks/telegram/webhook"), ("POST", "/webhooks/twilio/webhook"), ("POST", "/webhooks/slack/webhook"),
    ("GET", "/webhooks/facebook/webhook"), ("GET", "/webhooks/rasa/"), ("POST", "/webhooks/rasa/webhook"),
    ("GET", "/webhooks/chatroom/"), ("GET", "/webhooks/widget"), ("GET", "/webhooks"), ("GET", "/health"),
    ("GET", "/openapi.json"), ("GET", "/docs"), ("GET", "//webhooks/widget/../../domain"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), RASAS_ROUTES)
def test_rasas_own_api_is_closed(server: RunningRembuk, victim: ScriptedClient, method: str, path: str) -> None:
    path = path.replace("/x/", f"/{session_id_of(victim)}/")
    for headers in ({}, dict(victim.http.headers), {"Origin": server.url}):
        answer = httpx.request(method, server.url + path, headers=headers, json={"text": "halo", "sender": "x"})
        assert answer.status_code in (404, 405)
        assert set(answer.json()) == {"error"}
        assert "rasa" not in answer.text.lower()


def test_a_preflight_is_not_answered_by_rasa(server: RunningRembuk) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for path in (f"{BASE}/webhook", f"{BASE}/session", "/webhooks/rest/webhook", "/"):
        answer = httpx.options(server.url + path, headers=asked)
        assert answer.status_code in (403, 404)
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_the_action_server_answers_our_rasa_alone(server: RunningRembuk, victim: ScriptedClient) -> None:
    url = f"http://127.0.0.1:{server.environment['REMBUK_ACTION_PORT']}"
    call = {"next_action": "action_export", "sender_id": session_id_of(victim), "version": "3.6.21",
            "tracker": {"sender_id": session_id_of(victim), "slots": {}, "events": []}}  # fmt: skip
    key = keys_of(server)[0]
    derived = action_secret(load_settings({}), key)
    for value in (None, "", "x", key, derived, "é", "\udce9"):
        shown = {} if value is None else {ACTION_HEADER: value}
        headers = {name: value.encode("utf-8", "surrogateescape") for name, value in shown.items()}
        for method, path in (("POST", "/webhook"), ("GET", "/actions"), ("OPTIONS", "/webhook"), ("GET", "/nothing")):
            answer = httpx.request(method, url + path, json=call, headers=headers)
            assert (answer.status_code, answer.content) == (403, b""), (method, path, shown)
    assert httpx.get(f"{url}/health").status_code == 200
    drawn = Path(f"/proc/{server.children()['actions']}/environ").read_text().split("REMBUK_ACTION_SECRET=")[1]
    secret = drawn.split("\0")[0]
    assert httpx.get(f"{url}/actions", headers={ACTION_HEADER: secret}).status_code == 200
