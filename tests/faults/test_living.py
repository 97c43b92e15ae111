"""What goes wrong while people talk: they are told, what they sent can be sent again, and nothing is lost or twice."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from bot.channels.errors import say
from bot.language import LANGUAGES
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.faults.checks import check_dialogues, check_rows
from tests.faults.conftest import DAMAGED, MISSING, FragileRembuk

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

DANGER = {"id": "aku mau bunuh diri malam ini", "en": "I want to kill myself tonight"}
YES = {language: answers["agreement"][0] for language, answers in STRAIGHT.items()}


def at(server: FragileRembuk, question: str, language: str = "en") -> ScriptedClient:
    client = ScriptedClient(server.url, language)
    client.go_on(STRAIGHT[language], until=question)
    return client


def send(client: ScriptedClient, text: str, message_id: str, **more: Any) -> httpx.Response:
    return client.http.post("/webhook", json={"text": text, "message_id": message_id, **more})


def is_told(answer: httpx.Response, language: str) -> None:
    """A 503 that says so in the person's language, and that it may be sent again."""
    assert answer.status_code == 503
    assert answer.json()["error"] == {"code": "unavailable", "message": say("unavailable", language)}


def is_handed_over(client: ScriptedClient, message_id: str = "danger") -> None:
    answer = send(client, DANGER[client.language], message_id)
    assert answer.status_code == 200
    assert "119" in answer.json()[0]["text"]
    assert answer.json()[-1]["custom"]["asked"] == "safety"


def agreed_once(client: ScriptedClient) -> None:
    (goal,) = client.export()["goals"]
    assert goal["status"] == goal["plan"]["status"] == "agreed"
    assert [version["status"] for version in goal["history"]].count("agreed") == 1


def not_agreed(client: ScriptedClient) -> None:
    (goal,) = client.export()["goals"]
    assert (goal["status"], goal["plan"]["status"]) == ("proposed", "draft")


def said(client: ScriptedClient, text: str) -> int:
    """How often the history holds that the client said it."""
    lines = client.http.get("/history").json()["messages"]
    return sum(line["who"] == "client" and line["text"] == text for line in lines)


def is_answered(client: ScriptedClient, text: str, message_id: str, **more: Any) -> None:
    answer = send(client, text, message_id, **more)
    assert answer.status_code == 200, answer.text
    client._take(answer.json())


# ---- the action server ----


@pytest.mark.parametrize("language", LANGUAGES)
def test_action_server_down(fragile: FragileRembuk, language: str) -> None:
    client, other = at(fragile, "agreement", language), at(fragile, "problem", language)
    fragile.kill("actions")
    is_told(send(client, YES[language], "yes"), language)
    is_handed_over(other)
    fragile.wait_until_there()
    not_agreed(client)
    is_answered(client, YES[language], "yes")
    agreed_once(client)
    assert said(client, YES[language]) == 1


@pytest.mark.parametrize("moment", ["before", "after"])
def test_action_server_killed_around_its_commit(fragile: FragileRembuk, moment: str) -> None:
    client = at(fragile, "agreement")
    fragile.kill_at("actions", 1, moment)
    is_told(send(client, YES["en"], "yes"), "en")
    {"before": not_agreed, "after": agreed_once}[moment](client)
    fragile.wait_until_there()
    is_answered(client, YES["en"], "yes")
    agreed_once(client)
    assert client.asked in ("agreement", "rating")
    assert said(client, YES["en"]) == 1


def test_action_server_slow(fragile: FragileRembuk) -> None:
    client, other = at(fragile, "agreement"), at(fragile, "problem")
    actions = fragile.children()["actions"]
    os.kill(actions, signal.SIGSTOP)
    try:
        started = time.monotonic()
        is_told(send(client, YES["en"], "yes"), "en")
        assert time.monotonic() - started < 20
        is_handed_over(other)
    finally:
        os.kill(actions, signal.SIGCONT)
    fragile.wait_until_there()
    is_answered(client, YES["en"], "yes")  # the first call may have been worked off meanwhile
    agreed_once(client)


# ---- the database ----


@contextmanager
def locked(server: FragileRembuk, name: str) -> Iterator[None]:
    connection = sqlite3.connect(server.database(name), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def full(server: FragileRembuk, name: str) -> Iterator[None]:
    """No file of any part grows any more, the logs among them."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.children().values()}
    try:
        for pid, (_, hard) in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def gone(server: FragileRembuk, name: str) -> Iterator[None]:
    away = server.database(name).with_suffix(".away")
    server.database(name).rename(away)
    try:
        yield
    finally:
        assert not server.database(name).exists(), "an empty one was made in its place"
        away.rename(server.database(name))


@pytest.mark.parametrize(
    ("fault", "name"),
    [(locked, "rembuk"), (locked, "tracker"), (full, "rembuk"), (gone, "rembuk"), (gone, "tracker")],
)
def test_database(fragile: FragileRembuk, fault: Callable[..., Any], name: str) -> None:
    client, other = at(fragile, "agreement", "id"), at(fragile, "problem", "id")
    with fault(fragile, name):
        is_told(send(client, YES["id"], "yes"), "id")
        is_handed_over(other)
    not_agreed(client)
    is_answered(client, YES["id"], "yes")
    agreed_once(client)
    assert said(client, YES["id"]) == 1
    # What was shown while the dialogue could not hear of it is caught up on: the talk waits until they are safe.
    is_answered(other, "iya, aku aman sekarang", "safe")
    assert said(other, DANGER["id"]) == 1


# ---- Rasa ----


def test_rasa_killed_between_keeping_the_dialogue_and_the_reply(fragile: FragileRembuk) -> None:
    client = at(fragile, "agreement")
    fragile.kill_at("rasa", 2, "after")  # the turn, the dialogue, the reply
    with pytest.raises(httpx.TransportError):
        send(client, YES["en"], "yes")
    fragile.wait_until_there()
    agreed_once(client)
    is_answered(client, YES["en"], "yes")
    agreed_once(client)
    asked = client.asked
    assert asked in ("agreement", "rating")
    is_answered(client, "9" if asked == "rating" else "no", "next")
    assert client.asked != asked
    assert said(client, YES["en"]) == 1


def test_who_goes_away_before_the_answer_finds_it_later(fragile: FragileRembuk) -> None:
    client = at(fragile, "agreement")
    with pytest.raises(httpx.TimeoutException):
        client.http.post("/webhook", json={"text": YES["en"], "message_id": "yes"}, timeout=0.01)
    is_answered(client, YES["en"], "yes")
    agreed_once(client)
    assert said(client, YES["en"]) == 1


# ---- messages ----


def test_same_message_twice_at_once(fragile: FragileRembuk) -> None:
    client = at(fragile, "agreement")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(client, YES["en"], "yes").json(), range(8)))
    assert all(answer == answers[0] for answer in answers)
    agreed_once(client)
    assert said(client, YES["en"]) == 1


def test_late_and_repeated_messages_are_answered_in_the_order_in_which_they_came(fragile: FragileRembuk) -> None:
    client = at(fragile, "problem")
    texts = {"m-3": "third thing", "m-1": "first thing", "m-2": "second thing"}
    replies = {key: send(client, text, key).json() for key, text in texts.items()}
    for key in ("m-1", "m-3", "m-2", "m-1"):
        assert send(client, texts[key], key).json() == replies[key]
    history = client.http.get("/history").json()["messages"]
    assert [line["text"] for line in history if line["text"] in texts.values()] == list(texts.values())


def test_two_tabs_at_the_same_talk(fragile: FragileRembuk) -> None:
    client = at(fragile, "problem")
    tabs = {tab: [f"{tab} says word {number} of it" for number in "abc"] for tab in ("left", "right")}

    def write(tab: str) -> list[list[dict[str, Any]]]:
        return [send(client, text, f"{tab}{number}").json() for number, text in enumerate(tabs[tab])]

    with ThreadPoolExecutor(2) as pool:
        replies = dict(zip(tabs, pool.map(write, tabs)))
    history = client.http.get("/history").json()["messages"]
    for tab, texts in tabs.items():
        at_lines = [number for number, line in enumerate(history) if line["text"] in texts]
        assert [history[number]["text"] for number in at_lines] == texts
        for number, reply in zip(at_lines, replies[tab]):
            assert [line["text"] for line in history[number + 1 :][: len(reply)]] == [one["text"] for one in reply]


# ---- cases and clock ----


@pytest.mark.parametrize("case", [DAMAGED, MISSING])
def test_damaged_or_missing_case(fragile: FragileRembuk, case: str) -> None:
    opening = {"language": "id", "mode": "practice"}
    answer = httpx.post(f"{fragile.url}/webhooks/widget/session", json={**opening, "case": case})
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, say("case", "id"))
    names = [one["case"] for one in httpx.get(f"{fragile.url}/webhooks/widget/cases").json()]
    assert case not in names and "career" in names
    trainee = ScriptedClient(fragile.url, "id", mode="practice", case="career")
    trainee.say("Ceritakan, apa yang membawa Anda ke sini?")


def test_clock_put_forward_and_back(fragile: FragileRembuk) -> None:
    client = at(fragile, "importance")
    try:
        fragile.put_clock(2 * 86_400)
        answer = send(client, "8", "m-1")
        assert (answer.status_code, answer.json()["error"]["message"]) == (401, say("token", "en"))
        danger = send(client, DANGER["en"], "danger")
        assert danger.status_code == 401 and "119" in danger.json()["messages"][0]["text"]
        fragile.put_clock(-3600)
        client.go_on(STRAIGHT["en"], until="agreement")
        is_answered(client, YES["en"], "yes")
        agreed_once(client)
        check_rows(fragile)
    finally:
        fragile.put_clock(0)


# ---- last, since it starts anew ----


def test_everything_killed_with_the_clock_put_back_and_no_place_for_logs(fragile: FragileRembuk) -> None:
    client = at(fragile, "importance")
    fragile.put_clock(-3600)
    client.go_on(STRAIGHT["en"], until="agreement")
    fragile.kill("run")
    deadline = time.monotonic() + 10
    while any(_lives(port) for port in fragile.health) and time.monotonic() < deadline:
        time.sleep(0.1)
    logs = fragile.folder / "logs"
    logs.rename(fragile.folder / "old-logs")
    logs.write_text("no folder")
    fragile.start()
    assert "no log can be kept" in fragile.log.read_text()
    is_answered(client, YES["en"], "yes")
    agreed_once(client)
    check_rows(fragile)
    check_dialogues(fragile)


def _lives(address: str) -> bool:
    try:
        return httpx.get(address, timeout=1).status_code > 0
    except httpx.HTTPError:
        return False
