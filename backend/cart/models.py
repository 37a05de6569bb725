"""Tables of carts (those of signed-in people; guests' carts live in Redis)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Text
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, minor_units


class Cart(SQLModel, table=True):
    """A person's cart. `notices` are changes that its person has not been shown yet."""

    __tablename__ = "cart"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'ordered')", name="status"),
        Index("uq_cart_person_open", "person_id", unique=True, postgresql_where=text("status = 'open'")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", ondelete="CASCADE")
    currency: str = "USD"
    status: str = "open"
    codes: list[str] = Field(
        default_factory=list, sa_type=ARRAY(Text), sa_column_kwargs={"server_default": text("'{}'")}
    )
    notices: list[Any] = Field(default_factory=list, sa_type=JSONB, sa_column_kwargs={"server_default": "[]"})
    updated_at: datetime = instant(default_factory=clock.now)


class CartLine(SQLModel, table=True):
    """An offer in a person's cart, with the price it was last shown at."""

    __tablename__ = "cart_line"
    __table_args__ = (
        UniqueConstraint("cart_id", "offer_id"),
        CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    cart_id: UUID = Field(foreign_key="cart.id", ondelete="CASCADE")
    offer_id: UUID = Field(foreign_key="offer.id", ondelete="CASCADE", index=True)
    quantity: int
    seen_price_minor: int = minor_units()
    added_at: datetime = instant(default_factory=clock.now)


class CartOperation(SQLModel, table=True):
    """An operation id that a cart has already applied."""

    __tablename__ = "cart_operation"

    cart_id: UUID = Field(foreign_key="cart.id", primary_key=True, ondelete="CASCADE")
    operation_id: str = Field(primary_key=True)
    at: datetime = instant(default_factory=clock.now)


class SavedLine(SQLModel, table=True):
    """An offer that a person put aside for later, with the price it was last shown at."""

    __tablename__ = "saved_line"
    __table_args__ = (CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity"),)

    person_id: UUID = Field(foreign_key="person.id", primary_key=True, ondelete="CASCADE")
    offer_id: UUID = Field(foreign_key="offer.id", primary_key=True, index=True, ondelete="CASCADE")
    quantity: int
    seen_price_minor: int = minor_units()
    saved_at: datetime = instant(default_factory=clock.now)


class MergedCart(SQLModel, table=True):
    """A guest's cart that went into a person's: it is not brought back as the guest's."""

    __tablename__ = "merged_cart"

    cart_id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    at: datetime = instant(default_factory=clock.now)
