"""A summary in the person's own words, mended by what they put right."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.summary import summarise
from tests.counseling.said import ADDRESSES, MESSAGES, addresses, any_text

KAMU, BAPAK, EN = Address("id"), Address("id", "bapak"), Address("en")
THESIS = (
    "skripsiku macet udah 4 bulan, tiap buka laptop malah nonton drakor",
    "takut ketemu dosbing, revisi yg lama aja belum kusentuh",
    "iya gitu. tp aku tuh sebenernya pengen lulus juli",
)


def sentences(text: str) -> int:
    return len(re.findall(r"\.(?= |$)", text))


def every(messages: tuple[str, ...], address: Address, *corrections: str) -> list[str]:
    return [summarise(messages, address, random.Random(seed), corrections) for seed in range(20)]


def test_story_feeling_and_wish_are_in_it() -> None:
    for text in every(THESIS, BAPAK):
        assert "skripsi Bapak macet sudah 4 bulan" in text.replace("Skripsi", "skripsi")
        assert "takut" in text and "lulus Juli" in text


def test_both_sides_are_in_it() -> None:
    for text in every(("my boss yells at me in front of everyone", "I want to quit but I'm scared"), EN):
        assert "your boss yells at you" in text.lower() and "you want to quit" in text.lower() and "scared" in text


def test_a_correction_comes_first_and_in_the_persons_words() -> None:
    for text in every(THESIS, KAMU, "bukan takut sih, lebih ke malu sama dosbing"):
        first = text.split(". ")[0]
        assert "bukan takut, lebih ke malu sama dosbing" in first


def test_what_was_put_right_is_no_longer_said_the_old_way() -> None:
    for text in every(("my boss yells at me", "i feel angry and tired"), EN, "no, not angry, more like humiliated"):
        assert "you feel angry" not in text and "not angry" in text


def test_two_corrections_are_both_heard() -> None:
    for text in every(THESIS, KAMU, "adikku juga sakit", "laptopku rusak"):
        assert "adikmu juga sakit" in text.lower() and "laptopmu rusak" in text.lower()


def test_what_cannot_be_turned_to_the_person_stands_in_their_own_words() -> None:
    told = ("My husband he say nothing. I feel me a guest in my own kitchen.", "I've no answer for her")
    for text in every(told, EN):
        assert '"I feel me a guest in my own kitchen"' in text and "you've no answer for her" in text


def test_a_quotation_takes_no_more_than_half_of_a_summary() -> None:
    told = ("pas balik dia ga ngomong sama gue sampe sekarang",) * 6
    for text in every(told, KAMU):
        assert text.count('"') <= 4


LONELY = (
    "I moved here for work eight months ago and I still don't know anyone outside the office",
    "most evenings I just scroll on my phone and feel left out, it makes me sad",
)


def test_a_correction_leaves_what_it_does_not_speak_of() -> None:
    corrections = (
        "that's rather off, I am not sad about the office, I am lonely at the weekends",
        "and the most important is that my sister does not call me any more",
    )
    for text in every(LONELY, EN, *corrections):
        assert "rather off" not in text and "most important" not in text
        assert "lonely at the weekends" in text and "your sister does not call you" in text
        assert "don't know anyone outside the office" in text and "scroll on your phone" in text


def test_a_person_named_again_is_no_reason_to_forget_what_was_told_of_them() -> None:
    told = ("suamiku pulang malem terus dan nggak pernah bantu ngurus anak", "tiap malem aku begadang sama bayi")
    for text in every(told, KAMU, "agak melenceng, aku nggak marah sama suami, aku cuma pengen dibantu"):
        assert "nggak marah sama suami" in text and "pulang malam terus" in text and "begadang" in text


def test_what_is_said_not_to_be_it_goes() -> None:
    told = ("my son won't come out of his room", "I cry in the car before work every day")
    for text in every(told, EN, "nearly, but it's my daughter that is failing, not my son"):
        assert "your son won't" not in text and "your daughter" in text and "cry in the car" in text


def test_no_two_sentences_of_a_summary_begin_alike() -> None:
    for text in every(THESIS, KAMU, "adikku juga sakit", "laptopku rusak"):
        leads = [sentence.split(":")[0] for sentence in text.split(". ") if ":" in sentence]
        assert len(leads) == len(set(leads))


def test_with_nothing_safe_to_say_back_it_says_so() -> None:
    for text in every(("halo", "hm"), EN):
        assert "halo" not in text


def test_hard_words_about_oneself_are_left_out() -> None:
    for text in every(("aku bodoh banget", "kerjaanku numpuk terus tiap hari"), KAMU):
        assert "bodoh" not in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_two_to_four_statements_in_the_form_of_address(address: Address) -> None:
    messages = MESSAGES[address.language]
    for seed in range(20):
        text = summarise(messages[seed % 9 :][:6], address, random.Random(seed))
        assert 2 <= sentences(text) <= 4 and "?" not in text
        assert address.form == "kamu" or not re.search(r"\bkamu\b", text)


@given(st.lists(any_text, max_size=4), addresses, st.lists(any_text, max_size=2))
def test_any_messages_are_summed_up(messages: list[str], address: Address, corrections: list[str]) -> None:
    text = summarise(messages, address, random.Random(0), corrections)
    assert text.endswith((".", '."')) and "?" not in text and "{" not in text
    assert not re.search(r"<\w|  ", text)


def test_what_was_mistyped_is_left_out_where_there_is_anything_else() -> None:
    told = ("my daughter lives far away and I miss her", "my house is so full I cant evn seh teh floor")
    for text in every(told, EN):
        assert "daughter lives far away" in text and "teh" not in text


def test_what_cannot_be_turned_is_quoted_where_it_is_most_of_what_was_told() -> None:
    told = [
        "I drive long haul. Home two nights a week if I'm lucky. My lad's 16 and he's basically stopped talking to me, "
        "grunts at me and goes back to his room.",
        "Him growing up without me noticing I suppose",
    ]
    said = summarise(told, Address(language="en", form="kamu"), random.Random(3))
    assert "\"My lad's 16 and he's basically stopped talking to me\"" in said, said


def test_who_left_themselves_out_is_not_taken_for_the_client() -> None:
    said = summarise(
        ["she knew. walked straight past me on monday"], Address(language="en", form="kamu"), random.Random(3)
    )
    assert "you walked" not in said.lower(), said


def test_an_answer_that_hangs_on_a_that_is_said_back() -> None:
    told = ["My sister and I have run our shop together for nine years.", "that my mother has stopped calling me"]
    said = summarise(told, Address(language="en", form="kamu"), random.Random(2))
    assert "your mother has stopped calling you" in said, said


def test_the_blame_somebody_takes_is_no_fact() -> None:
    said = summarise(["that I'm letting my mum down"], Address(language="en", form="kamu"), random.Random(2))
    assert "you're letting" not in said, said
