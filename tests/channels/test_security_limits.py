"""A server with narrow limits behind a proxy: what is too much is refused with words and a time, and no danger is
missed by it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.server import RunningRembuk

DANGER = {"id": "aku mau bunuh diri malam ini", "en": "I want to kill myself tonight"}
SITE = "https://kampus.example"
# Four minutes' worth of it may come at once.
SESSION, ADDRESS, OPENINGS, CODES = 3, 10, 2, 1


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRembuk]:
    server = RunningRembuk(tmp_path_factory.mktemp("narrow"))
    server.environment |= {
        "REMBUK_MESSAGES_PER_MINUTE": str(SESSION),
        "REMBUK_REQUESTS_PER_MINUTE": str(ADDRESS),
        "REMBUK_SESSIONS_PER_MINUTE": str(OPENINGS),
        "REMBUK_WRONG_CODES_PER_MINUTE": str(CODES),
        "REMBUK_MOST_AT_ONCE": "6",
        "REMBUK_MOST_WAITING": "3",
        "REMBUK_TRUSTED_PROXIES": "127.0.0.1",
        "REMBUK_ORIGINS": SITE,
    }
    with server as running:
        yield running


def caller(server: RunningRembuk, address: str, language: str = "id") -> httpx.Client:
    """Somebody at an address of their own, as the proxy tells it."""
    headers = {"X-Forwarded-For": f"6.6.6.6, {address}", "Accept-Language": language}
    return httpx.Client(base_url=f"{server.url}/webhooks/widget", headers=headers, timeout=30)


def opened(server: RunningRembuk, address: str, language: str = "id") -> httpx.Client:
    http = caller(server, address, language)
    answer = http.post("/session", json={"language": language})
    assert answer.status_code == 201, answer.text
    http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return http


def refused_after(ask: Callable[[], httpx.Response], burst: int) -> httpx.Response:
    """Ask until it is too much, which is after a burst and whatever the time taken has filled up; give the refusal."""
    for number in range(10 * burst):
        answer = ask()
        if answer.status_code == 429:
            assert number >= burst
            return answer
    raise AssertionError("it was never too much")


def is_refused(answer: httpx.Response, code: str, status: int = 429) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text
    assert int(answer.headers["Retry-After"]) >= 1
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.parametrize(("language", "word"), [("id", "cepat"), ("en", "fast")])
def test_a_session_that_writes_too_fast_is_told_so_and_its_danger_is_answered(
    narrow: RunningRembuk, language: str, word: str
) -> None:
    http = opened(narrow, f"10.0.1.{len(word)}", language)
    told = is_refused(refused_after(lambda: http.post("/webhook", json={"text": "?"}), 4 * SESSION), "too_many")
    assert word in told["error"]["message"]
    assert "messages" not in told
    in_danger = is_refused(http.post("/webhook", json={"text": DANGER[language]}), "too_many")
    assert "119" in in_danger["messages"][0]["text"]
    is_refused(http.get("/history"), "too_many")
    is_refused(http.get("/export?format=pdf"), "too_many")
    assert http.delete("/data").status_code == 200


def test_one_session_cannot_use_up_anothers_share(narrow: RunningRembuk) -> None:
    first, second = opened(narrow, "10.0.2.1"), opened(narrow, "10.0.2.1")
    is_refused(refused_after(lambda: first.get("/history"), 4 * SESSION), "too_many")
    assert second.get("/history").status_code == 200


def test_one_address_cannot_use_up_anothers_share(narrow: RunningRembuk) -> None:
    greedy = caller(narrow, "10.0.3.1")
    token = opened(narrow, "10.0.3.1").headers["Authorization"]
    is_refused(refused_after(lambda: greedy.get("/cases"), 4 * ADDRESS - 1), "too_many")
    assert caller(narrow, "10.0.3.2").get("/cases").status_code == 200
    for headers in ({"Authorization": token}, {"Authorization": "Bearer forged"}, {}):
        answer = greedy.post("/webhook", json={"text": DANGER["id"]}, headers=headers)
        assert "119" in is_refused(answer, "too_many")["messages"][0]["text"]
    # What a caller writes into the header itself stands before what the proxy saw.
    greedy.headers["X-Forwarded-For"] = "9.9.9.9, 10.0.3.1"
    is_refused(greedy.get("/cases"), "too_many")


def test_one_address_opens_so_many_sessions(narrow: RunningRembuk) -> None:
    http = caller(narrow, "10.0.4.1")
    is_refused(refused_after(lambda: http.post("/session", json={}), 4 * OPENINGS), "too_many")


def test_return_codes_cannot_be_guessed(narrow: RunningRembuk) -> None:
    http = caller(narrow, "10.0.5.1", "en")
    code = http.post("/session", json={}).json()["return_code"]
    refused_after(lambda: http.post("/session", json={"return_code": "AAAA-BBBB-CCCC"}), 4 * CODES)
    for guess in ("AAAA-BBBB-CCCC", code):
        told = is_refused(http.post("/session", json={"return_code": guess, "language": "en"}), "too_many_codes")
        assert "return codes" in told["error"]["message"]
    assert http.post("/session", json={}).status_code == 201
    assert caller(narrow, "10.0.5.2").post("/session", json={"return_code": code}).status_code == 201


async def test_what_comes_at_once_is_answered_or_refused_and_nothing_piles_up(narrow: RunningRembuk) -> None:
    talks = [opened(narrow, f"10.0.6.{number}", "en") for number in range(12)]
    async with httpx.AsyncClient(base_url=talks[0].base_url, timeout=30) as http:

        async def send(talk: httpx.Client, text: str) -> httpx.Response:
            return await http.post("/webhook", json={"text": text}, headers=dict(talk.headers))

        of_one = await asyncio.gather(*(send(talks[0], "hello") for _ in range(5)))
        assert {answer.status_code for answer in of_one} == {200, 429}
        assert sum(answer.status_code == 200 for answer in of_one) >= 3
        of_all = await asyncio.gather(*(send(talk, "hello") for talk in talks))
        refused = [answer for answer in of_all if answer.status_code != 200]
        assert refused and len(refused) < 12
        for answer in refused:
            assert "many people" in is_refused(answer, "busy", 503)["error"]["message"]
        in_danger = await asyncio.gather(*(send(talk, DANGER["en"]) for talk in talks))
        for answer in in_danger:
            told = answer.json()
            assert "119" in (told["messages"] if answer.status_code == 503 else told)[0]["text"]
    assert {talk.post("/webhook", json={"text": "hello"}).status_code for talk in talks} == {200}


def test_pages_of_other_sites_are_refused_and_those_of_the_listed_site_are_not(narrow: RunningRembuk) -> None:
    http = caller(narrow, "10.0.7.1")
    for origin in ("https://evil.example", "null"):
        answer = http.post("/session", json={}, headers={"Origin": origin})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "origin")
        assert "access-control-allow-origin" not in answer.headers
        assert http.options("/session", headers={"Origin": origin}).status_code == 403
    asked = http.options("/session", headers={"Origin": SITE, "Access-Control-Request-Method": "POST"})
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, SITE)
    answer = http.post("/session", json={}, headers={"Origin": SITE})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (201, SITE)
    assert "access-control-allow-credentials" not in answer.headers
    # A page can read a refusal too, or it could show nothing of it.
    assert http.get("/history", headers={"Origin": SITE}).headers["access-control-allow-origin"] == SITE
    assert http.post("/session", json={}, headers={"Origin": narrow.url}).status_code == 201


def test_every_answer_carries_its_headers(narrow: RunningRembuk) -> None:
    http = caller(narrow, "10.0.8.1")
    for path, status in (("/chat", 200), ("/static/chat.js", 200), ("/cases", 200), ("/history", 401), ("/no", 404)):
        answer = http.get(path, headers={"X-Forwarded-Proto": "https"})
        assert answer.status_code == status
        assert f"frame-ancestors 'self' {SITE}" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "geolocation=()" in answer.headers["permissions-policy"]
        assert "max-age" in answer.headers["strict-transport-security"]
    assert "strict-transport-security" not in http.get("/chat").headers
