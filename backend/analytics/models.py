"""Tables of analytics."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, minor_units


class StorefrontEvent(SQLModel, table=True):
    """Something a visitor did."""

    __tablename__ = "storefront_event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('visit', 'view', 'search', 'add_to_cart', 'checkout_started', 'purchase')", name="kind"
        ),
        Index("ix_storefront_event_at", "at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    visitor_id: str
    kind: str
    product_id: UUID | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    at: datetime = instant(default_factory=clock.now)


class DailyFunnel(SQLModel, table=True):
    """Distinct visitors per step and day (UTC); `buyers` counts purchases.

    A day that was rolled up after its end is final.
    """

    __tablename__ = "daily_funnel"

    day: date = Field(primary_key=True)
    visitors: int = 0
    viewers: int = 0
    searchers: int = 0
    adders: int = 0
    checkout_starters: int = 0
    buyers: int = 0
    rolled_at: datetime = instant(default_factory=clock.now)


class DailySales(SQLModel, table=True):
    """Orders placed per day (UTC), seller, department and destination country.

    An order over several departments counts in `orders` once, in its largest one, so that `orders` adds up;
    `orders_with` counts it in each.
    """

    __tablename__ = "daily_sales"

    day: date = Field(primary_key=True)
    seller_id: UUID = Field(primary_key=True)
    department: str = Field(primary_key=True)
    country: str = Field(primary_key=True)
    currency: str = Field(primary_key=True)
    gmv_minor: int = minor_units()
    units: int = 0
    orders: int = 0
    orders_with: int = 0
