"""A danger that is named only to be denied, and one that is owned up to after that."""

from __future__ import annotations

import re
from itertools import product

import pytest

from bot.language import LANGUAGES, Language
from bot.safety.checking import owned_after_check, wants_check, word_wanted
from bot.safety.handoff import gentle_check
from bot.safety.screen import screen

DENIED = "bukan mau mati sih, cuma kosong"


@pytest.mark.parametrize(
    "text",
    [
        DENIED,
        "ga sampe pengen mati sih tapi rasanya hampa",
        "saya tidak ingin mengakhiri hidup, hanya lelah",
        "bukan pengen bundir ya, cuma males ngapa2in",
        "ora pengen mati kok, mung kesel",
        "bukan mau nyakitin diri, cuma pengen teriak",
        "not suicidal, just tired",
    ],
)
def test_a_danger_denied_wants_a_check_once(text: str) -> None:
    assert wants_check(screen(text), ["halo"])
    assert not wants_check(screen(text), ["halo", DENIED])


@pytest.mark.parametrize("text", ["temanku nggak mau mati", "hidupku kosong", "hp-ku mati", "aku capek", "pengen mati"])
def test_what_is_not_their_own_denial_wants_none(text: str) -> None:
    assert not wants_check(screen(text), [])


@pytest.mark.parametrize("text", ["kadang iya", "ya kadang muncul sih", "pernah kepikiran", "sometimes, yes"])
def test_what_is_owned_up_to_after_a_denial_counts(text: str) -> None:
    finding = owned_after_check([DENIED], text)
    assert finding is not None and finding.level == "L2"
    assert owned_after_check([DENIED, "capek kerja"], text) is None


@pytest.mark.parametrize("text", ["iya", "nggak pernah", "gak kepikiran kok", "iya capek", "never"])
def test_other_answers_do_not(text: str) -> None:
    assert owned_after_check([DENIED], text) is None


@pytest.mark.parametrize(
    "text",
    [
        "temanku mau bunuh diri",
        "temanku barusan minum obat sebotol",
        "anakku bilang pengen mati",
        "gimana cara bantu teman yang pengen mati",
        "pacarku ngancam bunuh diri kalau aku putusin",
        "my friend says she wants to die",
        "my mom tried to kill herself last week",
        "how do I help someone who is suicidal",
        "my friend just took a whole bottle of pills",
    ],
)
def test_who_fears_for_another_is_told_how_to_stay_with_them_once(text: str) -> None:
    assert word_wanted(screen(text), ["halo"], text) == "for_another"
    assert word_wanted(screen(text), ["temanku mau bunuh diri"], text) is None


@pytest.mark.parametrize(
    "text",
    ["adikku dipukulin bapak tiap malam", "temanku dipukuli pacarnya", "my sister was raped", "teman gue diperkosa"],
)
def test_who_knows_of_somebody_being_hurt_is_told_whom_to_call(text: str) -> None:
    assert word_wanted(screen(text), [], text) == "for_another_hurt"


@pytest.mark.parametrize(
    "text",
    [
        "sepupuku bunuh diri bulan lalu",
        "my brother killed himself last year",
        "ayahku gantung diri waktu aku kecil",
        "waktu remaja saya pernah menyilet tangan, itu sudah lama sekali",
        "apakah kamu pernah ingin mati?",
        "do you ever want to die?",
        "hidupku kosong",
        "temanku pindah kota",
        DENIED.replace("bukan mau mati sih, ", ""),
    ],
)
def test_the_bereaved_and_those_who_ask_the_bot_are_not(text: str) -> None:
    assert word_wanted(screen(text), [], text) is None


def test_a_danger_denied_comes_before_the_other() -> None:
    assert word_wanted(screen(DENIED), [], DENIED) == "check"


@pytest.mark.parametrize(("language", "minor"), product(LANGUAGES, (True, False)))
def test_the_check_names_somebody_and_asks_nothing(language: Language, minor: bool) -> None:
    text = gentle_check(language, "ID", minor)
    assert "119" in text and "?" not in text


def test_the_indonesian_words_for_adults_fit_both_forms_of_address() -> None:
    assert re.search(r"\b(kamu|anda|aku|saya)\b", gentle_check("id").lower()) is None
