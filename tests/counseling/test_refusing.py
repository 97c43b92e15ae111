"""Who will not answer, and who will not go on."""

from __future__ import annotations

import pytest

from bot.counseling.meant import act_meant
from bot.counseling.refusing import refuses_to_answer, wants_to_stop

REFUSALS = [
    "gak mau ya gak mau",
    "nggak mau, dibilangin",
    "udah dibilang ogah",
    "tetep nggak mau",
    "gamau jawab",
    "gamau!",
    "dibilang gamau",
    "saya tidak mau menjawab",
    "ora gelem",
    "males jawab",
    "ogah ah",
    "kan udah aku bilang nggak mau",
]


@pytest.mark.parametrize("text", REFUSALS)
@pytest.mark.parametrize(
    "act", ["propose_goal", "describe_problem", "switch_language", "gibberish", "deny", "disagree"]
)
def test_a_refusal_is_never_an_answer(text: str, act: str) -> None:
    assert refuses_to_answer(text)
    assert act_meant("importance", text, act) == "skip"
    assert act_meant("plan_confidence", text, act) == "skip"
    assert act_meant("goal", text, act) == "deny"
    assert act_meant("step", text, act) == "deny"
    assert act_meant("age", text, act) == "skip", "who will not tell their age is not under age"
    assert act_meant("change_plan", text, act) == "disagree"
    assert act_meant("safety", text, act) in (None, "express_feeling"), "nobody is taken for safe by refusing"


@pytest.mark.parametrize(
    "text",
    [
        "gak mau ngerokok lagi",
        "nggak mau ketemu dia dulu",
        "males",
        "males jawab telepon ibu",
        "aku mau",
        "aku bilang ke dia nggak",
        "udah",
        "nggak",
        "mau jawab chat dosen",
        "dia nggak mau",
    ],
)
def test_an_answer_with_a_no_in_it_is_none(text: str) -> None:
    assert not refuses_to_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "males lanjut ah",
        "udah ya cukup, gue pergi",
        "kita sudahi saja",
        "gue cabut",
        "sampai sini dulu ya",
        "saya permisi dulu",
        "wis ah, aku lungo",
        "udah ah males",
        "Baik, kita akhiri saja dulu",
        "nggak usah dilanjutin deh",
        "gak mau lanjut lagi",
        "oke saya pamit dulu ya",
    ],
)
@pytest.mark.parametrize("asked", ["problem", "when", "importance", "agreement"])
def test_who_ends_the_talk_is_let_go(asked: str, text: str) -> None:
    assert wants_to_stop(asked, text)
    assert act_meant(asked, text, "deny") == "pause_stop"


@pytest.mark.parametrize(
    "text",
    [
        "males",
        "males lanjut kuliah",
        "pergi ke pasar",
        "kalau dia marah gue pergi",
        "aku pergi dulu ke rumah ibu",
        "cukup",
        "udah, segitu aja",
        "cukup itu dulu",
        "aku keluar",
        "sampai sini paham",
        "permisi",
    ],
)
def test_what_only_sounds_like_leaving_is_no_end(text: str) -> None:
    assert not wants_to_stop("problem", text)


def test_going_away_is_something_to_do_where_that_is_asked() -> None:
    assert act_meant("if_then", "gue cabut", "propose_step") is None
    assert act_meant("if_then", "udah cukup, aku cabut dulu", "propose_step") == "pause_stop"
