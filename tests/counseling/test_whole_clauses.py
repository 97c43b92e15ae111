"""What is said back stands by itself and is the person's own: no question, no quote, no scrap."""

from __future__ import annotations

import random

import pytest

from bot.counseling.address import Address
from bot.counseling.feelings import find_feelings
from bot.counseling.reflection import reflect
from bot.language import Language
from tests.counseling.said import ONE_TOLD, turned

KAMU, ANDA, BAPAK, IBU, EN = (
    Address("id"),
    Address("id", "anda"),
    Address("id", "bapak"),
    Address("id", "ibu"),
    Address("en"),
)


def said(message: str, address: Address) -> set[str]:
    return turned(message, address, ONE_TOLD)


@pytest.mark.parametrize(
    ("message", "address", "kept"),
    [
        ("dads new wife calls me kiddo", EN, "your dad's new wife calls you kiddo"),
        ("my boyfriends mom does his laundry", EN, "your boyfriend's mom does his laundry"),
        ("the mums at the playground never talk to me", EN, "the mums at the playground never talk to you"),
        ("work texts me at 11pm every single night", EN, "work texts you at 11pm"),
        ("kids at school found my old videos", EN, "kids at school found your old videos"),
        ('my boss says im "aggressive"', EN, 'your boss says you\'re "aggressive"'),
        ('anak tiri saya manggil saya "om"', IBU, 'anak tiri Ibu memanggil Ibu "om"'),
        ("tadi siang bentak anak sendiri", BAPAK, "tadi siang Bapak bentak anak sendiri"),
        ("di vidcall pura-pura happy", BAPAK, "di vidcall Bapak pura-pura happy"),
        ("lagi nunggu hasil biopsi", IBU, "Ibu sedang menunggu hasil biopsi"),
        ("saya ribut sama suami", IBU, "ibu ribut dengan suami"),
    ],
)
def test_what_chat_left_out_is_read_as_meant(message: str, address: Address, kept: str) -> None:
    assert any(kept.lower() in text.lower() for text in said(message, address))


@pytest.mark.parametrize(
    ("message", "address", "never"),
    [
        ("anak saya bohong. saya salah didik dimana ya", KAMU, "salah didik"),
        ("lagi nunggu hasil biopsi. ini baru kamis", IBU, "ini baru"),
        ("They said no. Fifty-eight is what they mean.", EN, "is what they mean"),
        ("He left his toothbrush. That's what I can't get past.", EN, "that's what"),
        ("aku nggak tau kak bingung aja", BAPAK, "tahu bingung"),
        ("diet terus, turun 5 naik 7", IBU, "turun 5"),
        ("tanggaku karaoke nganti bengi, ora iso turu", BAPAK, "tangga"),
        ("bapak saya dulu juga begitu, nggak pernah meluk", BAPAK, "pernah memeluk"),
        ("If I say something it's over, if I don't I'm a fool.", EN, "hard on yourself"),
        ("i lost my job because of my temper", EN, "that feeling"),
        ("I inherited the shop from my father and I hate shops", EN, "you and your father"),
    ],
)
def test_what_would_be_untrue_or_mean_nothing_alone_is_not_said_back(
    message: str, address: Address, never: str
) -> None:
    assert not any(never in text for text in said(message, address))


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ('dia bilang "aku nikahin kamu karena kasian"', "id"),
        ('he wrote "i was scared of you and i felt trapped"', "en"),
        ("i lost my keys", "en"),
        ("lost 9k on crypto", "en"),
    ],
)
def test_feelings_in_quotes_or_of_things_are_not_theirs(message: str, language: Language) -> None:
    assert find_feelings(message, language) == []


def test_the_chore_is_not_said_back_beside_the_pain() -> None:
    message = "My sister marries in May and I can't stand the groom. Now I smile and I tie ribbons on jam jars."
    assert not any("ribbons" in text or "smile" in text for text in said(message, EN))


def test_happiness_on_the_way_is_not_what_a_hard_story_comes_to() -> None:
    message = "I cheated once. She doesn't know and we're happy. My brother says tell her. I've got a speech to write."
    assert not any("feel happy" in text or "feeling happy" in text for text in said(message, EN))


def test_nothing_is_praised_that_came_to_nothing() -> None:
    message = "udah nabung 5 taun buat haji ortu, eh bapak keburu meninggal"
    assert all(reflect(message, KAMU, (), random.Random(seed)).form.split(".")[0] != "strength" for seed in range(20))


def test_an_elder_is_spoken_to_in_whole_words() -> None:
    for text in said("temen2 saya ketawa liat saya, saya berantem sama mereka", ANDA):
        assert not {"temen", "liat", "berantem", "ketawa", "sama"} & set(text.replace(",", "").split())
