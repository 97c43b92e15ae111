"""What all tables are made of."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, DateTime, ForeignKey, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator

mapper_registry = registry()
metadata = mapper_registry.metadata


def new_id() -> str:
    """A random id of 32 hexadecimal digits."""
    return uuid.uuid4().hex


class UtcDateTime(TypeDecorator):
    """Aware UTC in and out; SQLite by itself would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class Row:
    """What every row class is, for the type checker: SQLAlchemy gives it a constructor of keywords."""

    if TYPE_CHECKING:

        def __init__(self, **values: Any) -> None: ...


def id_column() -> Column[Any]:
    return Column(String(32), primary_key=True, default=new_id)


def owner_column(target: str) -> Column[Any]:
    return Column(String(64), ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True)
