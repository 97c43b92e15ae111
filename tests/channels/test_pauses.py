"""How a pause ends: what was told in the message that alarmed is heard after all, and nobody is asked on and on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.channels.gate import Gate
from bot.safety.context import Mode
from bot.safety.learned import UNSURE
from bot.safety.screen import Finding, screen_turns
from bot.storage.unit_of_work import UnitOfWork
from tests.channels.talks import DANGER, FakeTalker, opened

TOLD = "ditegur kepala sekolah di depan murid, sampai kalah"


class Doubting:
    """Is not sure of what holds "kalah", and surely alarmed by what holds "kalut"; beside that the lexicon."""

    def screen(self, texts: Sequence[str], mode: Mode = "self_help", phase: str | None = None) -> Finding:
        for word, rule in (("kalah", UNSURE), ("kalut", "learned.2")):
            if word in texts[-1]:
                return Finding("L2", rule, (0, 1))
        return screen_turns(texts, mode)


class PausingTalker(FakeTalker):
    """Asks as the dialogue does in a pause; `act` is what it hears in any message."""

    act = "deny"

    async def hear(self, text: str, metadata: dict[str, Any]) -> tuple[str, float]:
        return self.act, 0.9

    async def answer(
        self, session_id: str, turn_id: str, text: str, act: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        reply = await super().answer(session_id, turn_id, text, act, metadata)
        asked = {"/check": "utter_ask_check", "/crisis": "utter_ask_safety"}.get(text)
        if asked is None and metadata["asked"] == "safety" and text != "/not_meant":
            asked = "utter_ask_safety"
        return [{"text": "Aman?", "utter_action": asked}] if asked else reply


@pytest.fixture
def pausing(services: Services) -> tuple[Gate, PausingTalker]:
    talker = PausingTalker()
    return Gate(services, talker, Doubting()), talker  # type: ignore[arg-type]


def heard(talker: FakeTalker) -> list[str]:
    return [text for text, _, _ in talker.heard]


async def test_what_was_asked_about_and_denied_is_heard_as_what_it_was(pausing: tuple[Gate, PausingTalker]) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    reply = await gate.receive(session_id, TOLD)
    assert reply[-1]["text"] == "Aman?" and heard(talker)[-1] == "/check"
    reply = await gate.receive(session_id, "bukan gitu maksudku")
    assert heard(talker)[-2:] == ["/not_meant", TOLD]
    assert talker.heard[-1][2]["asked"] == "problem", "as an answer to the question that was open"
    assert [message["text"] for message in reply] == ["Hmm.", "Hmm.", "Lalu?"]


async def test_who_tells_on_is_answered_on_both(pausing: tuple[Gate, PausingTalker]) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    await gate.receive(session_id, TOLD)
    talker.act = "describe_problem"
    more = "senin dia lewat begitu saja tanpa minta maaf"
    assert [message["text"] for message in await gate.receive(session_id, more)] == ["Hmm.", "Lalu?"]
    assert heard(talker)[-3:] == ["/not_meant", TOLD, more]


@pytest.mark.parametrize("answer", ["kadang muncul sih", "iya", "nggak tau"])
async def test_who_owns_up_is_handed_over(pausing: tuple[Gate, PausingTalker], answer: str) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    await gate.receive(session_id, TOLD)
    talker.act = "dont_know" if answer == "nggak tau" else "affirm"
    reply = await gate.receive(session_id, answer)
    assert "119" in reply[0]["text"] and heard(talker)[-1] == "/crisis"


async def test_what_is_neither_yes_nor_no_leaves_the_question_open(pausing: tuple[Gate, PausingTalker]) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    await gate.receive(session_id, TOLD)
    talker.act = "express_feeling"
    assert (await gate.receive(session_id, "capek banget"))[-1]["text"] == "Aman?"


async def test_it_is_not_asked_again_right_away_nor_a_third_time(pausing: tuple[Gate, PausingTalker]) -> None:
    gate, _ = pausing
    session_id = await opened(gate)
    asked = []
    for _ in range(40):
        reply = await gate.receive(session_id, TOLD)
        asked.append(reply[-1]["text"] == "Aman?")
        if asked[-1]:
            await gate.receive(session_id, "bukan gitu maksudku")
    assert asked[0] and not any(asked[1:4]) and sum(asked) == 2


async def test_an_alarm_that_nobody_gave_in_words_ends_with_one_denial(pausing: tuple[Gate, PausingTalker]) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    told = "kemarin pikiranku kalut karena toko sepi"
    assert heard(talker)[-1:] != ["/crisis"]
    assert "119" in (await gate.receive(session_id, told))[0]["text"] and heard(talker)[-1] == "/crisis"
    await gate.receive(session_id, "bukan gitu maksudku")
    assert heard(talker)[-2:] == ["/not_meant", told]


async def test_an_alarm_in_plain_words_needs_a_second_denial(pausing: tuple[Gate, PausingTalker]) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    await gate.receive(session_id, DANGER)
    assert (await gate.receive(session_id, "bukan gitu maksudku"))[-1]["text"] == "Aman?"
    assert "/not_meant" not in heard(talker)
    assert (await gate.receive(session_id, "bukan gitu maksudku kok"))[-1]["text"] == "Lalu?"
    assert heard(talker)[-1] == "/not_meant", "and what was said in plain words is not said back"


async def test_what_answers_the_question_before_is_heard_where_room_was_made(
    pausing: tuple[Gate, PausingTalker],
) -> None:
    gate, talker = pausing
    session_id = await opened(gate)
    with UnitOfWork(gate.services.engine) as work:
        work.rows.move(session_id, "difference", "options", None)
        work.commit()
    talker.act = "propose_option"
    await gate.receive(session_id, "ngobrol sama dia, atau masak hari minggu")
    assert heard(talker)[-2:] == ["/skip", "ngobrol sama dia, atau masak hari minggu"]
    assert talker.heard[-1][2]["asked"] == "problem", "the question that was taken up"
