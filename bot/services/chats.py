"""Chats in messengers: which client and which session belong to one, by a keyed hash of its id."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.engine import Engine

from bot.services import deletion
from bot.services.opening import hash_code
from bot.storage.models import Chat, Secret
from bot.storage.unit_of_work import UnitOfWork

Menu = Literal["cases", "delete"]
HASH_SECRET = "chats"


@dataclass(frozen=True)
class KnownChat:
    """Where a chat stands: its session (which may be over), the client's return code, a list of ours shown last."""

    session_id: str
    return_code: str
    menu: str | None


def chat_secret(engine: Engine) -> str:
    """The secret of the hashes, drawn the first time; kept sealed, so that it stays the same when keys change."""
    with UnitOfWork(engine) as work:
        known = work.rows.secret(HASH_SECRET)
        if known is None:
            known = Secret(name=HASH_SECRET, value=secrets.token_hex(32))
            work.rows.add(known)
            work.commit()
        return str(known.value)


def hash_chat(secret: str, messenger: str, chat: str) -> str:
    """The id by which a chat is kept; without the secret nobody can tell whose it is, or try numbers one by one."""
    return hashlib.blake2b(f"{messenger}\0{chat}".encode(), key=bytes.fromhex(secret), digest_size=32).hexdigest()


def find_chat(engine: Engine, chat_id: str) -> KnownChat | None:
    """None for a chat that is new, or whose client was deleted."""
    with UnitOfWork(engine) as work:
        chat = work.rows.chat(chat_id)
        return None if chat is None else KnownChat(chat.session_id, chat.return_code, chat.menu)


def link_chat(engine: Engine, chat_id: str, session_id: str, return_code: str) -> None:
    """Let a chat go on in a session, and be its client's."""
    with UnitOfWork(engine) as work:
        session = work.rows.session(session_id)
        if session is None or session.client.return_code_hash != hash_code(return_code):
            return  # deleted meanwhile, or the code was renewed
        chat = work.rows.chat(chat_id)
        if chat is None:
            chat = Chat(id=chat_id)
            work.rows.add(chat)
        chat.client_id, chat.session_id, chat.return_code, chat.menu = session.client_id, session_id, return_code, None
        work.commit()


def show_menu(engine: Engine, chat_id: str, menu: Menu | None) -> None:
    """Note which list of ours was shown last, or that none is."""
    with UnitOfWork(engine) as work:
        chat = work.rows.chat(chat_id)
        if chat is not None and chat.menu != menu:
            chat.menu = menu
            work.commit()


def delete_chat(engine: Engine, chat_id: str, now: datetime) -> list[str]:
    """Delete everything about a chat's client, also where its session is gone; give the ids of all their sessions."""
    with UnitOfWork(engine) as work:
        chat = work.rows.chat(chat_id)
    return [] if chat is None else deletion.delete_known(engine, chat.client_id, now)
