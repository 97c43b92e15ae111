"""Reports over real HTTP: whose they are, how long a link is good, and what stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from bot.channels.tokens import TokenSigner
from bot.storage.encryption import load_keys
from tests.dialogues.client import ScriptedClient
from tests.reports.statements import faults_of
from tests.server import RunningRembuk

SAID = ["Halo, apa yang ingin kamu ceritakan?", "Kamu capek pura-pura <b>baik</b>.", "Kamu harus lulus & cepat."]


@pytest.fixture(scope="module")
def trainee(server: RunningRembuk) -> Iterator[ScriptedClient]:
    """Two sessions with one client, both over; the second is the one that is open."""
    first = ScriptedClient(server.url, "id", mode="practice", case="thesis")
    for text in SAID:
        first.say(text)
    first.say("selesai")
    second = ScriptedClient(server.url, "id", first.return_code, mode="practice", case="thesis")
    second.say("Lama tidak bertemu. Apa kabar minggu ini?")
    second.say("selesai")
    yield second


def link_of(client: ScriptedClient) -> str:
    answer = client.http.post("/report-link")
    assert answer.status_code == 201
    return f"{str(client.http.base_url).rstrip('/')}/{answer.json()['url']}"


def signer(server: RunningRembuk) -> TokenSigner:
    """Signs as the server does."""
    keys = load_keys(server.folder / "keys")
    return TokenSigner((keys[0],), "rembuk report link")


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("practice", ["Ulasan latihan", "Sesi 2", "apa kabar minggu ini"]),
        ("practice?session=1", ["Sesi 1", "Kamu capek pura-pura &lt;b&gt;baik&lt;/b&gt;", "cepat."]),
        ("trend", ["Perkembangan", "practice?session=1", "compare?first=1&amp;second=2"]),
        ("compare", ["Dua percobaan", "Sesi 1", "Sesi 2"]),
        ("plan", ["Rencanaku"]),
    ],
)
def test_a_link_opens_the_reports_without_the_token(trainee: ScriptedClient, view: str, expected: list[str]) -> None:
    answer = httpx.get(link_of(trainee) + view, timeout=60)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert [text for text in expected if text.lower() not in answer.text.lower()] == []
    assert "style=" not in answer.text and "<style" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


def test_a_report_shows_nothing_of_another_person(server: RunningRembuk, trainee: ScriptedClient) -> None:
    other = ScriptedClient(server.url, "id", mode="practice", case="thesis")
    other.say("Hanya kalimat milikku sendiri.")
    answer = httpx.get(link_of(other) + "practice", timeout=60)
    assert "Hanya kalimat milikku sendiri." in answer.text and "pura-pura" not in answer.text
    assert httpx.get(link_of(other) + "practice?session=2", timeout=60).status_code == 404
    assert other.http.get("/xapi").text.count("responded") == 2


def test_a_token_is_no_link_and_a_link_no_token(server: RunningRembuk, trainee: ScriptedClient) -> None:
    token = trainee.http.headers["Authorization"].removeprefix("Bearer ")
    base = f"{server.url}/webhooks/widget"
    assert httpx.get(f"{base}/report/{token}/practice").status_code == 401
    link = link_of(trainee).rstrip("/").rpartition("/")[2]
    assert httpx.get(f"{base}/export", headers={"Authorization": f"Bearer {link}"}).status_code == 401
    assert httpx.post(f"{base}/report-link").status_code == 401


def test_a_link_is_over_after_half_an_hour_and_says_so(server: RunningRembuk, trainee: ScriptedClient) -> None:
    expires_at = datetime.fromisoformat(trainee.http.post("/report-link").json()["expires_at"])
    assert timedelta(minutes=29) < expires_at - datetime.now(timezone.utc) <= timedelta(minutes=30)
    session_id = signer(server).read(link_of(trainee).rstrip("/").rpartition("/")[2])
    old = signer(server).sign(session_id, datetime.now(timezone.utc) - timedelta(seconds=1))
    answer = httpx.get(f"{server.url}/webhooks/widget/report/{old}/practice", headers={"Accept-Language": "en"})
    assert answer.status_code == 401
    assert "This link is over" in answer.text


def test_nothing_opens_any_more_once_all_is_deleted(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id", mode="practice", case="thesis")
    client.say("Halo, apa kabar?")
    link = link_of(client)
    assert httpx.get(link + "practice", timeout=60).status_code == 200
    client.http.delete("/data")
    answer = httpx.get(link + "practice")
    assert answer.status_code == 410 and "Halo" not in answer.text


def test_a_link_is_over_with_its_session(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en", mode="practice", case="thesis")
    link = link_of(client)
    client.http.delete("/session")
    assert httpx.get(link + "practice").status_code == 401


@pytest.mark.parametrize("view", ["practice?session=9", "practice?session=x", "compare?first=1&second=1", "nothing"])
def test_a_report_that_is_not_there_says_so_as_a_page(trainee: ScriptedClient, view: str) -> None:
    answer = httpx.get(link_of(trainee) + view, timeout=60)
    assert answer.status_code == 404
    assert "Laporan ini tidak ada" in answer.text


def test_files_come_by_the_same_link(trainee: ScriptedClient) -> None:
    link = link_of(trainee)
    rows = list(csv.DictReader(io.StringIO(httpx.get(link + "rembuk.csv", timeout=60).text)))
    assert [(row["case"], row["attempt"], row["ended"], row["turns"]) for row in rows] == [
        ("thesis", "1", "true", "3"), ("thesis", "2", "true", "1"),
    ]  # fmt: skip
    assert httpx.get(link + "rembuk.pdf", timeout=60).content.startswith(b"%PDF-")
    assert httpx.get(link + "rembuk.ics", timeout=60).text.startswith("BEGIN:VCALENDAR")


def test_statements_of_the_practice_are_valid_and_hold_no_words_unless_asked(trainee: ScriptedClient) -> None:
    answer = trainee.http.get("/xapi")
    assert answer.headers["x-experience-api-version"] == "1.0.3"
    assert [faults_of(statement) for statement in answer.json()] == [[]] * len(answer.json())
    assert len(answer.json()) == (1 + 3 + 1) + (1 + 1 + 1)
    assert "pura-pura" not in answer.text
    assert "pura-pura" in trainee.http.get("/xapi?text=true").text
