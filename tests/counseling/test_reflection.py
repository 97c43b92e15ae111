"""What a person said is said back: true, in their words and form of address, never twice the same way."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.clauses import clauses
from bot.counseling.person_shift import shift_person
from bot.counseling.reflection import Reflection, reflect
from bot.counseling.wording import load
from tests.counseling.said import ADDRESSES, MESSAGES, addresses, any_text, first_persons

KAMU, IBU, EN = Address("id"), Address("id", "ibu"), Address("en")
TWO_CLAUSES = ("double", "contrast", "told")
SAYINGS = {
    entry["id"]: (kind, entry["say"])
    for language in ("id", "en")
    for kind, entries in load("reflections")[language].items()
    for entry in entries
}


def kind(reflection: Reflection) -> str:
    found: str = SAYINGS[reflection.form][0]
    return found


def every(message: str, address: Address, times: int = 40) -> list[Reflection]:
    return [reflect(message, address, (), random.Random(seed)) for seed in range(times)]


def test_a_feeling_and_its_clause_are_said_back_in_the_form_of_address() -> None:
    said = {reflection.text for reflection in every("takut ketemu dosbing, revisi yg lama aja belum kusentuh", IBU)}
    assert any("Ibu takut ketemu dosbing" in text for text in said)
    assert all("takut ketemu dosbing" in text and "kusentuh" not in text for text in said)


def test_both_sides_are_held_and_the_side_of_change_comes_last() -> None:
    for reflection in every("i want to change jobs but im scared i wont find one", EN):
        assert kind(reflection) == "double"
        assert reflection.text.index("scared") < reflection.text.index("want to change jobs")


def test_a_but_is_not_cut_in_half() -> None:
    for reflection in every("He says he'll change but he never does.", EN):
        assert "he'll change" in reflection.text and "he never does" in reflection.text


def test_a_strength_is_seen() -> None:
    for reflection in every("gue udah berhenti judi slot 3 minggu, kemaren hampir kambuh tp gue tahan", KAMU):
        assert kind(reflection) == "strength" and "kamu udah berhenti judi slot 3 minggu" in reflection.text.lower()


def test_a_wish_is_named() -> None:
    assert any(
        reflection.text == "Kamu ingin lulus Juli."
        for reflection in every("aku tuh sebenernya pengen lulus juli", KAMU)
    )


def test_a_reason_given_is_a_reason_said_back() -> None:
    for reflection in every("I feel guilty because I moved abroad and left my parents alone", EN):
        assert (
            kind(reflection) == "because" and "you moved abroad and left your parents alone" in reflection.text.lower()
        )


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("aku bodoh banget, gitu aja ga bisa", KAMU, "bodoh"),
        ("im such an idiot", EN, "idiot"),
        ("rasanya pengen mati aja", KAMU, "mati"),
        ("I just want to die", EN, "die"),
        ("bosku goblok banget", KAMU, "goblok"),
        ("aku depresi", KAMU, "depresi"),
        ("i have bipolar", EN, "bipolar"),
        ("kamu ngerti nggak sih maksudku?", KAMU, "ngerti"),
        ("why does this always happen to me", EN, "happen"),
        ("nomorku 081234567890 ya kak", KAMU, "0812"),
    ],
)
def test_what_would_hurt_or_was_asked_is_not_echoed(message: str, address: Address, never: str) -> None:
    assert not any(never in reflection.text.lower() for reflection in every(message, address))


def test_a_bleak_certainty_is_said_back_as_how_it_looks() -> None:
    for message, address in (
        ("kayaknya aku ga akan pernah bisa lulus", KAMU),
        ("I think I'll never be good enough for him", EN),
    ):
        assert {kind(reflection) for reflection in every(message, address)} == {"felt"}


def test_a_duty_is_not_turned_into_advice() -> None:
    said = every("i should call my sister but its been so long", EN)
    assert all("you feel you should call your sister" in reflection.text.lower() for reflection in said)


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ("kakakku pinter banget, lulus cumlaude", "kamu lulus"),
        ("suamiku pergi terus, lupa sama anak", "kamu lupa"),
        ("aku sayang dia tapi kalo udah marah suka mukul tembok, aku takut", "kalau kamu"),
    ],
)
def test_a_missing_subject_is_not_put_on_the_wrong_person(message: str, wrong: str) -> None:
    assert not any(wrong in reflection.text.lower() for reflection in every(message, KAMU))


def test_a_missing_subject_that_can_only_be_theirs_is_put_in() -> None:
    said = every("nggak bisa tidur udah seminggu", IBU)
    assert all("Ibu tidak bisa tidur" in reflection.text for reflection in said)


def test_everyday_slang_is_raised_beside_ibu_only() -> None:
    message = "aku gak bisa tidur gara2 kepikiran utang"
    assert all("nggak" in reflection.text for reflection in every(message, KAMU) if "tidur" in reflection.text)
    assert not any("nggak" in reflection.text for reflection in every(message, IBU))


def test_nothing_to_go_by_is_met_with_an_invitation() -> None:
    for message, address in (("halo", KAMU), ("😭😭", IBU), ("", EN), ("ok", EN)):
        assert {kind(reflection) for reflection in every(message, address)} == {"open"}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("number", range(0, 18, 3))
def test_no_form_comes_twice_while_another_fits(address: Address, number: int) -> None:
    message, rng, used = MESSAGES[address.language][number], random.Random(number), list[str]()
    while True:
        form = reflect(message, address, used, rng).form
        if form in used:
            break
        used.append(form)
    invitations = {entry["id"] for entry in load("reflections")[address.language]["open"]}
    assert len(used) >= 10 and invitations <= set(used)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_seed_says_the_same(address: Address) -> None:
    for message in MESSAGES[address.language]:
        assert reflect(message, address, (), random.Random(1)) == reflect(message, address, (), random.Random(1))


@pytest.mark.parametrize("address", ADDRESSES)
def test_one_clause_is_echoed_and_no_more(address: Address) -> None:
    for message in MESSAGES[address.language]:
        parts = [
            shift_person(part, address).lower() for part in clauses(message, address.language) if len(part.split()) > 3
        ]
        for reflection in every(message, address, 12):
            echoed = [part for part in parts if part in reflection.text.lower()]
            assert len(echoed) <= 1 + (kind(reflection) in TWO_CLAUSES), reflection


def spoken_by_the_person(reflection: Reflection) -> str:
    """The reflection without the words of its phrasing, in which the bot may say "I" of itself."""
    fixed = [part for part in re.split(r"\{[^}]*\}", SAYINGS[reflection.form][1]) if part.strip(" .,:")]
    text = reflection.text
    for part in fixed:
        text = re.sub(re.escape(part.strip()), " ", text, flags=re.IGNORECASE)
    return text


@given(any_text, addresses, st.integers(0, 20))
def test_any_text_is_answered_with_a_clean_statement(text: str, address: Address, seed: int) -> None:
    reflection = reflect(text, address, (), random.Random(seed))
    assert reflection.text.endswith((".", '."')) and "?" not in reflection.text
    assert not re.search(r"<\w|[😀-🙏]|  |\{|\}|\.\.", reflection.text)
    assert reflection.text[0].isupper() or not reflection.text[0].isalpha()
    own = [
        word
        for word in first_persons(spoken_by_the_person(reflection), address.language)
        if word.lower() != address.me.lower()
    ]
    # A quotation keeps the words as they were typed, "I" too.
    assert not own or kind(reflection) in ("open", "feeling", "topic", "unsure", "quote")
    if address.form != "kamu" and address.language == "id":
        assert not re.search(r"\bkamu\b", reflection.text)


def test_the_dead_are_not_taken_for_the_living_of_the_next_sentence() -> None:
    message = "suami ibu, wis almarhum. anak-anak yo jarang telpon"
    assert not any(
        "anak" in reflection.text.lower() and "tiada" in reflection.text for reflection in every(message, IBU)
    )
    assert all("Anak sudah" not in reflection.text for reflection in every(message, IBU))
