"""A part of the plan that is named and said anew, and what counts as the same thing."""

from __future__ import annotations

import pytest

from bot.counseling.likeness import same_thing
from bot.counseling.meant import act_meant
from bot.counseling.part_changes import excepted_part, part_anew, said_instead, swap_in, swap_said


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("the support should be my brother, not my wife", "support", "my brother"),
        ("the obstacle is wrong, it is my phone", "obstacle", "my phone"),
        ("the obstacle is wrong, its that i chicken out", "obstacle", "i chicken out"),
        ("halangannya bukan males, tapi capek", "obstacle", "capek"),
        ("hambatannya salah, harusnya hape", "obstacle", "hape"),
        ("yang bantu harusnya kakakku, bukan suami", "support", "kakakku"),
        ("langkahnya jadi nelpon ibu aja", "step", "nelpon ibu"),
        ("dukungan jangan si Butet, ganti mamakku aja. yang lain setuju", "support", "mamakku"),
        ("setuju semua, cuma dukungannya jangan Rina, ibu aja", "support", "ibu"),
        ("Mohon dukungannya diganti istri saya saja, selebihnya saya setuju", "support", "istri saya"),
        ("sing ngancani ojo Rina, ibuku wae", "support", "ibuku"),
        ("dukungannya ibu aja", "support", "ibu"),
        ("halangannya bukan itu, hp", "obstacle", "hp"),
        ("hambatannya ganti jadi males, lainnya sudah pas", "obstacle", "males"),
        ("sip tapi jamnya ganti habis magrib, sisanya oke", "when", "habis magrib"),
        ("jamnya salah, jam 5", "when", "jam 5"),
        ("What gets in the way is rain", "obstacle", "rain"),
        ("whats in the way is my phone", "obstacle", "my phone"),
        ("in the way: my kids wake up early", "obstacle", "my kids wake up early"),
        ("the thing that gets in the way is the bus", "obstacle", "the bus"),
        ("What could stop me is the rain.", "obstacle", "the rain"),
        ("What I'd do then is wait a week", "if_then", "wait a week"),
        ("If that happens I'll wait a week", "if_then", "I'll wait a week"),
        ("yes but in that case I'd go on Sunday", "if_then", "I'd go on Sunday"),
        ("kalau itu terjadi, aku tunggu seminggu", "if_then", "aku tunggu seminggu"),
        ("the time should be 8am", "when", "8am"),
        ("who helps me should be Pete", "support", "Pete"),
        ("Maaf, jamnya saya mau ganti, sore jam 5 saja", "when", "sore jam 5"),
        ("sorry can i change the day? friday is better", "when", "friday is better"),
        ("Dan waktunya: setiap kali saya mulai marah.", "when", "setiap kali saya mulai marah"),
        ("the step should just be: write 10 lines", "step", "write 10 lines"),
        ("langkahnya satu paragraf aja jangan setengah halaman", "step", "satu paragraf"),
        ("langkahnya nulis 15 menit ya", "step", "nulis 15 menit"),
        ("can the support be my flatmate instead", "support", "my flatmate"),
        ("Dukungannya istri saya, tolong diganti.", "support", "istri saya"),
        ("halangannya bukan itu sih, lebih ke aku overthinking", "obstacle", "aku overthinking"),
    ],
)
def test_the_words_of_the_part_are_told_from_those_around_it(text: str, part: str, words: str) -> None:
    assert part_anew(text) == (part, words)


@pytest.mark.parametrize(
    "text",
    [
        "halangannya",
        "waktunya mepet ya",
        "langkahnya kegedean",
        "the step is too big",
        "the support is fine",
        "jamnya diganti",
    ],
)
def test_a_part_that_is_only_named_is_still_to_be_asked_for(text: str) -> None:
    assert part_anew(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nelpon dosen", "chat dosen aja", True),
        ("jogging setiap pagi", "jog twice a week", True),
        ("lose 5 kilos", "lose 2 kilos", True),
        ("jalan pagi 10 menit", "cari kerja", False),
        ("sleep before midnight", "talk to my dad", False),
    ],
)
def test_two_wordings_are_of_one_thing_where_they_share_what_it_is_about(one: str, other: str, same: bool) -> None:
    assert same_thing(one, other) is same


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("jangan Rina. ibuku saja", "Rina", "ibuku"),
        ("Rina jangan, ibu aja", "Rina", "ibu"),
        ("bukan Rina tapi kakak", "Rina", "kakak"),
        ("ganti si Rina jadi ibu", "Rina", "ibu"),
        ("yang lain setuju, tapi Rina diganti kakakku", "Rina", "kakakku"),
        ("ibuku aja, bukan Rina", "Rina", "ibuku"),
        ("tolong ganti jam 7 jadi jam 8 ya", "jam 7", "jam 8"),
    ],
)
def test_words_of_the_plan_are_told_from_those_that_take_their_place(text: str, old: str, new: str) -> None:
    assert swap_said(text) == (old, new)


@pytest.mark.parametrize(
    "text",
    [
        "jangan lupa ya, aku setuju",
        "jangan khawatir, aku setuju",
        "setuju, aku jalani",
        "setuju, bukan main",
        "ya udah gitu aja, jangan diubah",
        "iya setuju, aku mulai besok, jangan ingatkan aku",
        "setuju, yang lain juga setuju",
        "sisanya juga udah oke semua",
        "langkahnya segitu aja",
    ],
)
def test_a_yes_with_such_words_in_it_stays_one(text: str) -> None:
    assert act_meant("agreement", text, "commit") in (None, "commit")


def test_only_words_of_one_part_are_replaced() -> None:
    parts = {"support": "Rina mau nemenin lewat telepon", "when": "besok jam 7 pagi di kamar", "if_then": None}
    assert swap_in(parts, "jangan Rina. ibuku saja") == ("support", "ibuku mau nemenin lewat telepon")
    assert swap_in(parts, "jangan jam 7, jam 8 malam aja") == ("when", "besok jam 8 malam di kamar")
    assert swap_in(parts, "jangan Budi, ibu aja") is None
    assert swap_in({**parts, "step": "nelpon Rina"}, "jangan Rina, ibu aja") is None


def test_a_yes_may_leave_out_a_part() -> None:
    said = "kecuali dukungannya, saya setuju"
    assert excepted_part(said) == "support"
    assert act_meant("agreement", said, "commit") == "disagree"
    assert excepted_part("setuju, kecuali kalau hujan") is None


@pytest.mark.parametrize("text", ["Selasa malam, sisanya saya setujui", "Sabtu pagi aja, selebihnya sudah cocok"])
def test_a_yes_to_the_rest_is_a_change_of_what_stands_beside_it(text: str) -> None:
    assert act_meant("agreement", text, "affirm") == "disagree"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it should say wait a week", "wait a week"),
        ("yes but it shd say ring Pete", "ring Pete"),
        ("That was supposed to be twice a week.", "twice a week"),
        ("please put wait a week instead", "wait a week"),
        ("harusnya tulis tunggu seminggu", "tunggu seminggu"),
        ("it should be different", None),
        ("it should be smaller please", None),
        ("the support should be my brother", None),
        ("I should say yes", None),
    ],
)
def test_what_is_to_be_put_in_is_heard_without_the_name_of_its_part(text: str, words: str | None) -> None:
    assert said_instead(text) == words
