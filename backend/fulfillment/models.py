"""Tables of fulfilment."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none


class PickTask(SQLModel, table=True):
    """The work of getting an order ready in its warehouse; what is not there is `part` 2, and so on."""

    __tablename__ = "pick_task"
    __table_args__ = (
        UniqueConstraint("order_id", "part"),
        CheckConstraint("part > 0", name="part"),
        CheckConstraint(
            "status IN ('ready', 'picking', 'picked', 'packed', 'shipped', 'cancelled')", name="status"
        ),
        Index(
            "ix_pick_task_open",
            "warehouse_id",
            "ship_by",
            postgresql_where=text("status IN ('ready', 'picking', 'picked', 'packed')"),
        ),
        # A tote holds one order at a time.
        Index(
            "uq_pick_task_tote",
            "warehouse_id",
            "tote",
            unique=True,
            postgresql_where=text("status IN ('picking', 'picked')"),
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id")
    part: int = 1
    order_number: str
    warehouse_id: UUID = Field(foreign_key="warehouse.id")
    status: str = "ready"
    ship_by: datetime = instant()
    picker_id: UUID | None = None
    tote: str | None = None
    parcel_weight_grams: int | None = None
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class PickLine(SQLModel, table=True):
    """How many of a stock item to take from a bin."""

    __tablename__ = "pick_line"
    __table_args__ = (
        UniqueConstraint("task_id", "order_item_id", "stock_item_id"),
        CheckConstraint("quantity > 0 AND picked BETWEEN 0 AND quantity", name="picked"),
        CheckConstraint("packed BETWEEN 0 AND picked", name="packed"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    task_id: UUID = Field(foreign_key="pick_task.id", index=True)
    order_item_id: UUID = Field(foreign_key="order_item.id")
    stock_item_id: UUID = Field(foreign_key="stock_item.id")
    barcode: str
    title: str
    options_text: str = ""
    picture_key: str = ""
    bin: str = ""
    quantity: int
    picked: int = 0
    packed: int = 0


class Scan(SQLModel, table=True):
    """Every scan that was sent, and what came of it; the operation id makes a repeat harmless."""

    __tablename__ = "scan"

    operation_id: str = Field(primary_key=True)
    task_id: UUID = Field(foreign_key="pick_task.id", index=True)
    step: str
    code: str
    outcome: dict[str, Any] = Field(sa_type=JSONB)
    person_id: UUID | None = None
    at: datetime = instant(default_factory=clock.now)


class Shipment(SQLModel, table=True):
    """A parcel on its way: the order's parcel `parcel_id`, packed in `task_id` where the floor packed it."""

    __tablename__ = "shipment"
    __table_args__ = (
        CheckConstraint(
            "status IN ('label_created', 'dispatched', 'in_transit', 'out_for_delivery', 'delivered', "
            "'lost')",
            name="status",
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    parcel_id: UUID = Field(foreign_key="order_parcel.id", unique=True)
    task_id: UUID | None = Field(default=None, foreign_key="pick_task.id", unique=True)
    carrier: str
    tracking_number: str = Field(unique=True)
    status: str = "label_created"
    weight_grams: int
    promised_to: date
    dispatched_at: datetime | None = instant_or_none()
    delivered_at: datetime | None = instant_or_none()


class ShipmentHistory(SQLModel, table=True):
    """A step of a parcel's way."""

    __tablename__ = "shipment_history"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    shipment_id: UUID = Field(foreign_key="shipment.id", index=True)
    status: str
    place: str = ""
    at: datetime = instant(default_factory=clock.now)
