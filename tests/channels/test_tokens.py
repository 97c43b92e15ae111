"""Tokens are signed with whole keys, and read with every key of the ring."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, cast

import pytest
from cryptography.fernet import Fernet

from bot.channels.errors import NoToken
from bot.channels.tokens import TokenSigner

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
SOON = datetime.now(timezone.utc) + timedelta(hours=1)


def test_while_keys_change_tokens_of_both_are_read_and_afterwards_the_old_ones_are_not() -> None:
    before, during, after = TokenSigner((OLD,)), TokenSigner((NEW, OLD)), TokenSigner((NEW,))
    assert during.read(before.sign("s", SOON)) == after.read(during.sign("s", SOON)) == "s"
    with pytest.raises(NoToken):
        after.read(before.sign("s", SOON))


def test_no_letter_of_a_key_signs() -> None:
    signer = TokenSigner((NEW,))
    for letter in set(NEW):
        with pytest.raises(NoToken):
            signer.read(TokenSigner((letter,)).sign("s", SOON))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "a.b\udce9.c", "\udce9"])
def test_what_is_no_token_is_refused_whatever_bytes_it_is_made_of(token: str) -> None:
    with pytest.raises(NoToken):
        TokenSigner((NEW,)).read(token)


def test_a_single_key_is_not_taken_for_a_ring_of_letters() -> None:
    with pytest.raises(TypeError):
        TokenSigner(cast(Any, NEW))
