"""What a client's words show, in both languages."""

from __future__ import annotations

import pytest

from bot.practice import signs


@pytest.mark.parametrize(
    "text", ["Yeah, exactly.", "Iya betul", "Hmm, ya.", "That's right.", "He eh, gitu", "Well, yes."]
)
def test_a_yes(text: str) -> None:
    assert signs.assents(text) == 1.0


@pytest.mark.parametrize("text", ["Yes, but my father won't hear of it.", "Iya sih, tapi susah", "Ok cuma aku takut"])
def test_half_a_yes(text: str) -> None:
    assert signs.assents(text) == 0.5


@pytest.mark.parametrize(
    "text", ["I went home.", "Nggak tahu", "Aku pulang", "Ya nggak gitu juga", "You don't understand"]
)
def test_no_yes(text: str) -> None:
    assert signs.assents(text) == 0.0


@pytest.mark.parametrize(
    "text",
    ["That's not what I said.", "I don't agree with that", "bukan gitu maksudku", "Nggak segampang itu, Kak",
     "percuma", "kamu nggak ngerti", "It's not that easy."],
)  # fmt: skip
def test_an_objection(text: str) -> None:
    assert signs.objects(text)


@pytest.mark.parametrize("text", ["Yes, that is it.", "iya setuju", "I like my work", "dia marah sama aku"])
def test_no_objection(text: str) -> None:
    assert not signs.objects(text)


def test_the_weakest_word_decides_how_firm_it_is() -> None:
    assert signs.strength("I will call her tomorrow.") == signs.STRONG
    assert signs.strength("Maybe I will call her.") == signs.WEAK
    assert signs.strength("besok aku pasti telepon") == signs.STRONG
    assert signs.strength("aku pengen berubah") == signs.MEDIUM
    assert signs.strength("mungkin aku coba") == signs.WEAK


def test_a_plan_is_firm_or_has_a_time() -> None:
    assert signs.plans("I'll ring the clinic")
    assert signs.plans("aku mau lari besok")
    assert not signs.plans("aku mau berubah")
    assert signs.specifics("besok jam 7, kalau hujan aku di rumah, ditemenin adik") == {"when", "if_then", "support"}


def test_the_same_word_in_two_forms_is_one_topic() -> None:
    assert set(signs.topic_words("skripsiku")) == set(signs.topic_words("Skripsinya"))
    assert signs.topic_words("aku yang itu") == ()


def test_asking_to_be_told() -> None:
    assert signs.asks_for_telling("So what should I do?")
    assert signs.asks_for_telling("menurut Kakak gimana?")
    assert not signs.asks_for_telling("What a day.")
