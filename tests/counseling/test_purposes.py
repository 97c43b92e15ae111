"""What a message is for decides how it is met: a question, leave to tell, a plea for help, good news, a death."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings

from bot.counseling.address import Address
from bot.counseling.purposes import good_news
from bot.counseling.reflection import reflect
from bot.counseling.wondering import wondered
from bot.language import Language
from tests.counseling.said import addresses, any_text, first_persons

EN, KAMU, IBU = Address("en"), Address("id"), Address("id", "ibu")


def kinds(message: str, address: Address) -> set[str]:
    return {reflect(message, address, (), random.Random(seed)).form.split(".")[0] for seed in range(15)}


@pytest.mark.parametrize(
    ("message", "address", "question"),
    [
        ("how do i tell my landlord i'm leaving", EN, "how to tell your landlord you're leaving"),
        ("Is it odd to miss my old commute?", EN, "whether it's odd to miss your old commute"),
        ("why does everyone forget my name", EN, "why everyone forgets your name"),
        ("Do you think I should write to my brother?", EN, "whether you should write to your brother"),
        ("he stopped calling, what do i do", EN, "what to do"),
        ("Apakah saya perlu pindah kota?", IBU, "apakah Ibu perlu pindah kota"),
        ("wajar ga sih kalo aku kangen guru lama?", KAMU, "apakah wajar kalau kamu kangen guru lama"),
        ("kenapa ya aku selalu telat", KAMU, "kenapa kamu selalu telat"),
        ("dia pindah kelas, aku harus gimana", KAMU, "harus gimana"),
    ],
)
def test_a_question_becomes_what_is_wondered(message: str, address: Address, question: str) -> None:
    assert wondered(message, address) == question


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("why does this always happen to me", EN),
        ("am i such an idiot for that", EN),
        ("kamu ngerti nggak sih maksudku?", KAMU),
        ("apa aku bodoh ya", KAMU),
        ("i went home", EN),
    ],
)
def test_what_points_away_hurts_or_asks_nothing_is_not_wondered(message: str, address: Address) -> None:
    assert wondered(message, address) is None


@settings(deadline=None)
@given(any_text, addresses)
def test_what_is_wondered_speaks_of_the_person(message: str, address: Address) -> None:
    question = wondered(message, address)
    assert question is None or not first_persons(question, address.language)


@pytest.mark.parametrize(
    ("message", "address", "kind"),
    [
        ("boleh curhat kak?", KAMU, "leave"),
        ("can i talk to you for a bit", EN, "leave"),
        ("tolongin aku dong kak", KAMU, "help"),
        ("please can somebody help me", EN, "help"),
        ("pengen cerita tapi gatau mulai dari mana", KAMU, "open"),
        ("aku suka ngomong sendiri di kamar, aneh ga sih?", KAMU, "judged"),
        ("Ayah saya meninggal bulan lalu. Sekarang adik menuntut rumahnya dijual.", IBU, "loss_and_more"),
        ("My gran died in May. Now my cousins won't speak to me.", EN, "loss_and_more"),
        ("My gran died in May.", EN, "loss"),
        ("my grandad died on monday and everyones arguing about his watch", EN, "loss_and_more"),
        ("pengen ditemenin aja, lagi butuh temen cerita", KAMU, "listen"),
        ("can you just talk to me for a minute", EN, "listen"),
        ("Tolong bantu saya menyusun surat buat adik. Kami lama tidak bicara.", IBU, "request"),
        ("Could you help me work out a plan for mornings? I always oversleep.", EN, "request"),
        ("Why does my son hate me?", EN, "full"),
    ],
)
def test_what_a_message_is_for_is_met(message: str, address: Address, kind: str) -> None:
    assert kinds(message, address) == {kind}


@pytest.mark.parametrize(
    ("message", "language", "news"),
    [
        ("akhirnya keterima kerja di bank!", "id", "good"),
        ("Saya diangkat jadi manajer, tapi takut tidak sanggup.", "id", "mixed"),
        ("temen aku udah keterima kerja", "id", None),
        ("belum lulus ujian juga", "id", None),
        ("We got engaged!!", "en", "good"),
        ("i passed but im terrified of starting", "en", "mixed"),
        ("i never got promoted", "en", None),
    ],
)
def test_good_news_is_heard_as_such(message: str, language: Language, news: str | None) -> None:
    assert good_news(message, language) == news


def test_a_hard_word_for_another_is_not_taken_for_ones_own() -> None:
    assert "harsh" not in kinds("gue kesel sama temen yang balikin barang kotor", KAMU)


def test_a_state_of_a_thing_is_not_the_persons() -> None:
    message = "toko kelontong saya makin sepi sejak ada minimarket"
    assert not any("merasa sepi" in reflect(message, IBU, (), random.Random(seed)).text for seed in range(15))


TOLD_BEFORE = ["Saya sudah pensiun. Dulu ramai, sekarang telepon pun sepi.", "ya"]


@pytest.mark.parametrize(
    "message",
    [
        "Apakah Anda hanya bisa mengatakan 'saya mendengarkan'? Saya butuh tanggapan.",
        "kok jawabannya itu2 aja",
        "butuh tanggapan dong",
        "kamu beneran baca nggak sih",
    ],
)
def test_a_complaint_of_empty_replies_is_owned_with_words_told_before(message: str) -> None:
    for seed in range(10):
        found = reflect(message, IBU, ["full.simak"], random.Random(seed), TOLD_BEFORE)
        assert found.form.startswith("owned.") and '"sekarang telepon pun sepi"' in found.text


@pytest.mark.parametrize(
    "message", ["are you even reading this?", "you keep saying the same thing", "i need an actual response"]
)
def test_a_complaint_with_nothing_told_before_is_owned_too(message: str) -> None:
    assert kinds(message, EN) == {"owned_bare"}


@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("suami cuma jawab hm, jawabannya gitu aja terus", IBU),
        ("my wife says are you even listening to me", EN),
        ("aku butuh jawaban dari hrd minggu ini", IBU),
    ],
)
def test_a_complaint_of_somebody_else_is_none(message: str, address: Address) -> None:
    assert not kinds(message, address) & {"owned", "owned_bare"}
