"""What every table shares: constraint names, key and time columns."""

from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, DateTime, MetaData
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata


@cache
def load_tables() -> MetaData:
    """Import every context's tables: keys to other contexts are found only when those are there."""
    for models in sorted(Path(__file__).parents[1].glob("*/models.py")):
        import_module(f"backend.{models.parent.name}.models")
    return metadata


def instant(**options: Any) -> Any:
    """A `timestamptz` column."""
    return Field(sa_type=DateTime(timezone=True), **options)  # type: ignore[call-overload]  # options pass through


def minor_units(**options: Any) -> Any:
    """A `bigint` column that holds minor units of the row's currency."""
    return Field(sa_type=BigInteger, **options)  # type: ignore[call-overload]  # options pass through


def instant_or_none() -> Any:
    """A `timestamptz` column that is empty until it happens."""
    return instant(default=None, nullable=True)


__all__ = ["datetime", "instant", "instant_or_none", "load_tables", "metadata", "minor_units"]
