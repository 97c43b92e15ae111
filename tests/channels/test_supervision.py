"""A class over HTTP, from its code to a comment in the debrief; and all that a supervisor must not get at."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import httpx
import jwt
import pytest

from bot.channels.tokens import TokenSigner
from bot.counseling.consent import VERSIONS
from bot.language import LANGUAGES
from bot.services.supervisors import MOST_TRIES
from bot.storage.unit_of_work import UnitOfWork
from tests.channels.classroom import PASSWORD, Supervisor, join, trainee
from tests.channels.test_security import keys_of, session_id_of, with_token
from tests.dialogues.client import STRAIGHT, ScriptedClient
from tests.privacy.searching import canary
from tests.server import RunningRembuk

SAID = ("Apa yang bikin kamu datang hari ini?", "Kedengarannya berat sekali buatmu.")
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def sari(server: RunningRembuk) -> Supervisor:
    return Supervisor(server)


def trail_of(server: RunningRembuk, supervisor: Supervisor) -> list[tuple[str, str | None]]:
    engine = server.engine()
    with UnitOfWork(engine) as work:
        found = [(one.what, one.session_id) for one, _ in work.classes.trail() if one.by == supervisor.name]
    engine.dispose()
    return found


# ---- the whole way ---------------------------------------------------------------------------------------------------


def test_from_the_code_of_a_class_to_a_comment_in_the_debrief(server: RunningRembuk, sari: Supervisor) -> None:
    dewi = trainee(server, *SAID)
    asked = dewi.http.post("/class", json={"code": sari.code.lower().replace("-", " ")}).json()
    assert asked["joined"] is False and sari.name in asked["question"] and "BK 5A" in asked["question"]
    assert sari.table()["trainees"] == [], "who was only asked is not seen"
    joined = join(dewi, sari.code, f"Dewi {MARKUP}").json()
    assert (joined["joined"], joined["classes"][0]["name"]) == (True, f"Dewi {MARKUP}")
    dewi.say("selesai")

    (row,) = sari.table()["trainees"]
    assert (row["name"], row["sessions"], row["held"][0]["turns"]) == (f"Dewi {MARKUP}", 1, len(SAID))
    session_id = row["held"][0]["id"]
    report = sari.http.get(f"/supervisor/sessions/{session_id}").json()
    assert [turn["text"] for turn in report["transcript"]] == list(SAID)
    assert report["transcript"][0]["codes"]
    assert any(report["debrief"] in text for text in dewi.heard), "both read the same debrief"

    comments = f"/supervisor/sessions/{session_id}/comments"
    answer = sari.http.post(comments, json={"turn": 2, "text": f" Refleksi yang pas. {MARKUP} "})
    assert (answer.status_code, answer.json()["text"]) == (201, f"Refleksi yang pas. {MARKUP}")
    (received,) = dewi.http.get("/class").json()["comments"]
    assert (received["turn"], received["by"], received["text"]) == (2, sari.name, f"Refleksi yang pas. {MARKUP}")
    dewi.say("selesai")
    assert any(f"{sari.name}: Refleksi yang pas. {MARKUP}" in text for text in dewi.heard)
    exported = dewi.export()
    assert exported["practice"][0]["turns"][1]["comments"][0]["by"] == sari.name
    assert {"cohort", "session", "comment"} <= {one["what"] for one in exported["access"]}
    seen = trail_of(server, sari)
    assert ("session", session_id) in seen and ("comment", session_id) in seen and ("sign_in", None) in seen


def test_the_table_is_a_spreadsheet_as_well(server: RunningRembuk) -> None:
    budi = Supervisor(server)
    join(trainee(server, *SAID), budi.code, "=1+1")
    answer = budi.http.get(f"/supervisor/classes/{budi.class_id}?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["name"], row["sessions"]) == ("'=1+1", "1") and float(row["N1"]) >= 0
    assert budi.http.get(f"/supervisor/classes/{budi.class_id}?format=pdf").status_code == 400
    assert "cohort_csv" in {what for what, _ in trail_of(server, budi)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_are_asked_plainly(server: RunningRembuk, sari: Supervisor, language: str) -> None:
    client = trainee(server, language=language)
    question = client.http.post("/class", json={"code": sari.code}).json()["question"]
    assert {"id": "Kamu bisa keluar kapan saja", "en": "You can leave whenever you like"}[language] in question
    assert "{" not in question and "180" in question
    answer = client.http.post("/class", json={"code": "AAAA-AAAA"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "class_code")


# ---- who is seen, and until when -------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["leave", "withdraw", "delete"])
def test_access_ends_at_once(server: RunningRembuk, end: str) -> None:
    budi, client = Supervisor(server), trainee(server, *SAID)
    class_id = join(client, budi.code, "Dewi").json()["classes"][0]["id"]
    (session_id,) = budi.sessions()
    report, comments = f"/supervisor/sessions/{session_id}", f"/supervisor/sessions/{session_id}/comments"
    assert budi.http.post(comments, json={"turn": 1, "text": "Bagus."}).status_code == 201
    if end == "leave":
        assert client.http.delete(f"/class/{class_id}").json() == {"left": True}
        assert client.http.delete(f"/class/{class_id}").status_code == 404
        assert client.http.get("/class").json()["classes"] == []
    elif end == "withdraw":
        assert client.http.post("/consent", json={"keep": False}).status_code == 200
    else:
        assert client.http.delete("/data").status_code == 200
    assert budi.table()["trainees"] == []
    assert budi.http.get(report).status_code == 404
    assert budi.http.post(comments, json={"turn": 1, "text": "Lagi."}).status_code == 404
    if end == "delete":
        assert [session for what, session in trail_of(server, budi) if what == "comment"] == [None]


def test_a_yes_to_no_question_that_was_shown_joins_nothing(server: RunningRembuk, sari: Supervisor) -> None:
    client = trainee(server)
    for agreed in (True, "yes", "supervision-0", VERSIONS["practice"]):
        assert client.http.post("/class", json={"code": sari.code, "agreed": agreed}).status_code == 400
    long = client.http.post("/class", json={"code": sari.code, "name": "n" * 61, "agreed": VERSIONS["supervision"]})
    assert (long.status_code, long.json()["error"]["code"]) == (400, "name")
    assert client.http.get("/class").json() == {"classes": [], "comments": []}


def test_a_talk_about_oneself_is_seen_by_no_supervisor_by_any_way(server: RunningRembuk) -> None:
    budi, words = Supervisor(server), [canary() for _ in range(4)]
    script = {**STRAIGHT["id"], "preferences": [f"panggil aku {words[0].capitalize()}"]}
    script["problem"] = [f"{line} {words[1]}" for line in script["problem"][:3]] + script["problem"][3:]
    script["goal"] = [script["goal"][0], f"{script['goal'][1]} {words[2]}"]
    # To the screen a word that nobody knows may sound like danger.
    script["safety"] = ["aku udah aman kok, lanjut aja yang tadi"]
    talk = ScriptedClient(server.url, "id")
    talk.go_on(script, until="importance")
    assert all(word in json.dumps(talk.export()).lower() for word in words[:3])
    refused = talk.http.post("/class", json={"code": budi.code, "agreed": VERSIONS["supervision"]})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_practice")
    client = trainee(server, *SAID, code=talk.return_code)
    client.say(f"aku sendiri udah pengen mati aja rasanya {words[3]}")
    assert client.asked == "safety"
    assert join(client, budi.code).status_code == 200
    later = ScriptedClient(server.url, "id", talk.return_code)
    assert budi.sessions() == [session_id_of(client)]
    shown = [budi.http.get("/supervisor/classes").text, budi.http.get(f"/supervisor/classes/{budi.class_id}").text]
    shown.append(budi.http.get(f"/supervisor/sessions/{session_id_of(client)}").text)
    for name in (session_id_of(talk), session_id_of(later)):
        for method, path in (("GET", ""), ("POST", "/comments")):
            answer = budi.http.request(method, f"/supervisor/sessions/{name}{path}", json={"turn": 1, "text": "x"})
            assert answer.status_code == 404
            shown.append(answer.text)
    told = " ".join(shown).lower()
    assert SAID[0].lower() in told
    assert not [word for word in (*words, "pengen mati") if word in told]


# ---- whose it is -----------------------------------------------------------------------------------------------------


def test_another_supervisor_gets_the_same_answer_as_for_what_is_not_there(
    server: RunningRembuk, sari: Supervisor
) -> None:
    other, client = Supervisor(server), trainee(server, *SAID)
    join(client, sari.code)
    paths = [f"/supervisor/classes/{sari.class_id}", f"/supervisor/sessions/{session_id_of(client)}"]
    for path in paths:
        answers = [other.http.get(path), other.http.get(path[:-6] + "000000")]
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].text == answers[1].text
    answer = other.http.post(f"{paths[1]}/comments", json={"turn": 1, "text": "x"})
    assert answer.status_code == 404
    assert {what for what, _ in trail_of(server, other)} == {"sign_in", "classes"}


def forged(server: RunningRembuk, sari: Supervisor, client: ScriptedClient) -> Iterator[tuple[str, str]]:
    key, soon = keys_of(server)[0], datetime.now(timezone.utc) + timedelta(hours=1)
    signer = TokenSigner((key,), "rembuk supervisor token")
    head, claims, signature = sari.token.split(".")
    name = str(jwt.decode(sari.token, options={"verify_signature": False})["sub"])
    yield "of a trainee", client.http.headers["Authorization"].removeprefix("Bearer ")
    yield "signed as a trainee's", TokenSigner((key,)).sign(name, soon)
    yield "no signature", jwt.encode({"sub": name, "exp": soon}, "", algorithm="none")
    yield "signature cut off", f"{head}.{claims}."
    yield "another's claims", f"{head}.{jwt.encode({'sub': 'x', 'exp': soon}, 'x' * 32).split('.')[1]}.{signature}"
    yield "expired", signer.sign(name, datetime.now(timezone.utc) - timedelta(seconds=1))
    yield "an unknown sign-in", signer.sign("0" * 32, soon)
    yield "the sign-in", name
    yield "the password", PASSWORD


def supervisor_routes(sari: Supervisor, session_id: str) -> list[tuple[str, str]]:
    session = f"/supervisor/sessions/{session_id}"
    return [("GET", "/supervisor/classes"), ("GET", f"/supervisor/classes/{sari.class_id}"), ("GET", session),
            ("POST", f"{session}/comments"), ("DELETE", "/supervisor/session")]  # fmt: skip


def test_a_forged_expired_or_foreign_token_opens_nothing(server: RunningRembuk, sari: Supervisor) -> None:
    client = trainee(server, *SAID)
    join(client, sari.code)
    routes = supervisor_routes(sari, session_id_of(client))
    for what, token in forged(server, sari, client):
        for method, path in routes:
            answer = with_token(server, token).request(method, path, json={"turn": 1, "text": "x"})
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "supervisor_token"), (what, path)
    for method, path in (("GET", "/history"), ("GET", "/export"), ("POST", "/webhook"), ("DELETE", "/data"),
                         ("POST", "/class"), ("GET", "/class")):  # fmt: skip
        answer = with_token(server, sari.token).request(method, path, json={"text": "halo", "code": "x"})
        assert answer.status_code == 401, "a supervisor's token opens no talk"
    assert sari.http.get("/supervisor/classes").status_code == 200


def test_who_signed_out_or_was_removed_gets_in_no_more(server: RunningRembuk) -> None:
    budi = Supervisor(server)
    old = budi.token
    budi.sign_in()
    assert with_token(server, old).delete("/supervisor/session").json() == {"signed_out": True}
    for method, path in supervisor_routes(budi, "practice-x"):
        assert with_token(server, old).request(method, path, json={"turn": 1, "text": "x"}).status_code == 401
    assert budi.http.get("/supervisor/classes").status_code == 200
    engine = server.engine()
    with UnitOfWork(engine) as work:
        work.classes.remove_supervisor(next(one.id for one in work.classes.supervisors() if one.name == budi.name))
        work.commit()
    engine.dispose()
    assert budi.http.get("/supervisor/classes").status_code == 401


def test_a_sign_in_is_over_after_an_hour(server: RunningRembuk) -> None:
    budi = Supervisor(server)
    sign_in_id = str(jwt.decode(budi.token, options={"verify_signature": False})["sub"])
    engine = server.engine()
    with UnitOfWork(engine) as work:
        row = work.classes.sign_in(sign_in_id)
        assert row is not None
        row.expires_at -= timedelta(hours=1)
        work.commit()
    engine.dispose()
    assert budi.http.get("/supervisor/classes").status_code == 401


# ---- guessing --------------------------------------------------------------------------------------------------------


def test_passwords_cannot_be_guessed_and_a_name_is_not_told(server: RunningRembuk) -> None:
    budi = Supervisor(server)

    def attempt(name: str, password: str) -> httpx.Response:
        # Each from a fresh connection: it is the name that is counted, wherever the guesses come from.
        body = {"name": name, "password": password}
        return httpx.post(f"{server.url}/webhooks/widget/supervisor/session", json=body, timeout=30)

    answers = {}
    for name in (budi.name, "Pak Siapa Pun"):
        answers[name] = [attempt(name, "kira-kira saja") for _ in range(MOST_TRIES + 1)]
        assert [one.status_code for one in answers[name]] == [401] * MOST_TRIES + [429]
        assert int(answers[name][-1].headers["Retry-After"]) > 60
    known, unknown = answers.values()
    assert [one.json() for one in known] == [one.json() for one in unknown]
    assert attempt(budi.name, PASSWORD).status_code == 429
    assert budi.http.get("/supervisor/classes").status_code == 200, "who is in stays in"


def test_what_cannot_be_read_is_refused_with_words(server: RunningRembuk, sari: Supervisor) -> None:
    client = trainee(server, *SAID)
    join(client, sari.code)
    path = f"/supervisor/sessions/{session_id_of(client)}/comments"
    for body in ({}, {"turn": 1}, {"turn": "1", "text": "x"}, {"turn": True, "text": "x"}, {"turn": 1, "text": " "}):
        assert sari.http.post(path, json=body).status_code == 400
    assert sari.http.post(path, json={"turn": 1, "text": "x" * 2001}).status_code == 413
    assert sari.http.post(path, json={"turn": 99, "text": "x"}).status_code == 404
    for body in ({}, {"name": "x"}, {"name": 1, "password": "x"}, {"name": "x" * 1001, "password": "x"}):
        assert sari.http.post("/supervisor/session", json=body).status_code == 400
