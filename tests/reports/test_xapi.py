"""Sessions of practice as xAPI statements."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.reports.xapi import as_statements
from tests.reports.records import SAID, make_record
from tests.reports.statements import faults_of

ACTOR = "0b5f6c3e-0000-5000-8000-000000000001"
HOME = "https://rembuk.example.org"


def statements(*records: dict[str, Any], **how: Any) -> list[dict[str, Any]]:
    told = as_statements(records, actor=ACTOR, home=HOME, **how)
    assert [faults_of(json.loads(json.dumps(one))) for one in told] == [[]] * len(told)
    return told


@pytest.mark.parametrize(
    "broken",
    [
        {"verb": {"id": "no iri"}},
        {"id": "1"},
        {"timestamp": "yesterday"},
        {"actor": {"objectType": "Agent"}},
        {"result": {"score": {"scaled": 2}}},
        {"result": {"score": {"raw": 3, "min": 0, "max": 1}}},
        {"result": {"duration": "750 s"}},
        {"context": {"extensions": {"seed": 7}}},
        {"unheard": "of"},
    ],
)
def test_the_check_itself_refuses_what_is_no_statement(broken: dict[str, Any]) -> None:
    (one, *_) = statements(make_record())
    assert len(faults_of({**one, **broken})) == 1


@pytest.mark.parametrize("with_text", [False, True])
def test_a_session_is_begun_answered_turn_by_turn_and_completed_with_its_score(with_text: bool) -> None:
    record = make_record()
    began, *turns, over = statements(record, with_text=with_text)
    verbs = [one["verb"]["id"].removeprefix("http://adlnet.gov/expapi/verbs/") for one in (began, *turns, over)]
    assert verbs == ["initialized", *["responded"] * len(SAID), "completed"]
    assert over["result"]["completion"] is True
    assert over["result"]["duration"] == "PT750S"
    assert over["result"]["score"]["scaled"] == pytest.approx(record["summary"]["quality"], abs=1e-4)
    scores = over["result"]["extensions"]
    assert set(scores[f"{HOME}/xapi/negotiation"]) == {f"N{number}" for number in range(1, 9)}
    assert set(scores[f"{HOME}/xapi/ownership"]) == {f"C{number}" for number in range(1, 7)}
    assert turns[1]["result"]["extensions"][f"{HOME}/xapi/codes"] == ["persuade", "propose_step"]
    assert {one["context"]["registration"] for one in (began, *turns, over)} == {record["id"]}


def test_no_word_of_the_talk_goes_along_unless_it_is_asked_for() -> None:
    record = make_record(reply="Rahasia klien.")
    told = json.dumps(statements(record), ensure_ascii=False)
    assert not [text for text in (*(text for text, _ in SAID), "Rahasia klien.", "Skripsiku") if text in told]
    asked = json.dumps(statements(record, with_text=True), ensure_ascii=False)
    assert all(text in asked for text in (*(text for text, _ in SAID), "Rahasia klien."))


def test_a_session_that_goes_on_is_not_completed_and_one_without_a_client_tells_nothing() -> None:
    told = [one["verb"]["display"]["en"] for one in statements(make_record(ended=False))]
    assert told == ["initialized", *["responded"] * len(SAID)]
    assert statements(make_record(opening=None)) == []


def test_statements_keep_their_ids_so_that_a_store_keeps_each_once() -> None:
    growing = [one["id"] for one in statements(make_record(ended=False))]
    whole = [one["id"] for one in statements(make_record(), make_record(2))]
    assert whole[: len(growing)] == growing
    assert len(whole) == len(set(whole))


def test_the_actor_is_an_account_and_no_name() -> None:
    assert {json.dumps(one["actor"]) for one in statements(make_record())} == {
        json.dumps({"objectType": "Agent", "account": {"homePage": HOME, "name": ACTOR}})
    }
