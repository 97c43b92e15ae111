"""Consent: nothing outlives a talk without it; it has a version, and can be taken back at any moment."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

import pytest
import yaml

from bot.channels.errors import say
from bot.counseling.consent import VERSIONS, takes_back
from bot.language import LANGUAGES
from bot.services.opening import hash_code
from bot.settings import ROOT
from bot.storage.unit_of_work import UnitOfWork
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.dialogues.test_clients import a_week_passes
from tests.privacy.searching import canary, cells, found_in, places, sealed_cells
from tests.server import RunningRembuk
from tests.widget.test_files import WORDS as WORDS_OF_THE_PAGE

DATABASES = ("rembuk.db", "tracker.db")
# The words of each version, so that nobody changes them under the same name: a changed text gets a new version in
# bot/counseling/consent.py, and a line here.
WORDS = {
    ("self_help", "2026-11"): "cfb5f209feb18a41",
    ("practice", "practice-1"): "c6c688862961ae11",
    ("supervision", "supervision-1"): "96b9a082730a0616",
}
ASKED = {"self_help": ("utter_ask_consent",), "practice": ("utter_ask_practice_over",)}


def client_row(work: UnitOfWork, client: ScriptedClient) -> Any:
    return work.rows.client_by_code(hash_code(client.return_code))


def sealed(server: RunningRembuk) -> set[bytes]:
    return sealed_cells(server.folder / name for name in DATABASES)


def purge(server: RunningRembuk) -> None:
    subprocess.run(
        [sys.executable, "-m", "bot", "purge"], cwd=ROOT, env=server.environment, check=True, capture_output=True
    )


def an_hour_passes(server: RunningRembuk, client: ScriptedClient) -> None:
    engine = server.engine()
    with UnitOfWork(engine) as work:
        for session in client_row(work, client).sessions:
            session.ended_at = (session.ended_at or session.started_at) - timedelta(hours=2)
            session.started_at -= timedelta(hours=2)
        work.commit()
    engine.dispose()


def answers_so_far(server: RunningRembuk, client: ScriptedClient) -> list[tuple[str, str, bool]]:
    engine = server.engine()
    with UnitOfWork(engine) as work:
        given = [(one.purpose, one.version, one.given) for one in client_row(work, client).consents]
    engine.dispose()
    return given


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talk_without_consent_works_and_nothing_of_it_outlives_it(server: RunningRembuk, language: str) -> None:
    started, before = time.time(), sealed(server)
    word = canary()
    client = ScriptedClient(server.url, language)
    script = {**STRAIGHT[language], "consent": ["#1", "#0"]}
    script["problem"] = [f"{line} {word}" for line in script["problem"][:3]] + script["problem"][3:]
    client.go_on(script, until="none")
    assert client.export()["goals"][0]["status"] == "agreed"
    assert client.export()["sessions"][0]["rating"]["overall"] == 9.0
    theirs = sealed(server) - before
    ids = {raw for _, column, raw in cells(server.folder / "rembuk.db") if column == "session_id"}
    an_hour_passes(server, client)
    purge(server)
    assert client.http.get("/history").status_code == 410
    everything = places(server.folder, started)
    assert not found_in(everything, [word])
    for path in everything:
        content = path.read_bytes()
        assert not [one for one in theirs if one in content], path.name
    new = {raw for _, column, raw in cells(server.folder / "rembuk.db") if column == "session_id"} - ids
    assert not new, "only the tombstone names the session"


@pytest.mark.parametrize(
    ("language", "text"), [("id", "aku tarik persetujuanku"), ("en", "I take back my consent"), ("en", None)]
)
def test_consent_is_taken_back_in_the_middle_of_a_talk(server: RunningRembuk, language: str, text: str | None) -> None:
    first = ScriptedClient(server.url, language)
    first.go_on(STRAIGHT[language], until="importance")
    a_week_passes(server, first)
    client = ScriptedClient(server.url, language, first.return_code)
    assert client.asked == "problem"
    assert len(client.export()["goals"]) == 1
    client.go_on(STRAIGHT[language], until="goal")
    asked = client.messages[-1]["text"]

    if text is None:
        assert client.http.post("/consent", json={"keep": False}).json() == {"kept": False}
    else:
        client.say(text)
        assert (client.asked, client.messages[-1]["text"]) == ("goal", asked)
        assert client.messages[0]["text"] != asked

    exported = client.export()
    assert [one["given"] for one in exported["client"]["consents"]] == [True, False]
    assert len(exported["sessions"]) == 1
    assert not exported["goals"], "goals of earlier talks went with them"
    assert not [line for line in exported["sessions"][0]["transcript"] if line["who"] == "client"]
    client.go_on(STRAIGHT[language], until="none")
    exported = client.export()
    assert exported["goals"][0]["status"] == "agreed"
    assert not [line for line in exported["sessions"][0]["transcript"] if line["who"] == "client"]
    assert first.http.get("/history").status_code in (401, 410)
    an_hour_passes(server, client)
    purge(server)
    assert client.http.get("/history").status_code == 410


def test_who_has_not_agreed_has_nothing_to_take_back(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "id")
    client.go_on({**STRAIGHT["id"], "consent": ["#1", "#0"]}, until="problem")
    client.say("aku tarik persetujuanku")
    assert answers_so_far(server, client) == [("self_help", VERSIONS["self_help"], False)]


def test_consent_is_given_and_taken_over_http(server: RunningRembuk) -> None:
    client = ScriptedClient(server.url, "en")
    client.go_on({**STRAIGHT["en"], "consent": ["#1", "#0"]}, until="problem")
    for body in ({}, {"keep": "yes"}, {"keep": None}):
        assert client.http.post("/consent", json=body).status_code == 400
    assert client.http.get("/consent").json() == {"kept": False, "in_force": []}
    assert client.http.post("/consent", json={"keep": True}).json() == {"kept": True}
    assert client.http.get("/consent").json() == {"kept": True, "in_force": ["self_help"]}
    client.say("my flatmate never talks to me")
    lines = client.export()["sessions"][0]["transcript"]
    assert [line["text"] for line in lines if line["who"] == "client"] == ["my flatmate never talks to me"]
    version = VERSIONS["self_help"]
    assert answers_so_far(server, client) == [("self_help", version, False), ("self_help", version, True)]


def test_a_trainee_takes_back_what_they_let_be_kept(server: RunningRembuk) -> None:
    trainee = ScriptedClient(server.url, "id", mode="practice", case="thesis")
    trainee.say("Apa yang bikin kamu datang hari ini?")
    trainee.say("selesai")
    trainee.press(0)
    assert answers_so_far(server, trainee) == [("practice", VERSIONS["practice"], True)]
    trainee.say("cabut izinku ya")
    assert answers_so_far(server, trainee)[-1] == ("practice", VERSIONS["practice"], False)


def test_a_yes_to_practice_is_no_yes_to_talks(server: RunningRembuk) -> None:
    trainee = ScriptedClient(server.url, "id", mode="practice", case="thesis")
    trainee.say("selesai")
    trainee.press(0)
    talk = ScriptedClient(server.url, "id", trainee.return_code)
    assert talk.asked == "consent"


def test_who_agreed_to_other_words_is_asked_anew_and_goes_on_from_their_plan(server: RunningRembuk) -> None:
    first = ScriptedClient(server.url, "en")
    first.go_on(STRAIGHT["en"], until="none")
    a_week_passes(server, first)
    engine = server.engine()
    with UnitOfWork(engine) as work:
        for consent in client_row(work, first).consents:
            consent.version, consent.at = "2024-01", consent.at - timedelta(days=7)
        work.commit()
    engine.dispose()
    client = ScriptedClient(server.url, "en", first.return_code)
    assert client.asked == "consent"
    client.say("my cat is ill")
    assert client.asked == "consent"
    client.press(0)
    assert client.asked == "followup"
    lines = [line["text"] for line in client.export()["sessions"][-1]["transcript"] if line["who"] == "client"]
    assert "my cat is ill" not in lines
    assert answers_so_far(server, client) == [
        ("self_help", "2024-01", True), ("self_help", VERSIONS["self_help"], True)
    ]  # fmt: skip


def words_of(purpose: str) -> list[Any]:
    """What somebody reads who is asked, in each language and each way of saying it."""
    if purpose == "supervision":
        return [say("class_question", language) for language in LANGUAGES]
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    return [
        (variation["text"], [button["title"] for button in variation.get("buttons", ())])
        for name in ASKED[purpose]
        for variation in responses[name]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_of_the_page_asks_in_the_words_of_the_talk(language: str) -> None:
    asked = WORDS_OF_THE_PAGE[language]["consent_ask_self_help"].rstrip(".").casefold()
    assert any(asked in text.replace("{mu}", "mu").casefold() for text, _ in words_of("self_help"))


@pytest.mark.parametrize("purpose", sorted(VERSIONS))
def test_the_words_of_a_version_never_change(purpose: str) -> None:
    words = words_of(purpose)
    assert len(words) >= 2
    digest = hashlib.sha256(repr(words).encode()).hexdigest()[:16]
    assert WORDS[purpose, VERSIONS[purpose]] == digest, "the text of consent has changed: give it a new version"


@pytest.mark.parametrize(
    "text",
    ["aku tarik persetujuanku", "Aku tarik kembali persetujuanku", "persetujuanku kucabut", "batalin izinku ya",
     "saya mau mencabut persetujuan saya", "izin tadi aku tarik ya", "jangan simpan percakapan ini lagi",
     "stop menyimpan dataku", "I take back my consent", "i'd like to withdraw my consent please", "I no longer consent",
     "I want to take my consent back", "you no longer have my consent to keep this", "stop keeping my messages"],
)  # fmt: skip
def test_words_that_take_consent_back(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    ["ibu menarik persetujuannya soal nikah", "suamiku cabut izinku kerja", "he took back his consent",
     "aku minta izin bos buat cuti", "can I withdraw my consent?", "aku narik diri dari teman", "izin cutiku dibatalin",
     "I no longer agree with my father about this", "jangan simpan semua sendiri", "stop saving my money"],
)  # fmt: skip
def test_words_that_tell_something_else(text: str) -> None:
    assert not takes_back(text)
