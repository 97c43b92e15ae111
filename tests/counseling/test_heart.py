"""What of a message is said back: what it is about, rather than what stands beside it."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings

from bot.counseling.address import Address
from bot.counseling.heart import WEIGHTS, clause_chance, clause_features, topic_features
from bot.counseling.reflection import reflect
from bot.counseling.told import tell
from bot.counseling.topics import topics
from bot.language import LANGUAGES
from tests.counseling.said import addresses, any_text

EN, KAMU = Address("en"), Address("id")


@settings(deadline=None)
@given(any_text, addresses)
def test_any_clause_that_can_be_echoed_has_its_chances(message: str, address: Address) -> None:
    told = tell(message, address)
    for place, one in enumerate(told):
        if one.echo:
            chance = clause_chance(told, place, address.language)
            assert 0 <= chance.good <= 1 and 0 <= chance.fair <= 1


def test_the_weights_that_ship_are_for_the_features_there_are() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    told, found = tell("my sister shouts at me", EN), topics("my sister shouts at me", EN)
    for language in LANGUAGES:
        assert set(weights[language]["clause"]["good"]) == {"bias", *clause_features(told, 0, "en")}
        assert set(weights[language]["topic"]["fair"]) == {"bias", *topic_features(found, 0, told)}


@pytest.mark.parametrize(
    ("message", "address", "beside"),
    [
        (
            "Farm's been in the family since 1911. The vet came on Monday. I'm the one who has to sell it.",
            EN,
            "vet came",
        ),
        ("We're all fine. The kids are at school. I cry in the car every single morning.", EN, "at school"),
        ("Warungnya di pojok jalan. Kemarin hujan. Aku nggak sanggup lagi bayar sewa.", KAMU, "hujan"),
    ],
)
def test_scenery_is_not_what_a_message_is_about(message: str, address: Address, beside: str) -> None:
    said = {reflect(message, address, (), random.Random(seed)).text for seed in range(20)}
    assert not any(beside in text.lower() for text in said)


def test_a_person_who_is_not_the_speakers_own_is_not_taken_for_theirs() -> None:
    message = "Yesterday she turned up as the new mum at toddler group and she was really nervous."
    assert not any("your mum" in reflect(message, EN, (), random.Random(seed)).text for seed in range(20))
