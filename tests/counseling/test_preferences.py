"""What a person says about how they want to be talked with, and what it changes."""

from __future__ import annotations

import pytest

from bot.counseling.meant import act_meant, wants_questions
from bot.counseling.preferences import Preferences, changed, parse_preferences
from bot.counseling.telling import is_enough, measure_for, only_invites


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dengerin aja dulu, pelan-pelan", {"lead": "listen", "pace": "slow"}),
        ("mau ditanya-tanya sampai ada langkah", {"lead": "ask"}),
        ("terserah", {}),
        ("just get on with it", {"pace": "fast"}),
        ("Dewi", {}),
        ("just be direct and quick", {"tone": "direct", "pace": "fast"}),
        ("mostly listen please", {"lead": "listen"}),
        # too much of one is a wish for the other
        ("kebanyakan nanya", {"lead": "listen"}),
        ("jangan cepat-cepat", {"pace": "slow"}),
        ("too many questions", {"lead": "listen"}),
        ("it felt rushed", {"pace": "slow"}),
        ("you were too harsh", {"tone": "gentle"}),
        ("terlalu lembut, to the point aja", {"tone": "direct"}),
        # what was missing is what is wanted
        ("aku gak ngerasa didengar", {"lead": "listen"}),
        ("no steps at the end", {"lead": "ask"}),
    ],
)
def test_a_preference_is_read_in_both_languages(text: str, wanted: Preferences) -> None:
    assert parse_preferences(text) == wanted


def test_who_hurries_is_not_only_listened_to_and_the_later_word_counts() -> None:
    assert changed({"lead": "listen", "tone": "direct"}, {"pace": "fast"}) == {"pace": "fast", "tone": "direct"}
    assert changed({"pace": "fast"}, {"lead": "listen"}) == {"lead": "listen"}
    assert changed({"pace": "slow"}, {"lead": "listen"}) == {"pace": "slow", "lead": "listen"}


@pytest.mark.parametrize(
    ("preferences", "messages"),
    [
        ({}, 3),
        ({"pace": "fast"}, 2),
        ({"lead": "ask"}, 2),
        ({"pace": "slow"}, 4),
        ({"lead": "listen"}, 6),
        ({"lead": "listen", "pace": "slow"}, 6),
    ],
)
def test_how_much_is_heard_before_a_summary_is_up_to_the_client(preferences: Preferences, messages: int) -> None:
    measure = measure_for(preferences)
    told = ["satu", "dua", "tiga", "empat", "lima", "enam"]
    assert [is_enough(told[:count], measure) for count in (messages - 1, messages)] == [False, True]


def test_who_wants_to_be_listened_to_is_invited_and_not_asked() -> None:
    told = ["satu", "dua", "tiga"]
    assert all(only_invites(told[:count], {"lead": "listen"}) for count in (1, 2, 3))
    assert [only_invites(told[:count], {"pace": "slow"}) for count in (1, 2, 3)] == [True, False, True]
    assert not any(only_invites(told[:count], {}) for count in (1, 2, 3))


@pytest.mark.parametrize(
    "text",
    [
        "I don't want you to mostly listen. Ask me questions",
        "can you ask me questions instead",
        "don't just listen",
        "why don't you ask me something",
        "I'd rather be asked",
        "I'd prefer if you asked more",
        "ok but please ask me more questions",
        "ask me",
        "jangan cuma dengerin, tanyain aku dong",
    ],
)
def test_who_wants_to_be_asked_in_the_middle_of_a_talk_is_heard(text: str) -> None:
    assert wants_questions(text)
    assert act_meant("problem", text, "just_talk") == "more_direct"


@pytest.mark.parametrize(
    "text",
    ["people ask me questions all day", "my boss asks me to stay", "she never listens", "I want to ask her out",
     "they don't just listen to me", "ask me later", "tanya ibu dulu"],
)  # fmt: skip
def test_what_others_ask_is_told(text: str) -> None:
    assert not wants_questions(text)
