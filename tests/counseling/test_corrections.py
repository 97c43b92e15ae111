"""What is put right in a summary, and what a yes adds to it."""

from __future__ import annotations

import random

import pytest

from bot.counseling.address import Address
from bot.counseling.corrections import addition, read_correction
from bot.counseling.summary import summarise


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("pekerjaan jadi ketua panitia lomba belum disebut", "added", "pekerjaan jadi ketua panitia lomba"),
        ("tambahkan juga bahwa saya merawat ayah", "added", "saya merawat ayah"),
        ("soal adikku ga disebut", "added", "soal adikku"),
        ("you forgot that I pay for everything", "added", "I pay for everything"),
        ("Quite so. Only, you have not mentioned that he was ill", "added", "he was ill"),
        ("mostly yes but it was two exams", "added", "it was two exams"),
        ("you didn't mention my sister", "added", "my sister"),
        ("belum disebut, adikku sakit", "added", "adikku sakit"),
        ("my sister is missing", "added", "my sister"),
        ("leave out the part about drinking", "removed", "leave out the part about drinking"),
        ("umurku ga usah disebut", "removed", "umurku ga usah disebut"),
        ("bukan takut, lebih ke malu", "other", "bukan takut, lebih ke malu"),
        ("sama satu lagi, aku ga punya duit", "added", "aku ga punya duit"),
        ("well you left out that I'm the only one who visits", "added", "I'm the only one who visits"),
        ("iya tp yg plg penting aku ga bs tidur", "added", "aku ga bs tidur"),
        ("yang paling penting itu aku ga punya waktu buat anak", "other", "aku ga punya waktu buat anak"),
        ("agak melenceng, aku bukan marah tapi kecewa", "other", "aku bukan marah tapi kecewa"),
        ("kurang tepat sih, masalah utamanya aku takut ditinggal", "other", "aku takut ditinggal"),
        ("eh salah dikit, anakku tiga bukan dua", "other", "anakku tiga bukan dua"),
        ("adikku sakit, itu yang paling penting", "other", "adikku sakit"),
        ("that's rather off, I am not angry, I am worn out", "other", "I am not angry, I am worn out"),
        ("this is the most important: I can't sleep", "other", "I can't sleep"),
        ("sort of. what I meant was that I want to stay", "other", "I want to stay"),
        ("I can't sleep, this is the most important", "other", "I can't sleep"),
        ("that my mum is ill is the most important", "other", "my mum is ill"),
        # what is hard is told, and stays
        ("what bothers me most is that he lies", "other", "what bothers me most is that he lies"),
        ("salah aku semua, aku yang pergi", "other", "salah aku semua, aku yang pergi"),
    ],
)
def test_the_frame_of_a_correction_is_no_part_of_it(text: str, kind: str, words: str) -> None:
    read = read_correction(text)
    assert (read.kind, read.words) == (kind, words)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("iya bener, cicilannya 6 juta jgn lupa", "cicilannya 6 juta"),
        ("yes that's right, and my mum is ill too", "my mum is ill too"),
        ("iya, tapi adikku yang berhenti sekolah belum disebut", "adikku yang berhenti sekolah"),
        ("iya gitu", None),
        ("bener semua, dari soal uangnya sampe soal mertua", None),
        ("yes, all of that, the money and my brother and the not sleeping", None),
        ("betul, terima kasih", None),
        ("adikku juga sakit", None),
    ],
)
def test_a_yes_may_add_something(text: str, added: str | None) -> None:
    assert addition(text) == added


def test_what_was_missing_is_added_in_the_clients_words() -> None:
    text = "pekerjaan jadi ketua panitia lomba belum disebut"
    for seed in range(10):
        said = summarise(("kuliahku keteteran terus",), Address("id"), random.Random(seed), (text,))
        assert "ketua panitia lomba" in said and "belum disebut" not in said


def test_what_is_to_be_left_out_is_left_out() -> None:
    told = ("I started drinking again last month", "my boss yells at me in front of everyone")
    for seed in range(10):
        said = summarise(told, Address("en"), random.Random(seed), ("leave out the part about drinking",))
        assert "drinking" not in said and "boss" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "That is correct as far as it goes, but you left out the chief thing. Arthur died in March",
            "Arthur died in March",
        ),
        ("n u left out my dad, he keeps comparing me to my brother", "my dad, he keeps comparing me to my brother"),
        ("lol u just copied me. 'he' is my dad", "'he' is my dad"),
        ("nah thats kinda off. I was only tired", "I was only tired"),
    ],
)
def test_what_is_said_of_the_summary_is_no_part_of_the_correction(text: str, words: str) -> None:
    assert read_correction(text).words == words
