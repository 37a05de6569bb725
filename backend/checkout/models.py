"""Tables of checkout."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, minor_units


class Checkout(SQLModel, table=True):
    """One attempt to turn a cart into orders, with the quote that the shopper saw."""

    __tablename__ = "checkout"
    __table_args__ = (
        CheckConstraint("status IN ('prepared', 'paying', 'completed', 'expired', 'failed')", name="status"),
        CheckConstraint("total_minor > 0", name="total"),
        Index(
            "uq_checkout_cart_live",
            "cart_id",
            unique=True,
            postgresql_where=text("status IN ('prepared', 'paying', 'completed')"),
        ),
        Index(
            "ix_checkout_unfinished", "expires_at", postgresql_where=text("status IN ('prepared', 'paying')")
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    cart_id: UUID
    person_id: UUID | None = Field(default=None, index=True)
    visitor_id: UUID | None = None
    access_token_hash: str
    email: str
    address: dict[str, Any] = Field(sa_type=JSONB)
    shipping_method: str
    payment_method: str
    quote: dict[str, Any] = Field(sa_type=JSONB)
    total_minor: int = minor_units()
    currency: str
    status: str = "prepared"
    purchase_id: UUID | None = None
    failure: str = ""
    expires_at: datetime = instant()
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)
