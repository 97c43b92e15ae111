"""What the bot may doubt about a goal: precise rather than eager."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counseling.goal_checks import at_odds, doubt_about, in_others_hands, is_goal_already, is_vague
from bot.language import LANGUAGES, Language


@pytest.mark.parametrize(
    ("language", "goal"),
    [
        ("id", "biar suami berhenti marah"),
        ("id", "aku pengen ibu ngerti"),
        ("id", "supaya bos ga marah-marah lagi"),
        ("id", "pengen mertuaku ngga ikut campur lagi"),
        ("id", "orang tua bisa nerima pilihanku"),
        ("id", "adik-adik saya mau gantian jaga ibu"),
        ("en", "my mum to stop nagging"),
        ("en", "I want my husband to stop being angry"),
        ("en", "I want her to come back"),
        ("en", "that she forgives me"),
        ("en", "for my boss to respect me"),
    ],
)
def test_somebody_elses_change_is_seen(language: Language, goal: str) -> None:
    assert doubt_about(goal, language) == "others"


@pytest.mark.parametrize(
    ("language", "goal"),
    [
        ("id", "pengen ngobrol sama ibu tanpa teriak"),
        ("id", "bisa sabar ke anak"),
        ("id", "jadi ibu yang sabar"),
        ("id", "aku dan suami nggak berantem lagi"),
        ("id", "suami dan aku bisa ngobrol lagi"),
        ("id", "ibu rumah tangga yang punya waktu sendiri"),
        ("id", "lebih tenang hadapi ibu"),
        ("id", "aku pengen lulus bulan Juli"),
        ("en", "talk to my mum calmly"),
        ("en", "my daughter and I to talk more"),
        ("en", "be patient with my son"),
        ("en", "get my kids to school on time"),
        ("en", "I want to have one friend here I can call on a weekend"),
        ("en", "feel less alone at work"),
    ],
)
def test_what_is_in_the_clients_hands_and_can_be_seen_is_left_alone(language: Language, goal: str) -> None:
    assert doubt_about(goal, language) is None


@pytest.mark.parametrize(
    ("language", "goal"),
    [
        ("id", "jadi lebih baik"),
        ("id", "aku pengen bahagia"),
        ("id", "hidup lebih tenang"),
        ("en", "be happy"),
        ("en", "I just want to feel normal again"),
        ("en", "a better life"),
    ],
)
def test_a_goal_that_nobody_could_notice_is_seen(language: Language, goal: str) -> None:
    assert doubt_about(goal, language) == "vague"


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: Language) -> None:
    assert not (in_others_hands(text, language) and is_vague(text, language))


@given(st.sampled_from(["tidur", "skripsi", "lari", "nabung"]))
def test_one_thing_that_can_be_seen_makes_a_goal_clear(thing: str) -> None:
    assert not is_vague(f"lebih tenang soal {thing}", "id")


@given(st.floats(0, 10), st.floats(0, 10))
def test_only_much_importance_with_little_confidence_is_at_odds(importance: float, confidence: float) -> None:
    assert at_odds(importance, confidence) == (importance - confidence >= 6)
    assert not at_odds(None, confidence)
    assert not at_odds(importance, None)


@pytest.mark.parametrize(
    ("purpose", "language"),
    [
        ("I want to have one friend here I can call on a weekend", "en"),
        ("I'd like to sleep before midnight on weekdays", "en"),
        ("well i wanna stop drinking on weeknights", "en"),
        ("I'd love to finish my thesis by July", "en"),
        ("aku pengen lulus bulan Juli tahun ini", "id"),
        ("saya ingin bisa nabung 500 ribu sebulan", "id"),
        ("pengennya aku sama suami bisa ngomong terus terang ke ibu tanpa berantem", "id"),
    ],
)
def test_a_wish_for_longer_is_the_goal_already(purpose: str, language: Language) -> None:
    assert is_goal_already(purpose, language)


@pytest.mark.parametrize(
    ("purpose", "language"),
    [
        ("to leave here with a first small step", "en"),
        ("I want to figure out what to do", "en"),
        ("I want a plan to get out of debt", "en"),
        ("I want to feel better", "en"),
        ("I want my mum to stop nagging me", "en"),
        ("I just want to vent for a bit", "en"),
        ("I want to decide whether to stay or go", "en"),
        ("pengen tau harus mulai dari mana", "id"),
        ("aku pengen bisa mutusin mau resign atau bertahan", "id"),
        ("pengen cerita aja sih sama kamu", "id"),
    ],
)
def test_what_only_the_talk_is_for_is_no_goal_yet(purpose: str, language: Language) -> None:
    assert not is_goal_already(purpose, language)


@pytest.mark.parametrize(
    ("language", "purpose", "is_goal"),
    [
        ("id", "biar bisa tidur nyenyak tiap malam", True),
        ("id", "nggak marah-marah lagi ke anak", True),
        ("id", "lebih sabar sama anak", True),
        ("id", "biar aku lega aja hari ini", False),
        ("id", "bisa nggak kasih aku solusi?", False),
        ("id", "biar suami berhenti marah-marah", False),
        ("id", "biar ada temen buat ngomongin ini semua", False),
        ("en", "to sleep through the night without waking", True),
        ("en", "stop shouting at my kids", True),
        ("en", "to be able to say no to my boss", True),
        ("en", "to leave here with one idea", False),
        ("en", "to get this off my chest", False),
        ("en", "to talk to someone about it all", False),
        ("en", "be honest I have no clue at all", False),
        ("en", "just to breathe for a moment here", False),
    ],
)
def test_a_goal_without_an_opening_wish_is_heard_where_it_is_surely_one(
    language: Language, purpose: str, is_goal: bool
) -> None:
    assert is_goal_already(purpose, language) is is_goal
