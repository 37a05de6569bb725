"""Tables of inventory."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none


class Warehouse(SQLModel, table=True):
    """A building that stores and ships."""

    __tablename__ = "warehouse"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    code: str = Field(unique=True)
    name: str
    country: str
    region: str = ""
    city: str = ""
    postcode: str = ""
    time_zone: str = "UTC"
    latitude_microdegrees: int = 0
    longitude_microdegrees: int = 0


class StockItem(SQLModel, table=True):
    """A thing on shelves, owned by one seller."""

    __tablename__ = "stock_item"
    __table_args__ = (UniqueConstraint("seller_id", "sku"),)

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    seller_id: UUID = Field(foreign_key="seller.id")
    sku: str
    barcode: str | None = Field(default=None, index=True)
    weight_grams: int = 0


class OfferComponent(SQLModel, table=True):
    """How many of a stock item one unit of an offer consumes."""

    __tablename__ = "offer_component"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    offer_id: UUID = Field(foreign_key="offer.id", primary_key=True, ondelete="CASCADE")
    stock_item_id: UUID = Field(foreign_key="stock_item.id", primary_key=True, index=True)
    quantity: int = 1


class StockBalance(SQLModel, table=True):
    """The stock of an item in a warehouse, kept in the transaction of each movement and reservation."""

    __tablename__ = "stock_balance"
    __table_args__ = (
        UniqueConstraint("stock_item_id", "warehouse_id"),
        CheckConstraint("on_hand >= 0", name="on_hand"),
        CheckConstraint("reserved >= 0 AND reserved <= on_hand", name="reserved"),
        CheckConstraint("safety_stock >= 0", name="safety_stock"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    stock_item_id: UUID = Field(foreign_key="stock_item.id")
    warehouse_id: UUID = Field(foreign_key="warehouse.id", index=True)
    on_hand: int = 0
    reserved: int = 0
    safety_stock: int = 0
    bin: str = ""


class StockMovement(SQLModel, table=True):
    """A change of on hand: append-only, once per idempotency key."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="quantity"),
        CheckConstraint(
            "reason IN ('receive', 'dispatch', 'return', 'count', 'damage', 'transfer')", name="reason"
        ),
        Index("ix_stock_movement_item_warehouse", "stock_item_id", "warehouse_id", "id"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    stock_item_id: UUID = Field(foreign_key="stock_item.id")
    warehouse_id: UUID = Field(foreign_key="warehouse.id")
    quantity: int
    reason: str
    idempotency_key: str = Field(unique=True)
    reference: str = ""
    person_id: UUID | None = None
    at: datetime = instant(default_factory=clock.now)


class Reservation(SQLModel, table=True):
    """Stock promised to a holder (a checkout, later its order).

    held (expires) -> allocated (an order stands behind it) -> consumed (dispatched); or released.
    `quantity` counts stock items, `units` the units of the offer that they serve.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("units > 0", name="units"),
        CheckConstraint("status IN ('held', 'allocated', 'consumed', 'released')", name="status"),
        # A holder holds an offer's stock from a balance once: reserving twice by mistake fails loudly.
        Index(
            "uq_reservation_live_holder",
            "holder_id",
            "offer_id",
            "balance_id",
            unique=True,
            postgresql_where=text("status IN ('held', 'allocated')"),
        ),
        Index("ix_reservation_expiring", "expires_at", postgresql_where=text("status = 'held'")),
        Index(
            "ix_reservation_live_balance",
            "balance_id",
            postgresql_where=text("status IN ('held', 'allocated')"),
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    holder_id: UUID
    offer_id: UUID
    balance_id: UUID = Field(foreign_key="stock_balance.id")
    stock_item_id: UUID
    warehouse_id: UUID
    quantity: int
    units: int
    status: str = "held"
    expires_at: datetime | None = instant_or_none()
    created_at: datetime = instant(default_factory=clock.now)
