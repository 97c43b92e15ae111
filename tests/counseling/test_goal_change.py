"""What a client wants done with the goal, read off their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.goal_change import read_change
from bot.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("language", "text", "wording"),
    [
        ("id", "goalnya jadi lari seminggu sekali aja", "lari seminggu sekali"),
        ("id", "eh tujuannya kuganti: bukan lulus juli, tapi seminar proposal dulu", "seminar proposal"),
        ("id", "Tujuannya saya ubah: bukan rujuk, melainkan berpisah baik-baik.", "berpisah baik-baik"),
        ("en", "change it to walking twice a week", "walking twice a week"),
        ("en", "reword it: be calmer with my mum", "be calmer with my mum"),
        ("en", "my goal should be to sleep by 11", "sleep by 11"),
    ],
)
def test_a_new_wording_is_taken_at_once(language: Language, text: str, wording: str) -> None:
    assert read_change(text, language).applied_to("…") == wording


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("id", "ganti tujuan", "open"),
        ("id", "aku mau tujuan lain", "other"),
        ("id", "mau ganti topik, sebenernya yg lebih berat itu soal bapak", "other"),
        ("id", "ketinggian targetnya, turunin", "smaller"),
        ("id", "bikin jadi lebih kecil", "smaller"),
        ("id", "kalimatnya aja yang diubah", "reworded"),
        ("id", "ada satu lagi", "both"),
        ("id", "dua-duanya aja", "both"),
        ("en", "can we change the goal", "open"),
        ("en", "I want a different goal", "other"),
        ("en", "make it smaller", "smaller"),
        ("en", "can we reword it", "reworded"),
        ("en", "keep both", "both"),
    ],
)
def test_without_a_wording_the_kind_of_change_is_known(language: Language, text: str, kind: str) -> None:
    change = read_change(text, language)
    assert (change.kind, change.applied_to("lari pagi")) == (kind, None)


@pytest.mark.parametrize(
    ("language", "text", "goal", "wording"),
    [
        ("id", "turunin target dari 5 kilo ke 2 kilo", "aku pengen turun 5 kilo", "aku pengen turun 2 kilo"),
        ("id", "kata 'harus' di tujuannya ganti jadi 'belajar'", "aku harus sabar", "aku belajar sabar"),
        ("en", "cut it from 10 pages to 2 pages", "write 10 pages", "write 2 pages"),
    ],
)
def test_words_are_replaced_within_the_goal(language: Language, text: str, goal: str, wording: str) -> None:
    assert read_change(text, language).applied_to(goal) == wording


@pytest.mark.parametrize(
    ("language", "text"), [("id", "kecilin jadi seminggu sekali aja"), ("en", "make it once a week instead")]
)
def test_an_amount_alone_is_no_goal(language: Language, text: str) -> None:
    assert read_change(text, language).applied_to("lari pagi") is None


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: Language) -> None:
    wording = read_change(text, language).wording
    assert wording is None or wording in text


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (
            "No hang on. The goal is wrong now. I don't want a new job, I want to have dinner with my kids",
            "have dinner with my kids",
        ),
        (
            "lol no. My goal is: have dinner with my kids three nights a week",
            "have dinner with my kids three nights a week",
        ),
        ("It's not a new job I want, I want to eat dinner with my kids", "eat dinner with my kids"),
        ("what I really want is to sleep through the night", "sleep through the night"),
        ("the goal is wrong", None),
    ],
)
def test_what_is_wanted_instead_is_the_wording(text: str, wording: str | None) -> None:
    assert read_change(text, "en").wording == wording
