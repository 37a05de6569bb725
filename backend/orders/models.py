"""Tables of orders."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from backend.kit import clock, ids
from backend.kit.model import instant, instant_or_none, minor_units


class Purchase(SQLModel, table=True):
    """What one shopper bought in one checkout; what is written about it is in `locale` and `time_zone`.

    Texts about it go to `text_phone`, E.164; empty when the shopper did not ask for them with this purchase.
    """

    __tablename__ = "purchase"
    __table_args__ = (
        CheckConstraint(
            "total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor", name="total"
        ),
        Index("ix_purchase_person_placed", "person_id", "placed_at"),
        Index("ix_purchase_email", text("lower(email)")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    number: str = Field(unique=True)
    cart_id: UUID = Field(unique=True)
    checkout_id: UUID = Field(unique=True)
    person_id: UUID | None = None
    access_token_hash: str
    email: str
    address: dict[str, Any] = Field(sa_type=JSONB)
    payment_method: str
    payment_id: UUID
    tax_number: str = ""
    subtotal_minor: int = minor_units()
    discount_minor: int = minor_units(default=0)
    shipping_minor: int = minor_units()
    tax_minor: int = minor_units()
    total_minor: int = minor_units()
    currency: str
    locale: str = Field(default="en_US", sa_column_kwargs={"server_default": "en_US"})
    time_zone: str = Field(default="UTC", sa_column_kwargs={"server_default": "UTC"})
    text_phone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    placed_at: datetime = instant(default_factory=clock.now, index=True)


class Order(SQLModel, table=True):
    """The part of a purchase that one seller ships from one warehouse.

    Amounts exclude tax that is added on top; `tax_minor` is that added tax (zero where prices include it;
    `included_tax_minor` then says how much of the amounts is tax; a buyer who owes none gets it back as a
    `tax_minor` below zero). `tax_collector` owes the tax to its office, `tax_lines` is its breakdown.
    `withdrawn_minor` is what cancelled units took out of the total since it was placed. `picking_at` is when
    the warehouse began on what is to be sent; `settled_at` is when the last of its money was booked;
    `settlement_currency`, `fx_rate` (its units per unit of `currency`) and `fx_day` are set where the seller
    is paid in another currency. `shipping_minor` is net of `shipping_discount_minor`. What promotions move
    between marketplace and seller: `marketplace_funded_minor` is made good to the seller, without tax, and
    `seller_funded_shipping_minor` is taken from what the seller earns. `is_held`: it stays pending until the
    desk has looked at its payment.
    """

    __tablename__ = "customer_order"
    __table_args__ = (
        UniqueConstraint("purchase_id", "seller_id", "warehouse_id"),
        CheckConstraint(
            "status IN ('pending', 'processing', 'partly_shipped', 'shipped', 'delivered', 'cancelled', "
            "'returned')",
            name="status",
        ),
        CheckConstraint(
            "total_minor = subtotal_minor - discount_minor + shipping_minor + tax_minor", name="total"
        ),
        CheckConstraint(
            "marketplace_funded_minor BETWEEN 0 AND discount_minor "
            "AND seller_funded_shipping_minor BETWEEN 0 AND shipping_discount_minor",
            name="funding",
        ),
        CheckConstraint("tax_collector IN ('marketplace', 'seller')", name="tax_collector"),
        CheckConstraint("jsonb_typeof(tax_lines) = 'array'", name="tax_lines"),
        CheckConstraint(
            "(settlement_currency IS NULL AND fx_rate IS NULL AND fx_day IS NULL)"
            " OR (settlement_currency <> currency AND fx_rate > 0 AND fx_day IS NOT NULL)",
            name="settlement",
        ),
        Index("ix_customer_order_seller_placed", "seller_id", "placed_at"),
        Index("ix_customer_order_warehouse_status", "warehouse_id", "status"),
        Index("ix_customer_order_placed_at", "placed_at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    purchase_id: UUID = Field(foreign_key="purchase.id")
    number: str = Field(unique=True)
    seller_id: UUID = Field(foreign_key="seller.id")
    warehouse_id: UUID = Field(foreign_key="warehouse.id")
    status: str
    shipping_method: str
    subtotal_minor: int = minor_units()
    discount_minor: int = minor_units(default=0)
    shipping_minor: int = minor_units()
    tax_minor: int = minor_units()
    included_tax_minor: int = minor_units(default=0)
    total_minor: int = minor_units()
    withdrawn_minor: int = minor_units(default=0)
    commission_bps: int
    commission_minor: int = minor_units()
    shipping_discount_minor: int = minor_units(default=0)
    marketplace_funded_minor: int = minor_units(default=0)
    seller_funded_shipping_minor: int = minor_units(default=0)
    currency: str
    tax_collector: str = "marketplace"
    tax_lines: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    settlement_currency: str | None = None
    fx_rate: Decimal | None = Field(default=None, sa_type=Numeric(24, 12))
    fx_day: date | None = None
    ship_by: datetime = instant()
    promised_from: date
    promised_to: date
    placed_at: datetime = instant()
    picking_at: datetime | None = instant_or_none()
    settled_at: datetime | None = instant_or_none()
    is_held: bool = False
    updated_at: datetime = instant(default_factory=clock.now)


class OrderItem(SQLModel, table=True):
    """A line of an order, with title, options and price as they were when it was placed.

    `quantity` units are bought. Of them `picked` were taken from the shelf, of those `shipped` left, and so
    on: each count holds the next. `coming_back` units are in a return or came back, `cancelled` units were
    bought once and are no part of `quantity` and of the amounts any more.
    """

    __tablename__ = "order_item"
    __table_args__ = (
        CheckConstraint("quantity >= 0 AND cancelled >= 0 AND quantity + cancelled > 0", name="quantity"),
        CheckConstraint(
            "picked BETWEEN shipped AND quantity AND delivered BETWEEN coming_back AND shipped "
            "AND returned BETWEEN 0 AND coming_back",
            name="units",
        ),
        CheckConstraint(
            "total_minor = quantity * unit_price_minor - discount_minor + tax_minor", name="total"
        ),
        CheckConstraint("marketplace_funded_minor BETWEEN 0 AND discount_minor", name="funding"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    offer_id: UUID = Field(index=True)
    product_id: UUID = Field(index=True)
    variant_id: UUID
    sku: str
    title: str
    options: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    picture_key: str = ""
    quantity: int
    cancelled: int = 0
    picked: int = 0
    shipped: int = 0
    delivered: int = 0
    coming_back: int = 0
    returned: int = 0
    unit_price_minor: int = minor_units()
    discount_minor: int = minor_units(default=0)
    marketplace_funded_minor: int = minor_units(default=0)
    tax_minor: int = minor_units()
    included_tax_minor: int = minor_units(default=0)
    total_minor: int = minor_units()
    tax_class: str = "standard"
    tax_rate: Decimal = Field(default=Decimal(0), sa_type=Numeric(7, 6))


class OrderHistory(SQLModel, table=True):
    """A transition of an order: from, to, who, when and why."""

    __tablename__ = "order_history"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    from_status: str | None = None
    to_status: str
    actor: str
    reason: str = ""
    at: datetime = instant(default_factory=clock.now)


class OrderParcel(SQLModel, table=True):
    """Units of an order that left together, the first ones in `position` 1, and whose their money is.

    The amounts are fixed when it leaves: goods and shipping without any tax, and all tax. Shipping is in the
    first parcel, what rounding leaves in the last. `tendered_minor` of the total came from gift cards and
    store credit, the rest is taken through the payment; `settled_at` is when that was booked. `is_whole`:
    nothing of the order left before it, nothing was left to be sent after it.
    """

    __tablename__ = "order_parcel"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("position > 0 AND (position = 1 OR NOT is_whole)", name="position"),
        CheckConstraint(
            "total_minor = goods_minor + shipping_minor + tax_minor "
            "AND tendered_minor BETWEEN 0 AND total_minor",
            name="amounts",
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id")
    position: int
    is_whole: bool
    idempotency_key: str = Field(unique=True)
    carrier: str
    tracking_number: str
    goods_minor: int = minor_units()
    shipping_minor: int = minor_units()
    tax_minor: int = minor_units()
    commission_minor: int = minor_units()
    marketplace_funded_minor: int = minor_units(default=0)
    seller_funded_shipping_minor: int = minor_units(default=0)
    total_minor: int = minor_units()
    tendered_minor: int = minor_units(default=0)
    shipped_at: datetime = instant(default_factory=clock.now)
    delivered_at: datetime | None = instant_or_none()
    settled_at: datetime | None = instant_or_none()


class OrderParcelLine(SQLModel, table=True):
    """How many units of a line left in a parcel, and what of the line's amounts is theirs."""

    __tablename__ = "order_parcel_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    parcel_id: UUID = Field(foreign_key="order_parcel.id", primary_key=True)
    order_item_id: UUID = Field(foreign_key="order_item.id", primary_key=True, index=True)
    quantity: int
    discount_minor: int = minor_units()
    tax_minor: int = minor_units()
    included_tax_minor: int = minor_units()
    marketplace_funded_minor: int = minor_units()
    total_minor: int = minor_units()


class OrderUnitHistory(SQLModel, table=True):
    """A transition of units of a line: from, to, how many, who, when and why. Append-only."""

    __tablename__ = "order_unit_history"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_item_id: UUID = Field(foreign_key="order_item.id", index=True)
    from_state: str
    to_state: str
    quantity: int
    actor: str
    reason: str = ""
    at: datetime = instant(default_factory=clock.now)


class OrderChange(SQLModel, table=True):
    """What was done to an order that is no transition: another address, fewer units, its confirmation sent
    again. Append-only.

    `facts` say what it was and what it is now.
    """

    __tablename__ = "order_change"
    __table_args__ = (CheckConstraint("kind IN ('address', 'units', 'confirmation')", name="kind"),)

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    kind: str
    actor: str
    reason: str = ""
    facts: dict[str, Any] = Field(sa_type=JSONB)
    at: datetime = instant(default_factory=clock.now)


class ReturnRequest(SQLModel, table=True):
    """Goods of one order on their way back. `refund_minor` is what the inspection found to be owed."""

    __tablename__ = "return_request"
    __table_args__ = (
        CheckConstraint(
            "status IN ('requested', 'approved', 'declined', 'label_issued', 'received', 'inspected', "
            "'refunded', 'rejected')",
            name="status",
        ),
        CheckConstraint("refund_minor >= 0", name="refund"),
        Index("ix_return_request_warehouse_status", "warehouse_id", "status"),
        Index("ix_return_request_seller_requested", "seller_id", "requested_at"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    number: str = Field(unique=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    seller_id: UUID = Field(foreign_key="seller.id")
    warehouse_id: UUID = Field(foreign_key="warehouse.id")
    status: str
    note: str = ""
    label_number: str | None = Field(default=None, unique=True)
    refund_minor: int = minor_units(default=0)
    currency: str
    requested_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class ReturnItem(SQLModel, table=True):
    """Units of a line in a return.

    `accepted` of them were found as promised, `restocked` of those are sold again.
    """

    __tablename__ = "return_item"
    __table_args__ = (
        UniqueConstraint("return_id", "order_item_id"),
        CheckConstraint(
            "quantity > 0 AND accepted BETWEEN restocked AND quantity AND restocked >= 0", name="quantity"
        ),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    return_id: UUID = Field(foreign_key="return_request.id")
    order_item_id: UUID = Field(foreign_key="order_item.id", index=True)
    quantity: int
    reason: str
    accepted: int = 0
    restocked: int = 0
    finding: str = ""


class ReturnHistory(SQLModel, table=True):
    """A transition of a return: from, to, who, when and why. Append-only."""

    __tablename__ = "return_history"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    return_id: UUID = Field(foreign_key="return_request.id", index=True)
    from_status: str | None = None
    to_status: str
    actor: str
    reason: str = ""
    at: datetime = instant(default_factory=clock.now)


class Refund(SQLModel, table=True):
    """Money of an order that goes back to its shopper, asked for once per idempotency key.

    total = goods + shipping + tax, the first two without any tax. `is_early` says that it was granted before
    the order's money was earned: then less is taken instead. `payment_minor` is the part that goes back
    through the payment (card, transfer), `sent_minor` of it is sent there because it was taken already.
    """

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("status IN ('requested', 'approved', 'sent', 'succeeded', 'failed')", name="status"),
        CheckConstraint("destination IN ('origin', 'credit')", name="destination"),
        CheckConstraint(
            "total_minor > 0 AND total_minor = goods_minor + shipping_minor + tax_minor "
            "AND payment_minor BETWEEN 0 AND total_minor AND sent_minor BETWEEN 0 AND payment_minor",
            name="amounts",
        ),
        Index("ix_refund_to_send", "updated_at", postgresql_where=text("status IN ('approved', 'sent')")),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    idempotency_key: str = Field(unique=True)
    status: str = "requested"
    destination: str = "origin"
    reason: str
    is_early: bool = False
    goods_minor: int = minor_units()
    shipping_minor: int = minor_units()
    tax_minor: int = minor_units()
    commission_minor: int = minor_units()
    marketplace_funded_minor: int = minor_units(default=0)
    total_minor: int = minor_units()
    payment_id: UUID
    payment_minor: int = minor_units()
    sent_minor: int = minor_units(default=0)
    currency: str
    provider_reference: str | None = Field(default=None, unique=True)
    failure: str = ""
    created_at: datetime = instant(default_factory=clock.now)
    updated_at: datetime = instant(default_factory=clock.now)


class RefundLine(SQLModel, table=True):
    """What of one line of an order, or of its shipping, a refund gives back. Amounts with their tax."""

    __tablename__ = "refund_line"
    __table_args__ = (
        CheckConstraint("quantity >= 0 AND amount_minor > 0 AND tax_minor >= 0", name="amounts"),
    )

    refund_id: UUID = Field(foreign_key="refund.id", primary_key=True)
    refundable_id: UUID = Field(foreign_key="refundable.id", primary_key=True)
    quantity: int
    amount_minor: int = minor_units()
    tax_minor: int = minor_units()


class RefundPart(SQLModel, table=True):
    """Where a part of a refund goes: the payment, a gift card, or store credit."""

    __tablename__ = "refund_part"
    __table_args__ = (
        CheckConstraint("kind IN ('payment', 'gift_card', 'store_credit')", name="kind"),
        CheckConstraint("amount_minor > 0", name="amount"),
    )

    refund_id: UUID = Field(foreign_key="refund.id", primary_key=True)
    kind: str = Field(primary_key=True)
    source_id: UUID = Field(primary_key=True)
    amount_minor: int = minor_units()


class Refundable(SQLModel, table=True):
    """How much of an order's line (`id` is the line's) or shipping (`id` is the order's) has gone back.

    Written with an order's first refund. Amounts with their tax: all of an order's sum to its total.
    `funded_minor` is what the marketplace made good to the seller for a discount, and takes back with it;
    of tax and of that `refunded_tax_minor` and `refunded_funded_minor` are in what went back.
    """

    __tablename__ = "refundable"
    __table_args__ = (
        CheckConstraint("refunded_quantity BETWEEN 0 AND quantity", name="quantity"),
        CheckConstraint("refunded_minor BETWEEN 0 AND total_minor", name="amounts"),
    )

    id: UUID = Field(primary_key=True)
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    quantity: int
    refunded_quantity: int = 0
    total_minor: int = minor_units()
    tax_minor: int = minor_units()
    funded_minor: int = minor_units(default=0)
    refunded_minor: int = minor_units(default=0)
    refunded_tax_minor: int = minor_units(default=0)
    refunded_funded_minor: int = minor_units(default=0)


class RefundHistory(SQLModel, table=True):
    """A step of a refund's life, append-only."""

    __tablename__ = "refund_history"

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    refund_id: UUID = Field(foreign_key="refund.id", index=True)
    from_status: str | None = None
    to_status: str
    actor: str
    reason: str = ""
    at: datetime = instant(default_factory=clock.now)


class DocumentCounter(SQLModel, table=True):
    """The last number of a seller's documents of a kind in a year. Its row lock makes the numbers gapless."""

    __tablename__ = "document_counter"

    seller_id: UUID = Field(foreign_key="seller.id", primary_key=True)
    kind: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Document(SQLModel, table=True):
    """An invoice or a credit note: `facts` are all that stands on it, fixed when it got its number.

    `subject` is what it is about (`order:…`, `refund:…`), once. `sha256` is of the stored PDF; a row that has
    one is never changed again.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("kind IN ('invoice', 'credit_note')", name="kind"),
        UniqueConstraint("seller_id", "kind", "year", "sequence"),
    )

    id: UUID = Field(default_factory=ids.new_id, primary_key=True)
    kind: str
    number: str = Field(unique=True)
    seller_id: UUID = Field(foreign_key="seller.id")
    year: int
    sequence: int
    order_id: UUID = Field(foreign_key="customer_order.id", index=True)
    subject: str = Field(unique=True)
    facts: dict[str, Any] = Field(sa_type=JSONB)
    total_minor: int = minor_units()
    currency: str
    issued_at: datetime = instant()
    sha256: str | None = None
