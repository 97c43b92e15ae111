"""An echo stands alone as a whole thought: no half of an and, nothing neutral about others, no story that is over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.address import Address
from bot.counseling.told import tell
from bot.counseling.wholes import may_stand
from bot.counseling.wording import load
from bot.language import LANGUAGES, Language
from tests.counseling.said import ADDRESSES, MESSAGES, ONE_TOLD, turned

KAMU, BAPAK, KAK, EN = Address("id"), Address("id", "bapak"), Address("id", "kak", "Bimo"), Address("en")


def said(message: str, address: Address) -> set[str]:
    return turned(message, address, ONE_TOLD)


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("i wash up every night and she reads and goes to bed", EN, "She reads and goes"),
        ("My cousin owes me rent and he just posted pictures from Spain.", EN, "posted pictures"),
        ("my flatmate eats my bread, sings till 2 and calls me boring", EN, "eats your bread"),
        ("I like her. I don't trust her.", EN, "don't trust her."),
        ("The scan was clear and I sat in the car and I don't know why.", EN, "you don't know why"),
        ("I expected the move to help. It feels like exile.", EN, "you expected"),
        ("my children are fine, my flat is fine, i feel awful", EN, "are fine"),
        ("no uncle of mine called and they won't give me any", EN, "give you any"),
        ("bayi tidur baru saya makan, besoknya berangkat lagi sebelum dia bangun", KAMU, "besoknya berangkat"),
        ("gue udah nelpon 4 kantor semuanya nolak", KAMU, "kantor semuanya"),
        ("ayah sakit ibu jualan aku kuliah semuanya barengan", KAMU, "ayah sakit"),
        ("Waktu SMA aku dijauhi. Aku duduk sendiri di kantin.", KAMU, "duduk sendiri"),
        ("adikku lolos kedokteran, aku ngulang lagi", KAMU, "kamu ngulang"),
        ("aku anak tunggal, kalau nenek sakit ya cuma aku", KAK, "cuma Kak"),
        ("I don't miss the job, I miss the people.", EN, "miss the job."),
        ("sepupu numpang sudah setahun, makan tidur, tidak pernah bantu", KAMU, "kamu tidak pernah"),
        ("i sit beside someone i used to love every day in class", EN, ": you used to love"),
        ("agak lega sih", KAMU, "Kamu lega"),
        ("Saya harus kembali ke kantor malam ini", BAPAK, "harus kembali"),
    ],
)
def test_what_is_no_whole_thought_is_not_said_back(message: str, address: Address, never: str) -> None:
    assert not any(never in text for text in said(message, address))


def test_what_was_said_as_a_fact_is_not_said_as_a_feeling() -> None:
    assert not any("feel" in text or "seems" in text for text in said("nobody has done anything except me", EN))
    assert not any("rasa" in text for text in said("nggak ada yang bantu aku di rumah", KAMU))


@given(st.integers(0, 17), st.sampled_from(ADDRESSES))
def test_a_mere_reason_never_stands_alone(number: int, address: Address) -> None:
    told = tell(MESSAGES[address.language][number], address)
    for place in range(len(told)):
        if told[place].clause.link == "because":
            assert not may_stand(told, place, address.language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["topic", "full"])
def test_what_is_said_without_their_words_has_twelve_wordings(language: Language, kind: str) -> None:
    assert len(load("reflections")[language][kind]) >= 12
