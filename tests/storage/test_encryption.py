"""What people wrote cannot be read without the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from bot.storage import engine as engines
from bot.storage.encryption import Cipher, CipherError, cipher_of, load_keys
from bot.storage.models import Client, new_id
from bot.storage.unit_of_work import UnitOfWork
from tests.conftest import NOON

KEY = Fernet.generate_key().decode()


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_what_is_sealed_opens_again(text: str) -> None:
    assert Cipher([KEY]).open(Cipher([KEY]).seal(text)) == text


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CipherError):
        Cipher([Fernet.generate_key().decode()]).open(Cipher([KEY]).seal("rahasia"))


def test_after_a_rotation_old_rows_open_and_new_ones_need_the_new_key() -> None:
    new = Fernet.generate_key().decode()
    ring = Cipher([new, KEY])
    assert ring.open(Cipher([KEY]).seal("lama")) == "lama"
    with pytest.raises(CipherError):
        Cipher([KEY]).open(ring.seal("baru"))


def test_a_key_file_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    made = load_keys(tmp_path / "keys")
    assert load_keys(tmp_path / "keys") == made
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    load_keys(tmp_path / "keys")
    (tmp_path / "keys").chmod(0o644)
    with pytest.raises(CipherError, match="chmod 600"):
        load_keys(tmp_path / "keys")


@pytest.mark.sqlite
def test_no_word_of_a_name_stands_in_the_database_file(fresh_db: Engine, settings: object) -> None:
    with UnitOfWork(fresh_db) as work:
        work.rows.add(Client(id=new_id(), created_at=NOON, zone="Asia/Jakarta", country="ID", name="Kenariputih"))
        work.commit()
    folder = Path(str(fresh_db.url.database)).parent
    assert not any(b"Kenariputih" in file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_an_engine_without_a_cipher_says_so(fresh_db: Engine) -> None:
    import sqlalchemy

    bare = sqlalchemy.create_engine(fresh_db.url, future=True)
    with pytest.raises(Exception, match="no cipher"), UnitOfWork(bare) as work:
        work.rows.add(Client(id=new_id(), created_at=NOON, zone="Asia/Jakarta", country="ID", name="x"))
        work.commit()
    assert cipher_of(engines.create(str(fresh_db.url), Cipher([KEY]))).keys == (KEY,)
