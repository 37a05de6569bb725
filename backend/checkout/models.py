"""Tables of checkout."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none, minor_units


class Checkout(SQLModel, table=True):
    """One attempt to turn a cart into orders, with the quote that the shopper saw.

    `tendered_minor` of the total is held on gift cards and store credit; the payment is over the rest.
    `locale` and `time_zone` are the shopper's: what is written to them about it keeps to those.
    `text_phone` is the number, E.164, that the shopper wants texts about the order at; empty for none.
    `is_held`: its orders wait for the desk, because a payment looked like fraud.
    """

    __tablename__ = "checkout"
    __table_args__ = (
        CheckConstraint("status IN ('prepared', 'paying', 'completed', 'expired', 'failed')", name="status"),
        CheckConstraint("total_minor > 0", name="total"),
        CheckConstraint("tendered_minor BETWEEN 0 AND total_minor", name="tendered"),
        Index(
            "uq_checkout_cart_live",
            "cart_id",
            unique=True,
            postgresql_where=text("status IN ('prepared', 'paying', 'completed')"),
        ),
        Index(
            "ix_checkout_unfinished", "expires_at", postgresql_where=text("status IN ('prepared', 'paying')")
        ),
        Index(
            "ix_checkout_left",
            text("lower(email)"),
            postgresql_where=text("status = 'expired' AND person_id IS NULL"),
        ),
        Index("ix_checkout_visitor", "visitor_id", "id", postgresql_where=text("visitor_id IS NOT NULL")),
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
    tendered_minor: int = minor_units(default=0)
    currency: str
    status: str = "prepared"
    locale: str = Field(default="en_US", sa_column_kwargs={"server_default": "en_US"})
    time_zone: str = Field(default="UTC", sa_column_kwargs={"server_default": "UTC"})
    text_phone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    purchase_id: UUID | None = None
    failure: str = ""
    is_held: bool = False
    expires_at: datetime = instant()
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class CartReminder(SQLModel, table=True):
    """One e-mail about a cart that was left, planned or sent, or why it was not; what came of it.

    planned -> queued (handed to notifications) or dropped (`reason` says why). `bought_at` is set when its
    reader bought within the time that counts as a return.
    """

    __tablename__ = "cart_reminder"
    __table_args__ = (
        UniqueConstraint("cart_id", "step"),
        CheckConstraint("step IN (1, 2)", name="step"),
        CheckConstraint("status IN ('planned', 'queued', 'dropped')", name="status"),
        Index("ix_cart_reminder_email", "email", "created_at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    cart_id: UUID
    step: int
    email: str
    person_id: UUID | None = None
    visitor_id: UUID | None = None
    checkout_id: UUID | None = None
    status: str = "planned"
    reason: str = ""
    subtotal_minor: int = minor_units(default=0)
    currency: str = "USD"
    idle_since: datetime = instant()
    created_at: datetime = instant(default_factory=clock.now)
    bought_at: datetime | None = instant_or_none()
